// Under which programme actors are designated; the graph is asked when somebody wants to know.
import {setStore} from "../dash.js";
import {notify} from "../notice.js";
import {post} from "../post.js";
import {canvas} from "./canvas.js";

/** @type {Record<string, string>} */
let known = {};
let asked = "";

/** The programme of an actor that most others share; of those without any, none. @param {string} id */
export const programmeOf = (id) => known[id] ?? "";

/**
 * Of the programmes of each actor the one that most actors have.
 * @param {Record<string, string[]>} programmes
 */
function shared(programmes) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const own of Object.values(programmes)) for (const name of own) counts.set(name, (counts.get(name) ?? 0) + 1);
  const first = (/** @type {string[]} */ own) => [...own].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1))[0];
  return Object.fromEntries(Object.entries(programmes).map(([id, own]) => [id, first(own)]));
}

/**
 * Ask for the programmes of whoever is on the canvas; it is drawn again when they are known.
 * @param {unknown} filter
 */
export async function learnProgrammes(filter) {
  const actors = Object.keys(canvas().nodes).sort();
  const key = JSON.stringify([actors, filter]);
  if (key === asked || !actors.length) return;
  asked = key;
  const answer = await post("order", "programmes", {actors, filter});
  if (asked !== key) return;
  if (answer.failed) {
    asked = "";
    return notify(answer.failed);
  }
  known = shared(answer.programmes);
  setStore("canvas", {...canvas()});
}
