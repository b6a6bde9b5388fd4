// Elements with text: nothing that comes from the graph is ever taken for HTML.
import {formatMoment, formatRelative} from "./numbers.js";

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * A name: what is read from right to left keeps that to itself.
 * @param {string} name
 */
export const nameText = (name) => element("bdi", "", name);

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} [className]
 * @param {string | null} [text]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, className = "", text = null, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== null) made.textContent = text;
  for (const child of children) if (child !== null && child !== undefined && child !== false) made.append(child);
  return made;
}

/**
 * @param {string} name
 * @param {Record<string, string | number>} [attributes]
 * @param {...(Node | string)} children
 * @returns {SVGElement}
 */
export function svgElement(name, attributes = {}, ...children) {
  const made = /** @type {SVGElement} */ (document.createElementNS(SVG, name));
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

/**
 * Give an element these children, leaving those in place that it has already: a button that is replaced between press and
 * release is never clicked. A child is known again by its data-key, and then gets the new one's children in its turn; by
 * its data-change, and then stays as it is; or because it is equal.
 * @param {Element} parent
 * @param {Element[]} fresh
 */
export function patchChildren(parent, fresh) {
  const old = /** @type {HTMLElement[]} */ ([...parent.children]);
  const next = /** @type {HTMLElement[]} */ (fresh).map((node) => {
    const {key, change} = node.dataset;
    const place = old.findIndex((before) => (key && before.dataset.key === key) || (change && before.dataset.change === change) || before.isEqualNode(node));
    if (place < 0) return node;
    const [before] = old.splice(place, 1);
    if (key && !before.isEqualNode(node)) patchChildren(before, /** @type {Element[]} */ ([...node.children]));
    return before;
  });
  placeChildren(parent, next);
}

/**
 * Give an element these children and no others; those that it has already stay where they are.
 * @param {Element} parent
 * @param {Element[]} next
 */
export function placeChildren(parent, next) {
  for (const child of [...parent.childNodes]) if (!next.includes(/** @type {Element} */ (child))) child.remove();
  next.forEach((node, place) => parent.children[place] !== node && parent.insertBefore(node, parent.children[place] ?? null));
}

/**
 * An element that is known again when it is drawn anew.
 * @template {HTMLElement} Made
 * @param {string} key
 * @param {Made} made
 */
export function keyed(key, made) {
  made.dataset.key = key;
  return made;
}

/**
 * The words that a pointer over a shape shows.
 * @param {string} text
 */
export function svgTitle(text) {
  const title = svgElement("title");
  title.textContent = text;
  return title;
}

/**
 * A button with what it does.
 * @param {string} label
 * @param {string} look its classes
 * @param {(button: HTMLButtonElement) => unknown} action
 * @param {string | null} [icon]
 */
export function actionButton(label, look, action, icon = null) {
  const button = element("button", look, null, icon && element("i", `icon icon-${icon}`), element("span", "", label));
  button.type = "button";
  button.addEventListener("click", () => action(button));
  return button;
}

/**
 * A moment in words that stay true: the page's clock turns them.
 * @param {string} at
 * @param {string} [words]
 */
export function timeElement(at, words = "") {
  const made = element("time", "", `${words}${formatRelative(at)}`);
  made.dateTime = at;
  made.title = formatMoment(at);
  made.dataset.words = words;
  return made;
}

setInterval(() => {
  for (const time of /** @type {NodeListOf<HTMLTimeElement>} */ (document.querySelectorAll("time[data-words]"))) {
    time.textContent = `${time.dataset.words}${formatRelative(time.dateTime)}`;
  }
}, 15_000);
