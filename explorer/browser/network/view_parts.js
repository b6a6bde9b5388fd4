// What a view is made of besides the actors and their places: each panel adds its own part, and knows nothing of the others.
import {emit} from "../actions.js";

/**
 * `save` gives what JSON can hold, and null when there is nothing to keep; `restore` takes that, or null for what is shown
 * when nobody has done anything. A part that is about what is drawn says `drawn`, and is restored once the canvas is.
 * @typedef {{save: () => unknown, restore: (saved: any) => unknown, drawn?: boolean}} Part
 */

/** @type {Map<string, Part>} */
const parts = new Map();

/**
 * @param {string} name
 * @param {Part} part
 */
export const registerPart = (name, part) => void parts.set(name, part);

/** Something that a part keeps is different now. */
export const partChanged = () => void emit("view part");

/** What all parts keep, by name. */
export function saveParts() {
  /** @type {Record<string, unknown>} */
  const saved = {};
  for (const [name, {save}] of parts) {
    const kept = save();
    if (kept !== null && kept !== undefined) saved[name] = kept;
  }
  return saved;
}

/**
 * Restore those parts that wait for the canvas, or those that don't. One that is broken leaves the others be.
 * @param {Record<string, unknown>} saved
 * @param {boolean} drawn
 */
export function restoreParts(saved, drawn) {
  for (const [name, part] of parts) {
    if (Boolean(part.drawn) !== drawn) continue;
    try {
      part.restore(saved[name] ?? null);
    } catch (error) {
      console.error(`${name} of the view cannot be restored`, error);
    }
  }
}
