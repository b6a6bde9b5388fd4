// What the graph is asked for, one at a time and in order; each request carries the places of what is on the canvas.
import {setStore} from "../dash.js";
import {canvas, picture, places} from "./canvas.js";
import {isTall, middle} from "./view.js";

/** @typedef {{do: string, actor?: string, name?: string, [key: string]: unknown}} CanvasRequest */

const PATIENCE = 30_000; // ms after which a request that was never answered no longer holds up the next
/** @type {CanvasRequest[]} */
const queue = [];
let serial = 0;
/** @type {number | null} */
let open = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {CanvasRequest} what */
export function request(what) {
  queue.push(what);
  next();
}

/**
 * An answer has come; the next request may go.
 * @param {number} number the answer's serial
 */
export const answered = (number) => void (number === open && done());

export const isPending = () => open !== null || queue.length > 0;

function next() {
  if (open !== null) return;
  const what = queue.shift();
  if (!what) return;
  if (what.do === "expand" && !canvas().nodes[what.actor ?? ""]) return next();
  open = ++serial;
  const pins = what.do === "relayout" ? drawnPins() : undefined;
  const links = what.do === "relayout" ? linksFor(what.order) : undefined;
  document.body.dataset.busy = "yes";
  timer = setTimeout(done, PATIENCE);
  setStore("request", {...what, serial: open, present: what.do === "relayout" ? drawnPlaces() : {...places(), ...drawnPlaces()}, view: middle(), tall: isTall(), links, pins});
}

/**
 * Where each drawn node stands; actors behind a group take no room of their own when all are arranged anew.
 * @returns {Record<string, [number, number]>}
 */
const drawnPlaces = () => Object.fromEntries(Object.values(picture().nodes).map(({id, x, y}) => [id, [x, y]]));

/** The drawn nodes that stay where they are; undefined when there are none. */
function drawnPins() {
  const ids = Object.keys(canvas().pins ?? {}).filter((id) => picture().nodes[id]);
  return ids.length ? ids : undefined;
}

/**
 * The ties for an arrangement. In layers only what has a direction counts, and the whole stands above its part.
 * @param {unknown} order
 */
function linksFor(order) {
  const edges = Object.values(picture().edges);
  if (order !== "layers") return edges.map(({source, target}) => [source, target]);
  return edges.filter(({type}) => type !== "ALLY_OF" && type !== "RIVAL_OF").map(({source, target, type}) => (type === "PART_OF" ? [target, source] : [source, target]));
}

function done() {
  clearTimeout(timer);
  open = null;
  delete document.body.dataset.busy;
  setTimeout(next);
}
