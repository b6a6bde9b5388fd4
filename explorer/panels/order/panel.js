// The card with the orders of the canvas: each is a step that can be undone; colour and size are looks.
import {actions, on} from "../../browser/actions.js";
import {setStore} from "../../browser/dash.js";
import {element} from "../../browser/elements.js";
import {canvas, moveActors} from "../../browser/network/canvas.js";
import {COLOURS, LOOK, colouredCountries, countryOf} from "../../browser/network/look.js";
import {request} from "../../browser/network/requests.js";
import {registerPart} from "../../browser/network/view_parts.js";
import {selected} from "../../browser/network/selection.js";

const APART = {x: 145, y: 114}; // the room of an actor

/** @type {import("../../browser/network/look.js").Look} */
let look = {...LOOK};

const card = () => document.getElementById("order-card");

actions.order = () => {
  const open = card()?.toggleAttribute("hidden") === false;
  document.querySelector(".tools [data-act=order]")?.setAttribute("aria-expanded", String(open));
  repaint();
  if (open) /** @type {HTMLElement | null} */ (card()?.querySelector("button"))?.focus();
};

actions["arrange-as"] = (button) => {
  change({order: button?.dataset.order ?? LOOK.order});
  actions.relayout();
};
actions.relayout = () => {
  if (!Object.keys(canvas().nodes).length) return;
  const {order} = look;
  if (order !== "kind" && order !== "country") return request({do: "relayout", order});
  const groups = Object.fromEntries(Object.values(canvas().nodes).map((actor) => [actor.id, order === "kind" ? actor.kind : countryOf(actor)]));
  request({do: "relayout", order: "groups", groups});
};
actions["colour-by"] = (button) => change({colour: /** @type {any} */ (button?.dataset.value)});
actions["size-by"] = (button) => change({size: /** @type {any} */ (button?.dataset.value)});
actions["align-row"] = () => align("x", "y");
actions["align-column"] = () => align("y", "x");

/** @param {Partial<typeof look>} part */
function change(part) {
  look = {...look, ...part};
  setStore("look", look);
  repaint();
}

/**
 * The selected actors in one line, in the order in which they stand, without overlaps.
 * @param {"x" | "y"} along
 * @param {"x" | "y"} across
 */
function align(along, across) {
  const ids = selected();
  if (ids.length < 2) return;
  const {nodes} = canvas();
  const order = ids.sort((a, b) => nodes[a][along] - nodes[b][along] || (a < b ? -1 : 1));
  const middle = order.reduce((sum, id) => sum + nodes[id][across], 0) / order.length;
  let last = -Infinity;
  moveActors(
    Object.fromEntries(
      order.map((id) => {
        last = Math.max(nodes[id][along], last + APART[along]);
        return [id, /** @type {{x: number, y: number}} */ ({[along]: last, [across]: middle})];
      }),
    ),
  );
}

/** Which buttons are pressed, and which colour is which country's. */
function repaint() {
  const open = card();
  if (!open || open.hidden) return;
  const pressed = {"arrange-as": look.order, "colour-by": look.colour, "size-by": look.size};
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (open.querySelectorAll("[aria-pressed]"))) {
    const value = button.dataset.order ?? button.dataset.value;
    button.setAttribute("aria-pressed", String(/** @type {Record<string, string>} */ (pressed)[button.dataset.act ?? ""] === value));
  }
  const key = open.querySelector(".colour-key");
  if (!key) return;
  if (look.colour !== "country") return key.replaceChildren();
  const actors = Object.values(canvas().nodes);
  const countries = colouredCountries(actors);
  const rows = countries.map((country, n) => keyRow(country, COLOURS[n]));
  if (actors.some((actor) => !countries.includes(countryOf(actor)))) rows.push(keyRow("others", COLOURS[COLOURS.length - 1]));
  key.replaceChildren(...rows);
}

/**
 * @param {string} words
 * @param {string[]} colours
 */
function keyRow(words, [light, dark]) {
  const row = element("li", "", null, element("i"), words);
  row.style.setProperty("--rim", `light-dark(${light}, ${dark})`);
  return row;
}

on("drawn", () => requestAnimationFrame(repaint));

const isPlain = () => JSON.stringify(look) === JSON.stringify(LOOK);
registerPart("look", {save: () => (isPlain() ? null : look), restore: (saved) => void ((saved || !isPlain()) && change(saved ?? LOOK))});
