// The list of views and the form that saves one. Nothing asks for confirmation: whatever is done can be undone.
import {copyText} from "../../browser/clipboard.js";
import {actionButton, element, nameText, timeElement} from "../../browser/elements.js";
import {refresh} from "../../browser/network/selection.js";
import {notify} from "../../browser/notice.js";
import {post} from "../../browser/post.js";

/**
 * @typedef {{id: string, name: string, notes: string, owner: string | null, shared: boolean, changed_at: string, actors: number, mine: boolean}} View
 * @typedef {{views: View[], deleted: View[], may: boolean, people: boolean}} Listed
 * @typedef {{openView: (id: string) => Promise<boolean>, seenNow: () => unknown, viewAddress: (id: string) => string}} Means
 */

const EMPTY = "No views yet. A view keeps who is on the canvas and where, the filter, and what was chosen; when it is opened again it says what has changed since.";
let focused = ""; // what the focus goes to when the list is drawn anew; it stays where it is for nothing

const BLANK = {name: "", notes: "", shared: false};
let draft = BLANK; // what a person has typed: the list may be drawn anew before it is saved

/** The list is asked for by a person, who may type the name of a view at once. */
export const focusName = () => void (focused = "name");

/**
 * @param {HTMLElement} place
 * @param {Listed} listed
 * @param {Means} means
 */
export function viewList(place, {views, deleted, may, people}, means) {
  const list = views.length ? element("ul", "view-list", null, ...views.map((view) => item(view, may, people, means))) : element("p", "soft", EMPTY);
  const bin = deleted.length
    ? element("details", "left-out", null, element("summary", "", `Deleted within thirty days: ${deleted.length}`), element("ul", "view-list", null, ...deleted.map(deletedItem)))
    : null;
  place.replaceChildren(...(may ? [saveForm(people, means)] : []), list, ...(bin ? [bin] : []));
  if (focused) /** @type {HTMLElement | null} */ (place.querySelector(`[data-focus="${focused}"]`) ?? place.querySelector("[data-focus]"))?.focus({preventScroll: true});
  focused = "";
}

/**
 * Do something on the server, then draw the list anew; `undo` takes it back.
 * @param {string} route
 * @param {unknown} body
 * @param {string} words
 * @param {string} focus
 * @param {((answer: any) => [string, unknown]) | null} undo the route and the body that take it back
 */
async function act(route, body, words, focus, undo) {
  const answer = await post("views", route, body);
  if (answer.failed) return notify(answer.failed);
  focused = focus;
  const back = undo && undo(answer);
  refresh();
  notify(words, null, back ? {label: "Undo", run: () => act(back[0], back[1], `Undone: ${words}`, focus, null)} : undefined);
}

/**
 * @param {string} label
 * @param {string} kind
 * @param {string} value
 */
function field(label, kind, value) {
  const input = /** @type {HTMLInputElement} */ (element(kind === "area" ? "textarea" : "input", ""));
  if (kind !== "area") input.type = kind;
  input.value = value;
  input.maxLength = kind === "area" ? 10_000 : 200;
  if (kind === "area") input.setAttribute("rows", "2");
  return {input, made: element("label", "field", null, element("span", "", label), input)};
}

/**
 * A form for name, notes and sharing.
 * @param {{name: string, notes: string, shared: boolean}} values
 * @param {boolean} people
 * @param {string} verb
 * @param {(values: {name: string, notes: string, shared: boolean}) => unknown} send
 * @param {HTMLElement | null} [aside]
 */
function viewForm({name, notes, shared}, people, verb, send, aside = null) {
  const title = field("Name", "text", name);
  const remarks = field("Notes", "area", notes);
  const sharing = element("input", "");
  Object.assign(sharing, {type: "checkbox", checked: shared});
  title.input.dataset.focus = "name";
  title.input.required = true;
  const button = element("button", "button primary", verb);
  button.type = "submit";
  const share = people ? element("label", "check", null, sharing, element("span", "", "Shared with everybody who may log in")) : null;
  const made = element("form", "view-form fields", null, title.made, remarks.made, share, element("div", "row", null, button, aside));
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!title.input.value.trim()) return title.input.focus();
    button.disabled = true;
    Promise.resolve(send({...values(), name: title.input.value.trim()})).finally(() => (button.disabled = false));
  });
  const values = () => ({name: title.input.value, notes: remarks.input.value, shared: sharing.checked});
  return {made, input: title.input, values};
}

/** @param {boolean} people @param {Means} means */
function saveForm(people, {seenNow}) {
  const save = (/** @type {typeof BLANK} */ values) =>
    act("save", {view: seenNow(), ...values}, `Saved ${values.name}`, "name", ({id}) => {
      draft = BLANK;
      return ["delete", {id}];
    });
  const {made, values} = viewForm(draft, people, "Save this view", save);
  made.addEventListener("input", () => (draft = values()));
  return made;
}

/** @param {View} view @param {boolean} may @param {boolean} people @param {Means} means */
function item(view, may, people, {openView, seenNow, viewAddress}) {
  const {id, name, notes, owner, shared, changed_at, actors, mine} = view;
  const open = element("button", "plain view-name", null, nameText(name));
  open.type = "button";
  open.dataset.focus = `open ${id}`;
  open.title = "Open this view";
  open.addEventListener("click", () => openView(id));
  const about = element("p", "soft", null, owner ? `${owner} · ` : "", timeElement(changed_at), ` · ${actors === 1 ? "1 actor" : `${actors} actors`}`, people && shared ? " · shared" : "");
  const tools = element("div", "view-tools", null,
    mine && may && tool("Rename, note, share", "edit", `edit ${id}`, () => edit(made, view, people)),
    mine && may && tool("Put what is seen now in its place", "put", `put ${id}`, () => act("replace", {id, view: seenNow()}, `${name} is what is seen now`, `put ${id}`, () => ["replace", {id}])),
    may && tool("Duplicate", "copy", `copy ${id}`, () => act("copy", {id, name: `${name} (copy)`.slice(0, 200)}, `Duplicated ${name}`, `copy ${id}`, (answer) => ["delete", {id: answer.id}])),
    tool("Copy a link to it", "link", `link ${id}`, async (button) => {
      await copyText(viewAddress(id), button);
      if (people && !shared) notify("Copied. Until you share the view, nobody else can open it.");
    }),
    mine && may && tool("Delete", "trash", `delete ${id}`, () => act("delete", {id}, `Deleted ${name}`, "name", () => ["delete", {id, deleted: false}])),
  );
  for (const button of tools.children) button.setAttribute("aria-label", `${button.getAttribute("title")}: ${name}`);
  const made = element("li", "view-item", null, element("div", "view-head", null, open, tools), notes ? element("p", "view-notes", notes) : null, about);
  made.dataset.view = id;
  return made;
}

/** @param {string} label @param {string} icon @param {string} focus @param {(button: HTMLButtonElement) => unknown} run */
function tool(label, icon, focus, run) {
  const button = actionButton("", "tool", run, icon);
  button.title = label;
  button.dataset.focus = focus;
  return button;
}

/** @param {HTMLElement} place @param {View} view @param {boolean} people */
function edit(place, view, people) {
  const {id, name} = view;
  const cancel = actionButton("Cancel", "button quiet", () => {
    focused = `edit ${id}`;
    refresh();
  });
  const change = (/** @type {{name: string, notes: string, shared: boolean}} */ values) =>
    act("change", {id, ...values}, values.name === name ? `Changed ${name}` : `Renamed ${name}`, `edit ${id}`, ({before}) => ["change", {id, ...before}]);
  const {made, input} = viewForm(view, people, "Keep", change, cancel);
  place.replaceChildren(made);
  input.focus();
  input.select();
}

/** @param {View} view */
function deletedItem({id, name}) {
  const back = actionButton("Bring back", "button quiet", () => act("delete", {id, deleted: false}, `Brought back ${name}`, `open ${id}`, () => ["delete", {id}]));
  back.setAttribute("aria-label", `Bring back ${name}`);
  return element("li", "view-item", null, element("div", "view-head", null, nameText(name), back));
}
