// A field in which an actor is told by name: matches come from the server as one types, arrows walk them, Enter takes one,
// also when it was pressed before they came: never one of what was typed before.
import {element} from "./elements.js";
import {post} from "./post.js";

/** @typedef {{actor: string, name: string, about: string}} Match */

const PAUSE = 140; // ms of rest after a key before anything is asked
let fields = 0;

/**
 * @param {string} label
 * @param {(match: Match) => unknown} take what to do with the actor that was taken
 * @param {{value?: string, clear?: boolean, placeholder?: string, changed?: () => unknown}} [options] the name shown at
 * first; whether the field is emptied once an actor is taken; what to do when the text no longer is an actor
 */
export function actorField(label, take, {value = "", clear = false, placeholder = "a name", changed = () => {}} = {}) {
  const number = ++fields;
  const input = element("input", "actor-input");
  const list = element("ul", "actor-matches");
  const made = element("span", "actor-field", null, input, list);
  /** @type {Match[]} */
  let matches = [];
  let active = 0;
  let asked = 0;
  let shownFor = value.trim(); // the text whose matches are shown
  let hasty = false; // Enter was pressed before they came
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  Object.assign(input, {type: "text", value, placeholder, autocomplete: "off", spellcheck: false});
  const about = {role: "combobox", "aria-label": label, "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": `actor-matches-${number}`};
  for (const [name, text] of Object.entries(about)) input.setAttribute(name, text);
  Object.assign(list, {id: `actor-matches-${number}`, role: "listbox", popover: "manual"});
  list.setAttribute("aria-label", "Matches");

  const isOpen = () => list.matches(":popover-open");
  const open = () => {
    list.showPopover(); // above everything, whatever scrolls or clips around the field
    const {left, bottom} = input.getBoundingClientRect();
    list.style.left = `${Math.max(8, Math.min(left, innerWidth - list.offsetWidth - 8))}px`;
    list.style.top = `${Math.min(bottom + 4, innerHeight - list.offsetHeight - 8)}px`;
    input.setAttribute("aria-expanded", "true");
  };
  const close = () => {
    if (isOpen()) list.hidePopover();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  /** @param {number} n */
  const mark = (n) => {
    active = matches.length ? (n + matches.length) % matches.length : 0;
    [...list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === active)));
    list.children[active]?.scrollIntoView({block: "nearest"});
    if (matches.length) input.setAttribute("aria-activedescendant", list.children[active].id);
  };
  /** @param {Match} match */
  const choose = (match) => {
    input.value = clear ? "" : match.name;
    shownFor = input.value.trim();
    matches = [];
    close();
    take(match);
  };
  /** @param {Match} match @param {number} n */
  const option = (match, n) => {
    const entry = element("li", "actor-match", null, element("bdi", "", match.name), element("span", "soft", match.about));
    Object.assign(entry, {id: `actor-matches-${number}-${n}`, role: "option"});
    entry.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    entry.addEventListener("click", () => choose(match));
    return entry;
  };
  const find = async () => {
    const now = ++asked;
    const text = input.value.trim();
    const answer = text ? await post("actors", "find", {text: text.slice(0, 400)}) : {matches: []};
    if (now !== asked) return;
    matches = answer.matches ?? [];
    shownFor = text;
    if (hasty && matches.length) {
      hasty = false;
      return choose(matches[0]);
    }
    const none = answer.failed ?? (text && !matches.length ? "No actor of that name" : "");
    list.replaceChildren(...(none ? [element("li", "nothing", none)] : matches.map(option)));
    close();
    if (list.children.length && document.activeElement === input) open();
    mark(0);
  };
  input.addEventListener("input", () => {
    changed();
    hasty = false;
    clearTimeout(timer);
    timer = setTimeout(find, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      mark(active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && input.value.trim() !== shownFor) {
      event.preventDefault();
      event.stopPropagation();
      hasty = Boolean(input.value.trim());
    } else if (event.key === "Enter" && isOpen() && matches.length) {
      event.preventDefault();
      event.stopPropagation();
      choose(matches[active]);
    } else if (event.key === "Escape" && hasty) {
      hasty = false;
    } else if (event.key === "Escape" && isOpen()) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
  input.addEventListener("blur", close);
  return made;
}
