// What is noted and supposed, in the inspector: beside an actor or a pair, and all of it in one list.
import {actorField} from "../../browser/actor_field.js";
import {on} from "../../browser/actions.js";
import {actionButton, element, nameText} from "../../browser/elements.js";
import {canvas, own} from "../../browser/network/canvas.js";
import {doubtedId, sameTie, supposedId, tieOf, toggled} from "../../browser/network/hypotheses.js";
import {changeOwn, declaredTypes} from "../../browser/network/own.js";
import {request} from "../../browser/network/requests.js";
import {choose} from "../../browser/network/selection.js";
import {notify} from "../../browser/notice.js";
import {quantity} from "../../browser/numbers.js";
import {aboutWords, bringIntoView, editNote, isOnCanvas, removeNote, writeNote} from "./layer.js";

/** @typedef {import("../../browser/network/hypotheses.js").Tie} Tie */
/** @typedef {import("../../browser/network/hypotheses.js").Note} Note */

/** @type {{from: string, to: string, type: string, names: Record<string, string>}} what the form says */
let wish = {from: "", to: "", type: "ALLY_OF", names: {}};
/** @type {[number, number | null]} unbalanced triangles with what is supposed, and without it */
let triangles = [0, null];
let frame = 0;
let focusForm = false;
let held = ""; // what has the focus

on("tensions counted", (/** @type {number} */ now, /** @type {number | null} */ stated) => {
  triangles = [now, stated];
  soon();
});
on("drawn", soon);

function soon() {
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(() => fillAll(true));
}

new MutationObserver(() => fillAll(false)).observe(document.body, {childList: true, subtree: true, attributeFilter: ["data-own", "data-own-list"]});

/** @param {boolean} anew also where it was filled before */
function fillAll(anew) {
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".own[data-own]"))) {
    if (!anew && place.dataset.filled === place.dataset.own) continue;
    place.dataset.filled = place.dataset.own;
    refill(place, beside(JSON.parse(place.dataset.own ?? "[]")));
  }
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".own-list"))) {
    const isNew = place.dataset.filled !== "yes";
    if (!anew && !isNew) continue;
    place.dataset.filled = "yes";
    if (isNew) place.replaceChildren(element("div", "suppose-room"), element("div", "own-all"));
    if (isNew || focusForm) fillForm();
    refill(/** @type {HTMLElement} */ (place.querySelector(".own-all")), all());
  }
}

document.addEventListener("focusin", ({target}) => {
  held = target instanceof HTMLElement && target.closest(".own, .own-list") ? target.dataset.focus ?? "" : "";
});

/**
 * What has the focus has it again, also where the inspector was drawn anew meanwhile.
 * @param {HTMLElement} place
 * @param {Element[]} children
 */
function refill(place, children) {
  const active = document.activeElement;
  const focused = place.contains(active) || active === document.body ? held : "";
  place.replaceChildren(...children);
  if (focused) /** @type {HTMLElement | null} */ (place.querySelector(`[data-focus="${CSS.escape(focused)}"]`))?.focus({preventScroll: true});
}

const nameOf = (/** @type {string} */ id) => canvas().nodes[id]?.name ?? wish.names[id] ?? id;
const screenOf = (/** @type {string} */ type) => declaredTypes()[type]?.screen ?? type.toLowerCase().replaceAll("_", "-");

/** @param {string} label @param {string} icon @param {string} focus @param {() => unknown} run */
function tool(label, icon, focus, run) {
  const button = actionButton("", "tool", run, icon);
  button.title = label;
  button.setAttribute("aria-label", label);
  button.dataset.focus = focus;
  return button;
}

/** @param {string} label @param {string} icon @param {string} focus @param {() => unknown} run */
function wide(label, icon, focus, run) {
  const button = actionButton(label, "button quiet", run, icon);
  button.dataset.focus = focus;
  return button;
}

/** @param {Tie} tie */
const tieWords = ({type, a, b}) => element("span", "", null, nameText(nameOf(a)), ` ${screenOf(type)} `, nameText(nameOf(b)));

/** @param {Tie} tie */
export function suppose(tie) {
  if (own().supposed.some((other) => sameTie(other, tie))) return notify("This is supposed already");
  changeOwn(`Suppose ${nameOf(tie.a)} ${screenOf(tie.type)} ${nameOf(tie.b)}`, {supposed: toggled(own().supposed, tie)});
  const missing = [tie.a, tie.b].filter((id) => !canvas().nodes[id]);
  if (missing.length) request({do: "result", actors: missing, replace: false});
}

/** @param {Tie} tie */
const unsuppose = (tie) => changeOwn(`No longer suppose ${nameOf(tie.a)} ${screenOf(tie.type)} ${nameOf(tie.b)}`, {supposed: toggled(own().supposed, tie)});

/** @param {Tie} tie */
function doubt(tie) {
  const doubts = own().doubted.some((other) => sameTie(other, tie));
  changeOwn(`${doubts ? "No longer suppose not" : "Suppose not"}: ${nameOf(tie.a)} ${screenOf(tie.type)} ${nameOf(tie.b)}`, {doubted: toggled(own().doubted, tie)});
}

/**
 * Open the list with the form, its ends as far as they are known.
 * @param {string} from
 * @param {string} [to]
 */
export function openForm(from, to = "") {
  wish = {...wish, from, to};
  focusForm = true;
  choose({kind: "notes"});
  soon();
}

/** @param {string[]} ids of an actor or a pair @returns {Element[]} */
function beside(ids) {
  if (!ids.every((id) => canvas().nodes[id])) return [];
  const notes = own().notes.filter(({about}) => about.length === ids.length && ids.every((id) => about.includes(id)));
  const pair = ids.length === 2;
  const isOfPair = (/** @type {{a: string, b: string}} */ tie) => ids.includes(tie.a) && ids.includes(tie.b);
  const supposed = pair ? own().supposed.filter(isOfPair) : [];
  const stated = pair ? Object.values(canvas().edges).filter(({denied, source, target}) => !denied && isOfPair({a: source, b: target})) : [];
  return [
    element("div", "row", null,
      wide("Note", "note", "note", () => writeNote(ids)),
      wide(pair ? "Suppose an edge" : "Suppose", "suppose", "suppose", () => openForm(ids[0], ids[1]))),
    ...(notes.length ? [element("ul", "own-items", null, ...notes.map(noteItem))] : []),
    ...(supposed.length ? [element("ul", "own-items", null, ...supposed.map(supposedItem))] : []),
    ...(stated.length ? [element("fieldset", "doubts", null, element("legend", "", "Suppose not"), ...stated.map(doubtBox))] : []),
  ];
}

/** @param {import("../../browser/network/canvas.js").Edge} edge */
function doubtBox({type, source, target, sign}) {
  const tie = {type, a: source, b: target, sign};
  const box = element("input");
  Object.assign(box, {type: "checkbox", checked: own().doubted.some((other) => sameTie(other, tie))});
  box.dataset.focus = doubtedId(tie);
  box.addEventListener("change", () => doubt(tie));
  return element("label", "check", null, box, tieWords(tie));
}

/** @param {Tie} tie */
function supposedItem(tie) {
  const away = canvas().nodes[tie.a] && canvas().nodes[tie.b] ? "" : ", not on the canvas";
  const words = element("button", "plain", null, element("span", "pill supposed", "supposed"), " ", tieWords(tie), away);
  words.type = "button";
  words.addEventListener("click", () => choose({kind: "pair", a: tie.a, b: tie.b}));
  return element("li", "own-item", null, words, tool(`No longer suppose ${nameOf(tie.a)} ${screenOf(tie.type)} ${nameOf(tie.b)}`, "trash", `away ${supposedId(tie)}`, () => unsuppose(tie)));
}

/** @param {Tie} tie */
function doubtedItem(tie) {
  const words = element("button", "plain", null, element("span", "pill supposed", "supposed not"), " ", tieWords(tie));
  words.type = "button";
  words.addEventListener("click", () => choose({kind: "pair", a: tie.a, b: tie.b}));
  return element("li", "own-item", null, words, tool(`No longer suppose not: ${nameOf(tie.a)} ${screenOf(tie.type)} ${nameOf(tie.b)}`, "trash", `away ${doubtedId(tie)}`, () => doubt(tie)));
}

/** @param {Note} note */
function noteItem(note) {
  const there = isOnCanvas(note);
  const words = element("button", "plain note-line", null, element("span", "soft", there ? aboutWords(note) : `${aboutWords(note)}, not on the canvas`), element("span", "note-words", note.text));
  words.type = "button";
  words.disabled = !there;
  words.title = "Change it on the canvas";
  words.dataset.focus = `note ${note.id}`;
  words.addEventListener("click", () => {
    bringIntoView(note);
    editNote(note);
  });
  return element("li", "own-item", null, words, tool(`Delete: ${note.text.slice(0, 60)}`, "trash", `delete ${note.id}`, () => removeNote(note)));
}

/** Everything that is noted and supposed. @returns {Element[]} */
function all() {
  const {notes, supposed, doubted} = own();
  const section = (/** @type {string} */ title, /** @type {Element[]} */ items) => (items.length ? [element("h3", "", title), element("ul", "own-items", null, ...items)] : []);
  const [now, stated] = triangles;
  const count = stated === null ? [] : [element("p", "supposed-line", `Unbalanced triangles on the canvas: ${now} with what is supposed, ${stated} without it.`)];
  const written = notes.length ? `Notes: ${notes.length}` : "Notes";
  return [
    ...count,
    ...section(`Supposed: ${quantity(supposed.length, "edge")}`, supposed.map(supposedItem)),
    ...section(`Supposed not: ${quantity(doubted.length, "edge")}`, doubted.map(doubtedItem)),
    element("h3", "", written),
    ...(notes.length ? [element("ul", "own-items", null, ...notes.map(noteItem))] : [element("p", "soft", "None yet. A note stands beside an actor, a pair, or on a place of the canvas: press M, or right-click or hold where it is to be.")]),
  ];
}

function fillForm() {
  const place = document.querySelector(".suppose-room");
  if (!place) return;
  const end = (/** @type {"from" | "to"} */ name, /** @type {string} */ label) =>
    element("label", "field", null, element("span", "", label), actorField(label, (match) => {
      wish = {...wish, [name]: match.actor, names: {...wish.names, [match.actor]: match.name}};
    }, {value: wish[name] && nameOf(wish[name]), changed: () => (wish = {...wish, [name]: ""})}));
  const types = element("select");
  types.setAttribute("aria-label", "Type");
  for (const [type, {screen}] of Object.entries(declaredTypes())) types.append(new Option(screen, type, false, type === wish.type));
  types.addEventListener("change", () => (wish = {...wish, type: types.value}));
  const button = element("button", "button primary", "Suppose");
  button.type = "submit";
  const made = element("form", "suppose-form fields", null, element("h3", "", "Suppose an edge"), end("from", "From"), element("label", "field", null, element("span", "", "Type"), types), end("to", "To"), element("div", "row", null, button));
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    const {from, to, type} = wish;
    const empty = !from ? "From" : !to ? "To" : "";
    if (empty) return /** @type {HTMLElement | null} */ (made.querySelector(`[aria-label="${empty}"]`))?.focus();
    if (from === to) return notify("An edge has two ends");
    suppose(tieOf(type, from, to, declaredTypes()[type]));
    wish = {...wish, from: "", to: ""};
    fillForm();
  });
  place.replaceChildren(made);
  if (focusForm) /** @type {HTMLElement | null} */ (wish.from && wish.to ? types : made.querySelector(`[aria-label="${wish.from ? "To" : "From"}"]`))?.focus();
  focusForm = false;
}
