// What is marked on the canvas: statements and actors that are not as they were when a view was saved.
import {setStore} from "../dash.js";
import {canvas} from "./canvas.js";

/** @typedef {{statements: Record<string, string>, actors: Record<string, string>}} Marks */

/** @type {Marks} */
const NONE = {statements: {}, actors: {}};
let now = NONE;

export const marks = () => now;

/** @param {Marks | null} next */
export function setMarks(next) {
  if (JSON.stringify(next ?? NONE) === JSON.stringify(now)) return;
  now = next ?? NONE;
  setStore("canvas", {...canvas()});
}
