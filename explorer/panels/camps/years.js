// The tension of what is in view over the years: a chart that grows as the answers come, and a slider that goes to a year.
import {emit} from "../../browser/actions.js";
import {element, svgElement, svgTitle} from "../../browser/elements.js";
import {today} from "../../browser/network/elements.js";
import {signedYears} from "../../browser/network/triangles.js";
import {quantity} from "../../browser/numbers.js";
import {post} from "../../browser/post.js";

/** @typedef {{day: string, pairs: number, lower: number, upper: number}} Year */

const MOST = 240; // years
const [TOGETHER, PLACES] = [25, 200_000]; // years, and pairs in them, of one request
const [WIDE, HIGH, FOOT] = [320, 84, 14];

/** @type {Year[]} */
let known = [];
let count = 0; // years there will be
let failed = "";
let counted = "";
let asked = 0;
let day = "";
let steered = false; // the slider has the focus, or had it until the inspector was drawn anew
const box = element("section", "camps-years");

/** The chart, which is filled as answers come. */
export const yearsBox = () => box;

for (const event of ["focusin", "pointerdown"]) document.addEventListener(event, ({target}) => (steered = target === box.querySelector("input")));

/** Leave the focus with the slider when it has been put into a new inspector. */
export function resumeYears() {
  if (steered && document.activeElement === document.body) box.querySelector("input")?.focus({preventScroll: true});
}

/**
 * Measure each year anew when what the years are made of has changed; else only show the day.
 * @param {() => Parameters<typeof signedYears>[0]} edges whose statements pass the filter but for its date
 * @param {string} on the day that is seen
 * @param {string} key what the edges are made of, written down
 */
export async function followYears(edges, on, key) {
  day = on;
  const made = JSON.stringify([key, on.slice(5)]);
  if (made === counted) return draw();
  counted = made;
  const mine = ++asked;
  const {pairs, years} = signedYears(edges(), on, today(), MOST);
  const number = new Map([...new Set(pairs.flatMap(([a, b]) => [a, b]))].sort().map((id, n) => [id, n]));
  [known, count, failed] = [[], years.length, ""];
  draw();
  for (let from = 0; from < years.length && count > 1; ) {
    let [to, places] = [from, 0];
    while (to < years.length && to - from < TOGETHER && (to === from || places + years[to].places.length <= PLACES)) places += years[to++].places.length;
    const some = years.slice(from, to);
    const answer = await post("camps", "years", portion(pairs, some, number));
    if (mine !== asked) return;
    if (answer.failed) {
      [failed, counted] = [answer.failed, ""];
      return draw();
    }
    known = [...known, ...some.map(({day: each, places: all}, n) => ({day: each, pairs: all.length, ...answer[n]}))];
    draw();
    from = to;
  }
}

/**
 * What one request says: the pairs of some years alone.
 * @param {[string, string, number][]} pairs
 * @param {{places: number[]}[]} years
 * @param {Map<string, number>} number
 */
function portion(pairs, years, number) {
  const used = [...new Set(years.flatMap(({places}) => places))];
  const place = new Map(used.map((old, n) => [old, n]));
  const named = used.map((old) => [number.get(pairs[old][0]), number.get(pairs[old][1]), pairs[old][2]]);
  return {nodes: number.size, pairs: named, days: years.map(({places}) => places.map((old) => place.get(old)))};
}

/** @param {Year} year */
const wordsOf = ({day: on, lower, upper, pairs}) => `${on.slice(0, 4)}: ${lower === upper ? upper : `${lower} to ${upper}`} of ${quantity(pairs, "pair")}`;

function draw() {
  box.hidden = count < 2;
  if (box.hidden) return box.replaceChildren();
  if (!box.children.length) build();
  const waiting = known.length < count;
  const slider = /** @type {HTMLInputElement} */ (box.querySelector("input"));
  slider.max = String(Math.max(0, known.length - 1));
  slider.disabled = !known.length;
  const at = known.findIndex(({day: each}) => each === day);
  if (at >= 0 && document.activeElement !== slider) slider.value = String(at);
  slider.classList.toggle("elsewhere", at < 0);
  box.querySelector(".camps-chart")?.replaceChildren(chart(at));
  tell(failed || (at >= 0 ? wordsOf(known[at]) : waiting ? `Measuring ${known.length} of ${count} years …` : `${known[0].day.slice(0, 4)} to ${known[known.length - 1].day.slice(0, 4)}`));
}

function build() {
  const slider = element("input");
  Object.assign(slider, {type: "range", min: "0", step: "1"});
  slider.setAttribute("aria-label", "Year");
  slider.addEventListener("input", () => known[Number(slider.value)] && tell(wordsOf(known[Number(slider.value)])));
  slider.addEventListener("change", () => known[Number(slider.value)] && emit("moment", known[Number(slider.value)].day));
  const words = element("output", "soft");
  box.append(element("h3", "", "Over the years"), element("div", "camps-chart"), slider, words);
}

/** @param {string} words */
function tell(words) {
  const line = box.querySelector("output");
  if (line) line.textContent = words;
  box.querySelector("input")?.setAttribute("aria-valuetext", words);
}

/**
 * A band from what is proven to the best division met; the line on top is the latter.
 * @param {number} at the year that is seen, or -1
 */
function chart(at) {
  const most = Math.max(...known.map(({upper}) => upper), 1);
  const wide = WIDE / count;
  const x = (/** @type {number} */ n) => (n * wide).toFixed(1);
  const y = (/** @type {number} */ value) => (HIGH - (value / most) * (HIGH - 14)).toFixed(1);
  const svg = svgElement("svg", {viewBox: `0 0 ${WIDE} ${HIGH + FOOT}`, role: "img", "aria-label": `The tension of ${known.length} years, at most ${most}`});
  const steps = (/** @type {"lower" | "upper"} */ end) => known.map((year, n) => `${x(n)} ${y(year[end])} ${x(n + 1)} ${y(year[end])}`);
  if (known.length) {
    svg.append(svgElement("polygon", {class: "proven", points: `0 ${HIGH} ${steps("lower").join(" ")} ${x(known.length)} ${HIGH}`}));
    svg.append(svgElement("polygon", {class: "open", points: `${steps("upper").join(" ")} ${steps("lower").reverse().map(swapped).join(" ")}`}));
    svg.append(svgElement("polyline", {class: "best", points: steps("upper").join(" ")}));
    svg.append(svgElement("text", {x: 2, y: 10}, String(most)), svgElement("text", {x: 0, y: HIGH + 11}, known[0].day.slice(0, 4)));
    svg.append(svgElement("text", {x: x(known.length), y: HIGH + 11, "text-anchor": known.length * wide > 40 ? "end" : "start"}, known.length > 1 ? known[known.length - 1].day.slice(0, 4) : ""));
  }
  svg.append(svgElement("line", {class: "axis", x1: 0, x2: WIDE, y1: HIGH, y2: HIGH}));
  if (at >= 0) svg.append(svgElement("rect", {class: "seen", x: x(at), y: 0, width: Math.max(wide, 2), height: HIGH}));
  known.forEach((year, n) => {
    const bar = svgElement("rect", {class: "year", x: x(n), y: 0, width: wide, height: HIGH}, svgTitle(wordsOf(year)));
    bar.addEventListener("click", () => emit("moment", year.day));
    svg.append(bar);
  });
  return svg;
}

/** Two points the other way round. @param {string} points */
const swapped = (points) => points.split(" ").reduce((all, part, n, parts) => (n % 2 ? all : [`${part} ${parts[n + 1]}`, ...all]), /** @type {string[]} */ ([])).join(" ");
