// The strip of time: a histogram of the canvas, the days that the screen is about, and the day by which things were known.
import {actions, on} from "../../browser/actions.js";
import {provide, setProps, setStore} from "../../browser/dash.js";
import {actionButton, element, svgElement, svgTitle} from "../../browser/elements.js";
import {canvas} from "../../browser/network/canvas.js";
import {passes, today, whole} from "../../browser/network/elements.js";
import {preview} from "../../browser/network/preview.js";
import {partChanged, registerPart} from "../../browser/network/view_parts.js";
import {quantity} from "../../browser/numbers.js";
import {binAt, binsOf, countBins, dateOf, dayOf, extent, labels, moved, spell} from "./spans.js";

/** @typedef {import("../../browser/network/elements.js").Filter} Filter */
/** @typedef {{source: string, day: string, words: string}} Edition */
/** @typedef {[number, number]} Span */

const KEPT = "faultlines-time";
const ROOMY = "(min-width: 1101px) and (min-height: 801px)"; // as in panel.css
const BAR = 7; // pixels of the narrowest bin
const STEP = 800; // ms between two steps of playing
const FAR = 3_650_000; // days from 1970, either way, that can be looked at
const NEAR = 9; // pixels within which an end is grabbed
const [HIGH, AXIS] = [46, 14]; // pixels of the histogram, of the dates below it

let filter = whole();
/** @type {Edition[]} */
let editions = [];
/** @type {import("./spans.js").Bins | null} */
let bins = null;
/** @type {Span | null} what is looked at closer than all of it */
let closer = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let playing;
let frame = 0;
let previewed = 0;
let dragging = false;
let drawn = ""; // what the histogram was drawn from
/** @type {unknown} */
let drawnCanvas = null;

const part = (/** @type {string} */ name) => /** @type {HTMLElement | null} */ (document.querySelector(`.time-card .${name}`));
const isOpen = () => (document.getElementById("time-card")?.clientHeight ?? 0) > 0;

on("drawn", (_edges, seen) => {
  filter = seen;
  if (!dragging) soon();
});
on("moment", (day) => settle("on", [dayOf(day), dayOf(day)]));
addEventListener("resize", soon);
matchMedia(ROOMY).addEventListener("change", soon);

/** Draw when there is time for it, after everything else. */
function soon() {
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(() => isOpen() && ("requestIdleCallback" in window ? requestIdleCallback(draw, {timeout: 500}) : setTimeout(draw)));
}

actions.time = () => {
  const open = !isOpen();
  fold(open);
  try {
    localStorage.setItem(KEPT, open ? "open" : "folded");
  } catch {
    // A browser that keeps nothing shows it as usual.
  }
  if (open) draw();
  partChanged();
};

/**
 * Open the strip or fold it; with null it is as there is room for it.
 * @param {boolean | null} open
 */
function fold(open) {
  const strip = document.getElementById("time");
  strip?.classList.toggle("open", open === true);
  strip?.classList.toggle("folded", open === false);
  document.querySelector(".time-fold")?.setAttribute("aria-expanded", String(isOpen()));
  if (!isOpen()) pause();
}

// The days asked for are the filter's; here is whether the strip is seen, and which time it shows.
registerPart("time", {
  save: () => {
    const strip = document.getElementById("time");
    return {open: strip?.classList.contains("open") ? true : strip?.classList.contains("folded") ? false : null, closer};
  },
  restore: (saved) => {
    if (!saved) return;
    fold(typeof saved.open === "boolean" ? saved.open : null);
    const [first, last] = Array.isArray(saved.closer) ? saved.closer : [];
    closer = Number.isInteger(first) && Number.isInteger(last) && first < last && Math.abs(first) < FAR && Math.abs(last) < FAR ? [first, last] : null;
    soon();
  },
});

provide("editions", (all) => {
  editions = all ?? [];
  if (editions.length) soon();
});

/** The statements on the canvas that pass all of the filter but its days. */
function statements() {
  const seen = {...filter, undated: true};
  return Object.values(canvas().edges).flatMap(({type, statements: all}) => all.filter((statement) => passes(type, statement, seen)));
}

const now = () => dayOf(today());
/** @returns {Span | null} */
const days = () => (filter.on ? [dayOf(filter.on.first), dayOf(filter.on.last)] : null);

function draw() {
  const card = document.getElementById("time-card");
  if (!card || !isOpen()) return;
  if (!card.children.length) build(card);
  const chart = part("time-chart");
  const width = Math.max(120, chart?.clientWidth ?? 0);
  const {on: _, ...rest} = filter;
  const from = JSON.stringify([rest, width, closer, editions.length]);
  if (from === drawn && canvas() === drawnCanvas) return place();
  [drawn, drawnCanvas] = [from, canvas()];
  const all = statements();
  const spoken = extent(all, now());
  bins = spoken && binsOf(...(closer ?? spoken), Math.floor(width / BAR));
  const counted = bins && countBins(filter.undated ? all : all.filter(({since, until}) => since || until), bins);
  const undated = all.filter(({since, until}) => !since && !until).length;
  card.classList.toggle("nothing-dated", !bins);
  part("time-bars")?.replaceChildren(bins && counted ? histogram(bins, counted, width) : element("p", "soft", "Nothing on the canvas is dated."));
  const check = /** @type {HTMLInputElement | null} */ (card.querySelector(".time-undated input"));
  if (check) check.checked = filter.undated;
  const words = part("time-undated-words");
  if (words) words.textContent = `${quantity(undated, "statement")} not dated`;
  drawKnown();
  place();
}

/** @param {HTMLElement} card */
function build(card) {
  const check = element("input");
  check.type = "checkbox";
  check.addEventListener("change", () => setProps("undated", {checked: check.checked}));
  const play = tool("Play", "play", toggle);
  play.classList.add("time-play");
  play.setAttribute("aria-label", "Play");
  const head = element("div", "time-head", null,
    play,
    element("span", "time-words"),
    actionButton("Today", "button quiet time-today", () => settle("on", null)),
    element("span", "time-key", null, ...["begins", "ends", "holds"].map((word) => element("span", word, null, element("i"), word))),
    element("label", "time-undated", null, check, element("span", "time-undated-words")),
    tool("A shorter time", "plus", () => zoom(0.5)), tool("A longer time", "minus", () => zoom(2)),
    tool("Fold", "close", () => actions.time(/** @type {HTMLElement} */ (document.querySelector(".time-fold")))));
  const chart = element("div", "time-chart", null, element("div", "time-bars"), ...handles());
  const handle = slider("As known on", "time-end known");
  handle.addEventListener("keydown", pressKnown);
  const known = element("div", "time-known", null, element("div", "time-marks"), handle);
  const said = element("div", "time-head known", null, element("span", "time-known-words"), actionButton("Today", "button quiet time-known-today", () => settle("known", null)));
  card.append(head, chart, element("div", "time-row", null, said, known));
  scrub(chart, () => bins && [bins.edges[0], bins.edges[bins.edges.length - 1]], begin);
  scrub(known, knownExtent, () => (day) => aim("known", snapped(day)));
  chart.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(event.deltaY > 0 ? 1.25 : 0.8, dayAt(chart, event.clientX, bins && [bins.edges[0], bins.edges[bins.edges.length - 1]]));
  }, {passive: false});
  setStore("editions-for", 1);
}

/** @param {string} label @param {string} icon @param {() => unknown} action */
function tool(label, icon, action) {
  const button = actionButton(label, "tool", action, icon);
  button.title = label;
  return button;
}

/** @param {import("./spans.js").Bins} some @param {import("./spans.js").Histogram} counted @param {number} width */
function histogram(some, {begins, ends, holds}, width) {
  const {edges} = some;
  const [from, to] = [edges[0], edges[edges.length - 1]];
  const x = (/** @type {number} */ day) => ((day - from) / (to - from)) * width;
  const middle = HIGH * 0.62;
  const most = Math.max(...begins, ...ends, 1);
  const held = Math.max(...holds, 1);
  const svg = svgElement("svg", {width, height: HIGH + AXIS, "aria-hidden": "true"});
  const area = holds.map((value, n) => `L${x(edges[n]).toFixed(1)} ${(HIGH - (value / held) * (HIGH - 2)).toFixed(1)}H${x(edges[n + 1]).toFixed(1)}`);
  svg.append(svgElement("path", {class: "holds", d: `M0 ${HIGH}${area.join("")}V${HIGH}Z`}));
  begins.forEach((value, n) => {
    const [left, wide] = [x(edges[n]) + 0.5, Math.max(1, x(edges[n + 1]) - x(edges[n]) - 1)];
    const up = (value / most) * (middle - 2);
    const down = (ends[n] / most) * (HIGH - middle);
    if (value) svg.append(svgElement("rect", {class: "begins", x: left, y: middle - up, width: wide, height: Math.max(1, up)}));
    if (ends[n]) svg.append(svgElement("rect", {class: "ends", x: left, y: middle, width: wide, height: Math.max(1, down)}));
    const about = [[value, "begin"], [ends[n], "end"], [holds[n], "hold"]].map(([number, verb]) => `${Math.round(Number(number) * 10) / 10} ${verb}`).join(", ");
    svg.append(svgElement("rect", {class: "bin", x: x(edges[n]), y: 0, width: x(edges[n + 1]) - x(edges[n]), height: HIGH}, svgTitle(`${spell(edges[n], edges[n + 1] - 1)}: ${about}`)));
  });
  svg.append(svgElement("line", {class: "axis", x1: 0, x2: width, y1: HIGH, y2: HIGH}));
  for (const {bin, text} of labels(some, Math.floor(width / 58))) {
    const at = x(edges[bin]);
    svg.append(svgElement("line", {class: "axis", x1: at, x2: at, y1: HIGH, y2: HIGH + 4}), svgElement("text", {x: Math.min(at + 3, width - 30), y: HIGH + 12}, text));
  }
  return svg;
}

/** The band of days with its two ends, each a slider. */
function handles() {
  const band = element("div", "time-band");
  return [band, ...["first", "last"].map((end) => {
    const handle = slider(end === "first" ? "In force from" : "In force until", `time-end ${end}`);
    handle.addEventListener("keydown", (event) => press(event, /** @type {"first" | "last"} */ (end)));
    return handle;
  })];
}

/** @param {string} label @param {string} look */
function slider(label, look) {
  const handle = element("div", look);
  handle.tabIndex = 0;
  handle.setAttribute("role", "slider");
  handle.setAttribute("aria-label", label);
  return handle;
}

/** @param {HTMLElement | null} handle @param {number} day @param {Span} ends @param {string} words */
function tell(handle, day, ends, words) {
  const about = {"aria-valuemin": ends[0], "aria-valuemax": ends[1], "aria-valuenow": day, "aria-valuetext": words};
  for (const [name, value] of Object.entries(about)) handle?.setAttribute(name, String(value));
}

/** Put band, ends and words where the filter has them. */
function place() {
  const span = days();
  const words = part("time-words");
  if (words) words.textContent = `In force ${span ? `on ${inWords(span)}` : "today"}`;
  part("time-today")?.toggleAttribute("hidden", !span);
  part("time-known-today")?.toggleAttribute("hidden", !filter.known);
  const knownWords = part("time-known-words");
  if (knownWords) knownWords.textContent = `As known ${filter.known ? `on ${filter.known.last}` : "today"}`;
  if (bins) {
    const [from, to] = [bins.edges[0], bins.edges[bins.edges.length - 1]];
    const [first, last] = span ?? [now(), now()];
    const at = (/** @type {number} */ day) => `${Math.max(0, Math.min(100, ((day - from) / (to - from)) * 100))}%`;
    for (const [name, style] of /** @type {[string, Record<string, string>][]} */ ([["time-band", {left: at(first), right: `calc(100% - ${at(last + 1)})`}], ["time-end.first", {left: at(first)}], ["time-end.last", {left: at(last + 1)}]])) {
      Object.assign(part(name)?.style ?? {}, style);
    }
    part("time-chart")?.classList.toggle("today", !span);
    const text = span ? inWords(span) : "today";
    tell(part("time-end.first"), first, [from, to - 1], text);
    tell(part("time-end.last"), last, [from, to - 1], text);
  }
  placeKnown();
}

/** @param {Span} span */
const inWords = (span) => spell(...span).replace("..", " – ");

/**
 * Aim at days or at a day of knowledge: the canvas shows it, nobody is asked yet.
 * @param {"on" | "known"} which
 * @param {Span | null} span
 */
function aim(which, span) {
  filter = {...filter, [which]: span && {text: spell(...span), first: dateOf(span[0]), last: dateOf(span[1])}};
  place();
  cancelAnimationFrame(previewed);
  previewed = requestAnimationFrame(() => preview(filter));
}

/** The filter is what was aimed at. */
function commit() {
  cancelAnimationFrame(previewed);
  preview(filter);
  setStore("dates", {on: filter.on, known: filter.known});
  setProps("on", {value: filter.on?.text ?? ""});
  setProps("known", {value: filter.known?.text ?? ""});
}

/** @param {"on" | "known"} which @param {Span | null} span */
function settle(which, span) {
  aim(which, span);
  commit();
}

/** @param {HTMLElement} box @param {number} clientX @param {Span | null | undefined} ends */
function dayAt(box, clientX, ends) {
  const {left, width} = box.getBoundingClientRect();
  if (!ends) return now();
  return Math.floor(ends[0] + Math.max(0, Math.min(0.9999, (clientX - left) / width)) * (ends[1] - ends[0]));
}

/**
 * Follow a pointer over a box; `start` says what its moves do.
 * @param {HTMLElement} box
 * @param {() => Span | null | undefined} ends
 * @param {(day: number, event: PointerEvent) => ((day: number) => void) | null} start
 */
function scrub(box, ends, start) {
  /** @type {((day: number) => void) | null} */
  let move = null;
  box.addEventListener("pointerdown", (event) => {
    if (event.button || !ends()) return;
    pause();
    const day = dayAt(box, event.clientX, ends());
    move = start(day, event);
    dragging = Boolean(move);
    move?.(day);
    box.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  box.addEventListener("pointermove", (event) => move?.(dayAt(box, event.clientX, ends())));
  for (const over of ["pointerup", "pointercancel"]) {
    box.addEventListener(over, () => {
      if (!move) return;
      move = null;
      dragging = false;
      commit();
    });
  }
}

/**
 * What a pointer pressed on a day does: an end moves that end, the band moves whole, elsewhere a moment is chosen.
 * @param {number} day
 * @param {PointerEvent} event
 */
function begin(day, event) {
  if (!bins) return null;
  const some = bins;
  const bin = (/** @type {number} */ at) => /** @type {Span} */ ([some.edges[binAt(some, at)], some.edges[binAt(some, at) + 1] - 1]);
  const span = days();
  const near = (/** @type {string} */ name) => {
    const {left = -99, width = 0} = part(name)?.getBoundingClientRect() ?? {};
    return Math.abs(left + width / 2 - event.clientX) < NEAR;
  };
  if (span && (event.shiftKey || near("time-end.first") || near("time-end.last"))) {
    const other = event.shiftKey ? (day < span[0] ? span[1] : span[0]) : near("time-end.last") ? span[0] : span[1];
    return (/** @type {number} */ at) => aim("on", [Math.min(bin(at)[0], bin(other)[0]), Math.max(bin(at)[1], bin(other)[1])]);
  }
  if (span && binAt(some, span[0]) !== binAt(some, span[1]) && day >= span[0] && day <= span[1]) {
    return (/** @type {number} */ at) => aim("on", moved(some, span, binAt(some, at) - binAt(some, day)));
  }
  return (/** @type {number} */ at) => aim("on", bin(at));
}

/** @param {KeyboardEvent} event @param {"first" | "last"} end */
function press(event, end) {
  if (!bins || event.altKey || event.ctrlKey || event.metaKey) return;
  const by = {ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10, Home: -1e6, End: 1e6}[event.key];
  if (event.key === "Delete" || event.key === "Backspace") settle("on", null);
  else if (event.key === " ") toggle();
  else if (by) settle("on", moved(bins, days() ?? [now(), now()], by, event.shiftKey ? end : "both"));
  else return;
  event.preventDefault();
  event.stopPropagation();
}

// Playing

function toggle() {
  if (playing) return pause();
  const play = part("time-play");
  play?.setAttribute("aria-label", "Pause");
  play?.querySelector(".icon")?.classList.replace("icon-play", "icon-pause");
  step();
}

function pause() {
  clearTimeout(playing);
  playing = undefined;
  const play = part("time-play");
  play?.setAttribute("aria-label", "Play");
  play?.querySelector(".icon")?.classList.replace("icon-pause", "icon-play");
}

function step() {
  if (!bins) return pause();
  const span = days();
  const last = binAt(bins, span?.[1] ?? 0) >= bins.edges.length - 2;
  if (span && last && playing) return pause();
  settle("on", span && !last ? moved(bins, span, 1) : [bins.edges[0], bins.edges[1] - 1]);
  playing = setTimeout(step, STEP);
}

/** @param {number} factor @param {number} [around] */
function zoom(factor, around) {
  const all = extent(statements(), now());
  if (!all) return;
  const [first, last] = closer ?? all;
  const span = days();
  const at = around ?? (span ? (span[0] + span[1]) / 2 : (first + last) / 2);
  const wide = Math.max(14, (last - first) * factor);
  const from = Math.round(Math.max(all[0], at - (at - first) * (wide / (last - first || 1))));
  closer = wide >= all[1] - all[0] ? null : [from, Math.round(Math.min(all[1], from + wide))];
  draw();
  partChanged();
}

// What was known

/** @returns {Span} */
function knownExtent() {
  const known = editions.map(({day}) => dayOf(day));
  const first = Math.min(...known, filter.known ? dayOf(filter.known.last) : Infinity, now() - 30);
  return [first - Math.ceil((now() - first) / 40), now() + 1];
}

/** A day of knowledge; an edition nearby is meant. @param {number} day @returns {Span | null} */
function snapped(day) {
  const [from, to] = knownExtent();
  const reach = ((to - from) / (part("time-known")?.clientWidth || 1)) * 6;
  const near = editions.map((edition) => dayOf(edition.day)).sort((a, b) => Math.abs(a - day) - Math.abs(b - day))[0];
  const at = near !== undefined && Math.abs(near - day) <= reach ? near : day;
  return at >= now() ? null : [at, at];
}

function drawKnown() {
  const box = part("time-marks");
  if (!box) return;
  const width = box.clientWidth;
  const [from, to] = knownExtent();
  const there = new Set(Object.values(canvas().edges).flatMap((edge) => edge.statements.map(({source}) => source)));
  /** @type {Map<string, string[]>} */
  const byDay = new Map();
  for (const {day, source, words} of editions) if (there.has(source)) byDay.set(day, [...(byDay.get(day) ?? []), words]);
  const svg = svgElement("svg", {width, height: 16, "aria-hidden": "true"}, svgElement("line", {class: "axis", x1: 0, x2: width, y1: 8, y2: 8}));
  for (const [day, words] of byDay) {
    svg.append(svgElement("circle", {class: "edition", cx: ((dayOf(day) - from) / (to - from)) * width, cy: 8, r: 3.5}, svgTitle(words.join("\n"))));
  }
  box.replaceChildren(svg);
}

function placeKnown() {
  const ends = knownExtent();
  const day = filter.known ? dayOf(filter.known.last) : now();
  const handle = part("time-end.known");
  if (handle) handle.style.left = `${((day - ends[0]) / (ends[1] - ends[0])) * 100}%`;
  tell(handle, day, ends, filter.known?.last ?? "today");
}

/** @param {KeyboardEvent} event */
function pressKnown(event) {
  const day = filter.known ? dayOf(filter.known.last) : now();
  const marks = [...new Set(editions.map((edition) => dayOf(edition.day)))].filter((mark) => mark < now()).sort((a, b) => a - b);
  const earlier = marks.filter((mark) => mark < day).pop() ?? day;
  const later = marks.find((mark) => mark > day) ?? now();
  const to = {ArrowLeft: earlier, ArrowDown: earlier, ArrowRight: later, ArrowUp: later, PageDown: day - 30, PageUp: day + 30, Home: marks[0] ?? day, End: now(), Delete: now()}[event.key];
  if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  settle("known", to >= now() ? null : [to, to]);
  event.preventDefault();
  event.stopPropagation();
}

try {
  const kept = localStorage.getItem(KEPT);
  if (kept) on("page network", () => document.getElementById("time")?.classList.add(kept === "open" ? "open" : "folded"));
} catch {
  // A browser that keeps nothing shows it as usual.
}
