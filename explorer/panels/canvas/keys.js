// Keys. Letters are left alone while somebody types.
import {actions} from "../../browser/actions.js";
import {follow, select} from "../../browser/network/selection.js";
import {currentPage} from "../../browser/pages.js";

/** @type {Record<string, string>} */
const LETTERS = {"/": "search", "?": "help", f: "fit", l: "relayout", o: "order", k: "keep", c: "collapse", i: "pin", e: "expand", n: "tension-next", q: "questions", t: "table", x: "export", v: "views", p: "trace-from", s: "trust", b: "camps", h: "notes", m: "note", ".": "path-next", ",": "path-previous", Delete: "remove", Backspace: "remove"};
/** @type {Record<string, [number, number]>} */
const ARROWS = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};

document.addEventListener("keydown", (event) => {
  if (currentPage() !== "network" || document.querySelector("[role=dialog]") || event.defaultPrevented) return;
  const target = event.target instanceof HTMLElement ? event.target : document.body;
  const typing = /** @type {HTMLElement | null} */ (target.closest("input, textarea, select, [contenteditable]"));
  if (event.key === "Escape") return typing ? typing.blur() : actions.close();
  if (typing || event.altKey) return;
  const action = actionOf(event);
  if (action) {
    event.preventDefault();
    actions[action]();
  } else if (ARROWS[event.key] && target.closest(".network")) {
    event.preventDefault();
    walk(...ARROWS[event.key]);
  }
});

/**
 * The action of a key; null when it has none.
 * @param {{key: string, ctrlKey?: boolean, metaKey?: boolean, shiftKey?: boolean}} event
 */
export function actionOf(event) {
  const key = event.key.toLowerCase();
  if (!event.ctrlKey && !event.metaKey) return LETTERS[event.key] ?? LETTERS[key] ?? null;
  if (key === "z") return event.shiftKey ? "redo" : "undo";
  return key === "y" ? "redo" : null;
}

/**
 * To the nearest actor in a direction.
 * @param {number} dx
 * @param {number} dy
 */
function walk(dx, dy) {
  const cy = window.cy;
  if (!cy) return;
  const here = cy.nodes(":selected").first();
  if (!here.length) return cy.nodes().length && goTo(cy.nodes().first());
  const {x, y} = here.position();
  const ahead = cy.nodes().filter((node) => {
    const along = (node.position("x") - x) * dx + (node.position("y") - y) * dy;
    const across = Math.abs((node.position("x") - x) * dy) + Math.abs((node.position("y") - y) * dx);
    return along > 1 && across <= along * 1.5;
  });
  const distance = (node) => Math.hypot(node.position("x") - x, node.position("y") - y);
  const nearest = ahead.sort((a, b) => distance(a) - distance(b));
  if (nearest.length) goTo(nearest.first());
}

function goTo(node) {
  select([node.id()]);
  follow(node.id());
}
