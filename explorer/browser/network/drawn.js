// Whether Cytoscape shows what the canvas holds, and what waits for it.
import {emit} from "../actions.js";
import {picture} from "./canvas.js";
import {isPending} from "./requests.js";

/** @type {(() => void)[]} */
const waiting = [];

/**
 * Run something once Cytoscape shows what the canvas holds.
 * @param {() => void} run
 */
export function whenDrawn(run) {
  waiting.push(run);
  requestAnimationFrame(check);
}

function isDrawn() {
  const cy = window.cy;
  if (!cy || cy.destroyed()) return false;
  const {nodes, edges} = picture();
  if (cy.nodes().length !== Object.keys(nodes).length || cy.edges().length !== Object.keys(edges).length) return false;
  if (cy.edges().some((edge) => !edges[edge.id()])) return false;
  return cy.nodes().every((node) => {
    const {x, y} = node.position();
    const actor = nodes[node.id()];
    return node.grabbed() || (actor && Math.abs(actor.x - x) < 0.01 && Math.abs(actor.y - y) < 0.01);
  });
}

/** Look whether everything is drawn; look again until it is while something waits for it. */
export function check() {
  if (!isDrawn()) return void (waiting.length && setTimeout(check, 16));
  emit("canvas", window.cy);
  while (waiting.length) waiting.shift()?.();
}

/** Resolves once nothing is under way and the picture is that of the canvas. */
export const settled = () =>
  new Promise((resolve) => {
    const look = () => (!isPending() && !waiting.length && isDrawn() ? resolve(true) : requestAnimationFrame(look));
    look();
  });
