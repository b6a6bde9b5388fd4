// From what is on the canvas, and the filter, to the elements that Cytoscape draws: pure. All values are flat, so that it patches only what differs.

/**
 * @typedef {import("./canvas.js").Canvas} Canvas
 * @typedef {import("./canvas.js").Edge} Edge
 * @typedef {import("./canvas.js").Statement} Statement
 * @typedef {import("./canvas.js").Actor} Actor
 * @typedef {{hidden: string[], confidence: number, on: string | null, sources: string[]}} Filter
 * @typedef {{actors: string[], sides: {statements: string[]}[]}} Tension
 */

const LIKELY = 0.5; // less confidence than this is drawn faint

/**
 * Whether a statement passes the filter.
 * @param {Statement} statement
 * @param {Filter} filter
 */
export function passes(statement, filter) {
  if ((statement.confidence ?? 1) < filter.confidence) return false;
  if (filter.sources.length && !filter.sources.includes(statement.source)) return false;
  if (!filter.on) return true;
  return (!statement.since || statement.since <= filter.on) && (!statement.until || statement.until >= filter.on);
}

/**
 * What the screen draws of one edge.
 * @param {Edge} edge
 * @param {Filter} filter
 * @param {Set<string>} tense ids of the statements behind the outlined tension
 * @param {Set<string>} traced pairs "a|b" on the highlighted path
 */
export function edgeData(edge, filter, tense, traced) {
  const seen = edge.statements.filter((statement) => passes(statement, filter));
  const confidence = Math.max(...seen.map((statement) => statement.confidence ?? 1), 0);
  const onTrace = traced.has(`${edge.source}|${edge.target}`) || traced.has(`${edge.target}|${edge.source}`);
  return {
    id: edge.id,
    source: edge.source,
    target: edge.target,
    type: edge.type,
    statements: seen.length,
    count: seen.length > 1 ? `×${seen.length}` : "",
    hidden: !seen.length || filter.hidden.includes(edge.type) ? 1 : 0,
    denied: edge.denied ? 1 : 0,
    faint: !edge.denied && confidence < LIKELY ? 1 : 0,
    tension: !edge.denied && seen.some(({id}) => tense.has(id)) ? 1 : 0,
    trace: onTrace ? 1 : 0,
    dim: traced.size && !onTrace ? 1 : 0,
  };
}

/** @param {number} degree */
export const nodeSize = (degree) => Math.round(38 + Math.min(18, 3.2 * Math.log2(1 + degree)));

/**
 * Nodes and edges as Cytoscape takes them.
 * @param {Canvas | null} canvas
 * @param {Partial<Filter> | null} partial
 * @param {string[] | null} trace the actors of the highlighted path
 * @param {Tension | null} tension
 * @param {(actor: Actor) => string} glyph
 */
export function elementsOf(canvas, partial, trace, tension, glyph) {
  const filter = {hidden: [], confidence: 0, on: null, sources: [], ...partial};
  const tense = new Set(tension?.sides.flatMap(({statements}) => statements) ?? []);
  const path = (trace ?? []).every((id) => canvas?.nodes[id]) ? trace ?? [] : [];
  const traced = new Set(path.slice(1).map((id, n) => `${path[n]}|${id}`));
  const edges = Object.values(canvas?.edges ?? {}).map((edge) => edgeData(edge, filter, tense, traced));
  const joined = new Set(edges.filter(({hidden}) => !hidden).flatMap(({source, target}) => [source, target]));
  const nodes = Object.values(canvas?.nodes ?? {}).map((actor) => ({
    group: "nodes",
    data: {
      id: actor.id,
      name: actor.name,
      kind: actor.kind,
      glyph: glyph(actor),
      size: nodeSize(actor.degree),
      alone: edges.length && !joined.has(actor.id) ? 1 : 0,
      tension: tension?.actors.includes(actor.id) ? 1 : 0,
      trace: path.includes(actor.id) ? 1 : 0,
      dim: path.length && !path.includes(actor.id) ? 1 : 0,
    },
    position: {x: actor.x, y: actor.y},
  }));
  return {nodes, edges, filter};
}
