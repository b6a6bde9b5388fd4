// Draws the names over the canvas, in every frame that Cytoscape draws.
import {onceAFrame} from "../../browser/network/frames.js";
import {SIZE, LINE, placeNames, sidesOf} from "../../browser/network/names.js";

const FONT = `500 ${SIZE}px Inter, ui-sans-serif, system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif`;
const SURE = 40; // names that are seen at every zoom
const MOST = 80; // names of nodes that are too small to be recognised
const MOVING = 60; // names that follow while a large canvas moves
const MANY = 400; // nodes in view above which only those follow
const LARGE = 900; // elements above which a gesture moves a picture of them
const REST = 140; // ms without a frame after which everything is named again
/** What raises a name above the number of an actor's statements. */
const RAISED = 1e9;
const PIN = 15; // pixels

/** @type {Map<string, number>} */
const widths = new Map();
/** @type {Map<string, number[]>} */
let sides = new Map();
/** @type {string[]} */
let hovered = [];

/**
 * Names over a canvas, once for each instance.
 * @param {Cytoscape} cy
 */
export function drawNames(cy) {
  const sheet = document.createElement("canvas");
  sheet.className = "names";
  sheet.setAttribute("aria-hidden", "true");
  /** @type {HTMLElement} */ (cy.container()).append(sheet);
  const pen = /** @type {CanvasRenderingContext2D} */ (sheet.getContext("2d"));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let rest;
  let looked = "";
  onceAFrame(cy, "add remove", () => {
    const many = cy.elements().length > LARGE;
    Object.assign(cy.renderer(), {textureOnViewport: many, hideEdgesOnViewport: false});
  });
  const draw = (whole) => {
    fitSheet(sheet, cy);
    drawAll(pen, cy, whole);
  };
  cy.on("render", () => {
    // A frame in which nothing moved is drawn whole.
    const {x, y} = cy.pan();
    const look = `${x},${y},${cy.zoom()}`;
    const moves = looked !== look;
    looked = look;
    draw(!moves);
    clearTimeout(rest);
    if (moves) rest = setTimeout(() => draw(true), REST);
  });
  cy.on("add remove position data", () => (sides = new Map()));
  cy.on("mouseover", "node", ({target}) => (hovered = [target.id()]));
  cy.on("mouseout", "node", () => (hovered = []));
  // Fonts that come late have other widths.
  document.fonts?.addEventListener?.("loadingdone", () => {
    widths.clear();
    draw(true);
  });
}

/**
 * @param {HTMLCanvasElement} sheet
 * @param {Cytoscape} cy
 */
function fitSheet(sheet, cy) {
  const ratio = window.devicePixelRatio || 1;
  const [w, h] = [Math.round(cy.width() * ratio), Math.round(cy.height() * ratio)];
  if (sheet.width !== w) sheet.width = w;
  if (sheet.height !== h) sheet.height = h;
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Cytoscape} cy
 * @param {boolean} whole
 */
function drawAll(pen, cy, whole) {
  const ratio = window.devicePixelRatio || 1;
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.clearRect(0, 0, pen.canvas.width, pen.canvas.height);
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.font = FONT;
  const nodes = inView(cy);
  const most = whole || nodes.length <= MANY ? Infinity : MOVING;
  if (most < Infinity) nodes.sort((a, b) => b.weight - a.weight).splice(MOVING * 2);
  const style = getComputedStyle(pen.canvas);
  const [ink, ground] = [style.color, style.getPropertyValue("--ground")];
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  for (const node of nodes) if (node.pinned) drawPin(pen, node, ink, ground);
  const places = new Map(nodes.map((node) => [node.id, node]));
  for (const spot of placeNames(nodes, (text) => widthOf(pen, text), {sure: SURE, small: Math.min(most, MOST), most, taken: covers(cy), frame: {x1: 0, y1: 0, x2: cy.width(), y2: cy.height()}})) {
    const node = /** @type {{x: number, y: number, radius: number, faint: boolean}} */ (/** @type {unknown} */ (places.get(spot.id)));
    pen.globalAlpha = node.faint ? 0.25 : 1;
    if (spot.away) lead(pen, node, spot, ink);
    for (const [n, line] of spot.lines.entries()) {
      const y = spot.y + (n - (spot.lines.length - 1) / 2) * LINE;
      pen.strokeStyle = ground;
      pen.lineWidth = 4;
      pen.strokeText(line, spot.x, y);
      pen.fillStyle = ink;
      pen.fillText(line, spot.x, y);
    }
  }
  pen.globalAlpha = 1;
}

/**
 * A pin at the shoulder of a node, of one size at every zoom.
 * @param {CanvasRenderingContext2D} pen
 * @param {{x: number, y: number, radius: number}} node
 * @param {string} ink
 * @param {string} ground
 */
function drawPin(pen, {x, y, radius}, ink, ground) {
  pen.save();
  pen.translate(x - 0.75 * radius - PIN / 2, y - 0.75 * radius - PIN / 2);
  pen.scale(PIN / 24, PIN / 24);
  const shape = new Path2D("M9 2h7l-1 7 4 4v3h-6v6l-1 1-1-1v-6H5v-3l4-4z");
  pen.strokeStyle = ground;
  pen.lineWidth = 6;
  pen.stroke(shape);
  pen.fillStyle = ink;
  pen.fill(shape);
  pen.restore();
}

/**
 * What lies over the canvas: a name beneath it would not be read.
 * @param {Cytoscape} cy
 */
function covers(cy) {
  const stage = cy.container().getBoundingClientRect();
  return [...document.querySelectorAll("#legend, #order-card, .banner, .table-panel")]
    .map((panel) => panel.getBoundingClientRect())
    .filter(({width}) => width)
    .map(({left, top, right, bottom}) => ({x1: left - stage.left, y1: top - stage.top, x2: right - stage.left, y2: bottom - stage.top}));
}

/**
 * A thin line from a node to its name that stands away from it.
 * @param {CanvasRenderingContext2D} pen
 * @param {{x: number, y: number, radius: number}} node
 * @param {{x: number, y: number, w: number, h: number}} spot
 * @param {string} ink
 */
function lead(pen, node, spot, ink) {
  const x = Math.min(Math.max(node.x, spot.x - spot.w / 2), spot.x + spot.w / 2);
  const y = Math.min(Math.max(node.y, spot.y - spot.h / 2), spot.y + spot.h / 2);
  pen.save();
  pen.globalAlpha *= 0.3;
  pen.strokeStyle = ink;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(node.x, node.y);
  pen.lineTo(x, y);
  pen.stroke();
  pen.restore();
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {string} text
 */
function widthOf(pen, text) {
  let width = widths.get(text);
  if (width === undefined) {
    if (widths.size > 20_000) widths.clear();
    widths.set(text, (width = pen.measureText(text).width));
  }
  return width;
}

/**
 * The nodes in view, in pixels, with how much their names matter.
 * @param {Cytoscape} cy
 */
function inView(cy) {
  const zoom = cy.zoom();
  const pan = cy.pan();
  const [w, h] = [cy.width(), cy.height()];
  const nodes = [];
  for (const node of cy.nodes()) {
    const place = node.position();
    const [x, y] = [place.x * zoom + pan.x, place.y * zoom + pan.y];
    if (x < -60 || y < -40 || x > w + 60 || y > h + 40) continue;
    const id = node.id();
    const data = node.data();
    const raised = node.selected() || hovered.includes(id) || data.tension || data.trace;
    const faint = Boolean(data.dim || data.alone);
    const weight = data.degree + (raised ? RAISED : 0) - (faint ? RAISED : 0);
    nodes.push({id, name: data.label, x, y, radius: (data.size * zoom) / 2, weight, sides: sidesFor(node), faint, pinned: Boolean(data.pinned)});
  }
  return nodes;
}

function sidesFor(node) {
  const id = node.id();
  let order = sides.get(id);
  if (!order) {
    const {x, y} = node.position();
    const towards = node
      .connectedEdges()
      .filter((edge) => !edge.data("hidden"))
      .map((edge) => {
        const other = edge.source().id() === id ? edge.target() : edge.source();
        return /** @type {[number, number]} */ ([other.position("x") - x, other.position("y") - y]);
      });
    sides.set(id, (order = sidesOf(towards)));
  }
  return order;
}
