// One listener for every button: data-act runs an action, data-wish asks the graph, data-choose shows, data-copy copies.
(() => {
  const fl = window.faultlines;

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-act], [data-wish], [data-choose], [data-copy]");
    if (!button) return fl.menu(null);
    const {act, wish, choose, copy} = button.dataset;
    if (act) fl.actions[act]?.(button);
    if (wish) fl.ask(JSON.parse(wish));
    if (choose) fl.choose(JSON.parse(choose));
    if (copy) fl.copy(button);
    if (!button.closest("#menu") || act || wish) fl.menu(null);
  });

  // A wish from a panel may be about an actor that was removed meanwhile: bring it back first.
  fl.ask = (what) => {
    if (what.do === "expand" && !fl.canvas().nodes[what.actor]) fl.wish({do: "add", actor: what.actor});
    fl.wish(what);
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
  fl.actions.relayout = () => Object.keys(fl.canvas().nodes).length && fl.wish({do: "relayout"});
  fl.actions.queries = () => fl.store("queries-open", Date.now());
  fl.actions.help = () => fl.set("help", {opened: true});
  fl.actions.close = () => {
    window.cy?.elements().unselect();
    fl.actions.untrace();
    fl.menu(null);
    fl.choose(null);
  };
})();
