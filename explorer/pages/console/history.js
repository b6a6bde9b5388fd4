// The last fifty statements of this browser; they never leave it.
import {emit} from "../../browser/actions.js";
import {element} from "../../browser/elements.js";
import {formatMoment} from "../../browser/numbers.js";
import {find} from "./client.js";

const KEY = "faultlines-console-history";
const DRAFT = "faultlines-console-draft";
const MOST = 50;

const read = (key, otherwise) => {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null") ?? otherwise;
  } catch {
    return otherwise;
  }
};
const write = (key, value) => {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing has no history.
  }
};

export const draft = {read: () => read(DRAFT, null), write: (text, parameters) => write(DRAFT, {text, parameters})};

export const remember = (entry) => {
  const rest = read(KEY, []).filter((old) => old.text !== entry.text || JSON.stringify(old.parameters) !== JSON.stringify(entry.parameters));
  write(KEY, [{...entry, at: new Date().toISOString()}, ...rest].slice(0, MOST));
  showHistory();
};

export const showHistory = () => {
  const entries = read(KEY, []);
  const list = find(".past");
  if (!entries.length) return list.replaceChildren(element("p", "nothing", "What you run is kept here, in this browser alone."));
  const forget = element("button", "button quiet forget", "Forget all");
  forget.type = "button";
  forget.addEventListener("click", () => {
    write(KEY, []);
    showHistory();
  });
  list.replaceChildren(...entries.map(row), forget);
};

function row(entry) {
  const button = element("button", "query");
  button.type = "button";
  const first = entry.text.split("\n").filter((line) => line.trim() && !line.startsWith("//")).slice(0, 3).join(" ");
  button.append(element("code", "", first.length > 140 ? `${first.slice(0, 139)}…` : first), element("span", "soft", `${formatMoment(entry.at)} · ${entry.outcome}`));
  button.title = entry.text;
  button.addEventListener("click", () => emit("bring", entry.text, entry.parameters));
  return button;
}

