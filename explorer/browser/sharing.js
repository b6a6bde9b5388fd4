// An address that opens the canvas on actors: /#show=ID or /#show=ID,ID; ids are percent-encoded between the commas.
import {on} from "./actions.js";
import {BASE} from "./dash.js";
import {request} from "./network/requests.js";
import {choose} from "./network/selection.js";
import {currentPage} from "./pages.js";

/** @param {string[]} ids */
export const addressOf = (ids) => `${BASE}/#show=${ids.map(encodeURIComponent).join(",")}`;

/**
 * The ids in the part of an address behind the #; null when it names none.
 * @param {string} hash
 */
export function sharedIds(hash) {
  const match = hash.match(/^#show=(.+)$/);
  if (!match) return null;
  try {
    return match[1].split(",").map(decodeURIComponent).slice(0, 20);
  } catch {
    return null;
  }
}

/** Show what the address names, once the graph answers. */
export function openShared() {
  if (!location.hash.startsWith("#show=") || currentPage() !== "network" || document.body.dataset.health !== "ok") return;
  const ids = sharedIds(location.hash);
  history.replaceState(null, "", location.pathname);
  if (!ids) return;
  request({do: "result", actors: ids, replace: false});
  choose(ids.length === 2 ? {kind: "pair", a: ids[0], b: ids[1]} : {kind: "actor", actor: ids[0]});
}

on("page network", openShared);
window.addEventListener("hashchange", openShared);
