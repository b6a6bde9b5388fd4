// The legend: how many statements of each type are on the canvas, and which types are hidden.
import {actions, on} from "../../browser/actions.js";
import {provide, setStore} from "../../browser/dash.js";

/** @type {Record<string, number>} */
let counts = {};
/** @type {string[]} */
let hidden = [];

on("drawn", (edges, hiddenTypes) => {
  counts = countByType(edges);
  hidden = hiddenTypes;
  repaint();
});

/**
 * Statements by type.
 * @param {{type: string, statements: number}[]} edges
 */
export function countByType(edges) {
  /** @type {Record<string, number>} */
  const sums = {};
  for (const {type, statements} of edges) sums[type] = (sums[type] ?? 0) + statements;
  return sums;
}

function repaint() {
  for (const number of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-count]"))) {
    const count = counts[number.dataset.count ?? ""] ?? 0;
    number.textContent = String(count);
    number.closest("button")?.classList.toggle("none", !count);
  }
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-act='toggle-type']"))) {
    row.setAttribute("aria-pressed", String(!hidden.includes(row.dataset.type ?? "")));
  }
}

actions["toggle-type"] = (button) => {
  const type = button?.dataset.type ?? "";
  setStore("hidden", hidden.includes(type) ? hidden.filter((other) => other !== type) : [...hidden, type]);
};

actions.legend = (button) => {
  const open = document.getElementById("legend")?.classList.toggle("open");
  button?.setAttribute("aria-expanded", String(open));
};

provide("filter", (types, confidence, date, sources) => [
  {hidden: types ?? [], confidence: confidence ?? 0, on: date ?? null, sources: sources ?? []},
  confidence ? `at least ${Math.round(confidence * 100)} %` : "any",
]);

provide("relegend", () => void requestAnimationFrame(repaint));
