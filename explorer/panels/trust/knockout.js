// What falls without a source: counted among what is on the canvas. Pure.

/**
 * @typedef {import("../../browser/network/canvas.js").Statement} Statement
 * @typedef {{id: string, source: string, target: string, type: string, sign: number, denied: boolean, statements: Statement[]}} Edge
 * @typedef {{actors: string[]}} Triple
 * @typedef {{edges: number, triples: Triple[], risen: Triple[], pairs: [string, string][], statements: number, alone: number}} Fall
 */

/** @param {Edge[]} edges @param {(source: string) => boolean} counts */
export const withSources = (edges, counts) =>
  edges.map((edge) => ({...edge, statements: edge.statements.filter(({source}) => counts(source))})).filter(({statements}) => statements.length);

/** @param {Edge[]} edges @returns {Map<string, [string, string]>} */
const pairsOf = (edges) =>
  new Map(edges.filter(({denied}) => !denied).map(({source, target}) => /** @type {[string, [string, string]]} */ ([JSON.stringify([source, target].sort()), [source, target]])));

/**
 * What the canvas loses with one of the sources that count: edges, pairs that nothing joins any more, and triples.
 * @param {Edge[]} edges with those of their statements that the rest of the filter lets through
 * @param {string[]} on the sources that count
 * @param {string} source
 * @param {(edges: Edge[]) => Triple[]} triplesOf
 * @returns {Fall}
 */
export function fallOf(edges, on, source, triplesOf) {
  const others = new Set(on.filter((other) => other !== source));
  const before = withSources(edges, (other) => others.has(other) || other === source);
  const after = withSources(edges, (other) => others.has(other));
  const left = pairsOf(after);
  const key = (/** @type {Triple} */ {actors}) => JSON.stringify([...actors].sort());
  const [triplesBefore, triplesAfter] = [triplesOf(before), triplesOf(after)];
  const [keysBefore, keysAfter] = [new Set(triplesBefore.map(key)), new Set(triplesAfter.map(key))];
  return {
    edges: before.length - after.length,
    pairs: [...pairsOf(before)].filter(([pair]) => !left.has(pair)).map(([, ends]) => ends),
    triples: triplesBefore.filter((triple) => !keysAfter.has(key(triple))),
    risen: triplesAfter.filter((triple) => !keysBefore.has(key(triple))),
    statements: before.reduce((sum, edge) => sum + edge.statements.filter((statement) => statement.source === source).length, 0),
    alone: before.filter(({statements}) => statements.every((statement) => statement.source === source)).length,
  };
}

/**
 * In words: 5 edges, 2 triangles, Wagner Group – North Korea fall.
 * @param {Fall} fall
 * @param {(id: string) => string} nameOf
 * @param {(number: number, noun: string) => string} quantity
 */
export function fallWords({edges, triples, risen, pairs}, nameOf, quantity) {
  const named = pairs.slice(0, 3).map(([a, b]) => `${nameOf(a)} – ${nameOf(b)}`);
  if (pairs.length > named.length) named.push(`${pairs.length - named.length} more pairs`);
  const parts = [edges && quantity(edges, "edge"), triples.length && quantity(triples.length, "triangle"), ...named].filter(Boolean);
  const falls = parts.length ? `${parts.join(", ")} ${parts.length === 1 && (edges === 1 || triples.length === 1) && !named.length ? "falls" : "fall"}` : "nothing falls";
  return risen.length ? `${falls}; ${quantity(risen.length, "triangle")} more ${risen.length === 1 ? "is" : "are"} unbalanced` : falls;
}

/**
 * The edges that rest on one source alone, by id.
 * @param {Edge[]} edges
 */
export const single = (edges) => edges.filter(({statements}) => new Set(statements.map(({source}) => source)).size === 1).map(({id}) => id);
