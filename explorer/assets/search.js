// The search field: arrow keys walk the matches, Enter takes one, also when it was pressed before they came.
(() => {
  const fl = window.faultlines;
  let hasty = false;
  let active = 0;

  const field = () => document.getElementById("search");
  const hits = () => [...document.querySelectorAll("#hits [role=option]")];
  const current = () => document.querySelector("#hits [data-for]")?.dataset.for === field().value.trim();

  function mark(n) {
    const all = hits();
    active = all.length ? (n + all.length) % all.length : 0;
    all.forEach((hit, i) => hit.setAttribute("aria-selected", String(i === active)));
    all[active]?.scrollIntoView({block: "nearest"});
    field().setAttribute("aria-activedescendant", all[active]?.id ?? "");
    field().setAttribute("aria-expanded", String(all.length > 0));
  }

  function take() {
    hasty = false;
    hits()[active]?.querySelector("button").click();
  }

  // Something was found, or the search is given up: the field is empty again.
  fl.found = () => {
    fl.set("search", {value: ""});
    field()?.blur();
  };

  document.addEventListener("keydown", (event) => {
    if (event.target.id !== "search") return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      mark(active + (event.key === "ArrowDown" ? 1 : -1));
    }
    if (event.key === "Enter" && field().value.trim()) current() ? take() : (hasty = true);
  });

  document.addEventListener("input", (event) => {
    if (event.target.id === "search") hasty = false;
  });

  new MutationObserver(() => {
    const room = document.getElementById("hits");
    if (!room || room.dataset.watched) return;
    room.dataset.watched = "yes";
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", "hits"], ["autocomplete", "off"], ["spellcheck", "false"]]) {
      field().setAttribute(name, value);
    }
    new MutationObserver(() => {
      mark(0);
      if (hasty && current()) take();
    }).observe(room, {childList: true, subtree: true});
  }).observe(document, {childList: true, subtree: true});
})();
