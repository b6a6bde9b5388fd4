// Posts to our own routes. The header can't be sent from another site without asking, and the server never says yes.
import {BASE} from "./dash.js";

/**
 * @param {string} page
 * @param {string} route
 * @param {unknown} body
 * @param {AbortSignal} [signal]
 */
export const send = (page, route, body, signal) =>
  fetch(`${BASE}/${page}/${route}`, {
    method: "POST",
    headers: {"Content-Type": "application/json", "X-Faultlines": page},
    body: JSON.stringify(body),
    signal,
  });

/**
 * What a route answers, or {failed: why}.
 * @param {string} page
 * @param {string} route
 * @param {unknown} [body]
 * @returns {Promise<any>}
 */
export async function post(page, route, body = {}) {
  try {
    const answer = await send(page, route, body);
    if (answer.ok || [401, 403, 503].includes(answer.status)) return await answer.json();
    return {failed: `The explorer rejects this (${answer.status}).`};
  } catch {
    return {failed: "The explorer does not answer: is it still running?"};
  }
}
