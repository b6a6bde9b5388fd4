// The answer in its four forms, what it came to, and its export.
(() => {
  const fl = window.faultlines;
  const {made, find, number} = fl.desk;
  let exporting = null;

  fl.desk.answered = (found, asked) => {
    const done = found.state === "done";
    if (found.state !== "cancelled") find(".empty").hidden = true;
    find(".outcome").textContent = outcome(found);
    find(".export").replaceChildren(...(done && found.columns.length ? exports(asked) : []));
    refuse(done || found.state === "cancelled" ? null : found);
    if (!done) return;
    fl.desk.showTable(found);
    fl.desk.showDrawing(find("[data-panel=network]"), found.drawing);
    find("[data-panel=json]").textContent = found.json;
    fl.desk.showPlan(find("[data-panel=plan]"), found.plan);
    const now = chosen();
    if (found.plan && !found.columns.length) fl.desk.choose("answer", "plan");
    else if (found.plan) fl.desk.choose("answer", now === "table" ? "plan" : now);
    else if (now === "plan") fl.desk.choose("answer", "table");
  };

  // One line for the status and for the history.
  function outcome(found) {
    if (found.state !== "done") return {refused: "Refused", cancelled: "Cancelled", failed: "Failed"}[found.state] ?? found.state;
    const took = `${number(found.took)} ms`;
    if (!found.columns.length) return `Planned in ${took}`;
    const rows = `${number(found.rows.length)} ${found.rows.length === 1 ? "row" : "rows"}`;
    return found.more ? `the first ${rows} · ${took} · ${found.more}` : `${rows} · ${took}`;
  }
  fl.desk.outcome = outcome;

  function refuse(found) {
    const room = find(".rejection");
    room.hidden = !found;
    for (const panel of document.querySelectorAll(".answer-body > .panel")) panel.classList.toggle("behind", Boolean(found));
    if (!found) return room.replaceChildren();
    const head = found.state === "refused" ? "Refused" : "No answer";
    const why = found.layer ? [made("p", "soft", `Stopped by ${found.layer}. Nothing was changed.`)] : [];
    room.replaceChildren(made("h3", "", head), made("p", "", found.message), ...why);
  }

  function exports(asked) {
    const forms = JSON.parse(find("[data-forms]").dataset.forms);
    const select = made("select", "forms");
    select.setAttribute("aria-label", "Format of the export");
    for (const [name, meaning] of forms) select.append(Object.assign(new Option(name, name), {title: meaning}));
    const button = made("button", "button quiet", "Export");
    button.type = "button";
    button.addEventListener("click", () => download(select.value, asked, button));
    return [select, button];
  }

  // The statement is run again and streamed into a file, all rows of it.
  async function download(form, asked, button) {
    if (exporting) return exporting.abort();
    exporting = new AbortController();
    button.textContent = "Cancel export";
    try {
      const answer = await fl.desk.post("export", {...asked, run: fl.desk.random(), form}, exporting.signal);
      if (answer.headers.get("Content-Type")?.startsWith("application/json") && !answer.headers.has("Content-Disposition")) return refuse(await answer.json());
      const link = made("a");
      link.href = URL.createObjectURL(await answer.blob());
      link.download = answer.headers.get("Content-Disposition").match(/filename="?([^";]+)/)[1];
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    } catch (error) {
      if (error.name !== "AbortError") refuse({state: "failed", message: "The export was cut off before its end; nothing was kept."});
    } finally {
      exporting = null;
      button.textContent = "Export";
    }
  }

  const chosen = () => find('.tab[data-group=answer][aria-selected="true"]').dataset.tab;

  // Turn to a tab of a group.
  fl.desk.choose = (group, name) => {
    for (const tab of document.querySelectorAll(`.console .tab[data-group=${group}]`)) {
      tab.setAttribute("aria-selected", String(tab.dataset.tab === name));
      tab.tabIndex = tab.dataset.tab === name ? 0 : -1;
      find(`[data-panel=${tab.dataset.tab}]`).hidden = tab.dataset.tab !== name;
    }
  };
})();
