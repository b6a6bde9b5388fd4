// The inbox: the runs of the last days that changed something, their differences in three groups; all, or what is watched.
(() => {
  const fl = window.faultlines;
  const {made} = fl;
  const SEEN = "faultlines-inbox-seen";
  const AT_ONCE = 8; // runs whose differences are fetched without being asked for
  const FIRST = 12; // letters of a run that are drawn at first
  const GROUPS = [
    ["source", "Source changed", "What publishers now say otherwise, say anew or no longer say."],
    ["reader", "Our reader changed", "The publisher's file said the same: a mended manifest or reader reads it otherwise."],
    ["unknown", "Source or reader changed", "Both are another than before, and the older input is no longer kept: nobody can tell which did it."],
    ["identities", "Identities changed", "Records that became one actor with another source's, and those that wait for a person."],
  ];
  const state = {mode: "all", days: 14, runs: [], same: 0, letters: new Map(), more: new Set(), watched: null, all: new Set(), failed: ""};
  let turn = 0;

  const part = (name) => document.querySelector(`[data-inbox-${name}]`);
  const seen = () => localStorage.getItem(SEEN) ?? "";

  async function load() {
    const mine = ++turn;
    document.body.dataset.inbox = "loading";
    state.failed = "";
    state.letters.clear();
    state.more.clear();
    if (state.mode === "watched") await loadWatched(mine);
    else await loadAll(mine);
    if (mine !== turn) return;
    draw();
    document.body.dataset.inbox = "ready";
  }

  async function loadAll(mine) {
    const found = await fl.post("inbox", "recent", {days: state.days});
    if (mine !== turn) return;
    if (found.failed) return (state.failed = found.failed);
    state.runs = found.runs;
    state.same = found.same;
    draw();
    for (const run of state.runs.slice(0, AT_ONCE)) {
      await open(run.run, mine);
      if (mine !== turn) return;
      draw();
    }
  }

  // An answer that comes after the person has turned to something else is not for what is shown now.
  async function open(run, mine = turn) {
    const found = await fl.post("inbox", "run", {run});
    if (mine !== turn) return;
    state.letters.set(run, found.failed ? [] : found.changes);
    if (found.failed) state.failed = found.failed;
    if (found.more) state.more.add(run);
  }

  async function loadWatched(mine) {
    const watched = fl.watched();
    const of = (n) => watched.filter((one) => one.ids.length === n).map((one) => one.ids);
    const asked = {actors: of(1).flat(), pairs: of(2), days: state.days};
    const [found, recent] = watched.length ? await Promise.all([fl.post("inbox", "watched", asked), fl.post("inbox", "recent", {days: state.days})]) : [{changes: []}, {runs: []}];
    if (mine !== turn) return;
    if (found.failed) return (state.failed = found.failed);
    const known = new Map((recent.runs ?? []).map((run) => [run.run, run]));
    for (const letter of found.changes) {
      if (!state.letters.has(letter.run)) state.letters.set(letter.run, []);
      state.letters.get(letter.run).push(letter);
    }
    state.runs = [...state.letters].map(([run, letters]) => known.get(run) ?? {run, source: letters[0].source, title: letters[0].source, at: letters[0].at, status: "done", counts: {}});
    state.same = 0;
  }

  function draw() {
    head();
    watching();
    const list = part("list");
    if (state.failed) return list.replaceChildren(made("p", "nothing", state.failed));
    const letters = [...state.letters.values()].flat();
    const rooms = GROUPS.filter(([name]) => letters.some((letter) => letter.because === name)).map(([name, title, words]) => group(name, title, words, letters));
    const closed = state.runs.filter((run) => !state.letters.has(run.run));
    if (document.body.dataset.inbox === "loading" && closed.length) rooms.push(made("p", "soft", null, made("span", "spinner"), "Reading the runs …"));
    else if (closed.length) rooms.push(older(closed));
    if (!rooms.length) rooms.push(empty());
    else if (state.same) rooms.push(made("p", "soft inbox-same", `${fl.counted(state.same, "run")} more found nothing new.`));
    list.replaceChildren(...rooms);
  }

  function group(name, title, words, letters) {
    const mine = letters.filter((letter) => letter.because === name);
    const runs = state.runs.filter((run) => mine.some((letter) => letter.run === run.run));
    const heading = made("header", "group-head", null, made("h2", "", title), made("span", "count", fl.number(mine.length)), made("p", "soft", words));
    return made("section", `inbox-group group-${name}`, null, heading, ...runs.map((run) => letters_of(run, name, mine.filter((letter) => letter.run === run.run))));
  }

  function letters_of(run, name, letters) {
    const key = `${name} ${run.run}`;
    const shown = state.all.has(key) ? letters : letters.slice(0, FIRST);
    const counts = ["created", "changed", "withdrawn"].filter((one) => run.counts[one]).map((one) => `${fl.number(run.counts[one])} ${one}`).join(", ");
    const marks = [run.at > seen() ? made("span", "new-mark", "new") : null, run.status === "reverted" ? made("span", "pill withdrawn", "taken back since") : null];
    const heading = made("h3", "run-head", null, made("span", "", run.title), made("span", "mono soft", run.run), fl.moment(run.at), ...marks);
    const rest = letters.length - shown.length;
    const show = rest ? fl.pressed(`Show ${fl.number(rest)} more`, "button quiet", () => (state.all.add(key), draw())) : null;
    const cut = state.more.has(run.run) && !rest ? made("p", "soft", null, `There are more (${counts}): `, made("code", "", `faultlines runs diff ${run.run}`)) : null;
    return made("div", "run-letters", null, heading, made("ul", "letters", null, ...shown.map(fl.inbox.letter)), show, cut);
  }

  function older(closed) {
    const rows = closed.map((run) => {
      const row = made("li", "older", null, made("span", "", run.title), made("span", "mono soft", run.run), fl.moment(run.at));
      row.append(fl.pressed("Show", "button quiet", async (button) => {
        button.disabled = true;
        await open(run.run);
        draw();
      }));
      return row;
    });
    return made("section", "inbox-group", null, made("header", "group-head", null, made("h2", "", "Earlier runs"), made("span", "count", fl.number(closed.length))), made("ul", "letters", null, ...rows));
  }

  function empty() {
    const watched = state.mode === "watched";
    const title = watched && !fl.watched().length ? "You watch nothing yet" : "Nothing has changed";
    const words = watched && !fl.watched().length ? "Choose an actor or an edge on the canvas, or a letter here, and press Watch. What you watch is kept in this browser alone." : `In the last ${fl.counted(state.days, "day")} no load has changed anything${watched ? " of what you watch" : ""}.`;
    return made("div", "inbox-empty", null, made("i", "icon icon-inbox"), made("h2", "", title), made("p", "soft", words));
  }

  function head() {
    const tab = (mode, words) => {
      const button = made("button", "tab", words);
      button.type = "button";
      button.setAttribute("role", "tab");
      button.setAttribute("aria-selected", state.mode === mode);
      button.addEventListener("click", () => {
        state.mode = mode;
        load();
      });
      return button;
    };
    const tabs = made("div", "tabs", null, tab("all", "Everything"), tab("watched", `Watched (${fl.watched().length})`));
    tabs.setAttribute("role", "tablist");
    const days = made("select", "forms");
    days.setAttribute("aria-label", "How far back");
    for (const n of [1, 7, 14, 30, 90]) {
      const option = made("option", "", n === 1 ? "since yesterday" : `last ${n} days`);
      option.value = n;
      option.selected = n === state.days;
      days.append(option);
    }
    days.addEventListener("change", () => {
      state.days = Number(days.value);
      load();
    });
    const read = fl.pressed("Mark all as read", "button quiet", () => {
      if (state.runs.length) localStorage.setItem(SEEN, state.runs.map((run) => run.at).sort().at(-1));
      draw();
    });
    read.disabled = !state.runs.some((run) => run.at > seen());
    part("head").replaceChildren(tabs, made("div", "row", null, days, read));
  }

  function watching() {
    const room = part("watched");
    room.hidden = state.mode !== "watched" || !fl.watched().length;
    room.replaceChildren(...fl.watched().map(({ids, names}) => {
      const off = fl.pressed("", "tool", () => fl.watch(ids, names, false), "close");
      off.setAttribute("aria-label", `Stop watching ${names.join(" and ")}`);
      const link = made("a", "", names.join(" – "));
      link.href = fl.address(ids);
      return made("span", "watched", null, made("i", "icon icon-watch"), link, off);
    }));
  }

  document.addEventListener("faultlines-watched", () => {
    if (!part("list")) return;
    if (state.mode === "watched" && fl.page() === "inbox") load();
    else head();
  });
  fl.page_of("inbox", "[data-inbox-list]", load);
})();
