// Speaks with the console's routes. Each tab has a random name, so that it can cancel what it runs and nothing else.
import {send} from "../../browser/post.js";

/** Twelve random bytes in hexadecimal. */
export const randomName = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
const client = randomName();

/**
 * @param {string} route
 * @param {object} body
 * @param {AbortSignal} [signal]
 */
export const sendToConsole = (route, body, signal) => send("console", route, {client, ...body}, signal);

/**
 * What the server answers, or why it can't.
 * @param {string} route
 * @param {object} body
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 */
export async function askConsole(route, body, signal) {
  try {
    const answer = await (await sendToConsole(route, body, signal)).json();
    return answer.failed ? {state: "failed", message: answer.failed} : answer;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return {state: "cancelled", message: "Cancelled"};
    return {state: "failed", message: "The explorer does not answer: is it still running?"};
  }
}

/**
 * An element of the console.
 * @param {string} selector
 * @returns {any}
 */
export const find = (selector) => document.querySelector(`.console ${selector}`);
