// The view as a whole: what is kept of it, and how it is had again. The graph is asked anew for names and statements.
import {on} from "../actions.js";
import {canvas, places} from "./canvas.js";
import {whenDrawn} from "./drawn.js";
import {isPending, request} from "./requests.js";
import {restoreParts, saveParts} from "./view_parts.js";

/** @typedef {{places: Record<string, [number, number]>, parts: Record<string, unknown>}} View */

const KEY = "faultlines-view";
const OPEN = "Open "; // how the label of a step begins that opens a view
/** @type {WeakMap<import("./canvas.js").Canvas, Record<string, unknown>>} what was seen besides, before and after a view was opened */
const partsOf = new WeakMap();
const MOST = 1_000_000; // characters that are kept
const REST = 400; // ms without a change before anything is kept
/** @type {View | null} what is on its way back */
let awaited = null;
let drawing = false; // the actors of what is on its way back are there, the rest waits until they are drawn
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
let begun = false; // something was on the canvas: when it is empty now, a person emptied it

/** @param {number} place */
const rounded = (place) => Math.round(place * 100) / 100;

/**
 * What is seen now: ids and places, nothing that the graph says.
 * @returns {View}
 */
export const currentView = () => ({
  places: Object.fromEntries(Object.entries(places()).map(([id, [x, y]]) => [id, [rounded(x), rounded(y)]])),
  parts: saveParts(),
});

/**
 * Show a view; with a name that is a step which can be undone, else it is as if it had always been there.
 * @param {View} view
 * @param {string} [name]
 */
export function showView(view, name) {
  if (name) partsOf.set(canvas(), saveParts());
  awaited = view;
  restoreParts(view.parts, false);
  request({do: "restore", places: view.places, ...(name && {name})});
}

// Undoing the step that opened a view brings back the filter and all else that was seen before.
on("stepped", (/** @type {string} */ label) => {
  const parts = label.startsWith(OPEN) && partsOf.get(canvas());
  if (!parts) return;
  restoreParts(parts, false);
  whenDrawn(() => restoreParts(parts, true));
});

/** Show what this tab showed before it was loaded anew; false when there is nothing of it. */
export function showKept() {
  const kept = read();
  if (!kept) return false;
  showView(kept);
  return true;
}

// The actors of the view are there, those of a former day by the ids that they have now.
on("restored", (/** @type {Record<string, string>} */ former) => {
  const view = awaited && renamed(awaited, former);
  awaited = null;
  if (!view) return;
  partsOf.set(canvas(), view.parts);
  drawing = true;
  whenDrawn(() => {
    drawing = false;
    restoreParts(view.parts, true);
  });
});

/**
 * A view in which other actors stand for those of a former day.
 * @param {View} view
 * @param {Record<string, string>} former
 * @returns {View}
 */
export function renamed(view, former) {
  if (!Object.keys(former).length) return view;
  const text = (/** @type {unknown} */ value) => (typeof value === "string" ? former[value] ?? value : value);
  return JSON.parse(JSON.stringify(view), (_, value) =>
    value && typeof value === "object" && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [former[key] ?? key, inner])) : text(value),
  );
}

/** @returns {View | null} */
function read() {
  try {
    const {places, parts} = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
    return places && parts && Object.keys(places).length ? {places, parts} : null;
  } catch {
    return null;
  }
}

function keep() {
  clearTimeout(timer);
  const shown = Object.keys(canvas().nodes).length;
  begun ||= shown > 0;
  if (!begun || drawing || (awaited && isPending())) return;
  try {
    const text = shown ? JSON.stringify(currentView()) : "";
    if (text && text.length <= MOST) sessionStorage.setItem(KEY, text);
    else sessionStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing begins afresh.
  }
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(keep, REST);
}

for (const change of ["drawn", "chosen", "view", "view part"]) on(change, soon);
window.addEventListener("pagehide", keep);
