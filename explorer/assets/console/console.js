// The desk: the editor and what its buttons do. It wakes when the page is drawn.
(() => {
  const fl = window.faultlines;
  const {find, ask, made} = fl.desk;
  const FIRST = "MATCH (a:Actor)-[r:SUPPLIES]->(b:Actor)\nRETURN a.name AS supplier, b.name AS supplied, r.goods AS goods, r.said_by AS says\nORDER BY supplier";
  const LOOK = 5_000; // ms between two looks for statements that go on burning
  let editor = null;
  let running = null;

  function wake() {
    const linked = fl.linked();
    const draft = fl.desk.draft.read();
    const first = linked ?? (draft?.text ? draft : {text: FIRST, parameters: {}});
    fl.desk.fill(first.parameters);
    editor = fl.edit(find("[data-editor]"), {
      text: first.text,
      label: "Cypher statement",
      hint: "MATCH (a:Actor) RETURN a.name",
      complete: (text, cursor, asked) => ask("complete", {text, cursor, asked}),
      run: () => fl.desk.run("run"),
      changed: fl.desk.changed,
    });
    fl.desk.showParameters(first.text);
    fl.desk.showHistory();
    if (linked) tell("This query came with a link. Read it, then run it.");
    find(".doing").addEventListener("click", (event) => act(event.target.closest("[data-do]")?.dataset.do));
    find(".sidebar").addEventListener("click", (event) => {
      const query = event.target.closest("[data-query]");
      if (query) take(query.dataset.query).then(() => find(".writing").scrollIntoView());
    });
    find(".to-sidebar").addEventListener("click", () => find(".sidebar").scrollIntoView());
    for (const list of document.querySelectorAll(".console [role=tablist]")) list.addEventListener("click", tabbed), list.addEventListener("keydown", walked);
    document.addEventListener("keydown", (event) => fl.page() === "console" && event.key === "Escape" && running && !event.defaultPrevented && cancel());
    document.getElementById("console-find").addEventListener("input", (event) => narrow(event.target.value));
    fl.turned = {...fl.turned, console: arrived};
    window.addEventListener("hashchange", arrived);
    setInterval(watch, LOOK);
    for (const group of ["sidebar", "answer"]) fl.desk.choose(group, find(`.tab[data-group=${group}]`).dataset.tab);
    if (matchMedia("(min-width: 761px)").matches) editor.focus();
    document.body.dataset.console = "ready";
  }

  // Turned to again, maybe with a query behind the #.
  function arrived() {
    if (fl.page() !== "console") return;
    const linked = fl.linked();
    if (linked) fl.desk.bring(linked.text, linked.parameters);
  }

  fl.desk.changed = () => {
    const text = editor.text();
    fl.desk.showParameters(text);
    fl.desk.draft.write(text, fl.desk.parameters(text));
    editor.complain(0, "");
    tell("");
  };

  // Into the editor, not into the graph: only a person runs a statement.
  fl.desk.bring = (text, parameters) => {
    fl.desk.fill(parameters);
    editor.write(text);
    fl.desk.changed();
    editor.focus();
  };

  async function take(name) {
    const found = await ask("query", {name});
    if (found.text) fl.desk.bring(found.text, found.parameters);
    else tell(found.message);
  }

  function act(name) {
    if (name === "link") return link();
    if (name === "cancel") return cancel();
    if (name) fl.desk.run(name);
  }

  fl.desk.run = async (mode) => {
    if (running) return;
    const {text, start, part} = editor.chosen();
    if (!text.trim()) return editor.focus();
    const asked = {text, parameters: fl.desk.parameters(text), mode};
    const control = new AbortController();
    running = {run: fl.desk.random(), control};
    busy(true);
    const found = await ask("run", {...asked, run: running.run}, control.signal);
    running = null;
    busy(false);
    editor.complain(start + (found.at ?? 0), found.at == null ? "" : found.message);
    fl.desk.answered(found, asked);
    const words = fl.desk.outcome(found);
    fl.desk.remember({text: part ? text : editor.text(), parameters: asked.parameters, outcome: words});
  };

  // The server is told, and cuts the statement off; should it not answer, this end is cut.
  async function cancel() {
    if (!running) return;
    const {run, control} = running;
    find(".outcome").textContent = "Cancelling …";
    const timer = setTimeout(() => control.abort(), 3_000);
    const told = await ask("cancel", {run});
    if (told.state !== "cancelling") control.abort();
    if (!running) clearTimeout(timer);
  }

  function busy(on) {
    document.body.toggleAttribute("data-asking", on);
    find("[data-do=cancel]").hidden = !on;
    for (const name of ["run", "explain", "profile"]) find(`[data-do=${name}]`).disabled = on;
    if (!on) return;
    const began = Date.now();
    const tick = () => {
      if (!running) return;
      find(".outcome").textContent = `Running, ${((Date.now() - began) / 1000).toFixed(0)} s`;
      setTimeout(tick, 250);
    };
    tick();
  }

  function link() {
    const text = editor.text();
    const button = find("[data-do=link]");
    button.dataset.copy = fl.permalink(text, fl.desk.parameters(text));
    fl.copy(button);
    tell("The link is copied. It holds the statement and its parameters; whoever opens it decides whether to run it.");
  }

  function tell(words) {
    const room = find(".message");
    room.hidden = !words;
    room.textContent = words;
  }

  function tabbed(event) {
    const tab = event.target.closest(".tab");
    if (tab) fl.desk.choose(tab.dataset.group, tab.dataset.tab);
  }

  function walked(event) {
    const by = {ArrowRight: 1, ArrowLeft: -1}[event.key];
    if (!by) return;
    const tabs = [...event.currentTarget.querySelectorAll(".tab")];
    const next = tabs[(tabs.indexOf(event.target) + by + tabs.length) % tabs.length];
    fl.desk.choose(next.dataset.group, next.dataset.tab);
    next.focus();
  }

  function narrow(typed) {
    const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
    for (const query of document.querySelectorAll(".console .sidebar [data-query]")) {
      query.hidden = !words.every((word) => query.textContent.toLowerCase().includes(word));
    }
    for (const section of document.querySelectorAll(".console .sidebar section")) section.hidden = !section.querySelector("[data-query]:not([hidden])");
  }

  // A statement that goes on after its end takes a core from everybody: say so, and offer what helps.
  async function watch() {
    if (fl.page() !== "console" || document.hidden || running) return;
    const {burning, restart, message} = await ask("watch", {});
    const room = find(".runaways");
    room.hidden = !burning;
    if (!burning || room.dataset.said === message) return;
    room.dataset.said = message;
    room.replaceChildren(made("p", "", message));
    if (!restart) return;
    const button = made("button", "button", "Restart the graph");
    button.type = "button";
    button.addEventListener("click", async () => {
      button.disabled = true;
      button.textContent = "Restarting …";
      const done = await ask("restart", {});
      room.dataset.said = "";
      room.replaceChildren(made("p", "", done.message));
      setTimeout(watch, 4_000);
    });
    room.append(button);
  }

  const waiting = new MutationObserver(() => {
    if (!find("[data-editor]") || !document.getElementById("console-find")) return;
    waiting.disconnect();
    wake();
  });
  waiting.observe(document.body, {childList: true, subtree: true});
})();
