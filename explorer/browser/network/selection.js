// What is selected on the canvas, and what the inspector shows.
import {actions, emit} from "../actions.js";
import {setStore} from "../dash.js";
import {notify} from "../notice.js";
import {canvas, removeActors} from "./canvas.js";
import {request} from "./requests.js";
import {registerPart} from "./view_parts.js";
import {within} from "./within.js";

/** @typedef {{kind: string, [key: string]: unknown}} Choice */

/** @type {Choice | null} */
let chosen = null;
/** @type {Choice[]} what was shown before */
let earlier = [];
/** @type {string | null} the actor that a path is to begin at */
let tracing = null;

/** @param {string[]} ids */
export function select(ids) {
  window.cy?.elements().unselect();
  for (const id of ids) window.cy?.getElementById(id).select();
}

/** @returns {string[]} */
export const selected = () => window.cy?.nodes(":selected").map((node) => node.id()) ?? [];

/**
 * Show something in the inspector.
 * @param {Choice | null} choice
 */
export function choose(choice) {
  if (chosen && choice && JSON.stringify(chosen) !== JSON.stringify(choice)) earlier = [...earlier, chosen].slice(-50);
  if (!choice) earlier = [];
  show(choice);
}

/** @param {Choice | null} choice */
function show(choice) {
  chosen = choice;
  setStore("choice", choice);
  emit("chosen", choice, earlier.length > 0);
}

actions.back = () => {
  const last = earlier.pop();
  if (last) show(last);
};

/** Whether the inspector shows something that a person chose. */
export const hasChoice = () => Boolean(chosen);

/** Ask again for what is looked at. */
export const refresh = () => setStore("choice", {...chosen});

/**
 * What the selection means once Cytoscape has made up its mind after a click on an actor.
 * @param {string} clicked
 */
export function follow(clicked) {
  const ids = selected();
  if (tracing && tracing !== clicked) {
    const from = tracing;
    tracing = null;
    return choose({kind: "paths", from, to: clicked});
  }
  if (ids.length === 2) return choose({kind: "paths", from: ids.find((id) => id !== clicked), to: clicked});
  if (ids.length > 2) return choose({kind: "several", actors: ids});
  choose({kind: "actor", actor: clicked});
}

/** Nothing is chosen and no path is traced any more. */
export function clear() {
  untrace();
  choose(null);
}

function untrace() {
  tracing = null;
  setStore("trace", null);
  emit("untraced");
}

/** @param {string} id */
export const expand = (id) => request({do: "expand", actor: id, name: canvas().nodes[id]?.name ?? id});

/** @param {HTMLElement} [button] */
const targets = (button) => (button?.dataset?.actor ? [button.dataset.actor] : selected());
/** @param {string[]} ids */
const namesOf = (ids) => (ids.length === 1 ? canvas().nodes[ids[0]]?.name ?? ids[0] : `${ids.length} actors`);

actions["trace-from"] = (button) => {
  const actor = button?.dataset.actor ?? selected()[0];
  if (!actor) return notify("First choose the actor that the path begins at");
  if (tracing && tracing !== actor) return follow(actor);
  tracing = actor;
  notify("Now click the actor at the other end of the path, or go there and press P");
  if (!matchMedia("(max-width: 760px)").matches) choose({kind: "paths", from: actor}); // on a phone it would cover the canvas
};
actions.untrace = untrace;
actions.remove = (button) => {
  const ids = targets(button);
  if (!ids.length) return;
  removeActors(`Remove ${namesOf(ids)}`, (id) => ids.includes(id));
  choose(null);
};
actions.keep = (button) => {
  const ids = targets(button);
  if (ids.length) removeActors(`Keep only ${namesOf(ids)}`, (id) => !ids.includes(id));
};
actions.within = (button) => {
  const [actor] = targets(button);
  const steps = Number(button?.dataset.steps ?? 1);
  const drawn = window.cy?.edges(":visible").map((edge) => ({source: edge.source().id(), target: edge.target().id()})) ?? [];
  if (!actor) return;
  const near = within(drawn, actor, steps);
  removeActors(`Keep within ${steps === 1 ? "a step" : `${steps} steps`} of ${namesOf([actor])}`, (id) => !near.includes(id));
};
actions.expand = () => selected().slice(0, 1).forEach(expand);
actions.close = () => {
  window.cy?.elements().unselect();
  untrace();
  emit("menu", null);
  choose(null);
};

registerPart("selection", {drawn: true, save: () => (selected().length ? selected() : null), restore: (ids) => select(ids ?? [])});
registerPart("choice", {drawn: true, save: () => chosen, restore: (choice) => void ((choice || chosen) && choose(choice))});
