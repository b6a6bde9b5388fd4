// One listener for every button: data-act runs an action, data-request asks the graph, data-choose shows, data-copy copies.
(() => {
  const fl = window.faultlines;

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-act], [data-request], [data-choose], [data-copy]");
    if (!button) return fl.menu(null);
    const {act, request, choose, copy} = button.dataset;
    if (act) fl.actions[act]?.(button);
    if (request) fl.ask(JSON.parse(request));
    if (choose) fl.choose(JSON.parse(choose));
    if (copy) fl.copy(button);
    if (!button.closest("#menu") || act || request) fl.menu(null);
  });

  // A wish from a panel may be about an actor that was removed meanwhile: bring it back first.
  fl.ask = (what) => {
    if (what.do === "expand" && !fl.canvas().nodes[what.actor]) fl.request({do: "add", actor: what.actor});
    fl.request(what);
    if (what.do === "add") fl.found();
  };

  const targets = (button) => (button?.dataset?.actor ? [button.dataset.actor] : fl.selected());
  const names = (ids) => (ids.length === 1 ? fl.canvas().nodes[ids[0]]?.name ?? ids[0] : `${ids.length} actors`);

  fl.actions.remove = (button) => {
    const ids = targets(button);
    if (!ids.length) return;
    fl.remove(`Remove ${names(ids)}`, (id) => ids.includes(id));
    fl.choose(null);
  };
  fl.actions.keep = (button) => {
    const ids = targets(button);
    if (ids.length) fl.remove(`Keep only ${names(ids)}`, (id) => !ids.includes(id));
  };
  fl.actions.expand = () => fl.selected().slice(0, 1).forEach(fl.expand);
  fl.actions.relayout = () => Object.keys(fl.canvas().nodes).length && fl.request({do: "relayout"});
  fl.actions.queries = () => fl.store("queries-open", Date.now());
  fl.actions.help = () => fl.set("help", {opened: true});
  fl.actions.close = () => {
    window.cy?.elements().unselect();
    fl.actions.untrace();
    fl.menu(null);
    fl.choose(null);
  };
})();
