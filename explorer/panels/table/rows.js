// The rows of both tables, from what is on the canvas and what the filter lets through: pure.

/**
 * @typedef {import("../../browser/network/canvas.js").Actor} Actor
 * @typedef {import("../../browser/network/canvas.js").Edge} Edge
 * @typedef {import("../../browser/network/canvas.js").Statement} Statement
 * @typedef {{by: Record<string, Statement[]>, seen: Statement[]}} Seen
 * @typedef {{id: string, from: string, fromId: string, type: string, to: string, toId: string, since: string, until: string, sources: string, statements: number, confidence: number | null, standing: string, tied: boolean}} EdgeRow
 * @typedef {{betweenness: number[], pagerank: number[], programmes: Record<string, string[]>, countries: Record<string, string>}} Figures
 */

const LENGTHS = {year: 4, month: 7, day: 10};

/** @param {string | null} date @param {string | null} precision */
const shown = (date, precision) => (date ?? "").slice(0, LENGTHS[precision ?? "day"]);

/** The words of a type, as the legend has them. @param {string} type */
export const typeWords = (type) => type.toLowerCase().replaceAll("_", "-");

/**
 * How an edge stands, in a word or two.
 * @param {Edge} edge
 * @param {Seen} seen
 */
export function standingOf(edge, {by, seen}) {
  const time = by.held.length ? "holds" : by.undated.length ? "not dated" : by.ended.length ? "ended" : "to come";
  const marks = [edge.denied && "denied", seen.every(({stands}) => !stands) && "withdrawn since"].filter(Boolean);
  return edge.denied && time === "holds" ? marks.join(", ") : [...marks, time].join(", ");
}

/**
 * One edge in view as a row; since the earliest beginning, until the latest end, unless one of its statements is open.
 * @param {Edge} edge
 * @param {Seen} drawn
 * @param {(id: string) => string} nameOf
 * @returns {EdgeRow}
 */
export function edgeRow(edge, drawn, nameOf) {
  const {by, seen} = drawn;
  const begun = seen.filter(({since}) => since).sort((a, b) => ((a.since ?? "") < (b.since ?? "") ? -1 : 1))[0];
  const over = seen.every(({until}) => until) ? [...seen].sort((a, b) => ((a.until ?? "") > (b.until ?? "") ? -1 : 1))[0] : null;
  const sure = seen.flatMap(({confidence}) => (confidence === null ? [] : [confidence]));
  return {
    id: edge.id,
    from: nameOf(edge.source),
    fromId: edge.source,
    type: typeWords(edge.type),
    to: nameOf(edge.target),
    toId: edge.target,
    since: begun ? shown(begun.since, begun.since_precision) : "",
    until: over ? shown(over.until, over.until_precision) : "",
    sources: [...new Set(seen.map(({source}) => source))].sort().join(", "),
    statements: seen.length,
    confidence: sure.length ? Math.max(...sure) : null,
    standing: standingOf(edge, drawn),
    tied: !edge.denied && by.held.length + by.undated.length > 0,
  };
}

/**
 * When an actor is first seen: the day on which the earliest of its statements in view began to hold; when none of them is
 * dated, the day on which the first of them was published.
 * @param {Statement[]} statements
 */
export function firstSeen(statements) {
  const begun = statements.filter(({since}) => since).sort((a, b) => ((a.since ?? "") < (b.since ?? "") ? -1 : 1))[0];
  if (begun) return `${shown(begun.since, begun.since_precision)} in force`;
  const known = statements.map(({known_from}) => known_from).sort()[0];
  return known ? `${known.slice(0, 10)} published` : "";
}

/**
 * The pairs of actors that a line in view ties, by their places in the list: neither denials nor what is over or to come.
 * @param {string[]} actors
 * @param {EdgeRow[]} edges
 * @returns {[number, number][]}
 */
export function tiedPairs(actors, edges) {
  const places = new Map(actors.map((id, place) => [id, place]));
  /** @type {Map<string, [number, number]>} */
  const pairs = new Map();
  for (const {fromId, toId, tied} of edges) {
    const [a, b] = [places.get(fromId), places.get(toId)];
    if (!tied || a === undefined || b === undefined || a === b) continue;
    pairs.set(`${Math.min(a, b)} ${Math.max(a, b)}`, [Math.min(a, b), Math.max(a, b)]);
  }
  return [...pairs.values()];
}

/**
 * The actors in view as rows; what the server knows of them follows when it has answered.
 * @param {Actor[]} actors
 * @param {Record<string, Statement[]>} statements by actor, those in view
 * @param {[number, number][]} pairs
 * @param {Figures | null} figures
 */
export function actorRows(actors, statements, pairs, figures) {
  const degrees = actors.map(() => 0);
  for (const pair of pairs) for (const place of pair) degrees[place] += 1;
  return actors.map((actor, place) => ({
    id: actor.id,
    name: actor.name,
    kind: actor.kind,
    countries: actor.countries.map((code) => figures?.countries[code] ?? code).join(", "),
    programmes: (figures?.programmes[actor.id] ?? []).join(", "),
    first: firstSeen(statements[actor.id] ?? []),
    degree: degrees[place],
    betweenness: figures?.betweenness[place] ?? null,
    pagerank: figures?.pagerank[place] ?? null,
  }));
}
