// Notes as they lie on the canvas: beside whom they are about, read at any zoom, edited where they are. Their text is text.
import {on} from "../../browser/actions.js";
import {actionButton, element, svgElement} from "../../browser/elements.js";
import {canvas, drawnPart, own} from "../../browser/network/canvas.js";
import {LONGEST, withNote} from "../../browser/network/hypotheses.js";
import {anchorOf, changeOwn} from "../../browser/network/own.js";

/** @typedef {import("../../browser/network/hypotheses.js").Note} Note */

const SMALL = 0.5; // zoom below which a note is a mark that opens when it is pointed at
const BESIDE = 40; // in units of the canvas: how far from an actor a new note stands
const GRAB = 4; // pixels that a pointer moves before it drags
/** @type {Map<string, HTMLElement>} */
const cards = new Map();
/** @type {Note | null} what is written just now; a new one is on no canvas yet */
let written = null;
/** @type {{note: Note, x: number, y: number, moved: boolean} | null} */
let dragged = null;

const layer = () => document.querySelector("#notes .notes-drawn");
const nameOf = (/** @type {string} */ id) => canvas().nodes[id]?.name ?? id;

/** Whom a note is about, in words. @param {Note} note */
export const aboutWords = ({about}) => (about.length ? `Note on ${about.map(nameOf).join(" and ")}` : "Note on the canvas");

/** Whether everybody whom a note is about is on the canvas. @param {Note} note */
export const isOnCanvas = ({about}) => about.every((id) => drawnPart().nodes[id]);

on("drawn", draw);
on("canvas", (cy) => {
  if (cy.scratch("_notes")) return;
  cy.scratch("_notes", true);
  cy.on("cxttap taphold", (/** @type {any} */ event) => event.target === cy && writeNote([], [event.position.x, event.position.y]));
});
on("view", () => cards.size && place());

/**
 * Begin a note: about an actor, about a pair, or on a place of the canvas.
 * @param {string[]} about
 * @param {[number, number]} [at]
 */
export function writeNote(about, at = [BESIDE, -BESIDE]) {
  const id = `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
  editNote({id, text: "", about, at});
}

/** @param {Note} note */
export function editNote(note) {
  if (written) keep();
  written = note;
  draw();
  const text = cards.get(note.id)?.querySelector("textarea");
  text?.focus();
  text?.setSelectionRange(text.value.length, text.value.length);
}

/** What is written is on the canvas; without a text the note is gone. */
function keep() {
  const note = written;
  const text = note && cards.get(note.id)?.querySelector("textarea")?.value.trim().slice(0, LONGEST);
  written = null;
  if (!note || text === undefined || text === null) return draw();
  const before = own().notes.find(({id}) => id === note.id);
  if (text === (before?.text ?? "")) return draw();
  if (text) changeOwn(before ? "Change a note" : "Write a note", {notes: withNote(own().notes, {...note, text})});
  else removeNote(note);
  draw();
}

/** @param {Note} note */
export function removeNote(note) {
  if (written?.id === note.id) written = null;
  changeOwn("Delete a note", {notes: own().notes.filter(({id}) => id !== note.id)});
}

function draw() {
  const box = layer();
  if (!box) return;
  const notes = own().notes.filter(isOnCanvas);
  if (written && !notes.some(({id}) => id === written?.id) && isOnCanvas(written)) notes.push(written);
  const there = new Set(notes.map(({id}) => id));
  for (const [id, card] of cards) {
    if (there.has(id)) continue;
    card.remove();
    cards.delete(id);
  }
  for (const note of notes) {
    const state = JSON.stringify([written?.id === note.id ? "" : note.text, aboutWords(note)]);
    const before = cards.get(note.id);
    if (before?.dataset.state === state) continue;
    const card = element("div", "note", null, ...(written?.id === note.id ? [form(note)] : [reading(note)]));
    card.dataset.state = state;
    card.dataset.note = note.id;
    const focused = before?.contains(document.activeElement);
    if (before) before.replaceWith(card);
    else box.append(card);
    cards.set(note.id, card);
    if (focused) card.querySelector("button")?.focus({preventScroll: true});
  }
  place();
}

/** @param {Note} note */
function reading(note) {
  const button = element("button", "note-text", null, element("i", "icon icon-note"), element("span", "", note.text));
  button.type = "button";
  button.dir = "auto";
  button.setAttribute("aria-label", `${aboutWords(note)}: ${note.text}`);
  button.setAttribute("aria-description", "Enter changes it, arrows move it, Delete deletes it");
  button.addEventListener("click", () => !dragged?.moved && editNote(current(note)));
  button.addEventListener("keydown", (event) => pressed(event, note));
  button.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    dragged = {note: current(note), x: event.clientX, y: event.clientY, moved: false};
    button.setPointerCapture(event.pointerId);
  });
  button.addEventListener("pointermove", ({clientX, clientY}) => {
    if (!dragged) return;
    dragged.moved ||= Math.hypot(clientX - dragged.x, clientY - dragged.y) > GRAB;
    if (dragged.moved) place({...dragged.note, at: movedBy(dragged.note, clientX - dragged.x, clientY - dragged.y)});
  });
  for (const over of /** @type {const} */ (["pointerup", "pointercancel"])) {
    button.addEventListener(over, ({type, clientX, clientY}) => {
      if (dragged?.moved && type === "pointerup") shift(dragged.note, clientX - dragged.x, clientY - dragged.y);
      setTimeout(() => (dragged = null)); // after the click that ends a drag
    });
  }
  return button;
}

/** A note as it is now. @param {Note} note */
const current = (note) => own().notes.find(({id}) => id === note.id) ?? note;

/** @param {Note} note @param {number} dx pixels @param {number} dy @returns {[number, number]} */
const movedBy = ({at}, dx, dy) => [Math.round(at[0] + dx / window.cy.zoom()), Math.round(at[1] + dy / window.cy.zoom())];

/** @param {Note} note @param {number} dx @param {number} dy */
const shift = (note, dx, dy) => changeOwn("Move a note", {notes: withNote(own().notes, {...note, at: movedBy(note, dx, dy)})});

/** @param {KeyboardEvent} event @param {Note} note */
function pressed(event, note) {
  const by = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]}[event.key];
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (by) shift(current(note), by[0] * 16, by[1] * 16);
  else if (event.key === "Delete" || event.key === "Backspace") removeNote(note);
  else return;
  event.preventDefault();
}

/** @param {Note} note */
function form(note) {
  const text = element("textarea");
  Object.assign(text, {value: note.text, maxLength: LONGEST, rows: 3, dir: "auto"});
  text.setAttribute("aria-label", aboutWords(note));
  const cancel = () => {
    written = null;
    draw();
  };
  const keepIt = element("button", "button primary", "Keep");
  keepIt.type = "submit";
  const remove = actionButton("Delete", "button quiet", () => (own().notes.some(({id}) => id === note.id) ? removeNote(note) : cancel()));
  const made = element("form", "note-form fields", null, text, element("div", "row", null, keepIt, remove));
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    keep();
  });
  made.addEventListener("keydown", (event) => {
    if (event.key === "Escape") cancel();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) keep();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  made.addEventListener("focusout", ({relatedTarget}) => {
    if (written?.id === note.id && relatedTarget !== null && !made.contains(/** @type {Node} */ (relatedTarget))) keep();
  });
  return made;
}

/** Move the canvas so that a note can be read. @param {Note} note */
export function bringIntoView(note) {
  const cy = window.cy;
  const from = anchorOf(note);
  const zoom = Math.max(cy.zoom(), SMALL);
  cy.viewport({zoom, pan: {x: cy.width() / 2 - zoom * (from[0] + note.at[0]), y: cy.height() / 2 - zoom * (from[1] + note.at[1])}});
}

/**
 * Notes stand where the canvas has moved them, each on a line to whom it is about.
 * @param {Note} [moving] one that is dragged just now
 */
function place(moving) {
  const cy = window.cy;
  const box = layer();
  if (!cy || cy.destroyed() || !box) return;
  const [zoom, pan] = [cy.zoom(), cy.pan()];
  box.classList.toggle("small", zoom < SMALL);
  const leads = svgElement("svg", {"aria-hidden": "true"});
  for (const note of [...own().notes, ...(written ? [written] : [])].filter(({id}) => cards.has(id))) {
    const {at} = moving?.id === note.id ? moving : note;
    const from = anchorOf(note);
    const [x, y] = [(from[0] + at[0]) * zoom + pan.x, (from[1] + at[1]) * zoom + pan.y];
    const card = /** @type {HTMLElement} */ (cards.get(note.id));
    // Away from whom it is about, so that it covers nobody.
    const [right, down] = note.about.length ? at.map((by) => 50 * Math.max(-1, Math.min(1, by / BESIDE))) : [0, 0];
    card.style.transform = `translate(${x}px, ${y}px) translate(${right - 50}%, ${down - 50}%)`;
    if (note.about.length) leads.append(svgElement("line", {x1: from[0] * zoom + pan.x, y1: from[1] * zoom + pan.y, x2: x, y2: y}));
  }
  box.querySelector("svg")?.remove();
  box.prepend(leads);
}
