// What is selected on the canvas, and what the inspector shows.
import {actions, emit} from "../actions.js";
import {setStore} from "../dash.js";
import {notify} from "../notice.js";
import {canvas, picture, removeActors} from "./canvas.js";
import {actorsBehind} from "./groups.js";
import {request} from "./requests.js";
import {registerPart} from "./view_parts.js";

/** @typedef {{kind: string, [key: string]: unknown}} Choice */

const LISTED = 200; // pairs of one gathered edge that are listed
/** @type {Choice | null} */
let chosen = null;
/** @type {Choice[]} what was shown before */
let earlier = [];
/** @type {string | null} the actor that a path is to begin at */
let tracing = null;

/**
 * Actors and edges; those behind a group are selected with it.
 * @param {string[]} ids
 */
export function select(ids) {
  const {standIn} = picture();
  window.cy?.elements().unselect();
  for (const id of new Set(ids.map(standIn))) window.cy?.getElementById(id).select();
}

/**
 * The ids of the selected nodes, groups among them.
 * @returns {string[]}
 */
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
  const {groups = {}} = canvas();
  if (groups[clicked] && ids.length < 2) return chooseGroup(clicked);
  if (ids.length > 1 && ids.some((id) => groups[id])) return choose({kind: "several", actors: actorsBehind(canvas(), ids)});
  if (tracing && tracing !== clicked) {
    const from = tracing;
    tracing = null;
    return choose({kind: "paths", from, to: clicked});
  }
  if (ids.length === 2) return choose({kind: "paths", from: ids.find((id) => id !== clicked), to: clicked});
  if (ids.length > 2) return choose({kind: "several", actors: ids});
  choose({kind: "actor", actor: clicked});
}

/**
 * Show who stands as one node.
 * @param {string} id
 */
export function chooseGroup(id) {
  if (tracing) notify("The path begins and ends at an actor: open this one first");
  choose({kind: "group", actor: id, name: picture().nodes[id].name, actors: actorsBehind(canvas(), [id])});
}

/**
 * Show what is behind a drawn edge: the evidence of its pair, or the pairs that are gathered in it.
 * @param {string} id
 */
export function chooseEdge(id) {
  const edge = picture().edges[id];
  if (!edge) return;
  /** @type {Map<string, [string, string, number]>} */
  const pairs = new Map();
  for (const {source, target, statements} of edge.parts ?? [edge]) {
    const key = JSON.stringify([source, target]);
    pairs.set(key, [source, target, (pairs.get(key)?.[2] ?? 0) + statements.length]);
  }
  const all = [...pairs.values()].sort((one, other) => other[2] - one[2]);
  if (all.length === 1) return choose({kind: "pair", a: edge.source, b: edge.target, ...(edge.parts && {a: all[0][0], b: all[0][1]})});
  choose({kind: "gathered", name: edge.type, pairs: all.slice(0, LISTED), total: all.length});
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

/**
 * Add the neighbours of an actor; open what stands for several.
 * @param {string} id
 */
export const expand = (id) => (canvas().groups?.[id] ? emit("open group", id) : request({do: "expand", actor: id, name: canvas().nodes[id]?.name ?? id}));

/** @param {HTMLElement} [button] */
export const targets = (button) => (button?.dataset?.actor ? [button.dataset.actor] : selected());
/** @param {HTMLElement} [button] */
const targetActors = (button) => actorsBehind(canvas(), targets(button));
/** @param {string[]} ids */
const namesOf = (ids) => (ids.length === 1 ? canvas().nodes[ids[0]]?.name ?? ids[0] : `${ids.length} actors`);

actions["trace-from"] = (button) => {
  const actor = button?.dataset.actor ?? selected()[0];
  if (!actor) return notify("First choose the actor that the path begins at");
  if (canvas().groups?.[actor]) return notify("The path begins and ends at an actor: open this one first");
  if (tracing && tracing !== actor) return follow(actor);
  tracing = actor;
  notify("Now click the actor at the other end of the path, or go there and press P");
  if (!matchMedia("(max-width: 760px)").matches) choose({kind: "paths", from: actor}); // on a phone it would cover the canvas
};
actions.untrace = untrace;
actions.remove = (button) => {
  const ids = targetActors(button);
  if (!ids.length) return;
  removeActors(`Remove ${namesOf(ids)}`, (id) => ids.includes(id));
  choose(null);
};
actions.keep = (button) => {
  const ids = targetActors(button);
  if (ids.length) removeActors(`Keep only ${namesOf(ids)}`, (id) => !ids.includes(id));
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
