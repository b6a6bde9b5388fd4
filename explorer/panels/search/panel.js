// The search field: arrow keys walk the matches, Enter takes one, also when it was pressed before they came.
import {actions, on} from "../../browser/actions.js";
import {setProps} from "../../browser/dash.js";

let hasty = false;
let active = 0;

const field = () => /** @type {HTMLInputElement} */ (document.getElementById("search"));
const hits = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#hits [role=option]")]);
const isCurrent = () => /** @type {HTMLElement | null} */ (document.querySelector("#hits [data-for]"))?.dataset.for === field().value.trim();

/** @param {number} n */
function mark(n) {
  const all = hits();
  active = all.length ? (n + all.length) % all.length : 0;
  all.forEach((hit, i) => hit.setAttribute("aria-selected", String(i === active)));
  all[active]?.scrollIntoView({block: "nearest"});
  const input = field();
  if (all.length) input.setAttribute("aria-activedescendant", all[active].id);
  else input.removeAttribute("aria-activedescendant");
  input.setAttribute("aria-expanded", String(all.length > 0));
  if (all.length) input.setAttribute("aria-controls", "hit-list");
  else input.removeAttribute("aria-controls");
}

function take() {
  hasty = false;
  hits()[active]?.click();
}

/** Something was found, or the search is given up: the field is empty again. */
function close() {
  setProps("search", {value: ""});
  field()?.blur();
}

on("added", close);
actions.search = () => field().focus();

document.addEventListener("keydown", (event) => {
  if (event.target !== field()) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    mark(active + (event.key === "ArrowDown" ? 1 : -1));
  }
  if (event.key === "Escape") {
    event.preventDefault();
    close();
  }
  if (event.key !== "Enter" || !field().value.trim()) return;
  if (isCurrent()) take();
  else hasty = true;
}, true);

document.addEventListener("input", (event) => {
  if (event.target === field()) hasty = false;
});

new MutationObserver(() => {
  const list = document.getElementById("hits");
  if (!list || list.dataset.watched) return;
  list.dataset.watched = "yes";
  const attributes = {role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", autocomplete: "off", spellcheck: "false"};
  for (const [name, value] of Object.entries(attributes)) field().setAttribute(name, value);
  new MutationObserver(() => {
    mark(0);
    if (hasty && isCurrent()) take();
  }).observe(list, {childList: true, subtree: true});
}).observe(document, {childList: true, subtree: true});
