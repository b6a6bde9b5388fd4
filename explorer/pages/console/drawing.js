// What of an answer can stand on the network's canvas; a sketch of it, and the two ways there.
import {element, svgElement, svgTitle} from "../../browser/elements.js";
import {isDark} from "../../browser/colour_scheme.js";
import {BASE} from "../../browser/dash.js";
import {glyph} from "../../browser/network/glyphs.js";
import {request} from "../../browser/network/requests.js";
import {formatNumber} from "../../browser/numbers.js";
import {goTo} from "../../browser/pages.js";

const MANY = 3_000; // actors that a canvas shows at ease

export const showDrawing = (panel, drawing) => {
  const {actors, some, named, skipped, sketch} = drawing;
  const parts = [];
  if (!actors.length) parts.push(element("h3", "", "Nothing here is an actor"), element("p", "soft", "Return nodes, relationships or paths of actors, or a column with their ids, and they can be drawn."));
  else {
    const what = named ? "named by their ids" : "in the answer";
    const slow = actors.length > MANY;
    const all = way(some.length ? `Show all ${formatNumber(actors.length)}` : "Show on the canvas", "replace", actors, slow ? "button quiet" : "primary");
    const few = some.length > 0 && way(`Show the ${some.length} with the most statements`, "replace", some, slow ? "primary" : "button quiet");
    const buttons = element("div", "row", null, ...(slow ? [few, all] : [all, few]), way("Add to what is there", "add", actors, "button quiet"));
    parts.push(element("h3", "", `${formatNumber(actors.length)} ${actors.length === 1 ? "actor" : "actors"} ${what}`), buttons);
    if (slow) parts.push(element("p", "soft", `More than ${formatNumber(MANY)} actors are slow to draw and hard to read: begin with some and expand.`));
  }
  for (const words of skipped) parts.push(element("p", "soft", words));
  if (actors.length) parts.push(element("p", "soft", "The canvas draws every statement between them, with its legend, evidence and undo."));
  panel.replaceChildren(element("div", "drawing-words", null, ...parts));
  if (sketch) panel.append(picture(sketch));
};

function way(label, how, actors, look) {
  const button = element("button", look, label);
  button.type = "button";
  button.addEventListener("click", () => {
    request({do: "result", actors, replace: how === "replace"});
    goTo(`${BASE}/`);
  });
  return button;
}

// A still picture: places from the server, looks from the styles.
function picture({nodes, edges}) {
  const svg = svgElement("svg");
  svg.setAttribute("class", "sketch");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `${nodes.length} actors and ${edges.length} edges`);
  const xs = nodes.map((n) => n.x);
  const ys = nodes.map((n) => n.y);
  const [left, top] = [Math.min(...xs) - 90, Math.min(...ys) - 50];
  svg.setAttribute("viewBox", `${left} ${top} ${Math.max(...xs) - left + 90} ${Math.max(...ys) - top + 60}`);
  const at = Object.fromEntries(nodes.map((n) => [n.id, n]));
  for (const edge of edges) {
    const [a, b] = [at[edge.source], at[edge.target]];
    const line = svgElement("line", {x1: a.x, y1: a.y, x2: b.x, y2: b.y, class: `sketch-edge ${edge.line}${edge.denied ? " denied" : ""}${edge.ended ? " ended" : ""}`});
    line.style.setProperty("--colour", edge.colour);
    line.append(svgTitle(`${a.name} ${edge.words} ${b.name}${edge.ended ? " (not today)" : ""}`));
    svg.append(line);
  }
  for (const node of nodes) {
    svg.append(svgElement("circle", {cx: node.x, cy: node.y, r: 20, class: `sketch-node ${node.kind}`}, svgTitle(node.name)));
    svg.append(svgElement("image", {x: node.x - 20, y: node.y - 20, width: 40, height: 40, href: glyph(node, isDark())}));
    const label = svgElement("text", {x: node.x, y: node.y + 36, class: "sketch-name"});
    label.textContent = node.name.length > 26 ? `${node.name.slice(0, 25)}…` : node.name;
    svg.append(label);
  }
  return svg;
}

