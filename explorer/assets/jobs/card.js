// One source: how it is, since when and why, what it did, and what can be asked for.
(() => {
  const fl = window.faultlines;
  const {made, drawn, moment} = fl;
  const SHAPES = {
    fresh: ["circle", {cx: 8, cy: 8, r: 6.5}],
    late: ["path", {d: "M8 1.5 15 14.5H1Z"}],
    failing: ["path", {d: "M4.2 1h7.6L15 4.200v7.600L11.800 15H4.200L1 11.800V4.200Z"}],
    held: ["path", {d: "M8 .8 15.200 8 8 15.200.8 8Z"}],
    never: ["circle", {cx: 8, cy: 8, r: 5.8, class: "hollow"}],
    paused: ["path", {d: "M3 2h3.600v12H3zM9.400 2H13v12H9.400z"}],
  };
  const WORDS = {run: "a run", accept: "accepting", drop: "dropping", pause: "a pause", resume: "resuming"};

  fl.jobs.mark = (state) => {
    const [name, attributes] = SHAPES[state];
    return drawn("svg", {class: "state-mark", viewBox: "0 0 16 16", "aria-hidden": "true"}, drawn(name, attributes));
  };

  fl.jobs.badge = (state, words = state) => made("span", `state state-${state}`, null, fl.jobs.mark(state), made("span", "", words));

  // `open` remembers which details a person has opened; `ask` sends a request; `alive` says whether anybody will hear it.
  fl.jobs.card = (card, open, ask, alive) => {
    const room = made("article", `job job-${card.state}`);
    room.dataset.source = card.source;
    const badges = made("div", "badges", null, fl.jobs.badge(card.state), card.paused ? fl.jobs.badge("paused") : null);
    const title = made("div", "job-title", null, made("h2", "", card.title), made("span", "mono soft", card.source));
    room.append(made("header", "", null, badges, title, actions(card, ask)));
    const why = reason(card);
    if (why) room.append(why);
    room.append(...card.asked.map((asked) => request(asked, alive)));
    room.append(made("div", "job-body", null, facts(card), charts(card)));
    if (card.held) room.append(held(card, open, ask));
    if (card.rejected) room.append(rejected(card, open));
    return room;
  };

  function actions(card, ask) {
    const waits = card.asked.some((asked) => asked.kind === "run" && asked.status !== "done" && asked.status !== "refused");
    const run = fl.pressed(card.running ? "Running" : "Run now", "button", () => ask({kind: "run", source: card.source}), "run");
    run.disabled = Boolean(card.running) || waits;
    const kind = card.paused ? "resume" : "pause";
    const pause = fl.pressed(card.paused ? "Resume" : "Pause", "button quiet", () => ask({kind, source: card.source}), card.paused ? "run" : "pause");
    return made("div", "job-actions", null, run, card.schedule || card.paused ? pause : null);
  }

  function reason(card) {
    if (card.state === "fresh" || card.state === "never") return null;
    const since = {failing: card.failed?.at, held: card.held?.since}[card.state];
    return made("p", "job-why", null, made("span", "", card.why), since ? moment(since, " · ") : null);
  }

  function request(asked, alive) {
    const what = `${WORDS[asked.kind][0].toUpperCase()}${WORDS[asked.kind].slice(1)}`;
    const told = {
      asked: alive ? `${what} is asked for; the scheduler takes it up` : `${what} is asked for and waits: no scheduler is alive`,
      taken: `${what} is under way`,
      done: `${what}: ${asked.answer ?? "done"}`,
      refused: `${what} was refused: ${asked.answer ?? ""}`,
    }[asked.status];
    const line = made("p", `job-asked asked-${asked.status}`, null, made("span", "", told), moment(asked.at, " · "));
    if (asked.status === "taken" || (asked.status === "asked" && alive)) line.prepend(made("span", "spinner"));
    return line;
  }

  function facts(card) {
    const list = made("dl", "facts");
    const fact = (name, ...values) => list.append(made("dt", "", name), made("dd", "", null, ...values));
    if (card.running) fact("Running", moment(card.running.since, "since "));
    fact("Last success", card.success ? moment(card.success) : made("span", "soft", "never"), card.success ? made("span", "mono soft", card.success_run) : null);
    if (card.retry) fact("Tried again", moment(card.retry));
    if (card.paused) fact("Next run", made("span", "soft", card.paused_by ? `paused by ${card.paused_by}` : "paused until a person resumes it"));
    else fact("Next run", card.next ? moment(card.next) : made("span", "soft", "only by hand"));
    fact("Schedule", card.schedule ?? made("span", "soft", "none"));
    return list;
  }

  function charts(card) {
    if (!card.runs.length) return made("p", "soft no-runs", "No run yet.");
    const one = (title, {svg, words}) => made("figure", "", null, made("figcaption", "", null, made("b", "", title), made("span", "soft", words)), svg);
    return made("div", "charts", null, one("Duration", fl.jobs.durations(card.runs)), one("Changes", fl.jobs.changes(card.runs)));
  }

  // Details that stay open over every look.
  function details(key, summary, open, fill) {
    const room = made("details", "job-more", null, summary);
    room.open = open.has(key);
    const shown = () => {
      if (room.open && !room.dataset.filled) {
        room.dataset.filled = "yes";
        fill(room);
      }
    };
    room.addEventListener("toggle", () => {
      room.open ? open.add(key) : open.delete(key);
      shown();
    });
    shown();
    return room;
  }

  function held(card, open, ask) {
    const {run} = card.held;
    const summary = made("summary", "", null, made("b", "", "What it would change"), made("span", "mono soft", run));
    const room = details(`held ${run}`, summary, open, async (room) => {
      const waiting = room.appendChild(made("p", "soft", "Looking …"));
      const found = await fl.post("jobs", "held", {run});
      waiting.replaceWith(found.failed ? made("p", "soft", found.failed) : fl.jobs.differences(found));
    });
    return made("div", "held", null, room, decide(card, ask));
  }

  // Accepting and dropping ask once more.
  function decide(card, ask) {
    const {run} = card.held;
    const row = made("div", "row decide");
    const first = () => row.replaceChildren(fl.pressed("Accept …", "button", () => sure("accept")), fl.pressed("Drop …", "button quiet", () => sure("drop")));
    const sure = (kind) => {
      const words = kind === "accept" ? `Make the changes of ${run}?` : `Discard ${run}? The graph stays as it is.`;
      const yes = fl.pressed(kind === "accept" ? "Yes, accept" : "Yes, drop", "primary", () => {
        ask({kind, source: card.source, run});
        first();
      });
      row.replaceChildren(made("span", "", words), yes, fl.pressed("No", "button quiet", first));
      yes.focus();
    };
    first();
    return row;
  }

  function rejected(card, open) {
    const {run, rows, reasons} = card.rejected;
    const summary = made("summary", "", null, made("b", "", `${fl.counted(rows, "row")} refused`), made("span", "mono soft", run));
    return details(`rejected ${card.source}`, summary, open, (room) => {
      const most = Math.max(...reasons.map(([, n]) => n), 1);
      const list = made("ul", "reasons", null, ...reasons.map(([reason, n]) => {
        const bar = made("span", "share");
        bar.style.setProperty("--share", n / most);
        return made("li", "", null, made("span", "number", fl.number(n)), made("span", "", reason), bar);
      }));
      room.append(reasons.length ? list : made("p", "soft", "Their reasons were not kept with the run."));
      room.append(made("p", "soft", null, "Each row with its line: ", made("code", "", `faultlines rejects list --run ${run}`)));
    });
  }
})();
