// Mouse and finger on the canvas: choose, expand, menu, drag, hover.
import {emit} from "../../browser/actions.js";
import {canvas, moveActors} from "../../browser/network/canvas.js";
import {onceAFrame} from "../../browser/network/frames.js";
import {actorsBehind} from "../../browser/network/groups.js";
import {drawNames} from "./names.js";
import {choose, chooseEdge, clear, expand, follow, selected} from "../../browser/network/selection.js";

/**
 * Listen to a canvas, once.
 * @param {Cytoscape} cy
 */
export function listen(cy) {
  if (cy.scratch("_faultlines")) return;
  cy.scratch("_faultlines", true);
  // dash-cytoscape would write the whole canvas and its extent back at every change and every frame, for nobody.
  cy.removeAllListeners();
  cy.on("tapstart", () => cy.resize());
  cy.on("tap", (event) => {
    emit("menu", null);
    if (event.target === cy) return onGround(event.position);
    if (event.target.isEdge()) return chooseEdge(event.target.id());
    setTimeout(() => follow(event.target.id()));
  });
  cy.on("dbltap", "node", (event) => expand(event.target.id()));
  cy.on("cxttap taphold", "node", (event) => emit("menu", event.target));
  cy.on("dragfree", "node", () => moveActors(Object.fromEntries(cy.nodes().map((node) => [node.id(), {...node.position()}]))));
  cy.on("boxend", () => setTimeout(() => selected().length > 1 && choose({kind: "several", actors: actorsBehind(canvas(), selected())}), 120));
  cy.on("mouseover", "node, edge", ({target}) => {
    target.addClass("near");
    if (target.isNode()) target.connectedEdges().addClass("near");
    cy.container().style.cursor = "pointer";
  });
  cy.on("mouseout", "node, edge", () => {
    cy.elements(".near").removeClass("near");
    cy.container().style.cursor = "";
  });
  onceAFrame(cy, "viewport position add remove resize", () => emit("view"));
  cy.container().addEventListener("contextmenu", (event) => event.preventDefault());
  drawNames(cy);
  emit("view");
}

/** @param {{x: number, y: number}} position */
function onGround(position) {
  const tension = emit("ground", position);
  if (tension) return choose({kind: "tension", actors: tension.actors});
  clear();
}
