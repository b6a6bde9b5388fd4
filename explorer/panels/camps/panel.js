// Fault lines: colours the two camps of what is in view, draws the pairs that contradict them as cracks, tells their prices.
import {actions, emit, on} from "../../browser/actions.js";
import {actionButton, element, nameText, patchChildren} from "../../browser/elements.js";
import {canvas, drawnPart, picture} from "../../browser/network/canvas.js";
import {passingEdges} from "../../browser/network/counting.js";
import {whenDrawn} from "../../browser/network/drawn.js";
import {today, whole} from "../../browser/network/elements.js";
import {doubtedOn, supposedly, supposedOn} from "../../browser/network/hypotheses.js";
import {request} from "../../browser/network/requests.js";
import {choose} from "../../browser/network/selection.js";
import {keyOf, signedPairs} from "../../browser/network/triangles.js";
import {partChanged, registerPart} from "../../browser/network/view_parts.js";
import {quantity} from "../../browser/numbers.js";
import {post} from "../../browser/post.js";
import {followYears, resumeYears, yearsBox} from "./years.js";

/** @typedef {{a: string, b: string, sign: number, undated: boolean}} Pair */
/** @typedef {{pair: number, lower: number | null, upper: number | null, breaks: string}} Crack */
/** @typedef {{lower: number, upper: number, camps: number[], parts: number[], cracks: Crack[], contradictions: number[][]}} Answer */
/** @typedef {{day: string, actors: string[], pairs: Pair[], mixed: Pair[], answer: Answer | null, failed: string}} Lines */

const REST = 120; // ms without a change after which the camps are measured again
const LISTED = 12;
const LONGER = 20; // seconds
let shown = false;
let filter = whole();
/** @type {Lines | null} */
let lines = null;
let asked = 0;
let pending = false; // what is shown is of before
let known = "";
/** @type {unknown} */
let seenCanvas = null;
let canvases = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

const box = () => /** @type {HTMLElement | null} */ (document.querySelector(".camps"));
/** @param {string} id */
const nameOf = (id) => canvas().nodes[id]?.name ?? id;

actions.camps = () => {
  if (shown && box()) return show(false);
  choose({kind: "camps"});
  show(true);
};

/** @param {boolean} now */
function show(now) {
  shown = now;
  if (shown) measure(1);
  else {
    known = "";
    [lines, pending] = [null, false];
    mark();
    tell();
  }
  partChanged();
}

on("drawn", (_edges, seen) => {
  filter = seen;
  if (!shown) return;
  clearTimeout(timer);
  timer = setTimeout(() => measure(1), REST);
});
new MutationObserver(() => {
  const place = box();
  if (!place || place.dataset.camps === undefined) return;
  delete place.dataset.camps;
  if (!shown) show(true);
  tell();
}).observe(document.body, {childList: true, subtree: true});

/**
 * Ask for the camps of what is in view; an answer about what is no longer seen is dropped.
 * @param {number} seconds
 */
async function measure(seconds) {
  const day = filter.on?.last ?? today();
  const seen = passingEdges(Object.values(drawnPart().edges), filter);
  const supposed = supposedOn(drawnPart()).filter(({type}) => !filter.hidden.includes(type));
  const edges = supposedly(seen, supposed, doubtedOn(canvas()));
  const {pairs, mixed} = signedPairs(edges, day);
  const actors = [...new Set(pairs.flatMap(({a, b}) => [a, b]))].sort();
  const number = new Map(actors.map((id, n) => [id, n]));
  const body = {nodes: actors.length, pairs: pairs.map(({a, b, sign}) => [number.get(a), number.get(b), sign]), seconds};
  const written = JSON.stringify([day, actors, body, mixed.map(({a, b}) => [a, b])]);
  const years = () => void followYears(() => edges, day, yearsKey(supposed));
  if (written === known && pending) return;
  if (written === known && lines?.answer) return mark(), years();
  known = written;
  const mine = ++asked;
  pending = true;
  tell();
  const answer = await post("camps", "split", body);
  if (mine !== asked || !shown) return;
  pending = false;
  lines = {day, actors, pairs, mixed, answer: answer.failed ? null : answer, failed: answer.failed ?? ""};
  mark();
  tell();
  years();
}

/**
 * What the years are made of, but for the day: the canvas, the filter, what is supposed.
 * @param {unknown[]} supposed
 */
function yearsKey(supposed) {
  if (drawnPart() !== seenCanvas) [seenCanvas, canvases] = [drawnPart(), canvases + 1];
  return JSON.stringify([canvases, {...filter, on: null}, supposed, [...doubtedOn(canvas())].sort()]);
}

/** Colour the camps and draw the cracks on Cytoscape's own elements, once all of them are there. */
const mark = () => whenDrawn(markDrawn);

function markDrawn() {
  const cy = window.cy;
  const answer = lines?.answer;
  const camps = new Map(answer ? lines?.actors.map((id, n) => [id, answer.camps[n]]) : []);
  emit("camps", camps);
  const {edges: drawn} = picture();
  const broken = new Set(answer?.cracks.map(({pair}) => lines && keyOf(lines.pairs[pair].a, lines.pairs[pair].b)));
  cy.batch(() => {
    cy.nodes().forEach((node) => {
      node.toggleClass("camp-one", camps.get(node.id()) === 1);
      node.toggleClass("camp-two", camps.get(node.id()) === -1);
    });
    cy.edges().forEach((edge) => void edge.toggleClass("crack", Boolean(drawn[edge.id()]?.sign) && broken.has(keyOf(edge.source().id(), edge.target().id()))));
  });
}

/** Say it in the inspector and over the canvas. */
function tell() {
  const chip = document.getElementById("camps-chip");
  if (chip) {
    chip.hidden = !shown;
    if (shown) chip.replaceChildren(actionButton(lines?.answer && !pending ? headline() : "Measuring …", "button", () => choose({kind: "camps"})), away());
  }
  const place = box();
  if (!place) return;
  if (!shown) return place.replaceChildren(actionButton("Show the camps on the canvas", "button", () => show(true)));
  place.setAttribute("aria-busy", String(pending));
  patchChildren(place, content());
  resumeYears();
}

function away() {
  const button = actionButton("", "tool", () => show(false), "close");
  button.title = "No longer show the camps";
  button.setAttribute("aria-label", button.title);
  return button;
}

function headline() {
  const answer = lines?.answer;
  if (!lines || !answer) return "";
  if (!lines.pairs.length) return "No pair in view has a sign";
  if (answer.upper === 0) return "Two camps, no crack";
  const figure = answer.lower === answer.upper ? `${answer.upper}` : `Between ${answer.lower} and ${answer.upper}`;
  return `${figure} of ${quantity(lines.pairs.length, "pair")} ${answer.upper === 1 ? "contradicts" : "contradict"} the best two camps`;
}

function content() {
  if (lines?.failed && !pending) return [element("p", "nothing", lines.failed), actionButton("Try again", "button", () => ((known = ""), measure(1)))];
  const answer = lines?.answer;
  if (!lines || !answer) return [element("p", "soft", null, element("span", "spinner"), "Measuring …"), yearsBox()];
  const title = element("h2", "", pending ? "Measuring …" : headline());
  if (!lines.pairs.length) return [title, yearsBox()];
  const closed = answer.lower === answer.upper;
  const sure = closed
    ? `On ${lines.day}. Proven: no division does better.`
    : `On ${lines.day}. The lower figure is proven, the upper one is the best division met so far.`;
  const several = answer.cracks.some(({upper, breaks}) => breaks === "some" || upper === 0) ? element("p", "soft", "Other divisions are as good; this is one of them.") : null;
  const more = closed ? null : actionButton(`Take up to ${LONGER} s`, "button quiet", () => ((known = ""), measure(LONGER)));
  const sides = actionButton("Put the camps on two sides", "button quiet", () => layOut());
  return [title, element("p", "", sure), several, more, ...camps(answer), element("div", "row", null, sides), yearsBox(), ...cracks(answer), ...proof(answer), missing()].filter((part) => part !== null);
}

/** @param {Answer} answer */
function camps(answer) {
  const sizes = new Map();
  for (const part of answer.parts) sizes.set(part, (sizes.get(part) ?? 0) + 1);
  const lists = [1, -1].map((side) => {
    const mine = lines?.actors.filter((_, n) => answer.camps[n] === side).map(nameOf).sort((a, b) => a.localeCompare(b)) ?? [];
    const names = mine.slice(0, LISTED).flatMap((name, n) => [n ? ", " : "", nameText(name)]);
    const rest = mine.length > LISTED ? ` and ${mine.length - LISTED} more` : "";
    return element("p", `camp ${side === 1 ? "one" : "two"}`, null, element("b", "", `${mine.length} `), ...names, rest);
  });
  const apart = sizes.size > 1 ? element("p", "soft", `${sizes.size} parts are not joined by any pair: nothing says which camp of one stands with which of another.`) : null;
  return [element("h3", "", "Camps"), ...lists, apart];
}

/** @param {Answer} answer */
function cracks(answer) {
  if (!answer.cracks.length) return [];
  const rows = answer.cracks.slice(0, 100).map((crack) => {
    const pair = lines?.pairs[crack.pair];
    if (!pair) return null;
    return element("li", "", null, pairButton(pair, priceWords(crack)));
  });
  return [element("h3", "", `Cracks (${answer.cracks.length})`), element("ul", "steps", null, ...rows)];
}

/** @param {Crack} crack */
function priceWords({lower, upper, breaks}) {
  const words = [];
  if (lower !== null) words.push(lower === upper ? (lower ? `if it is right, ${lower} more` : "another division keeps it") : `if it is right, ${lower} to ${upper} more`);
  if (breaks === "every" && lower === null) words.push("in every best division");
  return words.join(", ");
}

/**
 * @param {Pair} pair
 * @param {string} words
 */
function pairButton({a, b, sign, undated}, words) {
  const mark = element("span", `sign ${sign > 0 ? "plus" : "minus"}`, sign > 0 ? "+" : "−");
  const about = [words, undated && "not dated"].filter(Boolean).join(" · ");
  const button = element("button", "step", null, nameText(nameOf(a)), mark, nameText(nameOf(b)), element("span", "soft about", about));
  button.type = "button";
  button.addEventListener("click", () => choose({kind: "pair", a, b}));
  return button;
}

/** @param {Answer} answer */
function proof(answer) {
  if (!answer.contradictions.length) return [];
  const items = answer.contradictions.slice(0, 100).map((cycle) => {
    const pairs = cycle.map((n) => lines?.pairs[n]).filter((pair) => pair !== undefined);
    const names = [...new Set(pairs.flatMap(({a, b}) => [a, b]))].map(nameOf);
    return element("details", "contradiction", null, element("summary", "", null, ...names.flatMap((name, n) => [n ? " · " : "", nameText(name)])), element("ul", "steps", null, ...pairs.map((pair) => element("li", "", null, pairButton(pair, "")))));
  });
  const words = answer.contradictions.length === answer.lower ? "No two of them share a pair, so each needs a break of its own." : `No two of them share a pair. The proof of ${answer.lower} counts further ones in parts: faultlines tension has it whole.`;
  return [element("h3", "", `Contradictions (${answer.contradictions.length})`), element("p", "soft", words), ...items];
}

function missing() {
  if (!lines) return null;
  const n = lines.actors.length;
  const stated = lines.pairs.length + lines.mixed.length;
  const share = n > 1 ? Math.round(100 * Math.max(0, 1 - stated / ((n * (n - 1)) / 2))) : 0;
  const words = [`${share} % of the pairs between these ${quantity(n, "actor")} have no statement with a sign.`];
  const undated = lines.pairs.filter((pair) => pair.undated).length;
  if (undated) words.push(`${quantity(undated, "pair rests", "pairs rest")} on statements without a date.`);
  if (lines.mixed.length) words.push(`${quantity(lines.mixed.length, "pair has both signs and is", "pairs have both signs and are")} left out.`);
  return element("p", "soft", words.join(" "));
}

/** Two groups side by side, what has no sign apart; undone like every arrangement. */
function layOut() {
  const answer = lines?.answer;
  if (!answer) return;
  const camp = new Map(lines?.actors.map((id, n) => [id, answer.camps[n] === 1 ? "1" : "2"]));
  request({do: "relayout", order: "groups", groups: Object.fromEntries(Object.keys(drawnPart().nodes).map((id) => [id, camp.get(id) ?? "3"]))});
}

registerPart("camps", {drawn: true, save: () => shown || null, restore: (saved) => Boolean(saved) !== shown && show(Boolean(saved))});
