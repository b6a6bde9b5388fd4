// Same or different: the pairs that wait, two records side by side, a decision by button or key, and its undoing.
import {actorField} from "../../browser/actor_field.js";
import {actionButton, element, keyed, nameText, patchChildren, timeElement} from "../../browser/elements.js";
import {quantity} from "../../browser/numbers.js";
import {currentPage, onPage} from "../../browser/pages.js";
import {post} from "../../browser/post.js";
import {comparedTable} from "./compared.js";

/** @type {Record<string, [string, string]>} */
const KINDS = {same: ["Same", "s"], different: ["Different", "d"], unsure: ["Unsure", "u"]};
/** @type {Record<string, string>} */
const WORDS = {same: "are the same", different: "are different", unsure: "are left open"};
/** @type {{pairs: any[], more: boolean, may: boolean, decisions: any[], a: string, b: string, compared: any, failed: string, busy: boolean}} */
const state = {pairs: [], more: false, may: false, decisions: [], a: "", b: "", compared: null, failed: "", busy: false};
let turn = 0;

/** @param {string} name @returns {any} */
const part = (name) => document.querySelector(`[data-identity-${name}]`);
/** @param {any} pair */
const isShown = (pair) => pair.record === state.a && pair.proposed_record === state.b;

async function load() {
  document.body.dataset.identity = "loading";
  const [waiting, past] = await Promise.all([post("identity", "proposals"), post("identity", "history")]);
  state.failed = waiting.failed ?? past.failed ?? "";
  Object.assign(state, {pairs: waiting.pairs ?? [], more: Boolean(waiting.more), may: Boolean(waiting.may), decisions: past.decisions ?? []});
  const named = new URLSearchParams(location.search);
  if (named.get("a") && named.get("b")) await show(named.get("a") ?? "", named.get("b") ?? "");
  else if (!state.a && state.pairs.length) await show(state.pairs[0].record, state.pairs[0].proposed_record);
  else draw();
  document.body.dataset.identity = "ready";
}

/**
 * Put two records side by side.
 * @param {string} a
 * @param {string} b
 */
async function show(a, b) {
  const mine = ++turn;
  Object.assign(state, {a, b, compared: null, failed: ""});
  draw();
  const answer = await post("identity", "compare", {a, b});
  if (mine !== turn) return;
  if (answer.failed) state.failed = answer.failed;
  else Object.assign(state, {compared: answer, a: answer.a.record, b: answer.b.record});
  draw();
}

/** @param {number} by */
function step(by) {
  if (!state.pairs.length) return;
  const here = state.pairs.findIndex(isShown);
  const next = state.pairs[here < 0 ? 0 : (here + by + state.pairs.length) % state.pairs.length];
  show(next.record, next.proposed_record);
  part("pairs").querySelector("[aria-current=true]")?.scrollIntoView({block: "nearest"});
}

/** @param {string} kind */
async function decide(kind) {
  if (!state.may || !state.compared || state.busy) return;
  const reason = /** @type {HTMLTextAreaElement | null} */ (part("compared").querySelector("textarea"));
  await change("decide", {kind, first: state.a, second: state.b, reason: reason?.value ?? ""}, (outcome) => {
    if (reason) reason.value = "";
    const here = state.pairs.findIndex(isShown);
    const left = state.pairs.filter((pair) => !isShown(pair));
    const next = left[here] ?? left[0];
    Object.assign(state, next && here >= 0 ? {a: next.record, b: next.proposed_record} : {a: outcome.first, b: outcome.second});
  });
}

/**
 * Ask for a change, say what came of it, and show how things stand.
 * @param {string} route
 * @param {any} body
 * @param {(outcome: any) => void} done
 */
async function change(route, body, done) {
  state.busy = true;
  draw();
  const outcome = await post("identity", route, body);
  state.busy = false;
  if (outcome.failed) {
    state.failed = outcome.failed;
    return draw();
  }
  done(outcome);
  tell(outcome, route === "decide");
  history.replaceState(null, "", location.pathname);
  await load();
  if (state.a && state.b) await show(state.a, state.b);
}

/** @param {any} outcome @param {boolean} taken */
function tell(outcome, taken) {
  const moved = outcome.moved ? `; ${quantity(outcome.moved, "record")} and ${quantity(outcome.statements, "statement")} moved` : "";
  const doubt = outcome.in_doubt?.length ? ` To decide next: ${outcome.in_doubt.join(", ")}.` : "";
  const line = part("decided");
  line.hidden = false;
  line.replaceChildren(element("span", "", `${outcome.words}${moved}.${doubt}`));
  if (taken) line.append(actionButton("Undo", "button quiet", () => undo(outcome.id)));
}

/** @param {string} id */
const undo = (id) => change("undo", {id}, ({first, second}) => Object.assign(state, {a: first, b: second}));

function draw() {
  patchChildren(part("pairs"), waitingPairs());
  patchChildren(part("compared"), comparison());
  patchChildren(part("decisions"), decisions());
}

function waitingPairs() {
  const heading = element("h2", "", state.pairs.length ? `${quantity(state.pairs.length, "pair")}${state.more ? " and more" : ""} to decide` : "Nothing waits for a decision");
  const items = state.pairs.map((pair) => {
    const button = element("button", "pair-item", null, element("span", "pair-names", null, nameText(pair.record_name), element("span", "soft", " or "), nameText(pair.proposed_name)), element("span", "soft", `both have ${pair.identifier}${pair.unsure ? " · looked at, unsure" : ""}`));
    button.type = "button";
    button.dataset.change = `${pair.record} ${pair.proposed_record} ${isShown(pair)} ${pair.unsure}`;
    button.setAttribute("aria-current", String(isShown(pair)));
    button.addEventListener("click", () => show(pair.record, pair.proposed_record));
    return keyed(`${pair.record} ${pair.proposed_record}`, element("li", "", null, button));
  });
  return [heading, keyed("list", element("ul", "plain-list", null, ...items)), others()];
}

/** Any two actors can be compared: what a rule has joined can be parted. */
function others() {
  const known = part("pairs").querySelector(".other-pair");
  if (known) return known;
  /** @type {Record<string, string>} */
  const chosen = {};
  const take = (name) => (match) => {
    chosen[name] = match.actor;
    if (chosen.a && chosen.b) show(chosen.a, chosen.b);
  };
  const fields = [actorField("The one actor", take("a"), {placeholder: "one actor"}), actorField("The other actor", take("b"), {placeholder: "the other"})];
  const made = element("div", "other-pair fields", null, element("h3", "", "Compare two others"), ...fields, element("p", "soft", "The same actor twice shows two of its records, which can be parted."));
  made.dataset.change = "others";
  return made;
}

function comparison() {
  if (state.failed) return [element("p", "nothing", state.failed), ...(state.compared ? sides() : [])];
  if (!state.a) return [element("p", "nothing", "When a source publishes an actor that another may know already, the two stand here side by side. Until then any two actors can be compared.")];
  if (!state.compared) return [element("p", "soft", null, element("span", "spinner"), "Reading both records …")];
  return sides();
}

function sides() {
  const {a, b} = state.compared;
  const table = comparedTable(state.compared, (side, record) => show(side === "a" ? record : state.a, side === "b" ? record : state.b));
  return [keyed(`table ${a.record} ${b.record} ${a.actor} ${b.actor}`, table), ...(state.may ? [deciding()] : [element("p", "soft", "An admin decides.")])];
}

function deciding() {
  const reason = element("textarea", "field-box");
  Object.assign(reason, {rows: 2, maxLength: 4000, placeholder: "Why: kept with the decision"});
  reason.setAttribute("aria-label", "Reason");
  const buttons = Object.entries(KINDS).map(([kind, [label, key]]) => {
    const button = actionButton(label, `button decide-${kind}`, () => decide(kind));
    button.append(element("kbd", "", key.toUpperCase()));
    button.disabled = state.busy;
    return button;
  });
  const made = element("div", "deciding", null, reason, element("div", "row", null, ...buttons));
  made.dataset.change = `deciding ${state.a} ${state.b} ${state.busy}`;
  return made;
}

function decisions() {
  if (!state.decisions.length) return [];
  const rows = state.decisions.map((decision) => {
    const words = element("p", "sentence", null, nameText(decision.first_name), " and ", nameText(decision.second_name), ` ${WORDS[decision.kind]}`);
    const who = element("p", "soft", null, `${decision.id} · ${decision.by} · `, timeElement(decision.at), decision.reason ? ` · ${decision.reason}` : "");
    const gone = decision.undone_by ? element("p", "soft", null, `undone by ${decision.undone_by} · `, timeElement(decision.undone_at)) : null;
    const look = actionButton("Compare", "button quiet", () => show(decision.first, decision.second));
    const back = state.may && !gone ? actionButton("Undo", "button quiet", () => undo(decision.id)) : null;
    const item = element("li", `decision${gone ? " undone" : ""}`, null, element("div", "", null, words, who, gone), element("div", "row", null, look, back));
    item.dataset.change = `${decision.id} ${Boolean(gone)}`;
    return item;
  });
  return [element("h2", "", "Decisions"), keyed("list", element("ul", "plain-list", null, ...rows))];
}

document.addEventListener("keydown", (event) => {
  if (currentPage() !== "identity" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]")) return;
  const kind = Object.keys(KINDS).find((name) => KINDS[name][1] === event.key.toLowerCase());
  if (kind) decide(kind);
  else if (event.key === "j" || event.key === "ArrowDown") step(1);
  else if (event.key === "k" || event.key === "ArrowUp") step(-1);
  else return;
  event.preventDefault();
});
onPage("identity", "[data-identity-pairs]", load);
