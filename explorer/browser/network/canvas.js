// The canvas: what is on it, and every step back and forth. Steps share what they have in common, so a hundred cost little.
import {actions, emit} from "../actions.js";
import {setStore} from "../dash.js";
import {notify} from "../notice.js";

/**
 * @typedef {{id: string, name: string, mixed: boolean, kind: string, countries: string[], degree: number, x: number, y: number}} Actor
 * @typedef {{id: string, confidence: number | null, stance: string, since: string | null, since_precision: string | null, until: string | null, until_precision: string | null, source: string, stands: boolean, known_from: string, known_until: string | null}} Statement
 * @typedef {{id: string, source: string, target: string, type: string, sign: number, denied: boolean, statements: Statement[]}} Edge
 * @typedef {{nodes: Record<string, Actor>, edges: Record<string, Edge>}} Canvas
 * @typedef {{label: string, canvas: Canvas}} Step
 */

const STEPS = 100;
/** @type {Canvas} */
let now = {nodes: {}, edges: {}};
/** @type {Step[]} */
let past = [];
/** @type {Step[]} */
let future = [];

export const canvas = () => now;
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
 * Show a state as if it had always been there.
 * @param {Canvas} next
 */
export function show(next) {
  now = next;
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
  for (const [id, [x, y]] of Object.entries(change.moves ?? {})) if (nodes[id]) nodes[id] = {...nodes[id], x, y};
  const edges = {...before.edges};
  for (const edge of change.edges) if (nodes[edge.source] && nodes[edge.target]) edges[edge.id] = edge;
  return {nodes, edges};
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
  return {nodes, edges};
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
  const nodes = {...now.nodes};
  let changed = false;
  for (const [id, {x, y}] of Object.entries(places)) {
    if (!nodes[id] || (Math.abs(nodes[id].x - x) < 0.5 && Math.abs(nodes[id].y - y) < 0.5)) continue;
    nodes[id] = {...nodes[id], x, y};
    changed = true;
  }
  if (changed) commit("Move", {nodes, edges: now.edges});
}

/**
 * The places of everything, for an answer that must not cover any of them.
 * @returns {Record<string, [number, number]>}
 */
export const places = () => Object.fromEntries(Object.values(now.nodes).map(({id, x, y}) => [id, [x, y]]));
