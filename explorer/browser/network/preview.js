// The canvas under a filter that is not in force yet: while a handle is dragged only what differs is drawn, and nobody is asked.
import {emit} from "../actions.js";
import {drawnPart, picture} from "./canvas.js";
import {markContradictions} from "./counting.js";
import {edgeData, today, whole} from "./elements.js";
import {widthOf} from "./worn.js";
import {marks} from "./marks.js";

/** @type {["statements", "uncertain", "count", "wide", "gathered", "mark", "gone", "hidden", "undated", "ended", "faint", "contra"]} what a date changes of an edge */
const PARTS = ["statements", "uncertain", "count", "wide", "gathered", "mark", "gone", "hidden", "undated", "ended", "faint", "contra"];
/** @type {Set<string>} */
const NONE = new Set();

/** @param {Partial<import("./elements.js").Filter>} partial */
export function preview(partial) {
  const cy = window.cy;
  if (!cy || cy.destroyed()) return;
  const filter = whole(partial);
  const now = today();
  const {edges: drawnEdges, standIn} = picture();
  const edges = Object.values(drawnEdges).map((edge) => edgeData(edge, filter, NONE, NONE, now, marks().statements, widthOf));
  markContradictions(edges, Object.values(drawnPart().edges), filter, now, standIn);
  /** @type {Set<string>} */
  const joined = new Set();
  cy.batch(() => {
    for (const data of edges) {
      if (!data.hidden) joined.add(data.source).add(data.target);
      const drawn = cy.getElementById(data.id);
      if (!drawn.length) continue;
      const before = drawn.data();
      const changes = Object.fromEntries(PARTS.filter((part) => before[part] !== data[part]).map((part) => [part, data[part]]));
      if (Object.keys(changes).length) drawn.data(changes);
    }
    for (const node of cy.nodes()) {
      const alone = edges.length && !joined.has(node.id()) ? 1 : 0;
      if (node.data("alone") !== alone) node.data("alone", alone);
    }
  });
  emit("drawn", edges, filter);
}
