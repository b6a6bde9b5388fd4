// Paths: the form of the two ends and of what a path may take, and stepping through the paths on the canvas.
import {actorField} from "../../browser/actor_field.js";
import {actions, on} from "../../browser/actions.js";
import {actionButton, element, nameText} from "../../browser/elements.js";
import {choose} from "../../browser/network/selection.js";

/** @typedef {{avoided: string[], around: string[], authorities: boolean, along: boolean, confidence: number}} Values */
/** @typedef {{from: string, to: string | null, names: Record<string, string>, types: [string, string][], values: Values}} Ends */

const SURE = [0, 0.25, 0.5, 0.75, 0.9];
let open = false; // the options stay as a person left them
/** @type {string | null} the field that was changed, which keeps the focus when the form is built anew */
let changed = null;

new MutationObserver(() => {
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".path-form[data-paths]"))) {
    const ends = JSON.parse(place.dataset.paths ?? "{}");
    delete place.dataset.paths;
    place.replaceChildren(...form(ends));
    if (changed) /** @type {HTMLElement | null} */ (place.querySelector(`[data-field="${changed}"]`))?.focus();
    changed = null;
  }
}).observe(document.body, {childList: true, subtree: true, attributeFilter: ["data-paths"]});

/** @param {Ends} ends */
function form(ends) {
  /** @param {Partial<Ends>} change */
  const go = (change) => {
    const {from, to, values} = {...ends, ...change};
    choose({kind: "paths", from, ...(to && {to}), values});
  };
  const set = (/** @type {Partial<Values>} */ change) => go({values: {...ends.values, ...change}});
  const end = (/** @type {"from" | "to"} */ name, /** @type {string} */ label) =>
    element("label", "field", null, element("span", "", label), actorField(label, ({actor}) => go({[name]: actor}), {value: ends.names[ends[name] ?? ""] ?? ends[name] ?? ""}));
  const swap = actionButton("Swap the ends", "tool", () => ends.to && go({from: ends.to, to: ends.from}), "swap");
  swap.title = "Swap the ends";
  const options = element("details", "more", null, element("summary", "", `Options${differs(ends.values) ? " (changed)" : ""}`), ...fields(ends, set));
  options.open = open;
  options.addEventListener("toggle", () => void (open = options.open));
  return [element("div", "path-ends", null, end("from", "From"), end("to", "To"), swap), options];
}

/** @param {Values} values */
const differs = ({avoided, around, authorities, along, confidence}) => avoided.join() !== "DESIGNATES" || around.length > 0 || authorities || along || confidence > 0;

/** @param {Ends} ends @param {(change: Partial<Values>) => void} set */
function fields({values, types, names}, set) {
  const kinds = types.map(([type, screen]) => check(screen, !values.avoided.includes(type), (use) => set({avoided: use ? values.avoided.filter((other) => other !== type) : [...values.avoided, type].sort()})));
  const around = values.around.map((actor) => {
    const name = names[actor] ?? actor;
    const chip = element("button", "chip", null, nameText(name), element("i", "icon icon-close"));
    chip.type = "button";
    chip.setAttribute("aria-label", `No longer avoid ${name}`);
    chip.addEventListener("click", () => set({around: values.around.filter((other) => other !== actor)}));
    return chip;
  });
  const avoid = actorField("Avoid", ({actor}) => set({around: [...new Set([...values.around, actor])]}), {clear: true, placeholder: "a hub, an actor …"});
  return [
    element("fieldset", "kinds", null, element("legend", "", "Types to use"), ...kinds),
    check("pass no authority that designates", !values.authorities, (avoids) => set({authorities: !avoids})),
    element("label", "field", null, element("span", "", "Avoid"), element("span", "chips", null, ...around), avoid),
    select("Direction", [["either", "either way"], ["along", "along the arrows"]], values.along ? "along" : "either", (value) => set({along: value === "along"})),
    select("Confidence", SURE.map((sure) => [String(sure), sure ? `at least ${sure * 100} %` : "any"]), String(values.confidence), (value) => set({confidence: Number(value)})),
  ];
}

/** @param {string} label @param {() => unknown} change */
function note(label, change) {
  changed = label;
  change();
}

/** @param {string} label @param {boolean} checked @param {(checked: boolean) => unknown} change */
function check(label, checked, change) {
  const input = element("input");
  Object.assign(input, {type: "checkbox", checked});
  input.dataset.field = label;
  input.addEventListener("change", () => note(label, () => change(input.checked)));
  return element("label", "check", null, input, element("span", "", label));
}

/** @param {string} label @param {[string, string][]} choices @param {string} current @param {(value: string) => unknown} change */
function select(label, choices, current, change) {
  const input = element("select");
  for (const [value, words] of choices) input.append(new Option(words, value, false, value === current));
  input.dataset.field = label;
  input.addEventListener("change", () => note(label, () => change(input.value)));
  return element("label", "field", null, element("span", "", label), input);
}

const listed = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".paths-panel .path")]);

/** @param {HTMLElement | null} shown */
function mark(shown) {
  const paths = listed();
  paths.forEach((path) => (path === shown ? path.setAttribute("aria-current", "true") : path.removeAttribute("aria-current")));
  const place = document.querySelector(".path-place");
  if (place) place.textContent = shown ? `${paths.indexOf(shown) + 1} / ${paths.length}` : "";
}

/** @param {number} by */
function turn(by) {
  const paths = listed();
  if (!paths.length) return;
  const now = paths.findIndex((path) => path.getAttribute("aria-current"));
  const next = paths[now < 0 ? (by > 0 ? 0 : paths.length - 1) : (now + by + paths.length) % paths.length];
  next.click();
  next.scrollIntoView({block: "nearest"});
}

document.addEventListener("click", ({target}) => {
  const path = target instanceof Element && target.closest(".paths-panel .path");
  if (path instanceof HTMLElement) mark(path);
});
on("untraced", () => mark(null));
actions["path-next"] = () => turn(1);
actions["path-previous"] = () => turn(-1);
