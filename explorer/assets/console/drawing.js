// What of an answer can stand on the network's canvas; a sketch of it, and the two ways there.
(() => {
  const fl = window.faultlines;
  const {made, number} = fl.desk;
  const SVG = "http://www.w3.org/2000/svg";

  fl.desk.showDrawing = (room, drawing) => {
    const {actors, named, skipped, sketch} = drawing;
    const parts = [];
    if (!actors.length) parts.push(made("h3", "", "Nothing here is an actor"), made("p", "soft", "Return nodes, relationships or paths of actors, or a column with their ids, and they can be drawn."));
    else {
      const what = named ? "named by their ids" : "in the answer";
      const buttons = made("div", "row", null, way("Show on the canvas", "replace", actors, "primary"), way("Add to what is there", "add", actors, "button quiet"));
      parts.push(made("h3", "", `${number(actors.length)} ${actors.length === 1 ? "actor" : "actors"} ${what}`), buttons);
    }
    for (const words of skipped) parts.push(made("p", "soft", words));
    if (actors.length) parts.push(made("p", "soft", "The canvas draws every statement between them, with its legend, evidence and undo."));
    room.replaceChildren(made("div", "drawing-words", null, ...parts));
    if (sketch) room.append(picture(sketch));
  };

  function way(label, how, actors, look) {
    const button = made("button", look, label);
    button.type = "button";
    button.addEventListener("click", () => {
      fl.request({do: "result", actors, replace: how === "replace"});
      fl.go(`${fl.base}/`);
    });
    return button;
  }

  // A still picture: places from the server, looks from the styles.
  function picture({nodes, edges}) {
    const svg = document.createElementNS(SVG, "svg");
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
      const line = part("line", {x1: a.x, y1: a.y, x2: b.x, y2: b.y, class: `sketch-edge ${edge.line}${edge.denied ? " denied" : ""}`});
      line.style.setProperty("--light", edge.light);
      line.style.setProperty("--dark", edge.dark);
      line.append(told(`${a.name} ${edge.words} ${b.name}`));
      svg.append(line);
    }
    for (const node of nodes) {
      svg.append(part("circle", {cx: node.x, cy: node.y, r: 20, class: `sketch-node ${node.kind}`}, told(node.name)));
      svg.append(part("image", {x: node.x - 20, y: node.y - 20, width: 40, height: 40, href: fl.glyph(node)}));
      const label = part("text", {x: node.x, y: node.y + 36, class: "sketch-name"});
      label.textContent = node.name.length > 26 ? `${node.name.slice(0, 25)}…` : node.name;
      svg.append(label);
    }
    return svg;
  }

  function part(name, attributes, ...children) {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  function told(text) {
    const title = document.createElementNS(SVG, "title");
    title.textContent = text;
    return title;
  }
})();
