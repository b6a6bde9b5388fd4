// What the graph is asked for, one at a time and in order; each wish carries the places of what is on the canvas.
(() => {
  const fl = window.faultlines;
  const dash = window.dash_clientside.faultlines;
  const PATIENCE = 30_000; // ms after which a wish that was never answered no longer holds up the next
  const queue = [];
  let serial = 0;
  let open = null;
  let timer = null;
  let filling = false; // the graph was empty and a load is on its way: what is opened may not be all yet

  fl.request = (what) => {
    queue.push(what);
    next();
  };

  fl.answered = (change) => {
    if (change.serial !== open) return;
    done();
  };

  fl.waiting = () => open !== null || queue.length > 0;

  function next() {
    if (open !== null || !queue.length) return;
    const what = queue.shift();
    if (what.do === "expand" && !fl.canvas().nodes[what.actor]) return next();
    open = ++serial;
    const links = what.do === "relayout" ? Object.values(fl.canvas().edges).map((e) => [e.source, e.target]) : undefined;
    document.body.dataset.busy = "yes";
    timer = setTimeout(done, PATIENCE);
    fl.store("request", {...what, serial: open, present: fl.places(), view: fl.middle(), tall: fl.tall(), links});
  }

  function done() {
    clearTimeout(timer);
    open = null;
    delete document.body.dataset.busy;
    setTimeout(next);
  }

  // The graph answers: an empty canvas opens on the shipped network; after a trouble what is looked at is asked anew.
  dash.opened = (health) => {
    const before = document.body.dataset.health;
    document.body.dataset.health = health?.state ?? "";
    if (health?.state === "empty") filling = true;
    if (health?.state !== "ok") return;
    const empty = !Object.keys(fl.canvas().nodes).length;
    if ((empty && !fl.waiting()) || (filling && fl.untouched() && !fl.looking())) fl.request({do: "open"});
    if (before && before !== "ok") fl.refresh();
    fl.shown();
  };
})();
