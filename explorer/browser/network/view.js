// The view: what part of the canvas is seen. Only what a person asks for moves it.
import {actions} from "../actions.js";

/** The area that panels leave free, as corners in pixels of the canvas. */
function freeArea() {
  const stage = /** @type {HTMLElement} */ (document.querySelector(".network")).getBoundingClientRect();
  const banner = document.querySelector(".banner")?.getBoundingClientRect();
  const wide = stage.width > 700;
  const top = Math.max(wide ? 66 : 118, banner ? banner.bottom - stage.top : 0);
  const legend = wide ? document.querySelector("#legend-card")?.getBoundingClientRect() : null;
  return {x1: legend?.width ? legend.right - stage.left + 8 : 8, y1: top + 18, x2: stage.width - (wide ? 40 : 8), y2: stage.height - (wide ? 24 : 56)};
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
  cy.viewport(viewport(elements.boundingBox({includeLabels: true, includeUnderlays: false}), freeArea()));
};

/**
 * Centre on an actor; whether it is there.
 * @param {string} id
 */
export function centreOn(id) {
  const cy = window.cy;
  const node = cy?.getElementById(id);
  if (!cy || !node?.length) return false;
  const area = freeArea();
  const zoom = Math.max(cy.zoom(), 0.7);
  const {x, y} = node.position();
  cy.viewport({zoom, pan: {x: (area.x1 + area.x2) / 2 - zoom * x, y: (area.y1 + area.y2) / 2 - zoom * y}});
  return true;
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
