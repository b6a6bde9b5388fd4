// A field for each $name in the text.
import {emit} from "../../browser/actions.js";
import {actorField} from "../../browser/actor_field.js";
import {element} from "../../browser/elements.js";
import {post} from "../../browser/post.js";
import {find} from "./client.js";

const KINDS = {text: "Text", actor: "Actor", number: "Number", date: "Date", json: "JSON"};
// What can hold a $ that names no parameter comes first: comments, strings, quoted names.
const DOLLAR = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`[^`]*`|\$([\p{L}_][\p{L}\p{N}_]*)/gu;
/** @type {Record<string, {kind: string, value: string}>} */
let values = {}; // also of names that are not in the text at the moment
/** @type {string[] | null} */
let shown = [];

export const parameterNames = (text) => [...new Set([...text.matchAll(DOLLAR)].map((match) => match[1]).filter(Boolean))];

// The values of the names that a text uses.
export const parametersOf = (text) => Object.fromEntries(parameterNames(text).map((name) => [name, values[name] ?? {kind: "text", value: ""}]));

export const fillParameters = (given) => {
  values = {...values, ...Object.fromEntries(Object.entries(given ?? {}).filter(([, v]) => v && KINDS[v.kind]).map(([name, {kind, value}]) => [name, {kind, value: String(value)}]))};
  shown = null;
};

export const showParameters = (text) => {
  const names = parameterNames(text);
  if (shown && names.join() === shown.join()) return;
  shown = names;
  const group = find(".parameters");
  group.hidden = !names.length;
  group.replaceChildren(...names.map(field));
};

function field(name) {
  const known = (values[name] ??= {kind: "text", value: ""});
  const label = element("label", "parameter");
  const kind = element("select");
  for (const [value, title] of Object.entries(KINDS)) kind.append(new Option(title, value, false, value === known.kind));
  kind.setAttribute("aria-label", `Kind of $${name}`);
  const part = known.kind === "actor" ? actorInput(name, known) : valueInput(name, known);
  const input = /** @type {HTMLInputElement | HTMLTextAreaElement} */ (part.matches("input, textarea") ? part : part.querySelector("input"));
  input.dataset.parameter = name;
  kind.addEventListener("change", () => {
    known.kind = kind.value;
    label.replaceWith(field(name));
    emit("parameters changed");
    find(`[data-parameter="${CSS.escape(name)}"]`).focus();
  });
  input.addEventListener("keydown", (event) => event instanceof KeyboardEvent && (event.ctrlKey || event.metaKey) && event.key === "Enter" && emit("run"));
  label.append(element("code", "", `$${name}`), part, kind);
  return label;
}

function valueInput(name, known) {
  const input = /** @type {HTMLInputElement | HTMLTextAreaElement} */ (element(known.kind === "json" ? "textarea" : "input"));
  input.setAttribute("aria-label", `$${name}`);
  if (known.kind === "json") Object.assign(input, {rows: Math.min(4, known.value.split("\n").length), placeholder: '["a", "b"], true, null'});
  else Object.assign(input, {type: known.kind === "date" ? "date" : "text", inputMode: known.kind === "number" ? "decimal" : "text"});
  input.value = known.value;
  input.spellcheck = false;
  input.addEventListener("input", () => {
    known.value = input.value;
    emit("parameters changed");
  });
  return input;
}

// An actor is told by name, and its id is what the statement gets; an id may be pasted as well.
function actorInput(name, known) {
  const change = (value) => {
    known.value = value;
    emit("parameters changed");
  };
  const made = actorField(`$${name}`, ({actor}) => change(actor), {value: known.value, changed: () => change(input.value)});
  const input = /** @type {HTMLInputElement} */ (made.querySelector("input"));
  const before = known.value;
  if (before) {
    post("actors", "names", {actors: [before]}).then(({names}) => {
      if (names?.[before] && known.value === before) input.value = names[before];
    });
  }
  return made;
}
