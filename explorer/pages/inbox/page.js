// The inbox: the runs of the last days that changed something, their differences in groups; all, or what is watched.
import {on} from "../../browser/actions.js";
import {actionButton, element, keyed, nameText, patchChildren, timeElement} from "../../browser/elements.js";
import {formatNumber, quantity} from "../../browser/numbers.js";
import {currentPage, onPage} from "../../browser/pages.js";
import {post} from "../../browser/post.js";
import {addressOf} from "../../browser/sharing.js";
import {setWatched, watchedItems} from "../../browser/watching.js";
import {changeItem} from "./change.js";

const SEEN = "faultlines-inbox-seen";
const AT_ONCE = 8; // runs whose differences are fetched without being asked for
const FIRST = 12; // changes of a run that are drawn at first
const GROUPS = [
  ["source", "Source changed", "What publishers now say differently, say for the first time or no longer say."],
  ["reader", "Our reader changed", "The publisher's file is the same: a corrected manifest or reader reads it differently."],
  ["unknown", "Source or reader changed", "Both have changed, and the older input is no longer kept: it is unknown which of them caused this."],
  ["identities", "Identities changed", "Records that were joined with another source's into one actor, and those that wait for a person."],
];
/** @type {{mode: string, days: number, runs: any[], same: number, changes: Map<string, any[]>, more: Set<string>, folded: Set<string>, all: Set<string>, failed: string}} */
const state = {mode: "all", days: 14, runs: [], same: 0, changes: new Map(), more: new Set(), folded: new Set(), all: new Set(), failed: ""};
let turn = 0;

/** @param {string} name @returns {any} */
const part = (name) => document.querySelector(`[data-inbox-${name}]`);
const seen = () => localStorage.getItem(SEEN) ?? "";

async function load() {
  const mine = ++turn;
  document.body.dataset.inbox = "loading";
  state.failed = "";
  state.changes.clear();
  state.more.clear();
  state.folded.clear();
  if (state.mode === "watched") await loadWatched(mine);
  else await loadAll(mine);
  if (mine !== turn) return;
  draw();
  document.body.dataset.inbox = "ready";
}

async function loadAll(mine) {
  const answer = await post("inbox", "recent", {days: state.days});
  if (mine !== turn) return;
  if (answer.failed) return void (state.failed = answer.failed);
  state.runs = answer.runs;
  state.same = answer.same;
  draw();
  for (const run of state.runs.slice(0, AT_ONCE)) {
    await open(run.run, mine, run.first);
    if (mine !== turn) return;
    draw();
  }
}

// An answer that comes after the person has turned to something else is not for what is shown now.
// Of a source's first load all is new: it is one line until somebody opens it, beside what it joined to others.
async function open(run, mine = turn, identities = false) {
  const answer = await post("inbox", "run", {run, identities});
  if (mine !== turn) return;
  if (identities) state.folded.add(run);
  else state.folded.delete(run);
  state.changes.set(run, answer.failed ? [] : answer.changes);
  if (answer.failed) state.failed = answer.failed;
  if (answer.more) state.more.add(run);
}

async function loadWatched(mine) {
  const watched = watchedItems();
  const of = (n) => watched.filter(({ids}) => ids.length === n).map(({ids}) => ids);
  const asked = {actors: of(1).flat(), pairs: of(2), days: state.days};
  const [answer, recent] = watched.length ? await Promise.all([post("inbox", "watched", asked), post("inbox", "recent", {days: state.days})]) : [{changes: []}, {runs: []}];
  if (mine !== turn) return;
  if (answer.failed) return void (state.failed = answer.failed);
  const known = new Map((recent.runs ?? []).map((run) => [run.run, run]));
  for (const change of answer.changes) {
    if (!state.changes.has(change.run)) state.changes.set(change.run, []);
    state.changes.get(change.run)?.push(change);
  }
  state.runs = [...state.changes].map(([run, changes]) => known.get(run) ?? {run, source: changes[0].source, title: changes[0].source, at: changes[0].at, status: "done", counts: {}});
  state.same = 0;
}

function draw() {
  head();
  watching();
  const list = part("list");
  if (state.failed) return patchChildren(list, [element("p", "nothing", state.failed)]);
  const changes = [...state.changes.values()].flat();
  const sections = GROUPS.filter(([name]) => changes.some((change) => change.because === name)).map(([name, title, words]) => group(name, title, words, changes));
  const unopened = state.runs.filter((run) => !state.changes.has(run.run) || state.folded.has(run.run));
  const closed = unopened.filter(({first}) => !first);
  const first = unopened.filter((run) => run.first);
  if (first.length) sections.push(runList("First loads", first, (run) => `First load of ${run.title}: ${quantity(run.created.statements, "statement")}, ${quantity(run.created.records, "actor")}`));
  if (document.body.dataset.inbox === "loading" && closed.length) sections.push(element("p", "soft", null, element("span", "spinner"), "Reading the runs …"));
  else if (closed.length) sections.push(runList("Earlier runs", closed, ({title}) => title));
  if (!sections.length) sections.push(empty());
  else if (state.same) sections.push(element("p", "soft inbox-same", `${quantity(state.same, "run")} more found no changes.`));
  patchChildren(list, sections);
}

function group(name, title, words, changes) {
  const mine = changes.filter((change) => change.because === name);
  const runs = state.runs.filter((run) => mine.some((change) => change.run === run.run));
  const heading = element("header", "group-head", null, element("h2", "", title), element("span", "count", formatNumber(mine.length)), element("p", "soft", words));
  return keyed(name, element("section", `inbox-group group-${name}`, null, heading, ...runs.map((run) => runSection(run, name, mine.filter((change) => change.run === run.run)))));
}

function runSection(run, name, changes) {
  const key = `${name} ${run.run}`;
  const shown = state.all.has(key) ? changes : changes.slice(0, FIRST);
  const counts = ["created", "changed", "withdrawn"].filter((name) => run.counts[name]).map((name) => `${formatNumber(run.counts[name])} ${name}`).join(", ");
  const marks = [run.at > seen() ? element("span", "new-mark", "new") : null, run.status === "reverted" ? element("span", "pill withdrawn", "reverted since") : null];
  const heading = element("h3", "run-head", null, element("span", "", run.title), element("span", "mono soft", run.run), timeElement(run.at), ...marks);
  const rest = changes.length - shown.length;
  const show = rest ? keyed("more", actionButton(`Show ${formatNumber(rest)} more`, "button quiet", () => (state.all.add(key), draw()))) : null;
  const cut = state.more.has(run.run) && !state.folded.has(run.run) && !rest ? element("p", "soft", null, `There are more (${counts}): `, element("code", "", `faultlines runs diff ${run.run}`)) : null;
  return keyed(key, element("div", "run-changes", null, heading, keyed("changes", element("ul", "changes", null, ...shown.map(changeItem))), show, cut));
}

/**
 * Runs on a line each, to be opened one by one.
 * @param {string} title
 * @param {any[]} runs
 * @param {(run: any) => string} words
 */
function runList(title, runs, words) {
  const rows = runs.map((run) => {
    const mark = run.at > seen() ? element("span", "new-mark", "new") : null;
    const row = keyed(run.run, element("li", "older", null, element("span", "", words(run)), element("span", "mono soft", run.run), timeElement(run.at), mark));
    row.append(keyed("show", actionButton("Show", "button quiet", async (button) => {
      button.disabled = true;
      await open(run.run);
      draw();
    })));
    return row;
  });
  const heading = element("header", "group-head", null, element("h2", "", title), element("span", "count", formatNumber(runs.length)));
  return keyed(title, element("section", "inbox-group", null, heading, keyed("runs", element("ul", "changes", null, ...rows))));
}

function empty() {
  const watched = state.mode === "watched";
  const title = watched && !watchedItems().length ? "You watch nothing yet" : "Nothing has changed";
  const words = watched && !watchedItems().length ? "Choose an actor or an edge on the canvas, or a change here, and press Watch. What you watch is kept in this browser only." : `In the last ${quantity(state.days, "day")} no load has changed anything${watched ? " of what you watch" : ""}.`;
  return element("div", "inbox-empty", null, element("i", "icon icon-inbox"), element("h2", "", title), element("p", "soft", words));
}

// Drawn once and changed in place: a button that is replaced between press and release is never clicked.
function head() {
  const shown = part("head");
  if (!shown.firstChild) shown.replaceChildren(...controls());
  const [all, watched] = shown.querySelectorAll("[role=tab]");
  watched.querySelector("span").textContent = `Watched (${watchedItems().length})`;
  all.setAttribute("aria-selected", String(state.mode === "all"));
  watched.setAttribute("aria-selected", String(state.mode === "watched"));
  shown.querySelector(".mark-read").disabled = !state.runs.some((run) => run.at > seen());
}

function controls() {
  const tab = (mode, words) => {
    const button = actionButton(words, "tab", () => {
      state.mode = mode;
      load();
    });
    button.setAttribute("role", "tab");
    return button;
  };
  const tabs = element("div", "tabs", null, tab("all", "Everything"), tab("watched", "Watched"));
  tabs.setAttribute("role", "tablist");
  const days = element("select", "field-box");
  days.setAttribute("aria-label", "How far back");
  for (const n of [1, 7, 14, 30, 90]) {
    const option = element("option", "", n === 1 ? "since yesterday" : `last ${n} days`);
    option.value = String(n);
    option.selected = n === state.days;
    days.append(option);
  }
  days.addEventListener("change", () => {
    state.days = Number(days.value);
    load();
  });
  const read = actionButton("Mark all as read", "button quiet mark-read", () => {
    if (state.runs.length) localStorage.setItem(SEEN, state.runs.map((run) => run.at).sort().at(-1) ?? "");
    draw();
  });
  return [tabs, element("div", "row", null, days, read)];
}

function watching() {
  const container = part("watched");
  container.hidden = state.mode !== "watched" || !watchedItems().length;
  patchChildren(container, watchedItems().map(({ids, names}) => {
    const off = actionButton("", "tool", () => setWatched(ids, names, false), "close");
    off.setAttribute("aria-label", `Stop watching ${names.join(" and ")}`);
    const link = element("a", "", null, ...names.flatMap((name, n) => [n ? " – " : "", nameText(name)]));
    link.href = addressOf(ids);
    return element("span", "watched", null, element("i", "icon icon-watch"), link, off);
  }));
}

on("watched", () => {
  if (!part("list")) return;
  if (state.mode === "watched" && currentPage() === "inbox") load();
  else head();
});
onPage("inbox", "[data-inbox-list]", load);
