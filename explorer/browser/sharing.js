// An address that opens the canvas on actors under a filter: /#show=ID,ID&on=2022-11; ids are percent-encoded between the commas.
import {on} from "./actions.js";
import {copyText} from "./clipboard.js";
import {BASE, setProps, setStore} from "./dash.js";
import {canvas} from "./network/canvas.js";
import {whole} from "./network/elements.js";
import {request} from "./network/requests.js";
import {choose} from "./network/selection.js";
import {awaitWithin} from "./network/surroundings.js";
import {readLink, spell} from "./network/spelling.js";
import {currentPage} from "./pages.js";

/** @typedef {import("./network/elements.js").Filter} Filter */

let filter = whole();
on("drawn", (_, seen) => void (filter = seen));

/** @param {string[]} ids @param {Filter} [seen] @param {import("./network/canvas.js").Within | null} [within] */
export const addressOf = (ids, seen, within) => `${BASE}/#${spell(ids, seen ?? whole(), within)}`;

/** Show what the address names, under the filter that it names, once the graph answers. */
export function openShared() {
  if (!location.hash.startsWith("#show=") || currentPage() !== "network" || document.body.dataset.health !== "ok") return;
  const link = readLink(location.hash);
  history.replaceState(null, "", location.pathname);
  if (!link) return;
  if (link.filter) showFilter(link.filter);
  awaitWithin(link.within);
  request({do: "result", actors: link.ids, replace: Boolean(link.filter)});
  if (link.ids.length < 3) choose(link.ids.length === 2 ? {kind: "pair", a: link.ids[0], b: link.ids[1]} : {kind: "actor", actor: link.ids[0]});
}

/** @param {import("./network/spelling.js").LinkFilter} said */
function showFilter(said) {
  setStore("hidden", said.hidden);
  setProps("sources", {value: said.sources});
  setProps("confidence", {value: said.confidence});
  setProps("stances", {value: said.stances});
  setProps("undated", {checked: said.undated});
  setProps("on", {value: said.on});
  setProps("known", {value: said.known});
}

/**
 * Copy an address that names who is on the canvas and the filter: it takes no saving, and keeps no places.
 * @param {HTMLElement} [button]
 */
export function copyShown(button) {
  const ids = Object.keys(canvas().nodes);
  if (ids.length) copyText(`${location.origin}${addressOf(ids, filter, canvas().within)}`, button);
}

on("page network", openShared);
window.addEventListener("hashchange", openShared);
