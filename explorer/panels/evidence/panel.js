// The ribbon of a pair: its spells over time, a lane for each type and source; what is not dated stands apart.
import {element, nameText, svgElement, svgTitle} from "../../browser/elements.js";
import {today} from "../../browser/network/elements.js";
import {stacked} from "./lanes.js";

/** @typedef {{id: string, since: string | null, since_precision: string | null, until: string | null, until_precision: string | null, denied: boolean, faint: boolean, words: string}} Spell */
/** @typedef {{type: string, screen: string, colour: string, dotted: boolean, source: string, spells: Spell[]}} Lane */

const DAY = 86_400_000;
const [WIDE, HIGH, GAP] = [330, 12, 3]; // of the drawing, in its own units
let drawings = 0;

new MutationObserver(() => {
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".dyad[data-lanes]"))) {
    const lanes = JSON.parse(place.dataset.lanes ?? "[]");
    delete place.dataset.lanes;
    place.replaceChildren(...ribbon(lanes));
  }
}).observe(document.body, {childList: true, subtree: true, attributeFilter: ["data-lanes"]});

/** @param {string} date */
const dayOf = (date) => Date.parse(date) / DAY;

/** @param {string | null} precision */
const softness = (precision) => ({year: 365, month: 30}[precision ?? ""] ?? 0);

/** @param {Lane[]} lanes */
function ribbon(lanes) {
  const now = dayOf(today());
  const dates = lanes.flatMap(({spells}) => spells.flatMap(({since, until}) => [since, until])).filter((date) => date !== null).map(dayOf);
  const first = Math.min(...dates);
  const last = Math.max(now, ...dates);
  const margin = (last - first) * 0.04 + 20;
  const [from, to] = [first - margin, last + margin / 3];
  const x = (/** @type {number} */ day) => ((day - from) / (to - from)) * WIDE;
  const drawn = lanes.map((lane) => row(lane, x));
  return [...drawn, axis(from, to, x)];
}

/** @param {Lane} lane @param {(day: number) => number} x */
function row({screen, colour, source, spells}, x) {
  const dated = spells.filter(({since, until}) => since || until);
  const levels = stacked(dated);
  const high = (Math.max(0, ...levels) + 1) * (HIGH + GAP);
  const svg = svgElement("svg", {viewBox: `0 0 ${WIDE} ${high}`, role: "img"});
  dated.forEach((spell, n) => svg.append(bar(spell, levels[n] * (HIGH + GAP), x)));
  const loose = spells.length - dated.length;
  const words = spells.map((spell) => spell.words).join("; ");
  svg.setAttribute("aria-label", words);
  const made = element("div", "lane", null, element("div", "lane-name", null, element("b", "", screen), element("span", "soft", null, " ", nameText(source)), loose ? element("span", "pill", `${loose} not dated`) : null), dated.length ? svg : null);
  made.style.setProperty("--colour", colour);
  return made;
}

/** @param {Spell} spell @param {number} y @param {(day: number) => number} x */
function bar({since, since_precision: from, until, until_precision: to, denied, faint, words}, y, x) {
  const left = since ? x(dayOf(since)) : 0;
  const right = until ? x(dayOf(until) + 1) : WIDE;
  const wide = Math.max(3, right - left);
  const soft = (/** @type {string | null} */ date, /** @type {string | null} */ precision) => (date ? Math.min(0.5, Math.max(0, x(dayOf(date) + softness(precision)) - x(dayOf(date))) / wide) : Math.min(0.5, 24 / wide));
  const id = `spell-${++drawings}`;
  const [rise, fall] = [soft(since, from), until ? soft(until, to) : 0];
  const stop = (/** @type {number} */ offset, /** @type {number} */ opacity) => svgElement("stop", {offset, "stop-color": "currentColor", "stop-opacity": opacity});
  const gradient = svgElement("linearGradient", {id}, stop(0, rise ? 0.12 : 1), stop(rise, 1), stop(1 - fall, 1), stop(1, fall ? 0.12 : 1));
  const look = ["spell", denied && "denied", faint && "faint"].filter(Boolean).join(" ");
  const rect = svgElement("rect", {class: look, x: left, y, width: wide, height: HIGH, rx: 2, fill: denied ? "none" : `url(#${id})`}, svgTitle(words));
  return svgElement("g", {}, gradient, rect);
}

/** @param {number} from @param {number} to @param {(day: number) => number} x */
function axis(from, to, x) {
  const [first, last] = [new Date(from * DAY).getUTCFullYear() + 1, new Date(to * DAY).getUTCFullYear()];
  const step = [1, 2, 5, 10, 20, 50, 100].find((years) => (last - first) / years <= 6) ?? 100;
  const svg = svgElement("svg", {viewBox: `0 0 ${WIDE} 16`, class: "dyad-axis", "aria-hidden": "true"}, svgElement("line", {x1: 0, x2: WIDE, y1: 1, y2: 1}));
  for (let year = Math.ceil(first / step) * step; year <= last; year += step) {
    const at = x(Date.UTC(year, 0, 1) / DAY);
    svg.append(svgElement("line", {x1: at, x2: at, y1: 1, y2: 5}), svgElement("text", {x: Math.min(at, WIDE - 26), y: 14}, String(year)));
  }
  return svg;
}
