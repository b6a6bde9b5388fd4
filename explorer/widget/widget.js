// A network in a notebook, as anywidget renders it: the explorer's look in a shadow of its own, offline.
import cytoscape from "cytoscape";
import lines from "../browser/line.css";
import style from "./widget.css";
import {element, nameText} from "../browser/elements.js";
import {elementsOf} from "../browser/network/elements.js";
import {glyph} from "../browser/network/glyphs.js";
import {LINE, SIZE, placeNames, sidesOf} from "../browser/network/names.js";
import {quantity} from "../browser/numbers.js";

/**
 * @typedef {{get: (name: string) => any, on: (event: string, hear: (...values: any[]) => void) => void, off: (event: string, hear: (...values: any[]) => void) => void, send: (content: object) => void}} Model
 * @typedef {{subject: string, verb: string, object: string, type: string, classes: string, colour: string, evidence: string, standing: string, facts: [string, string][], url: string | null}} Card
 */

const SURE = 20; // names that are shown even where that takes them away from their actors
const SYSTEM = matchMedia("(prefers-color-scheme: dark)");

/** Whether the notebook is dark: JupyterLab and VS Code say so, elsewhere the system does. */
function isDark() {
  const {jpThemeLight, vscodeThemeKind} = document.body.dataset;
  if (jpThemeLight) return jpThemeLight === "false";
  if (vscodeThemeKind) return /dark|high-contrast$/.test(vscodeThemeKind);
  return SYSTEM.matches;
}

/** @param {{model: Model, el: HTMLElement}} place */
function render({model, el}) {
  const host = element("div");
  const root = host.attachShadow({mode: "open"});
  const canvas = element("div", "canvas");
  canvas.setAttribute("role", "img");
  const legend = element("ul", "legend");
  const aside = element("section", "aside");
  aside.hidden = true;
  aside.setAttribute("aria-label", "Evidence");
  const list = element("ul");
  const below = element("details", "below", null, element("summary", "", "As a list"), list);
  const notice = element("p", "notice");
  notice.setAttribute("role", "status");
  const names = element("div", "names");
  names.setAttribute("aria-hidden", "true");
  root.append(element("style", "", `${lines}\n${style}`), element("div", "frame", null, element("div", "picture", null, canvas, names), legend, aside), below, notice);
  el.replaceChildren(host);
  host.style.setProperty("--height", `${model.get("height")}px`);

  let dark = isDark();
  const cy = cytoscape({container: canvas, layout: {name: "preset"}, minZoom: 0.1, maxZoom: 4});
  let moved = false; // a person has chosen what is in view
  let waiting = 0;
  const fit = () => {
    cy.resize();
    if (!moved) cy.fit(undefined, 48);
  };
  const name = () => (waiting ||= requestAnimationFrame(() => {
    waiting = 0;
    names.replaceChildren(...placedNames(cy).map(nameAt));
  }));

  const drawn = () => {
    const {nodes, edges} = elementsOf(model.get("network"), {on: model.get("on")}, null, null, (actor) => glyph(actor, dark));
    return [...nodes, ...edges.map((data) => ({group: "edges", data}))];
  };
  const dress = () => {
    dark = isDark();
    const scheme = dark ? "dark" : "light";
    host.style.setProperty("color-scheme", scheme);
    for (const [name, colour] of Object.entries(model.get("tokens")[scheme])) host.style.setProperty(`--${name}`, String(colour));
    cy.style(model.get("styles")[scheme]);
    cy.nodes().forEach((node) => void node.data("glyph", glyph(model.get("network").nodes[node.id()], dark)));
  };
  const draw = () => {
    const elements = drawn();
    const wanted = new Set(elements.map(({data}) => data.id));
    cy.batch(() => {
      cy.elements().filter((one) => !wanted.has(one.id())).remove();
      for (const one of elements) {
        const known = cy.getElementById(one.data.id);
        if (known.nonempty()) known.data(one.data);
        else cy.add(/** @type {any} */ (one));
      }
    });
    fit();
    describe();
  };
  const describe = () => {
    const {nodes, edges} = model.get("network");
    const types = model.get("types");
    /** @type {Record<string, number>} */
    const counts = {};
    for (const edge of Object.values(edges)) counts[edge.type] = (counts[edge.type] ?? 0) + edge.statements.length;
    canvas.setAttribute("aria-label", `${quantity(Object.keys(nodes).length, "actor")}, ${quantity(Object.keys(edges).length, "edge")}; also as a list below`);
    legend.replaceChildren(...Object.keys(counts).sort().map((type) => element("li", "", null, sample(types[type]), element("span", "", types[type].screen), element("span", "soft", String(counts[type])))));
    legend.hidden = !legend.children.length;
    list.replaceChildren(
      ...Object.values(edges).map((edge) => element("li", "", null, button("Evidence", () => open(edge)), sample(types[edge.type]), element("span", "", null, nameText(nodes[edge.source].name), ` ${edge.denied ? "(denied) " : ""}${types[edge.type].screen} `, nameText(nodes[edge.target].name)))),
      ...Object.values(nodes).map((node) => element("li", "", null, button("Expand", () => expand(node.id)), nameText(node.name))),
    );
  };
  const say = (words) => void (notice.textContent = words);
  const expand = (actor) => {
    say("Asking for neighbours …");
    model.send({do: "expand", actor, present: Object.fromEntries(cy.nodes().map((node) => [node.id(), [node.position("x"), node.position("y")]]))});
  };
  const open = ({statements}) => {
    say("Asking for the evidence …");
    model.send({do: "evidence", statements: statements.map(({id}) => id)});
  };
  /** @param {{do: string, words?: string, cards?: Card[]}} message */
  const hear = (message) => {
    say(message.words ?? "");
    if (message.do === "evidence") show(message.cards ?? []);
  };
  /** @param {Card[]} cards */
  const show = (cards) => {
    const close = button("Close", () => {
      aside.hidden = true;
      fit();
    });
    aside.replaceChildren(element("header", "", null, element("h3", "", quantity(cards.length, "statement")), close), ...cards.map(cardOf));
    aside.hidden = false;
    fit();
    close.focus();
  };

  cy.on("dbltap", "node", ({target}) => expand(target.id()));
  cy.on("tap", "edge", ({target}) => open(model.get("network").edges[target.id()]));
  cy.on("dragpan scrollzoom pinchzoom", () => void (moved = true));
  cy.on("viewport resize position data add remove", name);
  dress();
  draw();
  const themes = new MutationObserver(dress);
  themes.observe(document.body, {attributes: true, attributeFilter: ["data-jp-theme-light", "data-vscode-theme-kind"]});
  SYSTEM.addEventListener("change", dress);
  const sized = new ResizeObserver(fit);
  sized.observe(canvas);
  model.on("change:network", draw);
  model.on("msg:custom", hear);
  return () => {
    model.off("change:network", draw);
    model.off("msg:custom", hear);
    SYSTEM.removeEventListener("change", dress);
    cancelAnimationFrame(waiting);
    themes.disconnect();
    sized.disconnect();
    cy.destroy();
  };
}

/** @param {CanvasRenderingContext2D | null} [pen] */
const measuring = (pen = document.createElement("canvas").getContext("2d")) => {
  if (pen) pen.font = `${SIZE}px ui-sans-serif, system-ui, sans-serif`;
  return (/** @type {string} */ text) => pen?.measureText(text).width ?? text.length * 7;
};
const measure = measuring();

/** @param {import("cytoscape").Core} cy */
function placedNames(cy) {
  const frame = {x1: 0, y1: 0, x2: cy.width(), y2: cy.height()};
  const nodes = cy.nodes().map((node) => {
    const {x, y} = node.renderedPosition();
    const near = node.neighborhood("node").map((other) => /** @type {import("cytoscape").NodeSingular} */ (other).renderedPosition());
    const towards = near.map((there) => /** @type {[number, number]} */ ([there.x - x, there.y - y]));
    return {id: node.id(), name: node.data("label"), x, y, radius: node.renderedWidth() / 2, weight: near.length, sides: sidesOf(towards)};
  });
  return placeNames(nodes.filter(({x, y}) => x > 0 && y > 0 && x < frame.x2 && y < frame.y2), measure, {sure: SURE, frame});
}

/** @param {import("../browser/network/names.js").Placed} placed */
function nameAt({lines: texts, x, y, w, h}) {
  const made = element("div", "name", null, ...texts.map((text) => element("div", "", null, nameText(text))));
  Object.assign(made.style, {left: `${x - w / 2}px`, top: `${y - h / 2}px`, width: `${w}px`, fontSize: `${SIZE}px`, lineHeight: `${LINE}px`});
  return made;
}

/** @param {{classes: string, colour: string}} type */
function sample({classes, colour}) {
  const made = element("span", classes);
  made.style.setProperty("--colour", colour);
  made.setAttribute("aria-hidden", "true");
  return made;
}

/**
 * @param {string} words
 * @param {() => void} act
 */
function button(words, act) {
  const made = element("button", "", words);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

/** @param {Card} card */
function cardOf(card) {
  const facts = element("dl", "", null, ...card.facts.flatMap(([name, value]) => [element("dt", "", name), element("dd", "", value)]));
  const made = element("article", "statement", null, element("h4", "", null, sample(card), card.type, card.standing !== "live" && element("span", "soft", card.standing)), element("p", "", null, nameText(card.subject), ` ${card.verb} `, nameText(card.object)), element("p", "soft", card.evidence), facts);
  if (card.url) {
    const link = element("a", "", "Open the source");
    Object.assign(link, {href: card.url, target: "_blank", rel: "noopener noreferrer"});
    made.append(link);
  }
  return made;
}

export default {render};
