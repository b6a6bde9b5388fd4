// What a person watches: actors and pairs, kept in this browser alone, as the console's history is.
import {emit} from "./actions.js";
import {notify} from "./notice.js";

/** @typedef {{ids: string[], names: string[]}} Watched */

const KEY = "faultlines-watched";
/**
 * @param {string[]} a
 * @param {string[]} b
 */
const isSame = (a, b) => a.join("\n") === b.join("\n");

/** @returns {Watched[]} */
export function watchedItems() {
  try {
    const items = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(items) ? items.filter((item) => Array.isArray(item?.ids) && item.ids.length) : [];
  } catch {
    return [];
  }
}

/** @param {string[]} ids */
export const isWatched = (ids) => watchedItems().some((item) => isSame(item.ids, [...ids].sort()));

/**
 * Watch an actor (one id) or a pair (two), or no longer.
 * @param {string[]} ids
 * @param {string[]} names
 */
export function setWatched(ids, names, on = !isWatched(ids)) {
  const sorted = [...ids].sort();
  const rest = watchedItems().filter((item) => !isSame(item.ids, sorted));
  try {
    localStorage.setItem(KEY, JSON.stringify(on ? [...rest, {ids: sorted, names}] : rest));
  } catch {
    notify("This browser has storage turned off, so nothing can be watched");
  }
  changed();
}

function changed() {
  showState();
  emit("watched");
}

/** Every button for watching says whether it does. */
function showState() {
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-watch]"))) {
    const on = isWatched(JSON.parse(button.dataset.watch ?? "{}").ids ?? []);
    button.setAttribute("aria-pressed", String(on));
    const words = button.querySelector(".watch-words");
    const label = on ? "Watched" : "Watch";
    if (words && words.textContent !== label) words.textContent = label;
    button.title = on ? "In your inbox; click to stop watching" : "See changes in the inbox";
  }
}

document.addEventListener("click", ({target}) => {
  const button = target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest("[data-watch]")) : null;
  if (!button) return;
  const {ids, names} = JSON.parse(button.dataset.watch ?? "{}");
  setWatched(ids, names);
});
window.addEventListener("storage", ({key}) => void (key === KEY && changed()));
new MutationObserver((changes) => void (changes.some(({addedNodes}) => addedNodes.length) && showState())).observe(document.documentElement, {childList: true, subtree: true});
