// The legend: how many statements of each type are on the canvas, and which types are hidden.
(() => {
  const fl = window.faultlines;
  const dash = window.dash_clientside.faultlines;
  let counts = {};
  let hidden = [];

  fl.legend = (edges, now) => {
    counts = {};
    hidden = now;
    for (const edge of edges) counts[edge.type] = (counts[edge.type] ?? 0) + edge.statements;
    repaint();
  };

  function repaint() {
    for (const number of document.querySelectorAll("[data-count]")) {
      number.textContent = counts[number.dataset.count] ?? 0;
      number.closest("button").classList.toggle("none", !counts[number.dataset.count]);
    }
    for (const row of document.querySelectorAll("[data-act='toggle-type']")) {
      row.setAttribute("aria-pressed", String(!hidden.includes(row.dataset.type)));
    }
  }

  fl.actions["toggle-type"] = ({dataset: {type}}) =>
    fl.store("hidden", hidden.includes(type) ? hidden.filter((t) => t !== type) : [...hidden, type]);

  fl.actions.legend = (button) => {
    const open = document.getElementById("legend").classList.toggle("open");
    button.setAttribute("aria-expanded", String(open));
  };

  dash.filter = (types, confidence, on, sources) => [
    {hidden: types ?? [], confidence: confidence ?? 0, on: on ?? null, sources: sources ?? []},
    confidence ? `at least ${Math.round(confidence * 100)} %` : "any",
  ];

  dash.relegend = () => void requestAnimationFrame(repaint);
})();
