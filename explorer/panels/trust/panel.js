// Trust: each source on the canvas with a switch and what falls without it; what rests on one source, what contradicts.
import {actions, on} from "../../browser/actions.js";
import {setProps} from "../../browser/dash.js";
import {element, nameText} from "../../browser/elements.js";
import {canvas, drawnPart, picture} from "../../browser/network/canvas.js";
import {contradictions} from "../../browser/network/contradictions.js";
import {countingEdges, passingEdges} from "../../browser/network/counting.js";
import {whenDrawn} from "../../browser/network/drawn.js";
import {today, whole} from "../../browser/network/elements.js";
import {choose} from "../../browser/network/selection.js";
import {unbalanced} from "../../browser/network/triangles.js";
import {quantity} from "../../browser/numbers.js";
import {fallOf, fallWords, single, withSources} from "./knockout.js";

/** @typedef {{id: string, title: string, publisher: string | null, reliability: string | null, edition: string}} Source */

/** @type {Source[]} */
let sources = [];
let filter = whole();
let marking = false; // what rests on one source is marked on the canvas
let frame = 0;

actions.trust = () => choose({kind: "trust"});

const place = () => /** @type {HTMLElement | null} */ (document.querySelector(".trust"));

new MutationObserver(() => {
  const box = place();
  if (!box?.dataset.sources) return;
  sources = JSON.parse(box.dataset.sources);
  delete box.dataset.sources;
  draw();
}).observe(document.body, {childList: true, subtree: true, attributeFilter: ["data-sources"]});

on("drawn", (_edges, seen) => {
  filter = seen;
  if (!place() && !marking) return;
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(draw);
});
on("chosen", (choice) => {
  if (choice?.kind === "trust" || !marking) return;
  marking = false;
  mark([]);
});

/** @param {string} id */
const nameOf = (id) => canvas().nodes[id]?.name ?? id;

/** The edges with those of their statements that count, whatever their source. */
const counting = () => countingEdges(Object.values(drawnPart().edges), {...filter, sources: []}, today());

/** Unbalanced triples of some edges, as the screen has them. @param {ReturnType<typeof counting>} edges */
const triplesOf = (edges) => {
  const seen = passingEdges(edges, {...filter, sources: []});
  return unbalanced(seen, filter.on?.first ?? today(), filter.on?.last ?? today(), (id) => id, 100_000);
};

function draw() {
  const box = place();
  const edges = counting();
  const there = [...new Set(edges.flatMap(({statements}) => statements.map(({source}) => source)))];
  const known = there.map((id) => sources.find((source) => source.id === id) ?? {id, title: id, publisher: null, reliability: null, edition: ""});
  const isOn = (/** @type {string} */ id) => !filter.sources.length || filter.sources.includes(id);
  const shown = withSources(edges, isOn);
  const alone = single(shown);
  if (marking) mark(alone);
  if (!box) return;
  const cards = known
    .map((source) => ({source, fall: fallOf(edges, there.filter(isOn), source.id, triplesOf)}))
    .sort((a, b) => b.fall.statements - a.fall.statements)
    .map(({source, fall}) => card(source, fall, isOn(source.id), () => turn(source.id, there, isOn)));
  const focused = /** @type {HTMLElement | null} */ (document.activeElement?.closest(".trust [data-source]"))?.dataset.source;
  box.replaceChildren(summary(alone.length, shown.length), ...cards, against(shown));
  if (focused) /** @type {HTMLElement | null} */ (box.querySelector(`[data-source="${CSS.escape(focused)}"] input`))?.focus();
}

/** @param {number} alone @param {number} all */
function summary(alone, all) {
  const check = element("input");
  Object.assign(check, {type: "checkbox", checked: marking});
  check.addEventListener("change", () => {
    marking = check.checked;
    if (marking) draw();
    else mark([]);
    /** @type {HTMLElement | null} */ (document.querySelector(".trust .single input"))?.focus();
  });
  return element("label", "single check", null, check, element("span", "", `${alone} of ${quantity(all, "edge")} ${alone === 1 ? "rests" : "rest"} on one source: mark them`));
}

/** @param {Source} source @param {import("./knockout.js").Fall} fall @param {boolean} isOn @param {() => void} change */
function card({id, title, publisher, reliability, edition}, fall, isOn, change) {
  const check = element("input");
  Object.assign(check, {type: "checkbox", checked: isOn, role: "switch"});
  check.setAttribute("aria-label", title);
  check.addEventListener("change", change);
  const grade = reliability && element("span", "grade", reliability);
  if (grade) grade.title = "Reliability of the source, A–F (Admiralty)";
  const about = [publisher !== title && publisher, edition].filter(Boolean).join(" · ");
  const counts = `${quantity(fall.statements, "statement")}, ${quantity(fall.alone, "edge")} on it alone`;
  const words = fallWords(fall, nameOf, quantity);
  const made = element("article", `card source${isOn ? "" : " off"}`, null,
    element("header", "", null, element("label", "check", null, check, nameText(title)), grade),
    element("p", "soft", about), element("p", "", counts),
    element("p", "fall", isOn ? `Without it: ${words}` : `Off. With it again, these are back: ${words.replace(/ falls?(?=$|;)/, "")}`));
  made.dataset.source = id;
  return made;
}

/** @param {ReturnType<typeof counting>} edges */
function against(edges) {
  const pairs = new Map([...contradictions(edges).keys()].map((id) => canvas().edges[id]).filter(Boolean).map((edge) => [JSON.stringify([edge.source, edge.target].sort()), edge]));
  const items = [...pairs.values()].map(({source, target}) => {
    const button = element("button", "step", null, nameText(nameOf(source)), element("span", "soft", "≠"), nameText(nameOf(target)));
    button.type = "button";
    button.addEventListener("click", () => choose({kind: "pair", a: source, b: target}));
    return element("li", "", null, button);
  });
  return element("section", "", null, element("h3", "", items.length ? `Contradictions (${items.length})` : "No contradictions"), items.length ? element("ul", "steps", null, ...items) : null);
}

/**
 * Switch a source off or on: the filter's Sources are those that are on; with all on it is empty.
 * @param {string} source
 * @param {string[]} there
 * @param {(id: string) => boolean} isOn
 */
function turn(source, there, isOn) {
  const next = there.filter((other) => (other === source ? !isOn(other) : isOn(other)));
  setProps("sources", {value: next.length === there.length ? [] : next.length ? next : [source]}); // the last one stays on
  draw();
}

/** @param {string[]} ids */
const mark = (ids) => whenDrawn(() => markDrawn(ids));

/** @param {string[]} ids */
function markDrawn(ids) {
  const cy = window.cy;
  const wanted = new Set(ids);
  const {edges} = picture();
  const isMarked = (/** @type {string} */ id) => (edges[id]?.parts ?? [{id}]).every((part) => wanted.has(part.id));
  cy.batch(() => cy.edges().forEach((edge) => void edge.toggleClass("single", isMarked(edge.id()))));
}
