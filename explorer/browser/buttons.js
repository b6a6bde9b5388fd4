// One listener for every button: data-act runs an action, data-request asks the graph, data-choose shows, data-copy copies.
import {actions, emit} from "./actions.js";
import {copyFrom} from "./clipboard.js";
import {canvas} from "./network/canvas.js";
import {request} from "./network/requests.js";
import {choose} from "./network/selection.js";

document.addEventListener("click", ({target}) => {
  if (!(target instanceof Element)) return;
  const button = /** @type {HTMLElement | null} */ (target.closest("[data-act], [data-request], [data-choose], [data-copy]"));
  if (!button) return emit("menu", null);
  const {act, request: asked, choose: choice, copy} = button.dataset;
  if (act) actions[act]?.(button);
  if (asked) askFor(JSON.parse(asked), button);
  if (choice) choose(JSON.parse(choice));
  if (copy) copyFrom(button);
  if (!button.closest("#menu") || act || asked) emit("menu", null);
});

/**
 * A request from a panel may be about an actor that was removed meanwhile: bring it back first.
 * @param {any} what
 * @param {HTMLElement} button
 */
function askFor(what, button) {
  if (what.do === "expand") Object.assign(what, narrowingAt(button));
  if (what.do === "expand" && !canvas().nodes[what.actor]) request({do: "add", actor: what.actor});
  request(what);
  if (what.do === "add") emit("added");
}

/**
 * Which neighbours are wanted, where the button's part of the screen lets one choose.
 * @param {HTMLElement} button
 */
function narrowingAt(button) {
  const fields = /** @type {NodeListOf<HTMLInputElement>} */ (button.closest("[data-narrowed]")?.querySelectorAll("[data-field]") ?? []);
  /** @type {Record<string, string>} */
  const chosen = {};
  for (const {value, dataset} of fields) if (value.trim()) chosen[dataset.field ?? ""] = dataset.field === "country" ? value.trim().toUpperCase() : value.trim();
  return chosen;
}
