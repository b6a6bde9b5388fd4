// From what is on the canvas, and the filter, to the elements that Cytoscape draws: pure. All values are flat, so that it patches only what differs.

/**
 * @typedef {{nodes: Record<string, Actor>, edges: Record<string, Edge>}} Canvas
 * @typedef {import("./canvas.js").Edge & {parts?: import("./canvas.js").Edge[], supposed?: boolean, doubted?: boolean}} Edge
 * @typedef {import("./canvas.js").Statement} Statement
 * @typedef {import("./canvas.js").Actor & {group?: number}} Actor
 * @typedef {{text: string, first: string, last: string}} Days
 * @typedef {{hidden: string[], sources: string[], confidence: number, stances: string[], on: Days | null, known: Days | null, undated: boolean}} Filter
 * @typedef {{actors: string[], sides: {statements: string[]}[]}} Tension
 * @typedef {"held" | "undated" | "ended" | "ahead" | "out"} Bearing
 */

const LIKELY = 0.5; // less confidence than this is drawn faint
/** @type {{statements: Record<string, string>, actors: Record<string, string>}} */
const UNMARKED = {statements: {}, actors: {}};
/** @type {Filter} */
const EVERYTHING = {hidden: [], sources: [], confidence: 0, stances: [], on: null, known: null, undated: true};

/**
 * A filter with all its parts; equal ones are written alike.
 * @param {Partial<Filter> | null} [partial]
 * @returns {Filter}
 */
export const whole = (partial) => ({...EVERYTHING, ...partial});

/** Today's date, as the graph's server counts days. */
export const today = () => new Date().toISOString().slice(0, 10);

/**
 * Whether a statement passes all of the filter but its date.
 * @param {string} type
 * @param {Statement} statement
 * @param {Filter} filter
 */
export function passes(type, statement, filter) {
  if (filter.hidden.includes(type) || (statement.confidence ?? 1) < filter.confidence) return false;
  if (filter.sources.length && !filter.sources.includes(statement.source)) return false;
  if (filter.stances.length && !filter.stances.includes(statement.stance)) return false;
  if (!statement.since && !statement.until && !filter.undated) return false;
  if (!filter.known) return statement.stands;
  const day = filter.known.last;
  return statement.known_from <= day && (!statement.known_until || statement.known_until > day);
}

/**
 * What a statement says of the days that the filter is about. Without a date that is today: what is not dated counts, for it
 * is said today; what has ended or is to come is drawn, and does not count. On a date what is not dated is never certain.
 * @param {string} type
 * @param {Statement} statement
 * @param {Filter} filter
 * @param {string} now today
 * @returns {Bearing}
 */
export function bearing(type, statement, filter, now) {
  if (!passes(type, statement, filter)) return "out";
  if (!statement.since && !statement.until) return filter.on ? "undated" : "held";
  if (statement.since && statement.since > (filter.on?.last ?? now)) return filter.on ? "out" : "ahead";
  if (statement.until && statement.until < (filter.on?.first ?? now)) return filter.on ? "out" : "ended";
  return "held";
}

/**
 * The statements that the screen draws of one edge, and how they stand: what held; else what is not dated; else what has
 * ended or is to come.
 * @param {Edge} edge
 * @param {Filter} filter
 * @param {string} now today
 */
export function seenOf(edge, filter, now) {
  /** @type {Record<Bearing, Statement[]>} */
  const by = {held: [], undated: [], ended: [], ahead: [], out: []};
  for (const statement of edge.statements) by[bearing(edge.type, statement, filter, now)].push(statement);
  const past = [...by.ended, ...by.ahead];
  return {by, past, seen: [by.held, by.undated, past].find((some) => some.length) ?? []};
}

/**
 * One edge for Cytoscape.
 * @param {Edge} edge
 * @param {Filter} filter
 * @param {Set<string>} tense ids of the statements behind the outlined tension
 * @param {Set<string>} traced pairs "a|b" on the highlighted path
 * @param {string} now today
 * @param {Record<string, string>} [marked] what became of statements since a view was saved
 * @param {(seen: Statement[]) => number} [widthOf] 0 for that of the type
 */
export function edgeData(edge, filter, tense, traced, now, marked = {}, widthOf = () => 0) {
  const {by, past, seen} = seenOf(edge, filter, now);
  const confidence = Math.max(...seen.map((statement) => statement.confidence ?? 1), 0);
  const onTrace = traced.has(`${edge.source}|${edge.target}`) || traced.has(`${edge.target}|${edge.source}`);
  if (edge.supposed) return supposedData(edge, filter, tense, onTrace, traced.size > 0);
  const gone = by.out.filter((statement) => marked[statement.id] && passes(edge.type, {...statement, stands: true, known_until: null}, filter));
  const said = new Set(seen);
  const parts = edge.parts?.filter(({statements}) => statements.some((statement) => said.has(statement))).length ?? 0;
  const mark = [...new Set([...seen, ...gone].map(({id}) => marked[id]).filter(Boolean))].sort().join(", ");
  return {
    id: edge.id,
    source: edge.source,
    target: edge.target,
    type: edge.type,
    statements: by.held.length,
    uncertain: by.undated.length,
    count: [parts > 1 && String(parts), seen.length > Math.max(parts, 1) && `×${seen.length}`, edge.doubted && "supposed not", mark].filter(Boolean).join(" "),
    wide: widthOf(seen),
    gathered: parts > 1 ? parts : 0,
    mark,
    hidden: seen.length || gone.length ? 0 : 1,
    gone: gone.length && !seen.length ? 1 : 0,
    denied: edge.denied ? 1 : 0,
    undated: !by.held.length && by.undated.length ? 1 : 0,
    ended: past.length && seen === past ? 1 : 0,
    faint: !edge.denied && seen.length && confidence < LIKELY ? 1 : 0,
    tension: !edge.denied && seen.some(({id}) => tense.has(id)) ? 1 : 0,
    trace: onTrace ? 1 : 0,
    dim: traced.size && !onTrace ? 1 : 0,
    supposed: 0,
    doubted: edge.doubted ? 1 : 0,
  };
}

/**
 * A supposed edge for Cytoscape: no statement is behind it, and of the filter its type alone can hide it.
 * @param {Edge} edge
 * @param {Filter} filter
 * @param {Set<string>} tense
 * @param {boolean} onTrace
 * @param {boolean} traces
 */
function supposedData({id, source, target, type}, filter, tense, onTrace, traces) {
  return {
    id, source, target, type, statements: 0, uncertain: 0, count: `supposed ${type.toLowerCase().replaceAll("_", "-")}`, gathered: 0, mark: "",
    hidden: filter.hidden.includes(type) ? 1 : 0, gone: 0, denied: 0, undated: 0, ended: 0, faint: 0, wide: 0,
    tension: tense.has(id) ? 1 : 0, trace: onTrace ? 1 : 0, dim: traces && !onTrace ? 1 : 0, supposed: 1, doubted: 0,
  };
}

/** @param {number} degree */
export const nodeSize = (degree) => Math.round(38 + Math.min(18, 3.2 * Math.log2(1 + degree)));

/** @param {Actor} actor */
const plain = (actor) => ({size: nodeSize(actor.degree), rim: "", other: "", fill: ""});

/**
 * Whom each actor is tied to.
 * @param {{source: string, target: string}[]} edges
 */
function tiesOf(edges) {
  /** @type {Map<string, Set<string>>} */
  const tied = new Map();
  const note = (a, b) => void (tied.get(a)?.add(b) ?? tied.set(a, new Set([b])));
  for (const {source, target} of edges) {
    note(source, target);
    note(target, source);
  }
  return tied;
}

/**
 * Nodes and edges as Cytoscape takes them.
 * @param {Canvas | null} canvas
 * @param {Partial<Filter> | null} partial
 * @param {string[] | null} trace the actors of the highlighted path
 * @param {Tension | null} tension
 * @param {(actor: Actor) => string} glyph
 * @param {string} [now] today
 * @param {(actor: Actor, ties: number) => {size: number, rim: string, other: string, fill: string}} [dress] size and colours of an actor
 * @param {{statements: Record<string, string>, actors: Record<string, string>}} [marks] what is not as it was when a view was saved
 * @param {Record<string, true>} [pins] who stays where it is
 * @param {(seen: Statement[]) => number} [widthOf]
 */
export function elementsOf(canvas, partial, trace, tension, glyph, now = today(), dress = plain, marks = UNMARKED, pins = {}, widthOf = undefined) {
  const filter = whole(partial);
  const tense = new Set(tension?.sides.flatMap(({statements}) => statements) ?? []);
  const path = (trace ?? []).every((id) => canvas?.nodes[id]) ? trace ?? [] : [];
  const traced = new Set(path.slice(1).map((id, n) => `${path[n]}|${id}`));
  const edges = Object.values(canvas?.edges ?? {}).map((edge) => edgeData(edge, filter, tense, traced, now, marks.statements, widthOf));
  const tied = tiesOf(edges.filter(({hidden}) => !hidden));
  const nodes = Object.values(canvas?.nodes ?? {}).map((actor) => ({
    group: "nodes",
    data: {
      id: actor.id,
      name: actor.name,
      label: [actor.name, actor.mixed && "⚠", marks.actors[actor.id] && `(${marks.actors[actor.id]})`].filter(Boolean).join(" "),
      mark: marks.actors[actor.id] ?? "",
      kind: actor.kind,
      group: actor.group ?? 0,
      pinned: pins[actor.id] ? 1 : 0,
      glyph: glyph(actor),
      ...dress(actor, tied.get(actor.id)?.size ?? 0),
      degree: actor.degree,
      alone: edges.length && !tied.has(actor.id) ? 1 : 0,
      tension: tension?.actors.includes(actor.id) ? 1 : 0,
      trace: path.includes(actor.id) ? 1 : 0,
      dim: path.length && !path.includes(actor.id) ? 1 : 0,
    },
    position: {x: actor.x, y: actor.y},
  }));
  return {nodes, edges, filter};
}
