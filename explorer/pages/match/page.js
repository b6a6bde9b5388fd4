// Screening: who is called alike, how like and why, who designates them, what is said of them.
import {actorField} from "../../browser/actor_field.js";
import {element, nameText} from "../../browser/elements.js";
import {quantity} from "../../browser/numbers.js";
import {onPage} from "../../browser/pages.js";
import {post} from "../../browser/post.js";
import {addressOf} from "../../browser/sharing.js";

const STATE = /^states:([A-Z]{3})$/;
const KINDS = ["person", "organization", "state", "vessel", "aircraft", "other"];
/** @typedef {{score: number, reason: string, actor: string, actor_name: string, matched: string, kind: string, countries: string[], sources: string[], designated_by: string[], evidence: string[]}} Match */

let country = "";
let turn = 0;

/** @param {string} name @returns {HTMLElement} */
const part = (name) => /** @type {HTMLElement} */ (document.querySelector(`[data-match-${name}]`));

function begin() {
  const name = element("input");
  Object.assign(name, {type: "text", required: true, maxLength: 500, autocomplete: "off", spellcheck: false, placeholder: "in any script and order"});
  name.setAttribute("aria-label", "Name");
  const kind = element("select", "", null, element("option", "", "any kind"), ...KINDS.map((word) => element("option", "", word)));
  kind.setAttribute("aria-label", "Kind");
  const place = actorField("Country", ({actor}) => void (country = STATE.exec(actor)?.[1] ?? ""), {placeholder: "any country", changed: () => void (country = "")});
  const born = element("input");
  Object.assign(born, {type: "number", min: 1850, max: 2100, placeholder: "any year"});
  born.setAttribute("aria-label", "Born in");
  const screen = element("button", "button primary", "Screen");
  screen.type = "submit";
  const form = element("form", "row", null, labelled("Name", name), labelled("Kind", kind), labelled("Country", place), labelled("Born in", born), screen);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(name.value.trim(), kind.selectedIndex ? kind.value : null, Number(born.value) || null);
  });
  part("form").replaceChildren(form, element("p", "soft", "Names are compared with those that the search finds. Nothing is joined, and nothing is kept. A whole list is screened by faultlines match, against every name."));
  part("answer").replaceChildren();
  name.focus();
  const asked = new URLSearchParams(location.search).get("name");
  document.body.dataset.match = "ready";
  if (!asked) return;
  name.value = asked;
  ask(asked.trim(), null);
}

/** @param {string} words @param {HTMLElement} field */
const labelled = (words, field) => element("label", "match-field", null, element("span", "", words), field);

/** @param {string} name @param {string | null} kind @param {number | null} [born] */
async function ask(name, kind, born = null) {
  if (!name) return;
  const mine = ++turn;
  document.body.dataset.match = "asking";
  part("answer").replaceChildren(element("p", "soft", null, element("span", "spinner"), "Comparing …"));
  const answer = await post("match", "name", {name, kind, country: country || null, born});
  if (mine !== turn) return;
  part("answer").replaceChildren(...(answer.failed ? [element("p", "nothing", answer.failed)] : shown(name, answer)));
  document.body.dataset.match = "ready";
}

/** @param {string} name @param {{matches: Match[], more: boolean}} answer */
function shown(name, {matches, more}) {
  const heading = element("h2", "", null, matches.length ? `${more ? "The likest " : ""}${quantity(matches.length, "actor is", "actors are")} called like ` : "Nobody is called like ", nameText(name));
  return [heading, matches.length ? element("ol", "", null, ...matches.map(item)) : element("p", "soft", "That says something of this graph's sources alone.")];
}

/** @param {Match} match */
function item(match) {
  const score = element("span", "match-score", match.score.toFixed(2));
  score.title = "1 is the same name";
  const link = element("a", "", null, nameText(match.actor_name));
  link.href = addressOf([match.actor]);
  link.dataset.page = "/";
  const about = [match.kind, ...match.countries].join(" · ");
  const alias = match.matched === match.actor_name ? null : element("p", "", null, "as ", nameText(match.matched));
  const listed = match.designated_by.length ? element("p", "match-designated", `designated by ${match.designated_by.join(", ")}`) : null;
  const said = match.evidence.map((words) => element("li", "", null, nameText(words)));
  return element("li", "match-item", null, score, element("div", "", null, element("h3", "", null, link), element("p", "soft", about), alias, element("p", "soft", `${match.reason} · ${match.sources.join(", ")}`), listed, said.length ? element("ul", "match-said", null, ...said) : null));
}

onPage("match", "[data-match-form]", begin, () => {});
