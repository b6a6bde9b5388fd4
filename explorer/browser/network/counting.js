// What counts on the canvas under a filter: what held in its days, and what is not dated.
import {contradictions} from "./contradictions.js";
import {bearing, passes} from "./elements.js";

/**
 * The edges with those of their statements that the filter lets through.
 * @param {import("./elements.js").Edge[]} edges
 * @param {import("./elements.js").Filter} filter
 */
export const passingEdges = (edges, filter) =>
  edges.map((edge) => ({...edge, statements: edge.statements.filter((statement) => passes(edge.type, statement, filter))}));

/**
 * The edges with those of their statements that count; without those that have none.
 * @param {import("./elements.js").Edge[]} edges
 * @param {import("./elements.js").Filter} filter
 * @param {string} now today
 */
export const countingEdges = (edges, filter, now) =>
  edges
    .map((edge) => ({...edge, statements: edge.statements.filter((statement) => ["held", "undated"].includes(bearing(edge.type, statement, filter, now)))}))
    .filter(({statements}) => statements.length);

/**
 * Mark those edges, as Cytoscape takes them, that another one contradicts.
 * @param {{id: string, count: string, contra?: number}[]} drawn
 * @param {import("./elements.js").Edge[]} edges
 * @param {import("./elements.js").Filter} filter
 * @param {string} now today
 * @param {(id: string) => string} [standIn] the edge that is drawn for one of them
 */
export function markContradictions(drawn, edges, filter, now, standIn = (id) => id) {
  const pairs = new Map();
  for (const {source, target} of edges) {
    const key = source < target ? `${source}\n${target}` : `${target}\n${source}`;
    pairs.set(key, (pairs.get(key) ?? 0) + 1);
  }
  const several = edges.filter(({source, target}) => pairs.get(source < target ? `${source}\n${target}` : `${target}\n${source}`) > 1);
  const against = new Set([...contradictions(countingEdges(several, filter, now)).keys()].map(standIn));
  for (const data of drawn) {
    data.contra = against.has(data.id) ? 1 : 0;
    if (data.contra) data.count = `≠ ${data.count}`.trim();
  }
}
