// The console: the editor and what its buttons do. It starts when the page is drawn.
import {on} from "../../browser/actions.js";
import {copyFrom} from "../../browser/clipboard.js";
import {element} from "../../browser/elements.js";
import {currentPage, onPage} from "../../browser/pages.js";
import {chooseTab, describeOutcome, showAnswer} from "./answer.js";
import {askConsole, find, randomName} from "./client.js";
import {createEditor} from "./editor.js";
import {draft, remember, showHistory} from "./history.js";
import {linkedQuery, permalink} from "./links.js";
import {fillParameters, parametersOf, showParameters} from "./parameters.js";

const FIRST = "MATCH (a:Actor)-[r:SUPPLIES]->(b:Actor)\nRETURN a.name AS supplier, b.name AS supplied, r.goods AS goods, r.said_by AS says\nORDER BY supplier";
const NAMED_ONLY = "You can run the queries of the sidebar. A statement of one's own takes an analyst or an admin.";
const LOOK = 5_000; // ms between two looks for statements that keep running
/** @type {ReturnType<typeof createEditor>} */
let editor;
/** @type {{run: string, control: AbortController} | null} */
let running = null;

// Whether only named queries can be run: their text stands in the editor to be read, their parameters can be changed.
const namedOnly = () => find("").hasAttribute("data-named-only");

function start() {
  const linked = linkedQuery();
  const kept = draft.read();
  const own = kept?.text ? kept : {text: FIRST, parameters: {}};
  const first = linked ?? (namedOnly() ? {text: "", parameters: {}} : own);
  fillParameters(first.parameters);
  editor = createEditor(find("[data-editor]"), {
    text: first.text,
    label: "Cypher statement",
    hint: namedOnly() ? "Take a query from the sidebar" : "MATCH (a:Actor) RETURN a.name",
    fixed: namedOnly(),
    complete: (text, cursor, asked) => askConsole("complete", {text, cursor, asked}),
    run: () => run("run"),
    changed,
  });
  showParameters(first.text);
  showHistory();
  if (namedOnly()) say(NAMED_ONLY);
  if (linked) say("This query came with a link. Read it, then run it.");
  find(".doing").addEventListener("click", (event) => act(event.target.closest("[data-do]")?.dataset.do));
  find(".sidebar").addEventListener("click", (event) => {
    const query = event.target.closest("[data-query]");
    if (query) take(query.dataset.query).then(() => find(".writing").scrollIntoView());
  });
  find(".to-sidebar").addEventListener("click", () => find(".sidebar").scrollIntoView());
  for (const list of document.querySelectorAll(".console [role=tablist]")) {
    list.addEventListener("click", tabbed);
    list.addEventListener("keydown", walked);
  }
  document.addEventListener("keydown", (event) => currentPage() === "console" && event.key === "Escape" && running && !event.defaultPrevented && cancel());
  /** @type {HTMLElement} */ (document.getElementById("console-find")).addEventListener("input", (event) => narrow(/** @type {HTMLInputElement} */ (event.target).value));
  window.addEventListener("hashchange", arrived);
  setInterval(watch, LOOK);
  for (const group of ["sidebar", "answer"]) chooseTab(group, find(`.tab[data-group=${group}]`).dataset.tab);
  if (matchMedia("(min-width: 761px)").matches) editor.focus();
  document.body.dataset.console = "ready";
}

// Turned to again, maybe with a query behind the #.
function arrived() {
  if (currentPage() !== "console") return;
  const linked = linkedQuery();
  if (linked) bring(linked.text, linked.parameters);
}

function changed() {
  const text = editor.text();
  showParameters(text);
  if (!namedOnly()) draft.write(text, parametersOf(text));
  editor.complain(0, "");
  say(namedOnly() ? NAMED_ONLY : "");
}

// Into the editor, not into the graph: only a person runs a statement.
function bring(text, parameters) {
  fillParameters(parameters);
  editor.write(text);
  changed();
  editor.focus();
}

async function take(name) {
  const query = await askConsole("query", {name});
  if (query.text) bring(query.text, query.parameters);
  else say(query.message);
}

function act(name) {
  if (name === "link") return link();
  if (name === "cancel") return cancel();
  if (name) run(name);
}

async function run(mode) {
  if (running) return;
  const {text, start, part} = namedOnly() ? {text: editor.text(), start: 0, part: false} : editor.chosen();
  if (!text.trim()) return editor.focus();
  const asked = {text, parameters: parametersOf(text), mode};
  const control = new AbortController();
  running = {run: randomName(), control};
  busy(true);
  const answer = await askConsole("run", {...asked, run: running.run}, control.signal);
  running = null;
  busy(false);
  editor.complain(start + (answer.at ?? 0), answer.at == null ? "" : answer.message);
  showAnswer(answer, asked);
  const words = describeOutcome(answer);
  remember({text: part ? text : editor.text(), parameters: asked.parameters, outcome: words});
}

// The server is told, and cuts the statement off; should it not answer, this end is cut.
async function cancel() {
  if (!running) return;
  const {run, control} = running;
  find(".outcome").textContent = "Cancelling …";
  const timer = setTimeout(() => control.abort(), 3_000);
  const reply = await askConsole("cancel", {run});
  if (reply.state !== "cancelling") control.abort();
  if (!running) clearTimeout(timer);
}

function busy(on) {
  document.body.toggleAttribute("data-asking", on);
  find("[data-do=cancel]").hidden = !on;
  for (const name of ["run", "explain", "profile"]) find(`[data-do=${name}]`).disabled = on;
  if (!on) return;
  const began = Date.now();
  const tick = () => {
    if (!running) return;
    find(".outcome").textContent = `Running, ${((Date.now() - began) / 1000).toFixed(0)} s`;
    setTimeout(tick, 250);
  };
  tick();
}

function link() {
  const text = editor.text();
  const button = find("[data-do=link]");
  button.dataset.copy = permalink(text, parametersOf(text));
  copyFrom(button);
  say("The link is copied. It holds the statement and its parameters; whoever opens it decides whether to run it.");
}

function say(words) {
  const message = find(".message");
  message.hidden = !words;
  message.textContent = words;
}

function tabbed(event) {
  const tab = event.target.closest(".tab");
  if (tab) chooseTab(tab.dataset.group, tab.dataset.tab);
}

function walked(event) {
  const by = {ArrowRight: 1, ArrowLeft: -1}[event.key];
  if (!by) return;
  const tabs = [...event.currentTarget.querySelectorAll(".tab")];
  const next = tabs[(tabs.indexOf(event.target) + by + tabs.length) % tabs.length];
  chooseTab(next.dataset.group, next.dataset.tab);
  next.focus();
}

function narrow(typed) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  for (const query of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".console .sidebar [data-query]"))) {
    query.hidden = !words.every((word) => query.textContent?.toLowerCase().includes(word));
  }
  for (const section of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".console .sidebar section"))) section.hidden = !section.querySelector("[data-query]:not([hidden])");
}

// A statement that goes on after its end takes a core from everybody: say so, and offer what helps.
async function watch() {
  if (currentPage() !== "console" || document.hidden || running) return;
  const {burning, restart, message} = await askConsole("watch", {});
  const alert = find(".runaways");
  alert.hidden = !burning;
  if (!burning || alert.dataset.shown === message) return;
  alert.dataset.shown = message;
  alert.replaceChildren(element("p", "", message));
  if (!restart) return;
  const button = element("button", "button", "Restart the graph");
  button.type = "button";
  button.addEventListener("click", async () => {
    button.disabled = true;
    button.textContent = "Restarting …";
    const done = await askConsole("restart", {});
    alert.dataset.shown = "";
    alert.replaceChildren(element("p", "", done.message));
    setTimeout(watch, 4_000);
  });
  alert.append(button);
}

on("bring", bring);
on("parameters changed", changed);
on("run", () => run("run"));
onPage("console", "#console-find", start, arrived);
