// Nodes that stay where they are when the canvas is arranged; a pin is a step of undo, and views keep it.
import {actions} from "../actions.js";
import {notify} from "../notice.js";
import {canvas, commit, picture} from "./canvas.js";
import {targets} from "./selection.js";
import {registerPart} from "./view_parts.js";

/** @type {string[]} the pins of a view that is on its way back */
let awaited = [];

/** The drawn nodes that are pinned. */
export const pinned = () => Object.keys(canvas().pins ?? {}).filter((id) => picture().nodes[id]);

/** Pin nodes where they stand; those that all are pinned already are let go. */
actions.pin = (button) => {
  const {nodes} = picture();
  const ids = targets(button).filter((id) => nodes[id]);
  if (!ids.length) return notify("First choose an actor to pin where it stands");
  const pins = {...canvas().pins};
  const loose = ids.filter((id) => !pins[id]);
  for (const id of ids) {
    if (loose.length) pins[id] = true;
    else delete pins[id];
  }
  const name = ids.length === 1 ? nodes[ids[0]].name : `${ids.length} nodes`;
  commit(`${loose.length ? "Pin" : "Unpin"} ${name}`, {...canvas(), pins});
  notify(`${loose.length ? "Pinned" : "Unpinned"}: ${name}`);
};

/**
 * A canvas that comes back with a view: whoever was pinned is, by the id that it has now.
 * @param {import("./canvas.js").Canvas} answer
 * @param {Record<string, string>} former
 * @returns {import("./canvas.js").Canvas}
 */
export function pinnedAgain(answer, former) {
  const ids = awaited.map((id) => former[id] ?? id).filter((id) => answer.nodes[id] || answer.groups?.[id]);
  awaited = [];
  return {...answer, pins: Object.fromEntries(ids.map((id) => [id, /** @type {true} */ (true)]))};
}

registerPart("pins", {
  save: () => (pinned().length ? pinned().sort() : null),
  restore: (saved) => void (awaited = Array.isArray(saved) ? saved : []),
});
