// Two small charts of a source's latest runs: how long each took, and what it changed. Each column tells its own numbers.
import {svgElement} from "../../browser/elements.js";
import {formatDuration, formatMoment, formatNumber, quantity} from "../../browser/numbers.js";

const [SLOTS, STEP, WIDE, HIGH] = [30, 8, 6, 40];

const place = (runs, n) => (SLOTS - runs.length + n) * STEP + 1;

function frame(label, ...children) {
  return svgElement("svg", {class: "spark", viewBox: `0 0 ${SLOTS * STEP} ${HIGH}`, role: "img", "aria-label": label, preserveAspectRatio: "none"}, ...children);
}

function column(run, words, ...shapes) {
  const title = svgElement("title");
  title.textContent = [run.id, formatMoment(run.at), run.status, words].filter(Boolean).join(" · ");
  return svgElement("g", {class: `run run-${run.status}`}, title, ...shapes);
}

const root = (n, most) => (most ? Math.sqrt(n / most) : 0);

export const durationChart = (runs) => {
  const most = Math.max(...runs.map((run) => run.seconds ?? 0), 0.001);
  const bars = runs.map((run, n) => {
    const high = Math.max(2, root(run.seconds ?? most, most) * (HIGH - 3));
    const [x, y] = [place(runs, n), HIGH - high];
    const shapes = [svgElement("rect", {x: x - 1, y: 0, width: STEP, height: HIGH, class: "grasp"}), svgElement("rect", {x: x + 0.5, y: y + 0.5, width: WIDE - 1, height: Math.max(1, high - 1), rx: 1, class: "bar"})];
    if (run.status === "failed") shapes.push(svgElement("path", {d: `M${x} ${y}l${WIDE} ${high}M${x + WIDE} ${y}l-${WIDE} ${high}`, class: "cross"}));
    return column(run, run.seconds === null ? "runs" : formatDuration(run.seconds), ...shapes);
  });
  const last = runs.findLast((run) => run.seconds !== null);
  return {svg: frame(`How long the last ${quantity(runs.length, "run")} took`, ...bars), words: last ? `last ${formatDuration(last.seconds)}, longest ${formatDuration(most)}` : ""};
};

export const changeChart = (runs) => {
  const most = Math.max(...runs.map((run) => Math.max(run.created + run.changed, run.withdrawn)), 1);
  const middle = HIGH * 0.62;
  const axis = svgElement("line", {x1: 0, x2: SLOTS * STEP, y1: middle, y2: middle, class: "axis"});
  const bars = runs.map((run, n) => {
    const x = place(runs, n);
    const up = root(run.created + run.changed, most) * (middle - 2);
    const down = root(run.withdrawn, most) * (HIGH - middle - 2);
    const part = run.created + run.changed ? run.created / (run.created + run.changed) : 0;
    const shapes = [svgElement("rect", {x: x - 1, y: 0, width: STEP, height: HIGH, class: "grasp"})];
    const bar = (y, high, kind) => high > 0 && shapes.push(svgElement("rect", {x, y, width: WIDE, height: Math.max(1.5, high), class: kind}));
    bar(middle - up, up * part, "created");
    bar(middle - up * (1 - part), up * (1 - part), "changed");
    bar(middle + 0.5, down, "withdrawn");
    const words = ["created", "changed", "withdrawn", "rejected"].filter((name) => run[name]).map((name) => `${formatNumber(run[name])} ${name}`);
    return column(run, words.join(", ") || "no change", ...shapes);
  });
  // What is held, dropped or taken back has changed nothing.
  const sum = (name) => runs.filter((run) => run.status === "done").reduce((all, run) => all + run[name], 0);
  const words = ["created", "changed", "withdrawn"].filter(sum).map((name) => `${formatNumber(sum(name))} ${name}`).join(", ") || "none";
  return {svg: frame(`What the last ${quantity(runs.length, "run")} changed: ${words}`, axis, ...bars), words};
};
