// The view: what part of the canvas is seen. Only what a person asks for moves it.
import {actions} from "../actions.js";
import {picture} from "./canvas.js";
import {registerPart} from "./view_parts.js";

const NAMES = {beside: 62, above: 22, below: 34}; // pixels that names take beyond the actors at the rim

/** The area that panels leave free for actors, as corners in pixels of the canvas. */
function freeArea() {
  const stage = /** @type {HTMLElement} */ (document.querySelector(".network")).getBoundingClientRect();
  const above = [".banner", "#camps-chip:not([hidden])", "#within-chip:not([hidden])"].map((name) => document.querySelector(name)?.getBoundingClientRect().bottom ?? 0);
  const wide = stage.width > 700;
  const top = Math.max(wide ? 66 : 118, ...above.map((edge) => edge - stage.top));
  const legend = wide ? document.querySelector("#legend-card")?.getBoundingClientRect() : null;
  const card = wide ? document.querySelector("#order-card")?.getBoundingClientRect() : null;
  const beside = wide ? NAMES.beside : NAMES.beside - 14;
  const heads = [".table-panel:not([hidden])", "#time-card"].map((name) => document.querySelector(name)?.getBoundingClientRect()).filter((box) => box?.height);
  const bottom = Math.min(stage.height - (wide ? 0 : 44), ...heads.map((box) => (box?.top ?? 0) - stage.top)) - NAMES.below;
  return {
    x1: (legend?.width ? legend.right - stage.left : 0) + beside,
    y1: Math.min(top + NAMES.above, bottom - 60),
    x2: (card?.width ? card.left - stage.left : stage.width) - beside,
    y2: bottom,
  };
}

/**
 * Where to look from so that a box fills an area, no larger than life.
 * @param {{x1: number, y1: number, x2: number, y2: number, w: number, h: number}} box
 * @param {{x1: number, y1: number, x2: number, y2: number}} area
 */
export function viewport(box, area) {
  const zoom = Math.min((area.x2 - area.x1) / box.w, (area.y2 - area.y1) / box.h, 1.35);
  return {
    zoom,
    pan: {
      x: (area.x1 + area.x2) / 2 - (zoom * (box.x1 + box.x2)) / 2,
      y: (area.y1 + area.y2) / 2 - (zoom * (box.y1 + box.y2)) / 2,
    },
  };
}

actions.fit = () => {
  const cy = window.cy;
  const elements = cy?.elements(":visible");
  if (!cy || !elements?.length) return;
  cy.resize();
  cy.viewport(viewport(elements.boundingBox({includeLabels: false, includeOverlays: false, includeUnderlays: false}), freeArea()));
};

/**
 * Centre on an actor; whether it is there.
 * @param {string} id
 */
export function centreOn(id) {
  const cy = window.cy;
  const node = cy?.getElementById(picture().standIn(id));
  if (!cy || !node?.length) return false;
  const area = freeArea();
  const zoom = Math.max(cy.zoom(), 0.7);
  const {x, y} = node.position();
  cy.viewport({zoom, pan: {x: (area.x1 + area.x2) / 2 - zoom * x, y: (area.y1 + area.y2) / 2 - zoom * y}});
  return true;
}

/**
 * How many of these actors are not in the free area.
 * @param {string[]} ids
 */
export function outOfView(ids) {
  const area = freeArea();
  const {standIn} = picture();
  const nodes = ids.map((id) => window.cy?.getElementById(standIn(id))).filter((node) => node?.length);
  return nodes.filter((node) => {
    const {x, y} = node.renderedPosition();
    return x < area.x1 - NAMES.beside || x > area.x2 + NAMES.beside || y < area.y1 - NAMES.above || y > area.y2 + NAMES.below;
  }).length;
}

/**
 * Move the view no more than it takes for actors to be in the free area; where there is no room for all, centre on the first.
 * @param {string[]} ids
 */
export function keepInView(ids) {
  const cy = window.cy;
  const drawn = new Set(ids.map(picture().standIn));
  const nodes = cy?.nodes().filter((node) => drawn.has(node.id()));
  if (!cy || !nodes?.length) return;
  const {x1, y1, x2, y2} = nodes.renderedBoundingBox({includeUnderlays: false, includeEdges: false});
  const area = freeArea();
  if (x2 - x1 > area.x2 - area.x1 || y2 - y1 > area.y2 - area.y1) return void centreOn(ids[0]);
  const by = (low, high, least, most) => (low < least ? least - low : high > most ? most - high : 0);
  cy.panBy({x: by(x1, x2, area.x1, area.x2), y: by(y1, y2, area.y1, area.y2)});
}

/** Whether the free area is higher than wide. */
export function isTall() {
  const area = freeArea();
  return area.y2 - area.y1 > 1.15 * (area.x2 - area.x1);
}

/** The middle of what is seen, for newcomers that belong to nothing present. */
export function middle() {
  const extent = window.cy?.extent();
  return extent ? [(extent.x1 + extent.x2) / 2, (extent.y1 + extent.y2) / 2] : [0, 0];
}

// What was seen is seen again whole, also in a window of another shape; in the same window to the pixel.
registerPart("camera", {
  drawn: true,
  save: () => {
    const cy = window.cy;
    if (!cy?.nodes().length) return null;
    const {x1, y1, w, h} = cy.extent();
    return [x1 + w / 2, y1 + h / 2, w, h].map((value) => Math.round(value * 100) / 100);
  },
  restore: (saved) => {
    const cy = window.cy;
    if (!saved || !cy) return actions.fit();
    const [x, y, w, h] = saved;
    cy.resize();
    const zoom = Math.min(cy.width() / w, cy.height() / h);
    cy.viewport({zoom, pan: {x: cy.width() / 2 - zoom * x, y: cy.height() / 2 - zoom * y}});
  },
});
