// A question as a form: its sentence with a field in each blank, what else can be told below it.
import {actorField} from "../../browser/actor_field.js";
import {actions} from "../../browser/actions.js";
import {element, nameText} from "../../browser/elements.js";
import {choose} from "../../browser/network/selection.js";

/** @typedef {{name: string, type: string, refers: string, choices: string[], least: number | null, most: number | null, needed: boolean, default: any, meaning: string, words: string[]}} Field */
/** @typedef {{name: string, purpose: string, parts: (string | Field)[], rest: Field[], values: Record<string, any>, names: Record<string, string>, ever: boolean, sources: [string, string][], types: [string, string][]}} Question */

actions.questions = (button) => choose({kind: "questions", ...(button?.dataset.actor && {actor: button.dataset.actor})});

new MutationObserver(() => {
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".question-form[data-question]"))) {
    const question = JSON.parse(place.dataset.question ?? "{}");
    delete place.dataset.question;
    place.replaceChildren(form(question));
  }
}).observe(document.body, {childList: true, subtree: true, attributeFilter: ["data-question"]});

/** @param {Question} question */
function form(question) {
  const values = {...question.values};
  const build = (/** @type {Field} */ field) => control(field, values, question);
  const sentence = element("p", "sentence", null, ...question.parts.map((part) => (typeof part === "string" ? part : build(part))));
  const rest = question.rest.map((field) => labelled(field, build(field)));
  const more = rest.length ? element("details", "more", null, element("summary", "", "More"), ...rest) : null;
  const button = element("button", "button primary", "Ask");
  button.type = "submit";
  const made = element("form", "", null, sentence, more, element("p", "soft", question.purpose), button);
  made.noValidate = true;
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    const lacking = question.parts.filter((part) => typeof part !== "string" && part.needed && isEmpty(values[part.name] ?? part.default));
    for (const input of made.querySelectorAll("[data-field]")) {
      const missing = lacking.some((part) => typeof part !== "string" && part.name === /** @type {HTMLElement} */ (input).dataset.field);
      input.querySelector("input, select")?.setAttribute("aria-invalid", String(missing));
    }
    if (lacking.length) return /** @type {HTMLElement | null} */ (made.querySelector("[aria-invalid=true]"))?.focus();
    choose({kind: "question", name: question.name, values});
  });
  return made;
}

/** @param {any} value */
const isEmpty = (value) => value === undefined || value === null || value === "" || (Array.isArray(value) && !value.length);

/** @param {Field} field @param {HTMLElement} input */
const labelled = (field, input) => element("label", "field", null, element("span", "", field.name.replaceAll("_", " ")), input, element("span", "soft", field.meaning));

/**
 * @param {Field} field
 * @param {Record<string, any>} values
 * @param {Question} question
 */
function control(field, values, question) {
  const made = element("span", `blank ${field.type.replace(/\W+/g, "-")}`, null, inputOf(field, values, question));
  made.dataset.field = field.name;
  return made;
}

/** @param {Field} field @param {Record<string, any>} values @param {Question} question */
function inputOf(field, values, question) {
  const {name, type, refers} = field;
  const list = type.startsWith("list<");
  if (refers === "actor") return list ? actorsInput(field, values, question) : actorInput(field, values, question);
  if (refers === "type") return severalInput(field, values, question.types);
  if (refers === "source") return list ? severalInput(field, values, question.sources) : choiceInput(field, values, question.sources);
  if (field.choices.length && !list) return choiceInput(field, values, field.choices.map((choice) => [choice, choice]));
  if (field.choices.length) return severalInput(field, values, field.choices.map((choice) => [choice, choice]));
  if (type === "boolean") return field.words.length ? eitherInput(field, values) : checkInput(field, values);
  if (type === "date") return name === "on" && question.ever ? whenInput(field, values) : dateInput(field, values);
  if (type === "integer" || type === "float") return numberInput(field, values);
  const input = textInput(field, values);
  if (list) input.addEventListener("input", () => void (values[name] = input.value.split(",").map((part) => part.trim()).filter(Boolean)));
  return input;
}

/** @param {Field} field */
const labelOf = (field) => field.name.replaceAll("_", " ");

/** @param {Field} field @param {Record<string, any>} values @param {Question} question */
function actorInput(field, values, question) {
  const {name} = field;
  return actorField(labelOf(field), (match) => void (values[name] = match.actor), {
    value: question.names[values[name]] ?? values[name] ?? "",
    placeholder: field.words[0] ?? labelOf(field),
    changed: () => void delete values[name],
  });
}

/** @param {Field} field @param {Record<string, any>} values @param {Question} question */
function actorsInput(field, values, question) {
  const {name} = field;
  const chips = element("span", "chips");
  const made = element("span", "several");
  /** @param {string} actor @param {string} text */
  const chip = (actor, text) => {
    const remove = element("button", "chip", null, nameText(text), element("i", "icon icon-close"));
    remove.type = "button";
    remove.setAttribute("aria-label", `Leave out ${text}`);
    remove.addEventListener("click", () => {
      values[name] = values[name].filter((/** @type {string} */ other) => other !== actor);
      remove.remove();
    });
    return remove;
  };
  for (const actor of values[name] ?? []) chips.append(chip(actor, question.names[actor] ?? actor));
  const field_ = actorField(labelOf(field), ({actor, name: text}) => {
    if ((values[name] ?? []).includes(actor)) return;
    values[name] = [...(values[name] ?? []), actor];
    chips.append(chip(actor, text));
  }, {clear: true, placeholder: "add an actor"});
  made.append(chips, field_);
  return made;
}

/** @param {Field} field @param {Record<string, any>} values @param {[string, string][]} options */
function choiceInput(field, values, options) {
  const select = element("select");
  const current = values[field.name] ?? field.default ?? "";
  if (field.default === null) select.append(new Option(field.words[0] ?? (field.needed ? "choose …" : "any"), "", false, !current));
  for (const [value, words] of options) select.append(new Option(words, value, false, value === current));
  select.setAttribute("aria-label", labelOf(field));
  select.addEventListener("change", () => void (values[field.name] = select.value || null));
  return select;
}

/** @param {Field} field @param {Record<string, any>} values @param {[string, string][]} options */
function severalInput(field, values, options) {
  const select = element("select");
  select.multiple = true;
  select.size = Math.min(5, options.length);
  for (const [value, words] of options) select.append(new Option(words, value, false, (values[field.name] ?? []).includes(value)));
  select.setAttribute("aria-label", labelOf(field));
  select.addEventListener("change", () => {
    const chosen = [...select.selectedOptions].map((option) => option.value);
    values[field.name] = chosen.length ? chosen : null;
  });
  return select;
}

/** @param {Field} field @param {Record<string, any>} values */
function eitherInput(field, values) {
  const select = element("select");
  const current = values[field.name] ?? field.default;
  field.words.forEach((words, n) => select.append(new Option(words, String(n), false, Boolean(n) === current)));
  select.setAttribute("aria-label", labelOf(field));
  select.addEventListener("change", () => void (values[field.name] = select.value === "1"));
  return select;
}

/** @param {Field} field @param {Record<string, any>} values */
function checkInput(field, values) {
  const input = element("input");
  input.type = "checkbox";
  input.checked = values[field.name] ?? field.default;
  input.setAttribute("aria-label", labelOf(field));
  input.addEventListener("change", () => void (values[field.name] = input.checked));
  return input;
}

/** @param {Field} field @param {Record<string, any>} values */
function dateInput(field, values) {
  const input = element("input");
  input.type = "date";
  input.value = values[field.name] ?? "";
  input.setAttribute("aria-label", labelOf(field));
  if (field.words[0]) input.title = `${field.words[0]}, when it is empty`;
  input.addEventListener("change", () => void (values[field.name] = input.value || null));
  return input;
}

/** Today, at any time, or on a day. @param {Field} field @param {Record<string, any>} values */
function whenInput(field, values) {
  const select = element("select");
  const usual = field.words[0] === "today" ? "today" : "ever";
  const ever = values.ever ?? usual === "ever";
  const now = values[field.name] ? "day" : ever ? "ever" : "today";
  for (const [value, words] of [["today", "today"], ["ever", "at any time"], ["day", "on a day"]]) select.append(new Option(words, value, false, value === now));
  select.setAttribute("aria-label", "when");
  const day = dateInput(field, values);
  day.hidden = now !== "day";
  select.addEventListener("change", () => {
    day.hidden = select.value !== "day";
    if (select.value === "day") return day.focus();
    day.value = "";
    values[field.name] = null;
    values.ever = select.value === "ever";
  });
  return element("span", "when", null, select, day);
}

/** @param {Field} field @param {Record<string, any>} values */
function numberInput(field, values) {
  const input = element("input");
  Object.assign(input, {type: "number", value: values[field.name] ?? field.default ?? "", step: field.type === "float" ? "any" : "1"});
  if (field.least !== null) input.min = String(field.least);
  if (field.most !== null) input.max = String(field.most);
  input.setAttribute("aria-label", labelOf(field));
  input.addEventListener("change", () => {
    const number = input.valueAsNumber;
    const bound = Math.min(field.most ?? Infinity, Math.max(field.least ?? -Infinity, field.type === "integer" ? Math.round(number) : number));
    values[field.name] = Number.isFinite(bound) ? bound : field.default;
    if (Number.isFinite(bound)) input.value = String(bound);
  });
  return input;
}

/** @param {Field} field @param {Record<string, any>} values */
function textInput(field, values) {
  const input = element("input");
  Object.assign(input, {type: "text", value: values[field.name] ?? "", placeholder: field.words[0] ?? ""});
  input.setAttribute("aria-label", labelOf(field));
  input.addEventListener("input", () => void (values[field.name] = input.value.trim() || null));
  return input;
}
