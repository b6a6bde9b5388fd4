// Light and dark: Mantine follows the system and remembers a person's choice; the canvas follows Mantine.
import {isReady, setStore} from "./dash.js";
import {canvas} from "./network/canvas.js";

const root = document.documentElement;
const ATTRIBUTE = "data-mantine-color-scheme";
let shown = "";

// Before Mantine is there, what a person chose is already known.
try {
  const chosen = localStorage.getItem("mantine-color-scheme-value");
  if (chosen === "light" || chosen === "dark") root.setAttribute(ATTRIBUTE, chosen);
} catch {
  // A browser that keeps nothing follows the system.
}

/** Whether the screen is dark. */
export const isDark = () => root.getAttribute(ATTRIBUTE) === "dark";

function repaint() {
  const scheme = root.getAttribute(ATTRIBUTE);
  if (!scheme || scheme === shown || !isReady() || !document.getElementById("cytoscape")) return;
  shown = scheme;
  setStore("scheme", scheme);
  setStore("canvas", {...canvas()});
}

new MutationObserver(repaint).observe(root, {attributes: true, attributeFilter: [ATTRIBUTE]});
const waiting = new MutationObserver(() => {
  repaint();
  if (shown) waiting.disconnect();
});
waiting.observe(document, {childList: true, subtree: true});
