// Mouse and finger on the canvas: choose, expand, menu, drag, hover.
(() => {
  const fl = window.faultlines;
  let tracing = null;
  let chosen = null;

  fl.select = (ids) => {
    window.cy.elements().unselect();
    for (const id of ids) window.cy.getElementById(id).select();
  };
  fl.selected = () => window.cy?.nodes(":selected").map((node) => node.id()) ?? [];

  // Show something in the inspector.
  fl.choose = (choice) => {
    chosen = choice;
    fl.store("choice", choice);
    if (choice?.kind === "tension") fl.tension(choice.actors);
    fl.sheet(Boolean(choice));
  };

  fl.looking = () => Boolean(chosen);

  // Ask again for what is looked at and for the tensions among what is there.
  fl.refresh = () => {
    fl.store("choice", {...chosen});
    fl.store("actors", Object.keys(fl.canvas().nodes).sort());
  };

  fl.actions["trace-from"] = (button) => {
    tracing = button?.dataset.actor ?? fl.selected()[0] ?? null;
    if (tracing) fl.notice("Now click the actor at the other end of the path");
  };
  fl.actions.untrace = () => {
    tracing = null;
    fl.store("trace", null);
  };

  // What the selection means once Cytoscape has made up its mind.
  function follow(node) {
    const ids = fl.selected();
    if (tracing && tracing !== node.id()) {
      const from = tracing;
      tracing = null;
      return fl.choose({kind: "paths", from, to: node.id()});
    }
    if (ids.length === 2) return fl.choose({kind: "paths", from: ids.find((id) => id !== node.id()), to: node.id()});
    if (ids.length > 2) return fl.choose({kind: "several", actors: ids});
    fl.choose({kind: "actor", actor: node.id()});
  }

  fl.expand = (id) => fl.request({do: "expand", actor: id, name: fl.canvas().nodes[id]?.name ?? id});

  // Listen to a canvas, once.
  fl.attach = (cy) => {
    if (cy.scratch("_faultlines")) return;
    cy.scratch("_faultlines", true);
    cy.on("tap", (event) => {
      fl.menu(null);
      if (event.target === cy) return ground(event);
      if (event.target.isEdge()) return fl.choose({kind: "pair", a: event.target.source().id(), b: event.target.target().id()});
      setTimeout(() => follow(event.target));
    });
    cy.on("dbltap", "node", (event) => fl.expand(event.target.id()));
    cy.on("cxttap taphold", "node", (event) => fl.menu(event.target));
    cy.on("dragfree", "node", () => fl.moved(Object.fromEntries(cy.nodes().map((n) => [n.id(), {...n.position()}]))));
    cy.on("boxend", () => setTimeout(() => fl.selected().length > 1 && fl.choose({kind: "several", actors: fl.selected()}), 120));
    cy.on("mouseover", "node, edge", ({target}) => {
      target.addClass("near");
      if (target.isNode()) target.connectedEdges().addClass("near");
      cy.container().style.cursor = "pointer";
    });
    cy.on("mouseout", "node, edge", () => {
      cy.elements(".near").removeClass("near");
      cy.container().style.cursor = "";
    });
    cy.on("viewport position add remove resize", fl.reoutline);
    cy.container().addEventListener("contextmenu", (event) => event.preventDefault());
    fl.reoutline();
  };

  function ground(event) {
    const tension = fl.within(event.position);
    if (tension) return fl.choose({kind: "tension", actors: tension.actors});
    tracing = null;
    fl.store("trace", null);
    fl.choose(null);
  }
})();
