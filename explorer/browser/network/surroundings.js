// What is within some steps of an actor: a filter that follows whatever else is drawn; it is a step of undo, and views keep it.
import {actions} from "../actions.js";
import {canvas, commit} from "./canvas.js";
import {actorsBehind} from "./groups.js";
import {targets} from "./selection.js";
import {registerPart} from "./view_parts.js";

/** @typedef {import("./canvas.js").Within} Within */
export const FARTHEST = 9; // steps

/** @type {unknown} what the view or link that is on its way has of it */
let awaited = null;

/** @param {number} steps */
export const stepWords = (steps) => (steps === 1 ? "a step" : `${steps} steps`);

/** Who is at the centre, in words. @param {Within} within */
export function centreWords({actors}) {
  const {nodes} = canvas();
  return actors.length === 1 ? nodes[actors[0]]?.name ?? actors[0] : `${actors.length} actors`;
}

/** @param {Within} within */
export const withinWords = (within) => `within ${stepWords(within.steps)} of ${centreWords(within)}`;

actions.within = (button) => {
  const [chosen] = button?.dataset.centre === undefined ? targets(button) : [];
  const actors = chosen ? actorsBehind(canvas(), [chosen]) : canvas().within?.actors;
  if (!actors?.length) return;
  const within = {actors, steps: Number(button?.dataset.steps ?? 1)};
  commit(`Only ${withinWords(within)}`, {...canvas(), within});
};

actions["whole-canvas"] = () => canvas().within && commit("Show the whole canvas", {...canvas(), within: null});

/**
 * What was kept, or stands in a link; null when it is none of ours.
 * @param {any} kept
 * @returns {Within | null}
 */
export function readWithin(kept) {
  const {actors, steps} = kept ?? {};
  const fits = Array.isArray(actors) && actors.length && actors.every((id) => typeof id === "string") && Number.isInteger(steps) && steps > 0 && steps <= FARTHEST;
  return fits ? {actors, steps} : null;
}

/** The canvas that comes next shows what is within this. @param {unknown} kept */
export const awaitWithin = (kept) => void (awaited = kept);

/**
 * A canvas that comes back with a view or by a link: its centre by the ids that it has now; all of it when the centre is gone.
 * @param {import("./canvas.js").Canvas} answer
 * @param {Record<string, string>} former
 * @returns {import("./canvas.js").Canvas}
 */
export function withinAgain(answer, former) {
  const within = readWithin(awaited);
  awaited = null;
  const actors = [...new Set(within?.actors.map((id) => former[id] ?? id))].filter((id) => answer.nodes[id]);
  return {...answer, within: within && actors.length ? {...within, actors} : null};
}

registerPart("within", {save: () => canvas().within ?? null, restore: awaitWithin});
