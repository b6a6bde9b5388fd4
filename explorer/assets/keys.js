// Keys. Letters are left alone while somebody types.
(() => {
  const fl = window.faultlines;
  const LETTERS = {"/": "search", "?": "help", f: "fit", l: "relayout", k: "keep", e: "expand", t: "tension-next", Delete: "remove", Backspace: "remove"};
  const ARROWS = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};

  fl.actions.search = () => document.getElementById("search").focus();

  document.addEventListener("keydown", (event) => {
    if (fl.page() !== "network") return;
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const command = event.ctrlKey || event.metaKey;
    if (event.key === "Escape") return escape(typing);
    if (typing || event.altKey) return;
    const action = command ? turning(event) : LETTERS[event.key] ?? LETTERS[event.key.toLowerCase()];
    if (action && !document.querySelector("[role=dialog]")) {
      event.preventDefault();
      fl.actions[action]();
    } else if (ARROWS[event.key] && event.target.closest?.(".network")) {
      event.preventDefault();
      walk(...ARROWS[event.key]);
    }
  });

  function turning(event) {
    const key = event.key.toLowerCase();
    if (key === "z") return event.shiftKey ? "redo" : "undo";
    return key === "y" ? "redo" : null;
  }

  function escape(typing) {
    if (document.querySelector("[role=dialog]")) return;
    if (typing) return typing.id === "search" ? fl.found() : typing.blur();
    fl.actions.close();
  }

  // To the nearest actor in a direction.
  function walk(dx, dy) {
    const cy = window.cy;
    const here = cy.nodes(":selected").first();
    if (!here.length) return cy.nodes().length && go(cy.nodes().first());
    const {x, y} = here.position();
    const ahead = cy.nodes().filter((n) => {
      const along = (n.position("x") - x) * dx + (n.position("y") - y) * dy;
      const across = Math.abs((n.position("x") - x) * dy) + Math.abs((n.position("y") - y) * dx);
      return along > 1 && across <= along * 1.5;
    });
    const near = ahead.sort((a, b) => Math.hypot(a.position("x") - x, a.position("y") - y) - Math.hypot(b.position("x") - x, b.position("y") - y));
    if (near.length) go(near.first());
  }

  function go(node) {
    fl.select([node.id()]);
    fl.choose({kind: "actor", actor: node.id()});
  }
})();
