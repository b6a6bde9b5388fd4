// The page of the loads: looks every few seconds, and draws anew only what has changed.
import {element, placeChildren, timeElement} from "../../browser/elements.js";
import {quantity} from "../../browser/numbers.js";
import {currentPage, onPage} from "../../browser/pages.js";
import {post} from "../../browser/post.js";
import {sourceCard, stateBadge, stateWord} from "./card.js";

const LOOK = 4_000; // ms
const UNHEALTHY = ["failing", "held", "late"];
/** @type {Set<string>} */
const open = new Set();
/** @type {Map<string, string>} */
const drawn = new Map(); // source -> what is drawn of it, as JSON
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {string} name @returns {any} */
const part = (name) => document.querySelector(`[data-jobs-${name}]`);

async function look() {
  clearTimeout(timer);
  if (currentPage() === "jobs" && !document.hidden) show(await post("jobs", "state"));
  timer = setTimeout(look, LOOK);
}

async function ask(what) {
  const reply = await post("jobs", "ask", what);
  if (reply.failed) alarm(reply.failed);
  else await look();
}

function show(board) {
  if (board.failed) return alarm(board.failed);
  head(board);
  alarm(board.schedulers ? "" : board.beat ? "No scheduler is live" : "No scheduler has ever run here", board.schedulers ? null : board);
  const list = part("list");
  const seen = new Set(board.cards.map((card) => card.source));
  for (const [source] of drawn) if (!seen.has(source)) drawn.delete(source);
  const draw = (card) => {
    const {decides, looks} = board;
    const around = {alive: board.schedulers > 0, decides, looks};
    const text = JSON.stringify([card, around]);
    const there = [...list.querySelectorAll(".job")].find((drawnCard) => drawnCard.dataset.source === card.source);
    // Who is about to decide is not disturbed.
    if (there && (drawn.get(card.source) === text || there.querySelector(".decide .primary"))) return there;
    drawn.set(card.source, text);
    const fresh = sourceCard(card, open, ask, around);
    if (there?.contains(document.activeElement)) setTimeout(() => /** @type {HTMLElement | null} */ (fresh.querySelector("button:not(:disabled)"))?.focus());
    return fresh;
  };
  const cards = board.cards.filter((card) => !card.over).map(draw);
  const over = board.cards.filter((card) => card.over).map(draw);
  if (!board.cards.length) cards.push(element("p", "nothing", "The graph has no sources yet. Load one: faultlines load wagner-2023"));
  placeChildren(list, over.length ? [...cards, folded(list, over)] : cards);
  document.body.dataset.jobs = "ready";
}

// Sources with which nothing goes on, closed until a person opens them.
function folded(list, cards) {
  const there = list.querySelector(":scope > details") ?? element("details", "jobs-over", null, element("summary"), element("div", "jobs-list"));
  const words = `${quantity(cards.length, "source is", "sources are")} paused`;
  if (there.firstChild.textContent !== words) there.firstChild.textContent = words;
  placeChildren(there.lastChild, cards);
  return there;
}

/**
 * What can be said of all sources at once. That they are as they should be only where somebody loads them by the clock, and
 * every edition is known to be its publisher's latest.
 * @param {{cards: {state: string, expected: string | null}[], schedulers: number}} board
 */
function summary({cards, schedulers}) {
  const wanting = cards.filter((card) => UNHEALTHY.includes(card.state)).length;
  const old = cards.filter((card) => card.state === "old").length;
  if (wanting) return `${quantity(wanting, "source needs", "sources need")} a person`;
  if (old) return `${quantity(old, "source has", "sources have")} an old edition`;
  if (!cards.length) return "";
  if (schedulers && cards.every((card) => card.state === "fresh" && card.expected)) return "Every source is as it should be";
  return schedulers ? "No load waits for a person" : "Nothing is loaded by itself";
}

function head(board) {
  const {cards} = board;
  const count = (word) => cards.filter((card) => stateWord(card) === word).length;
  const unhealthy = UNHEALTHY.filter(count);
  const words = summary(board);
  const badges = ["failing", "held", "late", "old", "never", "loaded", "fresh"].filter(count).map((word) => stateBadge(word === "loaded" ? "fresh" : word, `${count(word)} ${word}`));
  const text = words + badges.map((badge) => badge.textContent).join();
  const line = part("head");
  if (line.dataset.shown === text) return;
  line.dataset.shown = text;
  line.replaceChildren(element("h2", unhealthy.length ? "unhealthy" : "", words), element("div", "badges", null, ...badges));
}

// Nothing is loaded by itself when no scheduler is alive: say so, and what to type.
/**
 * @param {string} words
 * @param {any} [board]
 */
function alarm(words, board = null) {
  const alert = part("alarm");
  alert.hidden = !words;
  if (!words || alert.dataset.shown === words + board?.beat) return;
  alert.dataset.shown = words + board?.beat;
  const message = element("p", "", null, element("b", "", words), board ? ". Nothing is loaded by itself, and what is asked for here waits. This starts one:" : "", board?.beat ? timeElement(board.beat, " The last was heard of ") : null);
  const rest = [];
  if (board) {
    const copy = element("button", "button quiet", null, element("i", "icon icon-copy"), element("span", "", "Copy"));
    copy.type = "button";
    copy.dataset.copy = board.begin;
    rest.push(element("div", "command", null, element("code", "", board.begin), copy));
  }
  alert.replaceChildren(message, ...rest);
}

onPage("jobs", "[data-jobs-list]", look);
document.addEventListener("visibilitychange", () => !document.hidden && currentPage() === "jobs" && look());
