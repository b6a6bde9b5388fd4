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
