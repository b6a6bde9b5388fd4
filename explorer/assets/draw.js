// From what is on the canvas, and the filter, to the elements that Cytoscape draws. All values are flat, so that it patches only what differs.
(() => {
  const fl = window.faultlines;
  const dash = window.dash_clientside.faultlines;
  const LIKELY = 0.5;
  const waiting = [];

  // Whether a statement passes the filter.
  function passes(said, filter) {
    if ((said.confidence ?? 1) < filter.confidence) return false;
    if (filter.sources.length && !filter.sources.includes(said.source)) return false;
    if (!filter.on) return true;
    return (!said.since || said.since <= filter.on) && (!said.until || said.until >= filter.on);
  }

  // What the screen draws of one edge.
  function edgeData(edge, filter, tense, traced) {
    const seen = edge.statements.filter((said) => passes(said, filter));
    const sure = Math.max(...seen.map((said) => said.confidence ?? 1), 0);
    const onTrace = traced.has(`${edge.source}|${edge.target}`) || traced.has(`${edge.target}|${edge.source}`);
    return {
      id: edge.id,
      source: edge.source,
      target: edge.target,
      type: edge.type,
      statements: seen.length,
      count: seen.length > 1 ? `×${seen.length}` : "",
      hidden: !seen.length || filter.hidden.includes(edge.type) ? 1 : 0,
      denied: edge.denied ? 1 : 0,
      faint: !edge.denied && sure < LIKELY ? 1 : 0,
      tension: !edge.denied && seen.some((said) => tense.has(said.id)) ? 1 : 0,
      trace: onTrace ? 1 : 0,
      dim: traced.size && !onTrace ? 1 : 0,
    };
  }

  dash.draw = (canvas, filter, trace, tensions, current) => {
    const asked = {hidden: [], confidence: 0, on: null, sources: [], ...filter};
    const nodes = Object.values(canvas?.nodes ?? {});
    const tension = tensions?.length ? tensions[(current ?? 0) % tensions.length] : null;
    const tense = new Set(tension?.sides.flatMap((side) => side.statements) ?? []);
    const path = (trace ?? []).every((id) => canvas?.nodes[id]) ? trace ?? [] : [];
    const traced = new Set(path.slice(1).map((id, n) => `${path[n]}|${id}`));
    const edges = Object.values(canvas?.edges ?? {}).map((edge) => edgeData(edge, asked, tense, traced));
    const joined = new Set(edges.filter((e) => !e.hidden).flatMap((e) => [e.source, e.target]));
    fl.legend(edges, asked.hidden);
    fl.outline(tensions ?? [], tension);
    requestAnimationFrame(check);
    return [
      ...nodes.map((node) => ({
        group: "nodes",
        data: {
          id: node.id,
          name: node.name,
          kind: node.kind,
          glyph: fl.glyph(node),
          size: Math.round(38 + Math.min(18, 3.2 * Math.log2(1 + node.degree))),
          alone: edges.length && !joined.has(node.id) ? 1 : 0,
          tension: tension?.actors.includes(node.id) ? 1 : 0,
          trace: path.includes(node.id) ? 1 : 0,
          dim: path.length && !path.includes(node.id) ? 1 : 0,
        },
        position: {x: node.x, y: node.y},
      })),
      ...edges.map((data) => ({group: "edges", data})),
    ];
  };

  dash.paint = (scheme, looks) => looks?.[scheme ?? "light"] ?? [];

  // Run something once Cytoscape shows what the canvas holds.
  fl.when = (run) => {
    waiting.push(run);
    requestAnimationFrame(check);
  };

  function drawn() {
    const cy = window.cy;
    if (!cy || cy.destroyed()) return false;
    const {nodes, edges} = fl.canvas();
    if (cy.nodes().length !== Object.keys(nodes).length || cy.edges().length !== Object.keys(edges).length) return false;
    if (cy.edges().some((e) => !edges[e.id()])) return false;
    return cy.nodes().every((n) => {
      const {x, y} = n.position();
      const node = nodes[n.id()];
      return n.grabbed() || (node && Math.abs(node.x - x) < 0.01 && Math.abs(node.y - y) < 0.01);
    });
  }

  function check() {
    if (!drawn()) return waiting.length && setTimeout(check, 16);
    fl.attach(window.cy);
    while (waiting.length) waiting.shift()();
  }

  // Resolves once nothing is under way and the picture is that of the canvas.
  fl.settled = () =>
    new Promise((resolve) => {
      const look = () => (!fl.waiting() && !waiting.length && drawn() ? resolve(true) : requestAnimationFrame(look));
      look();
    });
})();
