// Two records as a table: a row for each thing to compare, what they have in common marked.
import {element, nameText, timeElement} from "../../browser/elements.js";
import {quantity} from "../../browser/numbers.js";
import {addressOf} from "../../browser/sharing.js";

/**
 * @param {any} compared
 * @param {(side: "a" | "b", record: string) => void} choose another record of the same actor
 */
export function comparedTable(compared, choose) {
  const {a, b} = compared;
  const [names, countries, years] = [both(a.names, b.names), both(a.countries, b.countries), both(a.birth_years, b.birth_years)];
  const others = (record) => record.names.filter((name) => name !== record.name);
  const rows = [
    row("Name", nameText(a.name), nameText(b.name), a.name === b.name || names.has(a.name) || names.has(b.name)),
    row("Kind", a.kind, b.kind, a.kind === b.kind),
    row("Born", list(a.birth_years, years), list(b.birth_years, years), years.size > 0),
    row("Countries", list(a.countries, countries), list(b.countries, countries), countries.size > 0),
    row("Other names", list(others(a), names, a.weak_names), list(others(b), names, b.weak_names), names.size > 0),
    row("Identifiers", list(a.identifiers, new Set(compared.identifiers)), list(b.identifiers, new Set(compared.identifiers)), false),
    row("About", a.description, b.description, false),
    row("Source", source(a), source(b), false),
    row("Actor", actor(a), actor(b), a.actor === b.actor),
  ].filter(Boolean);
  const head = element("thead", "", null, element("tr", "", null, element("td"), heading(a, compared.of_a, "a", choose), heading(b, compared.of_b, "b", choose)));
  const table = element("table", "compared-table", null, head, element("tbody", "", null, .../** @type {Element[]} */ (rows)));
  return element("div", "compared-both", null, table, inCommon(compared));
}

/** @param {string[]} first @param {string[]} second */
const both = (first, second) => new Set(first.filter((value) => second.includes(value)));

/**
 * What neither has is left out.
 * @param {string} label
 * @param {any} first
 * @param {any} second
 * @param {boolean} alike
 */
function row(label, first, second, alike) {
  if (!first && !second) return null;
  const name = element("th", "", label);
  name.scope = "row";
  const cells = [first, second].map((value) => element("td", alike ? "alike" : "", null, value || element("span", "soft", "–")));
  return element("tr", "", null, name, ...cells);
}

/**
 * @param {string[]} values
 * @param {Set<string>} common
 * @param {string[]} [weak] those that the source itself calls weak
 */
function list(values, common, weak = []) {
  if (!values.length) return null;
  const items = values.map((value) => element("li", common.has(value) ? "common" : "", null, common.has(value) ? element("span", "common-mark", "= ") : null, nameText(value), weak.includes(value) ? element("span", "soft", " (weak)") : null));
  return element("ul", "plain-list values", null, ...items);
}

/**
 * The id of a record, and the others of its actor to choose from.
 * @param {any} record
 * @param {any[]} siblings
 * @param {"a" | "b"} side
 * @param {(side: "a" | "b", record: string) => void} choose
 */
function heading(record, siblings, side, choose) {
  const made = element("th", "", null, element("span", "mono soft", record.record));
  made.scope = "col";
  if (siblings.length < 2) return made;
  const select = element("select", "field-box");
  select.setAttribute("aria-label", `Another record of ${record.actor_name}`);
  for (const sibling of siblings) {
    const option = element("option", "", `${sibling.name} (${sibling.source_title}, ${sibling.record})`);
    Object.assign(option, {value: sibling.record, selected: sibling.record === record.record});
    select.append(option);
  }
  select.addEventListener("change", () => choose(side, select.value));
  made.replaceChildren(select);
  return made;
}

/** @param {any} record */
function source(record) {
  const title = record.url ? element("a", "", record.source_title) : element("span", "", record.source_title);
  if (title instanceof HTMLAnchorElement) Object.assign(title, {href: record.url, target: "_blank", rel: "noreferrer noopener"});
  return element("span", "", null, title, element("span", "soft", null, ", first loaded ", timeElement(record.recorded_at), record.live ? "" : ", no longer published"));
}

/** @param {any} record */
function actor(record) {
  const link = element("a", "", null, nameText(record.actor_name));
  link.href = addressOf([record.actor]);
  return element("span", "", null, link, element("span", "soft", ` ${quantity(record.statements, "statement")}`));
}

/** @param {any} compared */
function inCommon({a, b, identifiers, neighbours, likeness}) {
  const said = [element("p", "", null, "Likeness ", element("b", "", likeness.score.toFixed(2)), element("span", "soft", `: ${likeness.reason}`))];
  if (a.actor === b.actor) said.push(element("p", "", "Both describe one actor now."));
  if (identifiers.length) said.push(element("p", "", null, "Both have ", element("b", "", identifiers.join(", ")), "."));
  if (neighbours.total) {
    const names = neighbours.rows.flatMap((one, n) => [n ? ", " : "", nameText(one.name)]);
    const rest = neighbours.total > neighbours.rows.length ? ` and ${quantity(neighbours.total - neighbours.rows.length, "more", "more")}` : "";
    said.push(element("p", "", null, `Both are tied to ${quantity(neighbours.total, "actor")}: `, ...names, rest, "."));
  } else if (a.actor !== b.actor) said.push(element("p", "soft", "They have no neighbour in common."));
  return element("div", "in-common", null, ...said);
}
