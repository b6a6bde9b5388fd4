// Light and dark: Mantine follows the system and remembers a person's choice; the canvas follows Mantine.
(() => {
  const fl = window.faultlines;
  const root = document.documentElement;
  let told = "";

  function tell() {
    const scheme = root.dataset.mantineColorScheme;
    if (!scheme || scheme === told || !window.dash_clientside.set_props || !document.getElementById("cytoscape")) return;
    told = scheme;
    fl.store("scheme", scheme);
    fl.store("canvas", {...fl.canvas()});
  }

  new MutationObserver(tell).observe(root, {attributes: true, attributeFilter: ["data-mantine-color-scheme"]});
  const waiting = new MutationObserver(() => {
    tell();
    if (told) waiting.disconnect();
  });
  waiting.observe(document, {childList: true, subtree: true});
})();
