// What a person notes and supposes: a part of the canvas and of its views, and of nothing else.
import {canvas, commit, own, picture} from "./canvas.js";
import {setStore} from "../dash.js";
import {on} from "../actions.js";
import {NOTHING, isNothing, readOwn, tieOf} from "./hypotheses.js";
import {registerPart} from "./view_parts.js";

/** @typedef {import("./hypotheses.js").Own} Own */

/** @type {any} what the view that is on its way has of it */
let awaited = null;
let told = "null"; // what the server's side of the screen was told

/**
 * The types that the schema declares, by name.
 * @returns {Record<string, {screen: string, sign: number, symmetric: boolean}>}
 */
export const declaredTypes = () => JSON.parse(document.getElementById("notes")?.dataset.types ?? "{}");

/**
 * Go on with something else that is noted or supposed, as a step that can be undone.
 * @param {string} label
 * @param {Partial<Own>} change
 */
export const changeOwn = (label, change) => commit(label, {...canvas(), own: {...own(), ...change}});

/**
 * The point that a note is about, on the canvas.
 * @param {import("./hypotheses.js").Note} note
 * @returns {[number, number]}
 */
export function anchorOf({about}) {
  const spots = about.map((id) => window.cy?.getElementById(picture().standIn(id))).filter((node) => node?.length).map((node) => node.position());
  const middle = (/** @type {"x" | "y"} */ axis) => spots.reduce((sum, spot) => sum + spot[axis], 0) / (spots.length || 1);
  return [middle("x"), middle("y")];
}

/**
 * What the view that has come says is noted and supposed, with the ids that its actors have now.
 * @param {Record<string, string>} former
 * @returns {Own}
 */
export function awaitedOwn(former) {
  const {notes, supposed, doubted} = readOwn(awaited);
  awaited = null;
  const now = (/** @type {string} */ id) => former[id] ?? id;
  const ties = (/** @type {import("./hypotheses.js").Tie[]} */ some) => some.map((tie) => ({...tieOf(tie.type, now(tie.a), now(tie.b), declaredTypes()[tie.type]), sign: tie.sign})).filter(({a, b}) => a !== b);
  const read = {notes: notes.map((note) => ({...note, about: note.about.map(now)})), supposed: ties(supposed), doubted: ties(doubted)};
  return isNothing(read) ? NOTHING : read;
}

// The canvas that comes back brings it along, so that one step of undo takes back both.
registerPart("own", {save: () => (isNothing(own()) ? null : own()), restore: (saved) => void (awaited = saved)});

on("drawn", () => {
  const {supposed, doubted} = own();
  const store = supposed.length || doubted.length ? {supposed, doubted} : null;
  const written = JSON.stringify(store);
  if (written === told) return;
  told = written;
  setStore("supposed", store);
});
