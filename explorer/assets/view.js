// The view: what part of the canvas is seen. Only what a person asks for moves it.
(() => {
  const fl = window.faultlines;

  // The room that panels leave free, as paddings of the canvas.
  function free() {
    const stage = document.querySelector(".network").getBoundingClientRect();
    const banner = document.querySelector(".banner")?.getBoundingClientRect();
    const wide = stage.width > 700;
    const top = Math.max(wide ? 66 : 118, banner ? banner.bottom - stage.top : 0);
    const legend = wide ? document.querySelector(".legend")?.getBoundingClientRect() : null;
    return {x1: legend ? legend.right - stage.left + 8 : 8, y1: top + 18, x2: stage.width - (wide ? 40 : 8), y2: stage.height - (wide ? 24 : 56)};
  }

  // Bring elements into the free room, no larger than life.
  function bring(elements) {
    const cy = window.cy;
    if (!cy || !elements.length) return;
    cy.resize();
    const box = elements.boundingBox({includeLabels: true, includeUnderlays: false});
    const room = free();
    const zoom = Math.min((room.x2 - room.x1) / box.w, (room.y2 - room.y1) / box.h, 1.35);
    cy.viewport({
      zoom,
      pan: {
        x: (room.x1 + room.x2) / 2 - (zoom * (box.x1 + box.x2)) / 2,
        y: (room.y1 + room.y2) / 2 - (zoom * (box.y1 + box.y2)) / 2,
      },
    });
  }

  fl.actions.fit = () => window.cy && bring(window.cy.elements(":visible"));

  // Centre on an actor and choose it.
  fl.centre = (id) => {
    const node = window.cy.getElementById(id);
    if (!node.length) return;
    const room = free();
    const zoom = Math.max(window.cy.zoom(), 0.7);
    const {x, y} = node.position();
    window.cy.viewport({zoom, pan: {x: (room.x1 + room.x2) / 2 - zoom * x, y: (room.y1 + room.y2) / 2 - zoom * y}});
    fl.select([id]);
    fl.choose({kind: "actor", actor: id});
  };

  // Whether the room is higher than wide.
  fl.tall = () => {
    const room = free();
    return room.y2 - room.y1 > 1.15 * (room.x2 - room.x1);
  };

  // The middle of what is seen, for newcomers that belong to nothing present.
  fl.middle = () => {
    const extent = window.cy?.extent();
    return extent ? [(extent.x1 + extent.x2) / 2, (extent.y1 + extent.y2) / 2] : [0, 0];
  };
})();
