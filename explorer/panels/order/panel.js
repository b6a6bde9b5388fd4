// The card with the orders of the canvas: each is a step that can be undone; colour and size are looks.
import {actions, on} from "../../browser/actions.js";
import {setStore} from "../../browser/dash.js";
import {element} from "../../browser/elements.js";
import {canvas, moveActors, drawnPart, picture} from "../../browser/network/canvas.js";
import {choices, collapse, collapseAll, drawnValues, open as openGroup} from "../../browser/network/collapsing.js";
import {countryNames} from "../../browser/network/countries.js";
import {groupName} from "../../browser/network/groups.js";
import {LOOK, colourKey, countryOf} from "../../browser/network/look.js";
import {learnProgrammes} from "../../browser/network/programmes.js";
import {request} from "../../browser/network/requests.js";
import {registerPart} from "../../browser/network/view_parts.js";
import {selected} from "../../browser/network/selection.js";

const APART = {x: 145, y: 114}; // the room of an actor

/** @type {import("../../browser/network/look.js").Look} */
let look = {...LOOK};
/** @type {import("../../browser/network/groups.js").By | null} what to collapse by; until a person says so, what is ordered or coloured by */
let collapseBy = null;
/** @type {unknown} the filter of the screen */
let seen = null;
const WIDTHS = /** @type {Record<string, string>} */ ({statements: "a wider line has more statements", sources: "a wider line has more sources", confidence: "a wider line is surer"});
const LISTED = 12; // groups that can be chosen one by one

const by = () => collapseBy ?? (look.colour === "source" || look.colour === "programme" ? look.colour : [look.order, look.colour].includes("country") ? "country" : "kind");

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
  const groups = Object.fromEntries(Object.values(picture().nodes).map((actor) => [actor.id, order === "kind" ? actor.kind : countryOf(actor)]));
  request({do: "relayout", order: "groups", groups});
};
actions["colour-by"] = (button) => change({colour: /** @type {any} */ (button?.dataset.value)});
actions["size-by"] = (button) => change({size: /** @type {any} */ (button?.dataset.value)});
actions["collapse-by"] = (button) => {
  collapseBy = /** @type {any} */ (button?.dataset.value);
  learn();
  repaint();
};
actions["collapse-all"] = () => collapseAll(by());
actions["width-by"] = (button) => change({width: /** @type {any} */ (button?.dataset.value)});
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
  const {nodes} = picture();
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
  const pressed = {"arrange-as": look.order, "colour-by": look.colour, "size-by": look.size, "width-by": look.width, "collapse-by": by()};
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (open.querySelectorAll("[aria-pressed]"))) {
    const value = button.dataset.order ?? button.dataset.value;
    button.setAttribute("aria-pressed", String(/** @type {Record<string, string>} */ (pressed)[button.dataset.act ?? ""] === value));
  }
  paintChoices(/** @type {HTMLElement} */ (open.querySelector(".collapse-choices")));
  open.querySelector(".colour-key")?.replaceChildren(...colours().map(({words, colours: pair}) => keyRow(words, pair)));
}

/**
 * What the colours of actors mean; nothing where they are those of their kinds or of nothing.
 * @returns {{words: string, colours: [string, string]}[]}
 */
function colours() {
  const {colour} = look;
  if (colour === "kind" || colour === "none") return [];
  const name = (/** @type {string} */ value) => (colour === "country" ? countryNames()[value] ?? value : value);
  return colourKey(Object.values(drawnPart().nodes), drawnValues(colour)).map(([value, pair]) => ({words: value === null ? "others" : name(value), colours: pair}));
}

/**
 * What can be collapsed, and what is: a button each.
 * @param {HTMLElement} place
 */
function paintChoices(place) {
  const all = choices(by());
  const buttons = all.slice(0, LISTED).map(({value, ids, group}) => {
    const words = groupName({by: by(), value, members: [...(group?.members ?? []), ...ids]}, {}, countryNames());
    const button = element("button", "segment", null, words);
    button.type = "button";
    button.setAttribute("aria-pressed", String(Boolean(group) && !ids.length));
    button.addEventListener("click", () => (group && !ids.length ? openGroup(group.id) : collapse(by(), value, ids)));
    return button;
  });
  const left = all.length - buttons.length;
  place.replaceChildren(...buttons, ...(left > 0 ? [element("span", "soft", null, `and ${left} more`)] : []));
  if (!all.length) place.replaceChildren(element("span", "soft", null, "No two actors have one in common"));
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

on("drawn", (_edges, filter) => {
  seen = filter;
  learn();
  requestAnimationFrame(repaint);
});
on("look", () => ({colours: colours(), width: WIDTHS[look.width]}));

/** Programmes are asked for when something is coloured or collapsed by them. */
function learn() {
  if (look.colour === "programme" || collapseBy === "programme") learnProgrammes(seen);
}

const isPlain = () => JSON.stringify(look) === JSON.stringify(LOOK);
registerPart("look", {save: () => (isPlain() ? null : look), restore: (saved) => void ((saved || !isPlain()) && change({...LOOK, ...saved}))});
