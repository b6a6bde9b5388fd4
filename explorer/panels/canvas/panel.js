// The canvas as Dash and Cytoscape know it: answers become steps, the store becomes elements, pointers and keys become choices.
import {emit, on} from "../../browser/actions.js";
import {provide, setStore} from "../../browser/dash.js";
import {canvas, commit, drawUnder, isUntouched, merged, drawnPart, picture, show} from "../../browser/network/canvas.js";
import {isDark} from "../../browser/colour_scheme.js";
import {wear, widthOf} from "../../browser/network/worn.js";
import {collapseAll, drawnValues, restored} from "../../browser/network/collapsing.js";
import {check, whenDrawn} from "../../browser/network/drawn.js";
import {markContradictions} from "../../browser/network/counting.js";
import {elementsOf, nodeSize, today, whole} from "../../browser/network/elements.js";
import {awaitedOwn} from "../../browser/network/own.js";
import {glyph} from "../../browser/network/glyphs.js";
import {LOOK, countryOf, dressed} from "../../browser/network/look.js";
import {marks} from "../../browser/network/marks.js";
import {patch} from "../../browser/network/patch.js";
import {pinnedAgain} from "../../browser/network/pins.js";
import {answered} from "../../browser/network/requests.js";
import {choose, select} from "../../browser/network/selection.js";
import {withinAgain, withinWords} from "../../browser/network/surroundings.js";
import {centreOn, outOfView} from "../../browser/network/view.js";
import {registerPart} from "../../browser/network/view_parts.js";
import {actions} from "../../browser/actions.js";
import {notify} from "../../browser/notice.js";
import {quantity} from "../../browser/numbers.js";
import {listen} from "./pointer.js";
import "./keys.js";

const EMPTY = {nodes: {}, edges: {}};
const MANY = 3_000; // nodes above which collapsing is offered
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
  const answer = merged(opening || change.replace ? EMPTY : canvas(), change);
  const next = comingBack(answer, change);
  if (opening) show(next);
  else if (change.label) commit(change.label, next);
  if (change.trace) setStore("trace", change.trace);
  if (change.restored) emit("restored", change.former ?? {});
  if (change.notice || (change.label && !opening)) notify(change.notice ?? "", change.more); // an opening leaves what a link has said
  whenDrawn(() => {
    if (change.fit) actions.fit();
    else tellWhoIsOutOfView(change);
    offerToCollapse(change);
    if (!change.centre || !centreOn(change.centre)) return;
    select([change.centre]);
    choose({kind: "actor", actor: change.centre});
  });
});

/**
 * What an answer brings back besides its actors: of a view all that was kept with it, of a link how far it shows.
 * @param {import("../../browser/network/canvas.js").Canvas} answer
 * @param {{restored?: boolean, replace?: boolean, former?: Record<string, string>}} change
 */
function comingBack(answer, {restored: isView, replace, former = {}}) {
  if (isView) return {...withinAgain(pinnedAgain(restored(answer, former), former), former), own: awaitedOwn(former)};
  return replace ? withinAgain(answer, former) : answer;
}

/**
 * Newcomers stand where there is room, which may be out of view, or are farther than what is shown: say how many.
 * @param {{nodes: {id: string}[], notice?: string, centre?: string, more?: any}} change
 */
function tellWhoIsOutOfView({nodes, notice, centre, more}) {
  const {within, nodes: all} = canvas();
  const shown = drawnPart().nodes;
  const beyond = within ? nodes.filter(({id}) => all[id] && !shown[id]).length : 0;
  if (within && beyond) return notify(`${notice ?? ""}${notice ? ", " : ""}${beyond} not ${withinWords(within)}`, more, {label: "Show all", run: () => actions["whole-canvas"]()});
  const away = centre ? 0 : outOfView(nodes.map(({id}) => id));
  if (away && notice) notify(`${notice}, ${away} out of view`, more, {label: "Show all", run: () => actions.fit()});
}

/**
 * More than this is slow to draw and hard to read: say so, and offer fewer.
 * @param {{nodes: unknown[]}} change
 */
function offerToCollapse({nodes}) {
  const actors = Object.values(picture().nodes);
  const drawn = actors.length;
  if (!nodes.length || drawn <= MANY) return;
  const by = 2 * actors.filter(countryOf).length > drawn ? "country" : "kind";
  notify(`${quantity(drawn, "node")} are drawn, which is slow and hard to read`, null, {label: `Collapse by ${by}`, run: () => collapseAll(by)});
}

provide("draw", (onCanvas, filter, trace, tensions, current, chosenLook) => {
  traced = trace ?? null;
  drawUnder(whole(filter));
  const tension = tensions?.length ? tensions[(current ?? 0) % tensions.length] : null;
  const drawn = picture(onCanvas ?? EMPTY);
  const path = trace?.map(drawn.standIn).filter((id, n, all) => id !== all[n - 1]) ?? null;
  const outlined = tension && {...tension, actors: tension.actors.map(drawn.standIn)};
  const look = {...LOOK, ...chosenLook};
  wear(look);
  const dress = dressed(look, Object.values(drawnPart(onCanvas ?? EMPTY).nodes), isDark(), colourToken("node"), nodeSize, drawnValues(look.colour === "source" || look.colour === "programme" ? look.colour : "country"));
  const elements = elementsOf(drawn, filter, path, outlined, (actor) => glyph(actor, isDark()), undefined, dress, marks(), onCanvas?.pins, widthOf);
  markContradictions(elements.edges, Object.values(drawnPart(onCanvas ?? EMPTY).edges), elements.filter, today(), drawn.standIn);
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
