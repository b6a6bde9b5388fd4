// The drawn part of the canvas, for the server to write as vectors: places, bends, what decides on the look, lines of names.
import {emit} from "../../browser/actions.js";
import {isDark} from "../../browser/colour_scheme.js";
import {canvas, drawnPart, own, picture} from "../../browser/network/canvas.js";
import {seenOf, today} from "../../browser/network/elements.js";
import {doubtedId, supposedOn} from "../../browser/network/hypotheses.js";
import {anchorOf} from "../../browser/network/own.js";
import {stateCode} from "../../browser/network/glyphs.js";

/** @typedef {import("../../browser/network/elements.js").Filter} Filter */

const WIDE = 128; // of a name's line
const OWN = new Set(["id", "pinned", "source", "target", "name", "label", "glyph"]);
const MOST = 8;
const pen = document.createElement("canvas").getContext("2d");

/** @param {number} value */
const near = (value) => Math.round(value * 100) / 100;
/** @param {{x: number, y: number}} point @returns {[number, number]} */
const spot = ({x, y}) => [near(x), near(y)];

/**
 * What decides on the look of an element, without whom it stands for.
 * @param {any} element
 */
const facts = (element) =>
  Object.fromEntries(Object.entries(element.data()).filter(([name, value]) => !OWN.has(name) && ["string", "number", "boolean"].includes(typeof value)));

/**
 * A whole name in lines: on paper there is room for all of it.
 * @param {string} text
 * @param {(text: string) => number} width
 */
export function wholeLines(text, width) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(/\s+/u).filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && width(`${last} ${word}`) <= WIDE) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.slice(0, MOST).map((line) => line.slice(0, 400));
}

/** @param {any} node */
function nodeOf(node) {
  const code = stateCode(canvas().nodes[node.id()] ?? {kind: "other", countries: []});
  return {at: spot(node.position()), data: facts(node), lines: wholeLines(String(node.data("label") ?? ""), (text) => pen?.measureText(text).width ?? 6.5 * text.length), code};
}

/** @param {any} edge @param {Filter} filter */
function edgeOf(edge, filter) {
  const known = picture().edges[edge.id()];
  const bends = edge.controlPoints() ?? edge.segmentPoints() ?? [];
  const sources = known ? [...new Set(seenOf(known, filter, today()).seen.map(({source}) => source))] : [];
  return {points: [edge.sourceEndpoint(), ...bends.slice(0, 30), edge.targetEndpoint()].map(spot), middle: spot(edge.midpoint()), data: facts(edge), sources};
}

/**
 * What the canvas shows under a filter; what fills an actor in the one scheme is no colour of the other.
 * @param {Filter} filter
 * @param {boolean} names
 * @param {string} scheme
 */
export function drawnPicture(filter, names, scheme) {
  if (pen) pen.font = `500 12px ${getComputedStyle(document.body).fontFamily}`;
  const own = (scheme === "dark") === isDark();
  const visible = window.cy.elements(":visible");
  const nodes = visible.nodes().map(nodeOf).map((node) => (own ? node : {...node, data: {...node.data, rim: node.data.other, fill: ""}}));
  const {colours = [], width = ""} = emit("look") ?? {};
  const key = colours.map(({words, colours: pair}) => ({words: words.slice(0, 200), colour: pair[scheme === "dark" ? 1 : 0]}));
  return {
    key,
    width,
    nodes: names ? nodes : nodes.map((node) => ({...node, lines: [], code: ""})),
    edges: visible.edges().map((edge) => edgeOf(edge, filter)),
    notes: names ? notesOnCanvas().map(noteOf) : [],
  };
}

const notesOnCanvas = () => own().notes.filter(({about}) => about.every((id) => drawnPart().nodes[id]));

/** @param {import("../../browser/network/hypotheses.js").Note} note */
function noteOf(note) {
  const [x, y] = anchorOf(note);
  const lines = note.text.split("\n").flatMap((line) => wholeLines(line, (text) => pen?.measureText(text).width ?? 6.5 * text.length));
  return {at: [near(x + note.at[0]), near(y + note.at[1])], lines: lines.slice(0, 40), about: note.about.length ? [near(x), near(y)] : null};
}

/**
 * The actors and the statements in view, and what is supposed and noted among them.
 * @param {Filter} filter
 */
export function inView(filter) {
  const now = today();
  const {nodes, edges, groups = {}} = drawnPart();
  const statements = Object.values(edges).flatMap((edge) => seenOf(edge, filter, now).seen.map(({id}) => id));
  const collapsed = Object.values(groups).map(({id, members}) => ({name: picture().nodes[id].name, actors: members}));
  const supposed = supposedOn(drawnPart()).filter(({type}) => !filter.hidden.includes(type));
  const doubted = own().doubted.filter((tie) => edges[doubtedId(tie)]);
  const notes = notesOnCanvas().map(({text, about}) => ({text, about}));
  return {actors: Object.keys(nodes), statements: [...new Set(statements)], collapsed, own: {supposed, doubted}, notes, within: canvas().within ?? null};
}
