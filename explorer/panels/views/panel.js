// Views: saving what is seen, the list of what was saved, opening it, and the line that says what has changed since.
import {actions, on} from "../../browser/actions.js";
import {copyText} from "../../browser/clipboard.js";
import {BASE} from "../../browser/dash.js";
import {actionButton} from "../../browser/elements.js";
import {canvas} from "../../browser/network/canvas.js";
import {setMarks} from "../../browser/network/marks.js";
import {choose} from "../../browser/network/selection.js";
import {currentView, showView} from "../../browser/network/view_state.js";
import {notify} from "../../browser/notice.js";
import {post} from "../../browser/post.js";
import {copyShown} from "../../browser/sharing.js";
import {focusName, viewList} from "./list.js";

/** @typedef {{view: string, words: string, statements: Record<string, string>, actors: Record<string, string>}} Marked */

const OWN = ["views", "view"]; // choices of this panel: a view that is saved while they are open does not open on them
/** @type {(() => unknown) | null} what follows once a view that was opened is drawn */
let after = null;

/** What is seen now, to be kept. */
export function seenNow() {
  const view = currentView();
  const choice = /** @type {{kind?: string} | undefined} */ (view.parts.choice);
  if (OWN.includes(choice?.kind ?? "")) delete view.parts.choice;
  return view;
}

/** @param {string} id */
export const viewAddress = (id) => `${location.origin}${BASE}/?view=${id}`;

/**
 * Show what was saved; its own page opens beside it when it has a name, or when something has changed.
 * @param {string} id
 * @param {boolean} [first] nothing is on the canvas yet: this is no step
 */
export async function openView(id, first = false) {
  const answer = await post("views", "open", {id});
  if (answer.failed) {
    notify(answer.failed);
    return false;
  }
  setMarks(null);
  const {view, name, counts} = answer;
  const show = name || Object.keys(counts).length;
  if (show) view.parts.choice = {kind: "view", view: id};
  const words = name ?? "a linked view";
  after = () => (first ? show || notify("Nothing has changed since this was seen") : notify(`Opened ${words}`, null, {label: "Undo", run: actions.undo}));
  showView(view, first ? undefined : words);
  return true;
}

on("restored", () => {
  const then = after;
  after = null;
  if (then) requestAnimationFrame(then);
});

// A page that was opened by a link shows what the link stands for; the address is then that of the explorer again.
on("opening", (/** @type {() => unknown} */ otherwise) => {
  const id = new URLSearchParams(location.search).get("view");
  if (id === null) return false;
  history.replaceState(null, "", location.pathname + location.hash);
  const shown = /^[0-9a-f]{32}$/.test(id) ? openView(id, true) : Promise.resolve(void notify("This link leads to no view"));
  shown.then((opened) => opened || otherwise());
  return true;
});

actions.views = () => {
  focusName();
  choose({kind: "views"});
};

actions.share = async (button) => {
  if (!Object.keys(canvas().nodes).length) return;
  const answer = await post("views", "link", {view: seenNow()});
  if (answer.failed) return copyShown(button);
  copyText(viewAddress(answer.id), button);
};

/** @param {Marked} marked */
function showMarks({view, words, statements, actors}) {
  setMarks({statements, actors});
  const line = document.getElementById("since");
  if (!line) return;
  line.hidden = !words;
  line.replaceChildren();
  if (!words) return;
  const button = actionButton(words, "button", () => choose({kind: "view", view}));
  const close = actionButton("", "tool", () => {
    setMarks(null);
    line.hidden = true;
  }, "close");
  close.title = "Take the marks off";
  close.setAttribute("aria-label", close.title);
  line.append(button, close);
}

new MutationObserver(() => {
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-marks]"))) {
    const marked = JSON.parse(place.dataset.marks ?? "{}");
    delete place.dataset.marks;
    showMarks(marked);
  }
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".views[data-views]"))) {
    const listed = JSON.parse(place.dataset.views ?? "{}");
    delete place.dataset.views;
    viewList(place, listed, {openView, seenNow, viewAddress});
  }
}).observe(document.body, {childList: true, subtree: true, attributeFilter: ["data-views", "data-marks"]});
