// Collapses actors into one node and opens it again; each is a step of undo. Views keep who stands together.
import {actions, on} from "../actions.js";
import {notify} from "../notice.js";
import {canvas, commit, picture} from "./canvas.js";
import {whenDrawn} from "./drawn.js";
import {collapsed, groupId, leavesOf, mainSources, opened, remaining, sorted} from "./groups.js";
import {countryOf} from "./look.js";
import {programmeOf} from "./programmes.js";
import {choose, chooseGroup, select, selected} from "./selection.js";
import {registerPart} from "./view_parts.js";

/**
 * @typedef {import("./groups.js").Group} Group
 * @typedef {import("./groups.js").By} By
 * @typedef {{by: By, value: string, members: string[], x: number, y: number}} Kept
 */

/** @type {Kept[]} the groups of a view that is on its way back */
let awaited = [];

/** What is drawn now, as ties of nodes. */
const drawnTies = () => window.cy?.edges(":visible").map((edge) => ({source: edge.source().id(), target: edge.target().id()})) ?? [];

/**
 * What actors can be collapsed by, and by which value each.
 * @param {By} by
 * @returns {(actor: import("./canvas.js").Actor) => string}
 */
function valuesBy(by) {
  if (by === "kind") return ({kind}) => kind;
  if (by === "country") return countryOf;
  if (by === "programme") return ({id}) => programmeOf(id);
  const sources = mainSources(Object.values(canvas().edges));
  return ({id}) => sources.get(id) ?? "";
}

/**
 * What each drawn node has in common with others; a group has what all behind it have.
 * @param {By} by
 * @returns {(actor: {id: string, kind: string, countries: string[], degree: number, group?: number}) => string}
 */
export function drawnValues(by) {
  const valueOf = /** @type {(actor: any) => string} */ (valuesBy(by));
  return (actor) => {
    if (!actor.group) return valueOf(actor);
    const {groups = {}, nodes} = canvas();
    const values = new Set(groups[actor.id]?.members.map((id) => valueOf(nodes[id])));
    return values.size === 1 ? [...values][0] : "";
  };
}

/**
 * The groups that there are and those that there could be, the largest first.
 * @param {By} by
 * @returns {{value: string, ids: string[], group: Group | null}[]}
 */
export function choices(by) {
  const there = sorted(picture().nodes, valuesBy(by));
  const groups = Object.values(canvas().groups ?? {}).filter((group) => group.by === by);
  const possible = there.map(([value, ids]) => ({value, ids, group: groups.find((group) => group.value === value) ?? null}));
  const whole = groups.filter(({value}) => !there.some(([other]) => other === value)).map((group) => ({value: group.value, ids: /** @type {string[]} */ ([]), group}));
  const size = (/** @type {{ids: string[], group: Group | null}} */ {ids, group}) => ids.length + (group?.members.length ?? 0);
  return [...possible, ...whole].filter((one) => size(one) > 1).sort((one, other) => size(other) - size(one) || (one.value < other.value ? -1 : 1));
}

/**
 * Let some drawn nodes stand as one.
 * @param {By} by
 * @param {string} value
 * @param {string[]} ids
 */
export function collapse(by, value, ids) {
  const next = collapsed(canvas(), by, value, ids);
  if (next === canvas()) return notify("It takes two actors to collapse them into one");
  const id = groupId(by, value);
  const name = picture(next).nodes[id].name;
  commit(`Collapse ${name}`, next);
  notify(`Collapsed: ${name}`);
  whenDrawn(() => select([id]));
  chooseGroup(id);
}

/** @param {string} id */
export function open(id) {
  const name = picture().nodes[id]?.name;
  if (!canvas().groups?.[id]) return;
  commit(`Expand ${name}`, opened(canvas(), id));
  notify(`Opened: ${name}`);
  choose(null);
}

/**
 * Collapse everything by what it has in common.
 * @param {By} by
 */
export function collapseAll(by) {
  let next = canvas();
  for (const {value, ids} of choices(by)) if (ids.length) next = collapsed(next, by, value, ids);
  if (next === canvas()) return notify("There is nothing to collapse");
  commit(`Collapse by ${by}`, next);
  choose(null);
}

on("open group", open);
actions["open-group"] = (button) => open(button?.dataset.actor ?? selected()[0] ?? "");
actions["open-all"] = () => {
  const groups = Object.keys(canvas().groups ?? {});
  if (!groups.length) return;
  commit("Expand all that was collapsed", groups.reduce(opened, canvas()));
  choose(null);
};

/** What is selected becomes one node; of one actor alone, the leaves around it do; what stands for several is opened. */
actions.collapse = (button) => {
  const ids = button?.dataset.actor ? [button.dataset.actor] : selected();
  const {groups = {}} = canvas();
  if (!ids.length) return notify("First choose an actor to collapse its leaves, or several to collapse them into one");
  if (ids.length > 1) return collapse("picked", freeNumber(groups), ids);
  if (groups[ids[0]]) return open(ids[0]);
  const leaves = leavesOf(drawnTies(), ids[0]);
  if (leaves.length < 2) return notify("No two actors are tied to this one alone");
  collapse("leaves", ids[0], leaves);
};

/**
 * How many actors in view are tied to one alone.
 * @param {string} id
 */
export const leafCount = (id) => leavesOf(drawnTies(), id).length;

/** @param {Record<string, Group>} groups */
function freeNumber(groups) {
  let number = 1;
  while (groups[groupId("picked", String(number))]) number += 1;
  return String(number);
}

/**
 * A canvas that comes back with a view: those who stood together do so again, by the ids that they have now.
 * @param {import("./canvas.js").Canvas} answer
 * @param {Record<string, string>} former
 * @returns {import("./canvas.js").Canvas}
 */
export function restored(answer, former) {
  const now = (/** @type {string} */ id) => former[id] ?? id;
  /** @type {Set<string>} */
  const taken = new Set();
  /** @type {Record<string, Group>} */
  const groups = {};
  for (const {by, value, members, x, y} of awaited) {
    const own = members.map(now).filter((id) => !taken.has(id));
    own.forEach((id) => taken.add(id));
    const id = groupId(by, now(value));
    groups[id] = {id, by, value: now(value), members: [...new Set(own)].sort(), x, y};
  }
  awaited = [];
  return {...answer, groups: remaining(groups, answer.nodes)};
}

registerPart("groups", {
  save: () => {
    const groups = Object.values(canvas().groups ?? {});
    return groups.length ? groups.map(({by, value, members, x, y}) => ({by, value, members, x, y})) : null;
  },
  restore: (saved) => void (awaited = Array.isArray(saved) ? saved : []),
});
