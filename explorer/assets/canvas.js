// The canvas: what is on it, and every step back and forth. Steps share what they have in common, so a hundred cost little.
(() => {
  const fl = window.faultlines;
  const dash = window.dash_clientside.faultlines;
  const STEPS = 100;
  let now = {nodes: {}, edges: {}};
  let past = [];
  let future = [];

  fl.canvas = () => now;
  fl.untouched = () => !past.length && !future.length;

  // Go on to a new state; the one before can be had back.
  fl.commit = (label, next) => {
    past = [...past, {label, canvas: now}].slice(-STEPS);
    future = [];
    show(next);
  };

  function show(next) {
    const before = Object.keys(now.nodes).sort().join();
    now = next;
    const actors = Object.keys(now.nodes).sort();
    fl.store("canvas", now);
    fl.store("history", {undo: past.at(-1)?.label ?? null, redo: future.at(-1)?.label ?? null});
    if (actors.join() !== before) fl.store("actors", actors);
  }

  function step(from, to) {
    const last = from.at(-1);
    if (!last) return;
    from.pop();
    to.push({label: last.label, canvas: now});
    show(last.canvas);
    fl.notice(`${to === future ? "Undone" : "Redone"}: ${last.label}`);
  }

  fl.actions.undo = () => step(past, future);
  fl.actions.redo = () => step(future, past);

  // An answer of the graph becomes a step. What went away meanwhile stays away: an edge needs both its ends.
  dash.apply = (change) => {
    if (!change) return;
    fl.answered(change);
    const fresh = change.label === "Open";
    if (fresh && !fl.untouched()) return;
    const nodes = fresh || change.replace ? {} : {...now.nodes};
    for (const node of change.nodes) nodes[node.id] ??= node;
    for (const [id, [x, y]] of Object.entries(change.moves ?? {})) if (nodes[id]) nodes[id] = {...nodes[id], x, y};
    const edges = fresh || change.replace ? {} : {...now.edges};
    for (const edge of change.edges) if (nodes[edge.source] && nodes[edge.target]) edges[edge.id] = edge;
    const next = {nodes, edges};
    if (fresh) show(next);
    else if (change.label) fl.commit(change.label, next);
    if (change.trace) fl.store("trace", change.trace);
    if (change.notice || change.label) fl.notice(change.notice ?? "", change.more);
    fl.when(() => {
      if (change.fit) fl.actions.fit();
      if (change.centre) fl.centre(change.centre);
    });
  };

  // Take actors away, with their edges.
  fl.remove = (label, goes) => {
    const nodes = Object.fromEntries(Object.entries(now.nodes).filter(([id]) => !goes(id)));
    if (Object.keys(nodes).length === Object.keys(now.nodes).length) return;
    const edges = Object.fromEntries(Object.entries(now.edges).filter(([, e]) => nodes[e.source] && nodes[e.target]));
    fl.commit(label, {nodes, edges});
  };

  // Actors that were dragged stand where they were left.
  fl.moved = (places) => {
    const nodes = {...now.nodes};
    let changed = false;
    for (const [id, {x, y}] of Object.entries(places)) {
      if (!nodes[id] || (Math.abs(nodes[id].x - x) < 0.5 && Math.abs(nodes[id].y - y) < 0.5)) continue;
      nodes[id] = {...nodes[id], x, y};
      changed = true;
    }
    if (changed) fl.commit("Move", {nodes, edges: now.edges});
  };

  // The places of everything, for an answer that must not cover any of them.
  fl.places = () => Object.fromEntries(Object.values(now.nodes).map((n) => [n.id, [n.x, n.y]]));
})();
