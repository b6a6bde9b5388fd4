// Turns the pages. The network stays beneath as it is; a page lies over it, and is drawn when it is first turned to.
import {emit, on} from "./actions.js";
import {isReady, setProps, setStore} from "./dash.js";

/** @type {Set<string>} */
const drawn = new Set();
let current = "network";

const containers = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-container]")]);

/** The page that is seen. */
export const currentPage = () => current;

/**
 * Turn to an address of ours.
 * @param {string} address
 */
export function goTo(address) {
  if (address !== location.pathname + location.hash) history.pushState(null, "", address);
  turn();
}

/**
 * Run something when a page has been drawn, and again whenever it is turned to.
 * @param {string} name
 * @param {string} selector of what stands on the page once it is drawn
 * @param {() => unknown} start
 * @param {() => unknown} [turned] in place of `start` when it is turned to again
 */
export function onPage(name, selector, start, turned = start) {
  const waiting = new MutationObserver(() => {
    if (!document.querySelector(selector)) return;
    waiting.disconnect();
    on(`page ${name}`, turned);
    start();
  });
  waiting.observe(document.body, {childList: true, subtree: true});
}

function turn() {
  const container = containers().find(({dataset}) => dataset.path === location.pathname.replace(/(.)\/$/, "$1"));
  current = container?.dataset.container ?? "network";
  document.body.dataset.page = current;
  /** @type {HTMLElement} */ (document.querySelector(".frame")).inert = Boolean(container);
  for (const other of containers()) other.classList.toggle("shown", other === container);
  document.title = container ? `${container.dataset.title} · faultlines` : "faultlines";
  if (!container) emit("page network");
  else if (drawn.has(current)) emit(`page ${current}`);
  else draw(container);
}

/** @param {HTMLElement} container */
async function draw(container) {
  const {container: name = "", libraries = "[]", script, style} = container.dataset;
  drawn.add(name);
  const parts = [...JSON.parse(libraries).map(loadLibrary), style && loadStyle(style), script && import(script)];
  await Promise.all(parts.filter(Boolean));
  setStore("visit", name);
}

/** @type {Map<string, Promise<void>>} */
const libraries = new Map();

/**
 * Load a script that is no module, once.
 * @param {string} address
 * @returns {Promise<void>}
 */
export function loadLibrary(address) {
  const known = libraries.get(address) ?? loaded(Object.assign(document.createElement("script"), {src: address}));
  libraries.set(address, known);
  known.catch(() => libraries.delete(address));
  return known;
}

/** @param {string} address */
const loadStyle = (address) => loaded(Object.assign(document.createElement("link"), {rel: "stylesheet", href: address}));

/**
 * @param {HTMLScriptElement | HTMLLinkElement} part
 * @returns {Promise<void>}
 */
const loaded = (part) =>
  new Promise((resolve, reject) => {
    part.onload = () => resolve();
    part.onerror = () => reject(new Error(`${part.getAttribute("src") ?? part.getAttribute("href")} cannot be loaded`));
    document.head.append(part);
  });

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[data-page]") : null;
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  setProps("queries", {opened: false});
  goTo(link.getAttribute("href") ?? "/");
});
window.addEventListener("popstate", turn);

const waiting = new MutationObserver(() => {
  if (!document.querySelector(".frame") || !isReady()) return;
  waiting.disconnect();
  turn();
});
waiting.observe(document, {childList: true, subtree: true});
