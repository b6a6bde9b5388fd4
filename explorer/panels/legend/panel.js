// The legend: how many statements of each type are on the canvas, and which types are hidden; its controls are the filter.
import {actions, emit, on} from "../../browser/actions.js";
import {element} from "../../browser/elements.js";
import {provide, setProps, setStore} from "../../browser/dash.js";
import {canvas, picture} from "../../browser/network/canvas.js";
import {seenOf, today, whole} from "../../browser/network/elements.js";
import {quantity} from "../../browser/numbers.js";
import {registerPart} from "../../browser/network/view_parts.js";

/** @type {Record<string, {held: number, uncertain: number}>} */
let counts = {};
/** @type {Record<string, number>} statements by type between actors that stand as one */
let inner = {};
/** @type {string[]} */
let hidden = [];
let seen = whole();

on("drawn", (edges, filter) => {
  counts = countByType(edges);
  inner = countInner(filter);
  hidden = filter.hidden;
  seen = filter;
  repaint();
});

/**
 * Statements by type: those that hold, and those that are not dated when a date is asked.
 * @param {{type: string, statements: number, uncertain: number}[]} edges
 */
export function countByType(edges) {
  /** @type {Record<string, {held: number, uncertain: number}>} */
  const sums = {};
  for (const {type, statements, uncertain} of edges) {
    const sum = (sums[type] ??= {held: 0, uncertain: 0});
    sum.held += statements;
    sum.uncertain += uncertain;
  }
  return sums;
}

/**
 * What is said among actors that stand as one: it counts, and no line is drawn for it.
 * @param {import("../../browser/network/elements.js").Filter} filter
 */
function countInner(filter) {
  const now = today();
  /** @type {Record<string, number>} */
  const sums = {};
  for (const edge of picture().inner) {
    const {held, undated} = seenOf(edge, filter, now).by;
    const sum = (counts[edge.type] ??= {held: 0, uncertain: 0});
    sum.held += held.length;
    sum.uncertain += undated.length;
    sums[edge.type] = (sums[edge.type] ?? 0) + held.length + undated.length;
  }
  return sums;
}

/** How many actors stand as how many nodes. */
function paintCollapsed() {
  const line = /** @type {HTMLElement | null} */ (document.querySelector(".legend-collapsed"));
  const words = line?.querySelector(".collapsed-words");
  if (!line || !words) return;
  const groups = Object.values(canvas().groups ?? {});
  line.hidden = !groups.length;
  words.textContent = `${quantity(groups.flatMap(({members}) => members).length, "actor")} as ${quantity(groups.length, "node")}`;
}

/** What colours and widths mean, where they are not those of kinds and types. */
function paintKey() {
  const {colours = [], width} = /** @type {{colours?: {words: string, colours: string[]}[], width?: string}} */ (emit("look") ?? {});
  const rows = colours.map(({words, colours: [light, dark]}) => {
    const row = element("li", "", null, element("i"), words);
    row.style.setProperty("--rim", `light-dark(${light}, ${dark})`);
    return row;
  });
  document.querySelector(".legend-key")?.replaceChildren(...rows, ...(width ? [element("li", "soft", null, width)] : []));
}

function repaint() {
  paintKey();
  paintCollapsed();
  for (const number of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-count]"))) {
    const {held, uncertain} = counts[number.dataset.count ?? ""] ?? {held: 0, uncertain: 0};
    number.textContent = uncertain ? `${held} + ${uncertain}?` : String(held);
    const within = inner[number.dataset.count ?? ""];
    number.title = [uncertain && `${held} hold, ${uncertain} are not dated`, within && `${within} of them within collapsed nodes`].filter(Boolean).join("; ");
    number.closest("button")?.classList.toggle("none", !held && !uncertain);
  }
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-act='toggle-type']"))) {
    row.setAttribute("aria-pressed", String(!hidden.includes(row.dataset.type ?? "")));
  }
}

actions["toggle-type"] = (button) => {
  const type = button?.dataset.type ?? "";
  setStore("hidden", hidden.includes(type) ? hidden.filter((other) => other !== type) : [...hidden, type].sort());
};

actions.legend = (button) => {
  const open = document.getElementById("legend")?.classList.toggle("open");
  button?.setAttribute("aria-expanded", String(open));
};

provide("filter", (types, confidence, dates, undated, sources, stances) => [
  {
    hidden: types ?? [],
    sources: [...(sources ?? [])].sort(),
    confidence: confidence ?? 0,
    stances: [...(stances ?? [])].sort(),
    on: dates?.on ?? null,
    known: dates?.known ?? null,
    undated: undated !== false,
  },
  confidence ? `at least ${Math.round(confidence * 100)} %` : "any",
]);

provide("relegend", () => void requestAnimationFrame(repaint));

const isWhole = () => JSON.stringify(seen) === JSON.stringify(whole());

registerPart("filter", {
  save: () => (isWhole() ? null : seen),
  restore: (saved) => {
    if (!saved && isWhole()) return;
    const {hidden: types, sources, confidence, stances, on: day, known, undated} = whole(saved);
    setStore("hidden", types);
    setProps("sources", {value: sources});
    setProps("confidence", {value: confidence});
    setProps("stances", {value: stances});
    setProps("undated", {checked: undated});
    setStore("dates", {on: day, known});
    setProps("on", {value: day?.text ?? ""});
    setProps("known", {value: known?.text ?? ""});
  },
});
