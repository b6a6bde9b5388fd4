// A plan as a tree: what each step does, how many rows were expected, how many came, how often the store was touched.
(() => {
  const fl = window.faultlines;
  const {made, number} = fl.desk;

  fl.desk.showPlan = (room, plan) => {
    if (!plan) return room.replaceChildren(made("p", "nothing", "Explain or Profile shows how a statement is carried out."));
    const hits = total(plan);
    const profiled = plan.rows !== null;
    const head = made("p", "soft", profiled ? `${number(hits)} touches of the store (db hits)` : "Rows as the planner expects them; Profile runs the statement and counts.");
    const list = made("ul", "plan", null, step(plan, hits, profiled));
    list.setAttribute("role", "tree");
    list.setAttribute("aria-label", "Plan");
    room.replaceChildren(head, list);
  };

  const total = (step) => (step.hits ?? 0) + step.children.reduce((sum, child) => sum + total(child), 0);

  function step({operator, details, expected, rows, hits, children, warns}, all, profiled) {
    const item = made("li");
    item.setAttribute("role", "treeitem");
    const figures = [expected === null ? null : `≈ ${number(Math.round(expected))} expected`];
    if (profiled) figures.push(`${number(rows)} ${rows === 1 ? "row" : "rows"}`, `${number(hits)} hits`);
    const line = made("div", warns ? "step-line warns" : "step-line", null, made("b", "", operator), made("code", "", details), made("span", "numbers", figures.filter(Boolean).join(" · ")));
    if (warns) line.title = warns;
    item.append(line);
    if (profiled && all) {
      const bar = made("span", "bar");
      bar.style.setProperty("--share", hits / all);
      line.append(bar);
    }
    if (children.length) item.append(made("ul", "", null, ...children.map((child) => step(child, all, profiled))));
    return item;
  }
})();
