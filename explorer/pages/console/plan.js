// A plan as a tree: what each step does, how many rows were expected, how many came, how often the store was touched.
import {element} from "../../browser/elements.js";
import {formatNumber} from "../../browser/numbers.js";

export const showPlan = (panel, plan) => {
  if (!plan) return panel.replaceChildren(element("p", "nothing", "Explain or Profile shows how a statement is carried out."));
  const hits = total(plan);
  const profiled = plan.rows !== null;
  const head = element("p", "soft", profiled ? `${formatNumber(hits)} touches of the store (db hits)` : "Rows as the planner expects them; Profile runs the statement and counts.");
  const list = element("ul", "plan", null, step(plan, hits, profiled));
  list.setAttribute("role", "tree");
  list.setAttribute("aria-label", "Plan");
  panel.replaceChildren(head, list);
};

const total = (step) => (step.hits ?? 0) + step.children.reduce((sum, child) => sum + total(child), 0);

function step({operator, details, expected, rows, hits, children, warns}, all, profiled) {
  const item = element("li");
  item.setAttribute("role", "treeitem");
  const figures = [expected === null ? null : `≈ ${formatNumber(Math.round(expected))} expected`];
  if (profiled) figures.push(`${formatNumber(rows)} ${rows === 1 ? "row" : "rows"}`, `${formatNumber(hits)} hits`);
  const line = element("div", warns ? "step-line warns" : "step-line", null, element("b", "", operator), element("code", "", details), element("span", "numbers", figures.filter(Boolean).join(" · ")));
  if (warns) line.title = warns;
  item.append(line);
  if (profiled && all) {
    const bar = element("span", "bar");
    bar.style.setProperty("--share", String(hits / all));
    line.append(bar);
  }
  if (children.length) item.append(element("ul", "", null, ...children.map((child) => step(child, all, profiled))));
  return item;
}
