// What counts on the canvas under a filter: what held in its days, and what is not dated.
import {contradictions} from "./contradictions.js";
import {bearing} from "./elements.js";

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
 */
export function markContradictions(drawn, edges, filter, now) {
  const pairs = new Map();
  for (const {source, target} of edges) {
    const key = source < target ? `${source}\n${target}` : `${target}\n${source}`;
    pairs.set(key, (pairs.get(key) ?? 0) + 1);
  }
  const several = edges.filter(({source, target}) => pairs.get(source < target ? `${source}\n${target}` : `${target}\n${source}`) > 1);
  const against = contradictions(countingEdges(several, filter, now));
  for (const data of drawn) {
    data.contra = against.has(data.id) ? 1 : 0;
    if (data.contra) data.count = `≠ ${data.count}`.trim();
  }
}
