// One source: how it is, since when and why, what it did, and what can be asked for.
import {actionButton, element, svgElement, timeElement} from "../../browser/elements.js";
import {formatNumber, quantity} from "../../browser/numbers.js";
import {post} from "../../browser/post.js";
import {changeChart, durationChart} from "./charts.js";
import {differencesTable} from "./differences.js";

const SHAPES = {
  fresh: ["circle", {cx: 8, cy: 8, r: 6.5}],
  late: ["path", {d: "M8 1.5 15 14.5H1Z"}],
  failing: ["path", {d: "M4.2 1h7.6L15 4.200v7.600L11.800 15H4.200L1 11.800V4.200Z"}],
  held: ["path", {d: "M8 .8 15.200 8 8 15.200.8 8Z"}],
  old: ["circle", {cx: 8, cy: 8, r: 5.8, class: "hollow"}],
  never: ["circle", {cx: 8, cy: 8, r: 5.8, class: "hollow"}],
  paused: ["path", {d: "M3 2h3.600v12H3zM9.400 2H13v12H9.400z"}],
};
const WORDS = {run: "a run", accept: "accepting", drop: "dropping", pause: "a pause", resume: "resuming"};

export const stateMark = (state) => {
  const [name, attributes] = SHAPES[state];
  return svgElement("svg", {class: "state-mark", viewBox: "0 0 16 16", "aria-hidden": "true"}, svgElement(name, attributes));
};

// A load that a person or a clock has begun makes nothing fresh: only an edition that its publisher has not overtaken.
export const stateWord = ({state, expected}) => (state === "fresh" && !expected ? "loaded" : state);

export const stateBadge = (state, words = state) => element("span", `state state-${state}`, null, stateMark(state), element("span", "", words));

// `open` remembers which details a person has opened; `ask` sends a request. Of the board: whether anybody will hear it,
// and why its visitor may not ask for anything (`decides`) or see what is not accepted (`looks`).
export const sourceCard = (card, open, ask, {alive, decides, looks}) => {
  const article = element("article", `job job-${card.state}`);
  article.dataset.source = card.source;
  const badges = element("div", "badges", null, stateBadge(card.state, stateWord(card)), card.paused ? stateBadge("paused") : null);
  const title = element("div", "job-title", null, element("h2", "", card.title), element("span", "mono soft", card.source));
  article.append(element("header", "", null, badges, title, actions(card, ask, decides)));
  const why = reason(card);
  if (why) article.append(why);
  article.append(...card.asked.map((asked) => request(asked, alive)));
  article.append(element("div", "job-body", null, facts(card), charts(card)));
  if (card.held) article.append(held(card, open, ask, {decides, looks}));
  if (card.rejected) article.append(rejected(card, open));
  return article;
};

// A button that one may not press says why.
const allowed = (button, why) => {
  if (why) Object.assign(button, {disabled: true, title: why});
  return button;
};

function actions(card, ask, why) {
  const waits = card.asked.some((asked) => asked.kind === "run" && asked.status !== "done" && asked.status !== "refused");
  const run = actionButton(card.running ? "Running" : "Run now", "button", () => ask({kind: "run", source: card.source}), "run");
  run.disabled = Boolean(card.running) || waits;
  const kind = card.paused ? "resume" : "pause";
  const pause = actionButton(card.paused ? "Resume" : "Pause", "button quiet", () => ask({kind, source: card.source}), card.paused ? "run" : "pause");
  return element("div", "job-actions", null, allowed(run, why), card.schedule || card.paused ? allowed(pause, why) : null);
}

function reason(card) {
  if (card.state === "fresh" || card.state === "never") return null;
  const since = {failing: card.failed?.at, held: card.held?.since}[card.state];
  return element("p", "job-why", null, element("span", "", card.why), since ? timeElement(since, " · ") : null);
}

function request(asked, alive) {
  const what = `${WORDS[asked.kind][0].toUpperCase()}${WORDS[asked.kind].slice(1)}`;
  const told = {
    asked: alive ? `${what} is requested; the scheduler will start it` : `${what} is requested and waits: no scheduler is live`,
    taken: `${what} is in progress`,
    done: `${what}: ${asked.answer ?? "done"}`,
    refused: `${what} was rejected: ${asked.answer ?? ""}`,
  }[asked.status];
  const line = element("p", `job-asked asked-${asked.status}`, null, element("span", "", told), element("span", "soft", ` · by ${asked.by}`), timeElement(asked.at, " · "));
  if (asked.status === "taken" || (asked.status === "asked" && alive)) line.prepend(element("span", "spinner"));
  return line;
}

function facts(card) {
  const list = element("dl", "facts");
  const fact = (name, ...values) => list.append(element("dt", "", name), element("dd", "", null, ...values));
  if (card.running) fact("Running", timeElement(card.running.since, "since "));
  fact("Last success", card.success ? timeElement(card.success) : element("span", "soft", "never"), card.success ? element("span", "mono soft", card.success_run) : null);
  if (card.edition) fact("Edition", `${card.edition[0].toUpperCase()}${card.edition.slice(1)}`, card.expected ? null : element("span", "soft", "how often one comes is not declared"));
  if (card.retry) fact("Next retry", timeElement(card.retry));
  if (card.paused) fact("Next run", element("span", "soft", card.paused_by ? `paused by ${card.paused_by}` : "paused until a person resumes it"));
  else fact("Next run", card.next ? timeElement(card.next) : element("span", "soft", "only by hand"));
  fact("Schedule", card.schedule ?? element("span", "soft", "none"));
  return list;
}

function charts(card) {
  if (!card.runs.length) return element("p", "soft no-runs", "No run yet.");
  const one = (title, {svg, words}) => element("figure", "", null, element("figcaption", "", null, element("b", "", title), element("span", "soft", words)), svg);
  return element("div", "charts", null, one("Duration", durationChart(card.runs)), one("Changes", changeChart(card.runs)));
}

// Details that stay open over every look.
function details(key, summary, open, fill) {
  const article = element("details", "job-more", null, summary);
  article.open = open.has(key);
  const shown = () => {
    if (article.open && !article.dataset.filled) {
      article.dataset.filled = "yes";
      fill(article);
    }
  };
  article.addEventListener("toggle", () => {
    article.open ? open.add(key) : open.delete(key);
    shown();
  });
  shown();
  return article;
}

function held(card, open, ask, {decides, looks}) {
  const {run} = card.held;
  const buttons = decide(card, ask, decides);
  if (looks) return element("div", "held", null, element("p", "soft", `${run} waits for a decision. ${looks}`), buttons);
  const summary = element("summary", "", null, element("b", "", "What it would change"), element("span", "mono soft", run));
  const article = details(`held ${run}`, summary, open, async (article) => {
    const waiting = article.appendChild(element("p", "soft", "Looking …"));
    const found = await post("jobs", "held", {run});
    waiting.replaceWith(found.failed ? element("p", "soft", found.failed) : differencesTable(found));
  });
  return element("div", "held", null, article, buttons);
}

// Accepting and dropping ask once more.
function decide(card, ask, why) {
  const {run} = card.held;
  const row = element("div", "row decide");
  const first = () => row.replaceChildren(allowed(actionButton("Accept …", "button", () => sure("accept")), why), allowed(actionButton("Drop …", "button quiet", () => sure("drop")), why));
  const sure = (kind) => {
    const words = kind === "accept" ? `Apply the changes of ${run}?` : `Discard ${run}? The graph stays as it is.`;
    const yes = actionButton(kind === "accept" ? "Yes, accept" : "Yes, drop", "primary", () => {
      ask({kind, source: card.source, run});
      first();
    });
    row.replaceChildren(element("span", "", words), yes, actionButton("No", "button quiet", first));
    yes.focus();
  };
  first();
  return row;
}

function rejected(card, open) {
  const {run, rows, reasons} = card.rejected;
  const summary = element("summary", "", null, element("b", "", `${quantity(rows, "row")} rejected`), element("span", "mono soft", run));
  return details(`rejected ${card.source}`, summary, open, (article) => {
    const most = Math.max(...reasons.map(([, n]) => n), 1);
    const list = element("ul", "reasons", null, ...reasons.map(([reason, n]) => {
      const bar = element("span", "share");
      bar.style.setProperty("--share", String(n / most));
      return element("li", "", null, element("span", "number", formatNumber(n)), element("span", "", reason), bar);
    }));
    article.append(reasons.length ? list : element("p", "soft", "Their reasons were not kept with the run."));
    article.append(element("p", "soft", null, "Each row with its line: ", element("code", "", `faultlines rejects list --run ${run}`)));
  });
}
