// An address that opens the canvas on actors: /#show=ID or /#show=ID,ID; ids are percent-encoded between the commas.
(() => {
  const fl = window.faultlines;

  fl.address = (ids) => `${fl.base}/#show=${ids.map(encodeURIComponent).join(",")}`;

  function arrived() {
    const found = location.hash.match(/^#show=(.+)$/);
    if (!found || fl.page?.() !== "network" || document.body.dataset.health !== "ok") return;
    history.replaceState(null, "", location.pathname);
    let ids = [];
    try {
      ids = found[1].split(",").map(decodeURIComponent).slice(0, 20);
    } catch {
      return;
    }
    fl.request({do: "result", actors: ids, replace: false});
    fl.choose(ids.length === 2 ? {kind: "pair", a: ids[0], b: ids[1]} : {kind: "actor", actor: ids[0]});
  }

  fl.shown = arrived;
  window.addEventListener("hashchange", arrived);
})();
