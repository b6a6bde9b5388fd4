// Undo and redo buttons: what they would do, and whether there is anything to do.
import {actions} from "../../browser/actions.js";
import {provide, setProps} from "../../browser/dash.js";

/** @type {[string, string, string][]} */
const BUTTONS = [["undo", "Undo", "Ctrl+Z"], ["redo", "Redo", "Ctrl+Shift+Z"]];

provide("remember", (history) => {
  for (const [name, word, keys] of BUTTONS) {
    const button = /** @type {HTMLButtonElement | null} */ (document.querySelector(`.tools [data-act=${name}]`));
    const label = history?.[name];
    if (!button) continue;
    button.disabled = !label;
    button.title = `${word}${label ? `: ${label}` : ""}  (${keys})`;
  }
});

actions.help = () => setProps("help", {opened: true});

// Where there is no room for all tools, the rest stand in a list with their words.
const isOpen = () => Boolean(document.querySelector(".tools.open"));

/** @param {boolean} open */
function openList(open) {
  document.querySelector(".tools")?.classList.toggle("open", open);
  document.querySelector(".tools-more")?.setAttribute("aria-expanded", String(open));
}

actions.tools = () => openList(!isOpen());
document.addEventListener("click", ({target}) => {
  if (isOpen() && target instanceof Element && !target.closest(".tools-more")) openList(false);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !isOpen()) return;
  openList(false);
  /** @type {HTMLElement | null} */ (document.querySelector(".tools-more"))?.focus();
});
