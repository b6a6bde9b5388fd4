// What buttons and keys can do, by name; and what one part of the screen tells the others.

/** @typedef {(button?: HTMLElement) => unknown} Action */

/** @type {Record<string, Action>} */
export const actions = {};

/** @type {Map<string, ((...args: any[]) => any)[]>} */
const listeners = new Map();

/**
 * Hear of an event.
 * @param {string} name
 * @param {(...args: any[]) => any} listener
 */
export function on(name, listener) {
  listeners.set(name, [...(listeners.get(name) ?? []), listener]);
}

/**
 * Tell everybody who listens; the first answer that is one comes back.
 * @param {string} name
 * @param {...any} args
 */
export function emit(name, ...args) {
  const answers = (listeners.get(name) ?? []).map((listener) => listener(...args));
  return answers.find((answer) => answer !== undefined && answer !== null);
}
