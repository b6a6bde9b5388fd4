// The canvas: what is on it, and every step back and forth. Steps share what they have in common, so a hundred cost little.
import {actions, emit} from "../actions.js";
import {setStore} from "../dash.js";
import {notify} from "../notice.js";
import {countryNames} from "./countries.js";
import {seenOf, today, whole} from "./elements.js";
import {actorsBehind, gathered, moved, remaining} from "./groups.js";
import {NOTHING, withSupposed} from "./hypotheses.js";
import {within} from "./within.js";

/**
 * @typedef {{id: string, name: string, mixed: boolean, kind: string, countries: string[], degree: number, x: number, y: number}} Actor
 * @typedef {{id: string, confidence: number | null, stance: string, since: string | null, since_precision: string | null, until: string | null, until_precision: string | null, source: string, stands: boolean, known_from: string, known_until: string | null}} Statement
 * @typedef {{id: string, source: string, target: string, type: string, sign: number, denied: boolean, statements: Statement[]}} Edge
 * @typedef {{nodes: Record<string, Actor>, edges: Record<string, Edge>, groups?: Record<string, import("./groups.js").Group>, pins?: Record<string, true>, within?: Within | null, own?: import("./hypotheses.js").Own}} Canvas
 * @typedef {{actors: string[], steps: number}} Within who is at the centre, and how far from there is drawn
 * @typedef {{label: string, canvas: Canvas}} Step
 */

const STEPS = 100;
/** @type {Canvas} */
let now = {nodes: {}, edges: {}, own: NOTHING};
/** @type {Step[]} */
let past = [];
/** @type {Step[]} */
let future = [];

export const canvas = () => now;
/** What the person who looks at the canvas notes and supposes. */
export const own = () => now.own ?? NOTHING;

/** @type {{of: Canvas | null, drawn: import("./groups.js").Picture | null}} */
let last = {of: null, drawn: null};
let under = whole();
/** @type {{of: Canvas | null, filter: string, part: Canvas}} */
let lastPart = {of: null, filter: "", part: now};

/**
 * The filter under which the canvas is drawn from now on: how far one comes in some steps depends on it.
 * @param {import("./elements.js").Filter} filter
 */
export const drawUnder = (filter) => void (under = filter);

/**
 * The part of a canvas that is drawn: all of it, or what is within some steps of its centre over edges that the filter lets
 * through and that nobody denies. The one on the screen, under the filter in force, unless told otherwise.
 * @param {Canvas} [of]
 * @param {import("./elements.js").Filter} [filter]
 * @returns {Canvas}
 */
export function drawnPart(of = now, filter = under) {
  if (!of.within) return of;
  const written = JSON.stringify(filter);
  if (lastPart.of === of && lastPart.filter === written) return lastPart.part;
  const {nodes, edges, standIn} = withGroups(of);
  const centre = [...new Set(of.within.actors.map(standIn))].filter((id) => nodes[id]);
  const day = today();
  const ways = Object.values(edges).filter((edge) => !edge.denied && (edge.supposed ? !filter.hidden.includes(edge.type) : seenOf(edge, filter, day).seen.length));
  const reached = new Set(actorsBehind(of, within(ways, centre, of.within.steps)));
  lastPart = {of, filter: written, part: without(of, (id) => !reached.has(id))};
  return lastPart.part;
}

/**
 * A canvas as it is drawn, with groups as one node each and with what is supposed; the one on the screen unless told otherwise.
 * @param {Canvas} [of]
 */
export const picture = (of = now) => withGroups(drawnPart(of));

/**
 * @param {Canvas} of
 * @returns {import("./groups.js").Picture}
 */
function withGroups(of) {
  const same = last.of && last.of.nodes === of.nodes && last.of.edges === of.edges && last.of.groups === of.groups && last.of.own === of.own;
  const drawn = (same && last.drawn) || withSupposed(gathered(of, countryNames()), of);
  last = {of, drawn};
  return drawn;
}
export const isUntouched = () => !past.length && !future.length;

/**
 * Go on to a new state; the one before can be had back.
 * @param {string} label
 * @param {Canvas} next
 */
export function commit(label, next) {
  past = [...past, {label, canvas: now}].slice(-STEPS);
  future = [];
  show(next);
}

/**
 * Show a state as if it had always been there; what it does not say of a person's own stays as it is.
 * @param {Canvas} next
 */
export function show(next) {
  now = next.own ? next : {...next, own: own()};
  setStore("canvas", now);
  setStore("history", {undo: past.at(-1)?.label ?? null, redo: future.at(-1)?.label ?? null});
}

/**
 * @param {Step[]} from
 * @param {Step[]} to
 */
function step(from, to) {
  const last = from.pop();
  if (!last) return;
  to.push({label: last.label, canvas: now});
  show(last.canvas);
  emit("stepped", last.label);
  notify(`${to === future ? "Undone" : "Redone"}: ${last.label}`);
}

actions.undo = () => step(past, future);
actions.redo = () => step(future, past);

/**
 * A canvas with what an answer of the graph adds. What went away meanwhile stays away: an edge needs both its ends.
 * @param {Canvas} before
 * @param {{nodes: Actor[], edges: Edge[], moves?: Record<string, [number, number]>}} change
 * @returns {Canvas}
 */
export function merged(before, change) {
  const nodes = {...before.nodes};
  for (const node of change.nodes) nodes[node.id] ??= node;
  const edges = {...before.edges};
  for (const edge of change.edges) if (nodes[edge.source] && nodes[edge.target]) edges[edge.id] = edge;
  const moves = Object.entries(change.moves ?? {}).map(([id, [x, y]]) => [id, {x, y}]);
  return moved({...before, nodes, edges}, Object.fromEntries(moves));
}

/**
 * A canvas without some actors and their edges.
 * @param {Canvas} before
 * @param {(id: string) => boolean} goes
 * @returns {Canvas}
 */
export function without(before, goes) {
  const nodes = Object.fromEntries(Object.entries(before.nodes).filter(([id]) => !goes(id)));
  const edges = Object.fromEntries(Object.entries(before.edges).filter(([, edge]) => nodes[edge.source] && nodes[edge.target]));
  const groups = remaining(before.groups, nodes);
  const pins = Object.fromEntries(Object.entries(before.pins ?? {}).filter(([id]) => nodes[id] || groups[id]));
  const centre = before.within?.actors.filter((id) => nodes[id]) ?? [];
  return {...before, nodes, edges, groups, pins, within: before.within && centre.length ? {...before.within, actors: centre} : null};
}

/**
 * Take actors away, with their edges.
 * @param {string} label
 * @param {(id: string) => boolean} goes
 */
export function removeActors(label, goes) {
  const next = without(now, goes);
  if (Object.keys(next.nodes).length !== Object.keys(now.nodes).length) commit(label, next);
}

/**
 * Actors that were dragged stand where they were left.
 * @param {Record<string, {x: number, y: number}>} places
 */
export function moveActors(places) {
  const {nodes} = picture();
  const far = Object.entries(places).filter(([id, {x, y}]) => nodes[id] && (Math.abs(nodes[id].x - x) >= 0.5 || Math.abs(nodes[id].y - y) >= 0.5));
  if (far.length) commit("Move", moved(now, Object.fromEntries(far)));
}

/**
 * The places of all actors.
 * @returns {Record<string, [number, number]>}
 */
export const places = () => Object.fromEntries(Object.values(now.nodes).map(({id, x, y}) => [id, [x, y]]));
