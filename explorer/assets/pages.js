// Turns the pages. The network stays beneath as it is; a page lies over it, and is drawn when it is first turned to.
(() => {
  const fl = window.faultlines;
  const asked = new Set();
  let current = "network";

  const rooms = () => [...document.querySelectorAll("[data-container]")];

  // The page that is seen.
  fl.page = () => current;

  // Turn to an address of ours.
  fl.go = (address) => {
    if (address !== location.pathname + location.hash) history.pushState(null, "", address);
    turn();
  };

  function turn() {
    const room = rooms().find((room) => room.dataset.path === location.pathname.replace(/(.)\/$/, "$1"));
    current = room?.dataset.container ?? "network";
    document.body.dataset.page = current;
    document.querySelector(".frame").inert = Boolean(room);
    for (const other of rooms()) other.classList.toggle("shown", other === room);
    document.title = room ? `${room.dataset.title} · faultlines` : "faultlines";
    if (!room) return fl.shown?.();
    if (!asked.has(current)) draw(room);
    else fl.turned?.[current]?.();
  }

  async function draw(room) {
    asked.add(room.dataset.container);
    for (const address of JSON.parse(room.dataset.scripts)) await load(address);
    fl.store("visit", room.dataset.container);
  }

  // In order: a later script may need an earlier one.
  const load = (address) =>
    new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = done;
      script.onerror = () => failed(new Error(`${address} can't be loaded`));
      document.head.append(script);
    });

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-page]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    fl.set("queries", {opened: false});
    fl.go(link.getAttribute("href"));
  });
  window.addEventListener("popstate", turn);

  const waiting = new MutationObserver(() => {
    if (!document.querySelector(".frame") || !window.dash_clientside.set_props) return;
    waiting.disconnect();
    turn();
  });
  waiting.observe(document, {childList: true, subtree: true});
})();
