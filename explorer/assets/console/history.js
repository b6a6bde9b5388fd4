// The last fifty statements of this browser; they never leave it.
(() => {
  const fl = window.faultlines;
  const {made, find} = fl.desk;
  const KEY = "faultlines-console-history";
  const DRAFT = "faultlines-console-draft";
  const MOST = 50;

  const kept = (key, otherwise) => {
    try {
      return JSON.parse(localStorage.getItem(key)) ?? otherwise;
    } catch {
      return otherwise;
    }
  };
  const keep = (key, value) => {
    try {
      localStorage.setItem(key, JSON.stringify(value));
    } catch {
      // A browser that keeps nothing has no history.
    }
  };

  fl.desk.draft = {read: () => kept(DRAFT, null), write: (text, parameters) => keep(DRAFT, {text, parameters})};

  fl.desk.remember = (entry) => {
    const rest = kept(KEY, []).filter((old) => old.text !== entry.text || JSON.stringify(old.parameters) !== JSON.stringify(entry.parameters));
    keep(KEY, [{...entry, at: new Date().toISOString()}, ...rest].slice(0, MOST));
    fl.desk.showHistory();
  };

  fl.desk.showHistory = () => {
    const entries = kept(KEY, []);
    const room = find(".past");
    if (!entries.length) return room.replaceChildren(made("p", "nothing", "What you run is kept here, in this browser alone."));
    const forget = made("button", "button quiet forget", "Forget all");
    forget.type = "button";
    forget.addEventListener("click", () => {
      keep(KEY, []);
      fl.desk.showHistory();
    });
    room.replaceChildren(...entries.map(row), forget);
  };

  function row(entry) {
    const button = made("button", "query");
    button.type = "button";
    const first = entry.text.split("\n").filter((line) => line.trim() && !line.startsWith("//")).slice(0, 3).join(" ");
    button.append(made("code", "", first.length > 140 ? `${first.slice(0, 139)}…` : first), made("span", "soft", `${when(entry.at)} · ${entry.outcome}`));
    button.title = entry.text;
    button.addEventListener("click", () => fl.desk.bring(entry.text, entry.parameters));
    return button;
  }

  const when = (at) => new Date(at).toLocaleString([], {dateStyle: "medium", timeStyle: "short"});
})();
