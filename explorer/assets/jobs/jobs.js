// The page of the loads: looks every few seconds, and draws anew only what has changed.
(() => {
  const fl = window.faultlines;
  const {made} = fl;
  const LOOK = 4_000; // ms
  const SICK = ["failing", "held", "late"];
  const open = new Set();
  const drawn = new Map(); // source -> what is drawn of it, as JSON
  let timer = null;

  const part = (name) => document.querySelector(`[data-jobs-${name}]`);

  async function look() {
    clearTimeout(timer);
    if (fl.page() === "jobs" && !document.hidden) show(await fl.post("jobs", "state"));
    timer = setTimeout(look, LOOK);
  }

  async function ask(what) {
    const found = await fl.post("jobs", "ask", what);
    if (found.failed) alarm(found.failed);
    else await look();
  }

  function show(board) {
    if (board.failed) return alarm(board.failed);
    head(board);
    alarm(board.schedulers ? "" : board.beat ? "No scheduler is alive" : "No scheduler has ever run here", board.schedulers ? null : board);
    const list = part("list");
    const seen = new Set(board.cards.map((card) => card.source));
    for (const [source] of drawn) if (!seen.has(source)) drawn.delete(source);
    const rooms = board.cards.map((card) => {
      const text = JSON.stringify([card, board.schedulers > 0]);
      const there = [...list.children].find((room) => room.dataset.source === card.source);
      // Who is about to decide is not disturbed.
      if (there && (drawn.get(card.source) === text || there.querySelector(".decide .primary"))) return there;
      drawn.set(card.source, text);
      const made = fl.jobs.card(card, open, ask, board.schedulers > 0);
      if (there?.contains(document.activeElement)) setTimeout(() => made.querySelector("button:not(:disabled)")?.focus());
      return made;
    });
    if (!rooms.length) rooms.push(made("p", "nothing", "The graph knows no source yet. Load one: faultlines load wagner-2023"));
    if (rooms.some((room, n) => list.children[n] !== room) || list.children.length !== rooms.length) list.replaceChildren(...rooms);
    document.body.dataset.jobs = "ready";
  }

  function head({cards}) {
    const count = (state) => cards.filter((card) => card.state === state).length;
    const sick = SICK.filter(count);
    const words = sick.length ? `${fl.counted(cards.filter((card) => SICK.includes(card.state)).length, "source needs", "sources need")} a person` : cards.length ? "Every source is as it should be" : "";
    const badges = ["failing", "held", "late", "never", "fresh"].filter(count).map((state) => fl.jobs.badge(state, `${count(state)} ${state}`));
    const text = words + badges.map((badge) => badge.textContent).join();
    const room = part("head");
    if (room.dataset.said === text) return;
    room.dataset.said = text;
    room.replaceChildren(made("h2", sick.length ? "sick" : "", words), made("div", "badges", null, ...badges));
  }

  // Nothing is loaded by itself when no scheduler is alive: say so, and what to type.
  function alarm(words, board = null) {
    const room = part("alarm");
    room.hidden = !words;
    if (!words || room.dataset.said === words + board?.beat) return;
    room.dataset.said = words + board?.beat;
    const told = made("p", "", null, made("b", "", words), board ? ". Nothing is loaded by itself, and what is asked for here waits. This starts one:" : "", board?.beat ? fl.moment(board.beat, " The last was heard of ") : null);
    const rest = [];
    if (board) {
      const copy = made("button", "button quiet", null, made("i", "icon icon-copy"), made("span", "", "Copy"));
      copy.type = "button";
      copy.dataset.copy = board.begin;
      rest.push(made("div", "command", null, made("code", "", board.begin), copy));
    }
    room.replaceChildren(told, ...rest);
  }

  fl.page_of("jobs", "[data-jobs-list]", look);
  document.addEventListener("visibilitychange", () => !document.hidden && fl.page() === "jobs" && look());
})();
