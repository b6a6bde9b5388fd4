// The table: what is in view as rows, the selection of table and canvas as one.
import {actions, on} from "../../browser/actions.js";
import {setProps, setStore} from "../../browser/dash.js";
import {quantity} from "../../browser/numbers.js";
import {canvas, drawnPart, picture} from "../../browser/network/canvas.js";
import {actorsBehind} from "../../browser/network/groups.js";
import {seenOf, today, whole} from "../../browser/network/elements.js";
import {choose, follow, select, selected} from "../../browser/network/selection.js";
import {centreOn, keepInView} from "../../browser/network/view.js";
import {partChanged, registerPart} from "../../browser/network/view_parts.js";
import {notify} from "../../browser/notice.js";
import {loadLibrary} from "../../browser/pages.js";
import {post} from "../../browser/post.js";
import {columnChoices, columnsOf, readColumns} from "./columns.js";
import {actorRows, edgeRow, tiedPairs} from "./rows.js";

/** @typedef {any} Grid what the grid's library lets one do with a table */

const PERSONS = new Set(["rowClicked", "spaceKey"]); // where a selection comes from that is a person's
const NARROW = 760; // px of a phone, on which there is room for what is chosen alone
const REST = 200; // ms without a change before the server is asked
let filter = whole();
let tab = "actors";
const told = {camp: false, group: false}; // whether the table says on which side one stands, and what is collapsed
/** @type {Map<string, number>} the camps of the fault lines, while they are shown */
let camps = new Map();
let following = false; // the table's selection follows the canvas's just now
/** @type {Record<string, Grid>} */
let grids = {};
/** @type {import("./rows.js").Figures | null} */
let figures = null;
let figured = ""; // what these figures are of
let asking = "";
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
let waiting = false;
let begun = false; // the tables are drawn, or on their way
/** @type {Record<string, import("./columns.js").ColumnState[]>} what a view says of the columns */
let states = {};
let sought = ""; // what a view says is looked for

const panel = () => /** @type {HTMLElement} */ (document.getElementById("table"));
const find = () => /** @type {HTMLInputElement} */ (document.getElementById("table-find"));
const isOpen = () => Boolean(panel()) && !panel().hidden;

on("drawn", (_, seen) => {
  filter = seen;
  refresh();
});

on("camps", (sides) => {
  camps = sides;
  refresh();
});

function refresh() {
  if (!isOpen() || waiting || !grids.actors) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    fill();
  });
}

/** Everything in view, as rows. */
function rowsInView() {
  const {nodes, edges} = drawnPart();
  const now = today();
  /** @type {Record<string, import("./rows.js").Statement[]>} */
  const statements = {};
  const edgeRows = [];
  for (const edge of Object.values(edges)) {
    const drawn = seenOf(edge, filter, now);
    if (!drawn.seen.length) continue;
    for (const end of [edge.source, edge.target]) (statements[end] ??= []).push(...drawn.seen);
    edgeRows.push(edgeRow(edge, drawn, (id) => nodes[id]?.name ?? id));
  }
  const actors = Object.values(nodes);
  return {actors, statements, edgeRows, pairs: tiedPairs(actors.map(({id}) => id), edgeRows)};
}

function fill() {
  if (!isOpen() || !grids.actors) return;
  const {actors, statements, edgeRows, pairs} = rowsInView();
  const about = {actors: actors.map(({id}) => id), pairs, countries: [...new Set(actors.flatMap(({countries}) => countries))], filter};
  const key = JSON.stringify(about);
  if (key !== figured) ask(key, about);
  const known = key === figured ? figures : figures && {...figures, betweenness: [], pagerank: []};
  const {nodes, standIn} = picture();
  const besides = (/** @type {string} */ id) => ({camp: {1: "1", "-1": "2"}[camps.get(id) ?? 0] ?? "", group: standIn(id) === id ? "" : nodes[standIn(id)].name});
  const rows = {actors: actorRows(actors, statements, pairs, known).map((row) => ({...row, ...besides(row.id)})), edges: edgeRows};
  for (const field of /** @type {const} */ (["camp", "group"])) {
    const some = rows.actors.some((row) => row[field]);
    if (some !== told[field]) grids.actors.setColumnsVisible([field], (told[field] = some));
  }
  for (const [name, rowData] of Object.entries(rows)) setProps(`table-${name}`, {rowData});
}

/** @param {string} key @param {Record<string, unknown>} about */
function ask(key, about) {
  if (key === asking) return;
  asking = key;
  clearTimeout(timer);
  timer = setTimeout(async () => {
    const answer = await post("table", "figures", about);
    if (key !== asking) return;
    asking = "";
    if (answer.failed) return notify(answer.failed);
    [figures, figured] = [answer, key];
    fill();
  }, figures ? REST : 0);
}

async function draw() {
  if (begun) return;
  begun = true;
  await loadLibrary(panel().dataset.library ?? "");
  setStore("table-opened", true);
  const library = /** @type {any} */ (window).dash_ag_grid;
  for (const name of ["actors", "edges"]) {
    const grid = await library.getApiAsync(`table-${name}`);
    grid.setGridAriaProperty("label", name === "actors" ? "Actors in view" : "Edges in view");
    grid.addEventListener("selectionChanged", ({source}) => PERSONS.has(source) && take(name, grid));
    grid.addEventListener("cellKeyDown", ({event, node}) => event.key === "Enter" && node.setSelected(true, true, "spaceKey"));
    grid.addEventListener("modelUpdated", () => count());
    grid.addEventListener("rowDataUpdated", () => followCanvas());
    for (const event of ["sortChanged", "columnVisible", "columnMoved"]) grid.addEventListener(event, partChanged);
    setProps(`table-${name}`, {columnDefs: columnsOf(name, states[name])});
    grids = {...grids, [name]: grid};
  }
  showColumns();
  seek(sought);
  find().addEventListener("input", () => {
    for (const grid of Object.values(grids)) grid.setGridOption("quickFilterText", find().value);
    partChanged();
  });
  find().addEventListener("keydown", ({key}) => key === "Enter" && grids[tab].getDisplayedRowAtIndex(0)?.setSelected(true, true, "spaceKey"));
  window.cy.on("select unselect", "node, edge", () => setTimeout(followCanvas));
  actions["table-tab"](); // what was drawn meanwhile shows the first one
  fill();
}

/**
 * Rows were selected: the same is selected on the canvas, shown in the inspector, and brought into view.
 * @param {string} table
 * @param {Grid} grid
 */
function take(table, grid) {
  const rows = grid.getSelectedRows();
  if (following || !rows.length) return;
  const last = rows.at(-1);
  select(rows.map(({id}) => id));
  if (table === "edges") {
    choose({kind: "pair", a: last.fromId, b: last.toId});
    return keepInView([last.fromId, last.toId]);
  }
  if (rows.length === 1) centreOn(last.id);
  else keepInView(rows.map(({id}) => id));
  follow(last.id);
}

/** The rows of what is selected on the canvas are selected, and the first of them can be seen. */
function followCanvas() {
  if (!isOpen() || !grids.edges) return;
  following = true;
  const {edges} = picture();
  const lines = window.cy.edges(":selected").map((edge) => edges[edge.id()]?.parts?.map(({id}) => id) ?? [edge.id()]);
  const rowsOf = (/** @type {Grid} */ grid, /** @type {string[]} */ ids) => {
    const some = ids.filter((id) => grid.getRowNode(id)?.isSelected());
    return some.length ? some : ids; // whoever chose one of those behind a node did not choose them all
  };
  const chosen = {
    actors: selected().flatMap((id) => rowsOf(grids.actors, actorsBehind(canvas(), [id]))),
    edges: lines.flatMap((ids) => rowsOf(grids.edges, ids)),
  };
  for (const [name, ids] of Object.entries(chosen)) {
    const grid = grids[name];
    const shown = grid.getSelectedNodes().map(({id}) => id);
    if (shown.length === ids.length && ids.every((id) => shown.includes(id))) continue;
    grid.deselectAll("api");
    const rows = ids.flatMap((id) => grid.getRowNode(id) ?? []);
    grid.setNodesSelected({nodes: rows, newValue: true, source: "api"});
    if (rows[0]?.displayed) grid.ensureNodeVisible(rows[0]);
  }
  following = false;
}

function count() {
  const line = panel().querySelector(".table-count");
  const [shown, all] = [grids[tab]?.getDisplayedRowCount() ?? 0, tab === "actors" ? Object.keys(drawnPart().nodes).length : 0];
  const words = quantity(shown, tab === "actors" ? "actor" : "edge");
  const groups = Object.values(drawnPart().groups ?? {});
  const within = groups.length ? `, ${groups.flatMap(({members}) => members).length} of them collapsed` : "";
  if (line) line.textContent = tab === "actors" ? `${words}${shown < all ? ` of ${all}` : within}` : words;
}

/** @param {string} field */
function isSeen(field) {
  const state = states[tab]?.find(({colId}) => colId === field);
  return grids[tab]?.getColumn(field)?.isVisible() ?? (state && !state.hide);
}

/** @param {string} text */
function seek(text) {
  if (find().value !== text) setProps("table-find", {value: text});
  for (const grid of Object.values(grids)) grid.setGridOption("quickFilterText", text);
}

function showColumns() {
  const grid = grids[tab];
  panel().querySelector(".choices")?.replaceChildren(...columnChoices(tab, (field, shown) => grid.setColumnsVisible([field], shown), isSeen));
}

/** @param {HTMLElement} [button] */
actions["table-tab"] = (button) => {
  tab = button?.dataset.tab ?? tab;
  for (const other of /** @type {NodeListOf<HTMLElement>} */ (panel().querySelectorAll("[role=tab]"))) {
    other.setAttribute("aria-selected", String(other.dataset.tab === tab));
    other.tabIndex = other.dataset.tab === tab ? 0 : -1;
    const body = document.getElementById(`table-panel-${other.dataset.tab}`);
    if (body) body.hidden = other.dataset.tab !== tab;
  }
  partChanged();
  if (!grids.edges) return;
  count();
  showColumns();
  followCanvas();
};

actions.table = () => {
  const opens = panel().hidden;
  const fits = window.cy && isAllInView() && (!opens || innerWidth > NARROW);
  setOpen(opens);
  const inside = panel().contains(document.activeElement);
  if (opens) /** @type {HTMLElement | null} */ (panel().querySelector("[role=tab][aria-selected=true]"))?.focus();
  else if (inside) /** @type {HTMLElement | null} */ (document.querySelector(".header [data-act=table]"))?.focus();
  if (fits) actions.fit();
  else if (opens && selected().length) keepInView(selected());
  partChanged();
};

/** @param {boolean} opens */
function setOpen(opens) {
  panel().hidden = !opens;
  document.body.dataset.table = opens ? "open" : "closed";
  for (const button of document.querySelectorAll(".header [data-act=table]")) button.setAttribute("aria-pressed", String(opens));
  window.cy?.resize();
  if (opens && grids.edges) fill();
  else if (opens) draw();
}

// Open or not, which tab, the columns with their order and what they sort by, what is looked for.
registerPart("table", {
  save: () => {
    if (!isOpen()) return null;
    const columns = Object.fromEntries(["actors", "edges"].map((name) => [name, readColumns(name, grids[name]?.getColumnState() ?? states[name])]));
    return {tab, columns, find: grids.edges ? find().value : sought};
  },
  restore: (saved) => {
    if (!panel() || (!saved && !isOpen())) return;
    if (!saved) return setOpen(false);
    states = Object.fromEntries(["actors", "edges"].map((name) => [name, readColumns(name, saved.columns?.[name])]));
    sought = typeof saved.find === "string" ? saved.find.slice(0, 500) : "";
    for (const [name, grid] of Object.entries(grids)) grid.applyColumnState({state: states[name], applyOrder: true});
    setOpen(true);
    if (begun && grids.edges) seek(sought);
    actions["table-tab"](/** @type {HTMLElement} */ (panel().querySelector(`[role=tab][data-tab="${saved.tab === "edges" ? "edges" : "actors"}"]`)));
  },
});

function isAllInView() {
  const {x1, y1, x2, y2} = window.cy.elements(":visible").renderedBoundingBox({includeUnderlays: false});
  return x1 >= 0 && y1 >= 0 && x2 <= window.cy.width() && y2 <= window.cy.height();
}

document.addEventListener("keydown", (event) => {
  const target = event.target instanceof HTMLElement ? event.target : document.body;
  if (!isOpen() || !panel().contains(target)) return;
  if (target.role === "tab" && ["ArrowLeft", "ArrowRight"].includes(event.key)) {
    event.preventDefault();
    const other = /** @type {HTMLElement | null} */ (panel().querySelector("[role=tab][aria-selected=false]"));
    other?.click();
    other?.focus();
  }
  if (event.key !== "Escape") return;
  event.preventDefault();
  event.stopPropagation();
  const columns = /** @type {HTMLDetailsElement} */ (panel().querySelector("details"));
  if (columns.open) columns.open = false;
  else actions.table();
}, true);
