// The chip that says how far from an actor is shown: a click goes farther or less far, or shows the whole canvas again.
import {actions, on} from "../../browser/actions.js";
import {actionButton, element, nameText} from "../../browser/elements.js";
import {canvas, drawnPart} from "../../browser/network/canvas.js";
import {choose} from "../../browser/network/selection.js";
import {centreWords, stepWords} from "../../browser/network/surroundings.js";

const OFFERED = [1, 2, 3];
let drawn = "";

on("drawn", () => {
  const chip = document.getElementById("within-chip");
  if (!chip) return;
  const {within, nodes} = canvas();
  const [shown, all] = [Object.keys(drawnPart().nodes).length, Object.keys(nodes).length];
  const now = within ? JSON.stringify([within, centreWords(within), shown, all]) : "";
  if (now === drawn) return;
  drawn = now;
  chip.hidden = !within;
  if (!within) return;
  const who = actionButton("", "button", () => choose(within.actors.length > 1 ? {kind: "several", actors: within.actors} : {kind: "actor", actor: within.actors[0]}));
  who.replaceChildren(element("span", "", null, `Within ${stepWords(within.steps)} of `, nameText(centreWords(within)), `: ${shown} of ${all}`));
  const away = actionButton("", "tool", () => actions["whole-canvas"](), "close");
  away.title = "Show the whole canvas";
  away.setAttribute("aria-label", away.title);
  chip.replaceChildren(who, ...[...new Set([...OFFERED, within.steps])].sort().map((steps) => stepButton(steps, within.steps)), away);
});

/** @param {number} steps @param {number} current */
function stepButton(steps, current) {
  const button = element("button", "tool", String(steps));
  button.type = "button";
  button.dataset.act = "within";
  button.dataset.centre = "";
  button.dataset.steps = String(steps);
  button.setAttribute("aria-pressed", String(steps === current));
  button.setAttribute("aria-label", `Within ${stepWords(steps)}`);
  return button;
}
