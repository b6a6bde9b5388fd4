// The canvas as Dash and Cytoscape know it: answers become steps, the store becomes elements, pointers and keys become choices.
import {emit, on} from "../../browser/actions.js";
import {provide, setStore} from "../../browser/dash.js";
import {canvas, commit, isUntouched, merged, show} from "../../browser/network/canvas.js";
import {isDark} from "../../browser/colour_scheme.js";
import {check, whenDrawn} from "../../browser/network/drawn.js";
import {markContradictions} from "../../browser/network/counting.js";
import {elementsOf, nodeSize, today} from "../../browser/network/elements.js";
import {glyph} from "../../browser/network/glyphs.js";
import {LOOK, dressed} from "../../browser/network/look.js";
import {marks} from "../../browser/network/marks.js";
import {patch} from "../../browser/network/patch.js";
import {answered} from "../../browser/network/requests.js";
import {choose, select} from "../../browser/network/selection.js";
import {centreOn, outOfView} from "../../browser/network/view.js";
import {registerPart} from "../../browser/network/view_parts.js";
import {actions} from "../../browser/actions.js";
import {notify} from "../../browser/notice.js";
import {listen} from "./pointer.js";
import "./keys.js";

const EMPTY = {nodes: {}, edges: {}};
/** @type {import("../../browser/network/patch.js").Element[]} what Cytoscape is to show */
let latest = [];
/** @type {string[] | null} the actors of the highlighted path */
let traced = null;

registerPart("trace", {save: () => traced, restore: (ids) => (ids || traced) && setStore("trace", ids)});

on("canvas", listen);

// An answer of the graph becomes a step.
provide("apply", (change) => {
  if (!change) return;
  answered(change.serial);
  const opening = change.label === "Open" || change.label === "Restore";
  if (change.label === "Open" && !isUntouched()) return;
  const next = merged(opening || change.replace ? EMPTY : canvas(), change);
  if (opening) show(next);
  else if (change.label) commit(change.label, next);
  if (change.trace) setStore("trace", change.trace);
  if (change.restored) emit("restored", change.former ?? {});
  if (change.notice || change.label) notify(change.notice ?? "", change.more);
  whenDrawn(() => {
    if (change.fit) actions.fit();
    else tellWhoIsOutOfView(change);
    if (!change.centre || !centreOn(change.centre)) return;
    select([change.centre]);
    choose({kind: "actor", actor: change.centre});
  });
});

/**
 * Newcomers stand where there is room, which may be out of view: say how many do.
 * @param {{nodes: {id: string}[], notice?: string, centre?: string, more?: any}} change
 */
function tellWhoIsOutOfView({nodes, notice, centre, more}) {
  const away = centre ? 0 : outOfView(nodes.map(({id}) => id));
  if (away && notice) notify(`${notice}, ${away} out of view`, more, {label: "Show all", run: () => actions.fit()});
}

provide("draw", (onCanvas, filter, trace, tensions, current, chosenLook) => {
  traced = trace ?? null;
  const tension = tensions?.length ? tensions[(current ?? 0) % tensions.length] : null;
  const look = chosenLook ?? LOOK;
  const dress = dressed(look, Object.values(onCanvas?.nodes ?? {}), isDark(), colourToken("node"), nodeSize);
  const elements = elementsOf(onCanvas, filter, trace, tension, glyph, undefined, dress, marks());
  markContradictions(elements.edges, Object.values(onCanvas?.edges ?? {}), elements.filter, today());
  emit("drawn", elements.edges, elements.filter);
  emit("tensions", tensions ?? [], tension);
  latest = [...elements.nodes, ...elements.edges.map((data) => ({group: "edges", data}))];
  drawLatest();
});

/** @param {string} name */
const colourToken = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** Once Cytoscape is there: Dash may call before it is. */
function drawLatest() {
  if (!window.cy || window.cy.destroyed()) return void requestAnimationFrame(drawLatest);
  emit("canvas", window.cy);
  patch(window.cy, latest);
  requestAnimationFrame(check);
}

provide("paint", (scheme, stylesheets) => stylesheets?.[scheme ?? "light"] ?? []);
