// The outline around unbalanced triples: drawn beneath the canvas, clicked through it.
import {actions, emit, on} from "../../browser/actions.js";
import {provide, setStore} from "../../browser/dash.js";
import {svgElement} from "../../browser/elements.js";
import {drawnPart, picture} from "../../browser/network/canvas.js";
import {passingEdges} from "../../browser/network/counting.js";
import {today, whole} from "../../browser/network/elements.js";
import {doubtedOn, supposedOn, supposedly} from "../../browser/network/hypotheses.js";
import {choose} from "../../browser/network/selection.js";
import {registerPart} from "../../browser/network/view_parts.js";
import {around, isInside} from "./geometry.js";
import {unbalanced} from "../../browser/network/triangles.js";

/** @typedef {import("../../browser/network/elements.js").Tension} Tension */

const EMPTY = {nodes: {}, edges: {}};
const REACH = 46; // canvas units from an actor's centre to the outline
/** @type {Tension[]} */
let all = [];
/** @type {Tension | null} */
let current = null;
let frame = 0;
let away = false; // the line is put away

let known = "[]";
// Among what is drawn, under the filter that draws it; a move of the pointer alone tells nobody anything new.
provide("tensions", (onCanvas, partial) => {
  const filter = whole(partial);
  const {nodes, edges} = drawnPart(onCanvas ?? EMPTY, filter);
  const stated = passingEdges(Object.values(edges), filter);
  const supposed = supposedOn({nodes, edges, own: onCanvas?.own}).filter(({type}) => !filter.hidden.includes(type));
  const doubted = doubtedOn(onCanvas);
  const find = (/** @type {typeof stated} */ some) => unbalanced(some, filter.on?.first ?? today(), filter.on?.last ?? today(), (id) => nodes[id]?.name ?? id);
  const found = find(supposedly(stated, supposed, doubted));
  emit("tensions counted", found[0]?.total ?? 0, supposed.length || doubted.size ? find(stated)[0]?.total ?? 0 : null);
  const written = JSON.stringify(found);
  if (written === known) return window.dash_clientside.no_update;
  known = written;
  return found;
});

on("tensions", (tensions, chosen) => {
  all = tensions;
  current = chosen;
  putAway(away);
  repaint();
});
on("view", repaint);
on("ground", (position) => [current, ...all].find((tension) => tension && isInside(position, corners(tension))));
on("chosen", (choice) => choice?.kind === "tension" && outline(choice.actors));

function repaint() {
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(paint);
}

/**
 * The corners as they are on the canvas; null when one of them is gone.
 * @param {Tension} tension
 */
function corners(tension) {
  const {standIn} = picture();
  const ids = tension.actors.map(standIn);
  const nodes = ids.map((id) => window.cy?.getElementById(id));
  if (new Set(ids).size < ids.length) return null; // two of them stand as one
  return nodes.every((node) => node?.length) ? nodes.map((node) => ({...node.position()})) : null;
}

function paint() {
  const layer = document.getElementById("outline");
  const cy = window.cy;
  if (!layer || !cy || cy.destroyed()) return;
  const zoom = cy.zoom();
  const pan = cy.pan();
  const svg = svgElement("svg");
  for (const tension of [...all.filter((other) => other !== current), ...(current ? [current] : [])]) {
    const points = corners(tension)?.map(({x, y}) => ({x: x * zoom + pan.x, y: y * zoom + pan.y}));
    if (!points) continue;
    const look = tension === current ? "triangle current" : "triangle";
    const shape = svgElement("path", {d: around(points, REACH * zoom), class: look});
    shape.dataset.actors = tension.actors.join(" ");
    svg.append(shape);
  }
  layer.replaceChildren(svg);
}

/**
 * Outline a certain triple.
 * @param {string[]} actors
 */
function outline(actors) {
  const n = all.findIndex((tension) => tension.actors.join() === actors.join());
  if (n >= 0 && all[n] !== current) setStore("tension", n);
}

/** @param {number} by */
function turn(by) {
  if (!all.length) return;
  const n = (Math.max(0, current ? all.indexOf(current) : 0) + by + all.length) % all.length;
  setStore("tension", n);
  if (document.querySelector(".tension-panel")) choose({kind: "tension", actors: all[n].actors});
}

actions["tension-next"] = () => turn(1);
actions["tension-previous"] = () => turn(-1);

/**
 * The line above the canvas goes, and a badge is left that brings it back.
 * @param {boolean} goes
 */
function putAway(goes) {
  away = goes;
  document.querySelector(".banner-room")?.classList.toggle("banner-away", away);
  document.querySelector(".banner-back")?.toggleAttribute("hidden", !away || !all.length);
}

actions["banner-away"] = () => {
  putAway(true);
  /** @type {HTMLElement | null} */ (document.querySelector(".banner-back"))?.focus();
};
actions["banner-back"] = () => putAway(false);

registerPart("tension", {drawn: true, save: () => current?.actors ?? null, restore: (actors) => actors && outline(actors)});
