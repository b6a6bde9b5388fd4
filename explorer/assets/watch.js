// What a person watches: actors and pairs, kept in this browser alone, as the console's history is.
(() => {
  const fl = window.faultlines;
  const KEY = "faultlines-watched";
  const same = (one, other) => one.join("\n") === other.join("\n");

  fl.watched = () => {
    try {
      const found = JSON.parse(localStorage.getItem(KEY)) ?? [];
      return Array.isArray(found) ? found.filter((one) => Array.isArray(one?.ids) && one.ids.length) : [];
    } catch {
      return [];
    }
  };

  fl.watches = (ids) => fl.watched().some((one) => same(one.ids, [...ids].sort()));

  // Watch an actor (one id) or a pair (two), or no longer.
  fl.watch = (ids, names, on = !fl.watches(ids)) => {
    const sorted = [...ids].sort();
    const rest = fl.watched().filter((one) => !same(one.ids, sorted));
    try {
      localStorage.setItem(KEY, JSON.stringify(on ? [...rest, {ids: sorted, names}] : rest));
    } catch {
      fl.notice?.("This browser keeps nothing, so nothing can be watched");
    }
    show();
    document.dispatchEvent(new CustomEvent("faultlines-watched"));
  };

  // Every button for watching says whether it does.
  function show() {
    for (const button of document.querySelectorAll("[data-watch]")) {
      const {ids} = JSON.parse(button.dataset.watch);
      const on = fl.watches(ids);
      button.setAttribute("aria-pressed", on);
      const words = button.querySelector(".watch-words");
      const told = on ? "Watched" : "Watch";
      if (words && words.textContent !== told) words.textContent = told;
      button.title = on ? "In your inbox; click to stop watching" : "See in the inbox what changes";
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-watch]");
    if (!button) return;
    const {ids, names} = JSON.parse(button.dataset.watch);
    fl.watch(ids, names);
  });
  window.addEventListener("storage", (event) => event.key === KEY && (show(), document.dispatchEvent(new CustomEvent("faultlines-watched"))));
  new MutationObserver((changes) => changes.some((change) => change.addedNodes.length) && show()).observe(document.documentElement, {childList: true, subtree: true});
})();
