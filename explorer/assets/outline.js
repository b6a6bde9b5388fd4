// The outline around unbalanced triples: drawn beneath the canvas, clicked through it.
(() => {
  const fl = window.faultlines;
  const SVG = "http://www.w3.org/2000/svg";
  const REACH = 46; // canvas units from an actor's centre to the outline
  let all = [];
  let current = null;
  let frame = 0;

  fl.outline = (tensions, chosen) => {
    all = tensions;
    current = chosen;
    fl.reoutline();
  };

  fl.reoutline = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(paint);
  };

  // The corners as they are on the canvas; null when one of them is gone.
  function corners(tension) {
    const found = tension.actors.map((id) => window.cy?.getElementById(id));
    return found.every((node) => node?.length) ? found.map((node) => ({...node.position()})) : null;
  }

  // A line around three points at a distance, with round corners.
  function around(points, reach) {
    const [a, b, c] = points;
    const turn = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    const order = turn > 0 ? points : [a, c, b];
    const parts = order.map((from, n) => {
      const to = order[(n + 1) % 3];
      const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
      const out = {x: ((to.y - from.y) / length) * reach, y: (-(to.x - from.x) / length) * reach};
      return [from.x + out.x, from.y + out.y, to.x + out.x, to.y + out.y];
    });
    const lines = parts.map(([x1, y1, x2, y2], n) => `${n ? `A ${reach} ${reach} 0 0 1` : "M"} ${x1} ${y1} L ${x2} ${y2}`);
    return `${lines.join(" ")} A ${reach} ${reach} 0 0 1 ${parts[0][0]} ${parts[0][1]} Z`;
  }

  function paint() {
    const room = document.getElementById("outline");
    const cy = window.cy;
    if (!room || !cy || cy.destroyed()) return;
    const zoom = cy.zoom();
    const pan = cy.pan();
    const seen = (point) => ({x: point.x * zoom + pan.x, y: point.y * zoom + pan.y});
    const svg = document.createElementNS(SVG, "svg");
    for (const tension of [...all.filter((t) => t !== current), ...(current ? [current] : [])]) {
      const points = corners(tension);
      if (!points) continue;
      const shape = document.createElementNS(SVG, "path");
      shape.setAttribute("d", around(points.map(seen), REACH * zoom));
      shape.setAttribute("class", tension === current ? "triangle current" : "triangle");
      shape.dataset.actors = tension.actors.join(" ");
      svg.append(shape);
    }
    room.replaceChildren(svg);
  }

  // The triple that a point of the canvas lies in, the outlined one first.
  fl.within = (point) => [current, ...all].find((tension) => tension && inside(point, corners(tension))) ?? null;

  function inside(p, points) {
    if (!points) return false;
    const side = (a, b) => Math.sign((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x));
    const [a, b, c] = points;
    return new Set([side(a, b), side(b, c), side(c, a)].filter(Boolean)).size < 2;
  }

  // Outline a certain triple.
  fl.tension = (actors) => {
    const n = all.findIndex((t) => t.actors.join() === actors.join());
    if (n >= 0) fl.store("tension", n);
  };

  function turn(by) {
    if (!all.length) return;
    const n = (Math.max(0, all.indexOf(current)) + by + all.length) % all.length;
    fl.store("tension", n);
    if (document.querySelector(".tension-panel")) fl.choose({kind: "tension", actors: all[n].actors});
  }
  fl.actions["tension-next"] = () => turn(1);
  fl.actions["tension-previous"] = () => turn(-1);
})();
