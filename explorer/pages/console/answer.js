// The answer in its four forms, what it came to, and its export.
import {element} from "../../browser/elements.js";
import {formatNumber} from "../../browser/numbers.js";
import {find, randomName, sendToConsole} from "./client.js";
import {showDrawing} from "./drawing.js";
import {showPlan} from "./plan.js";
import {showTable} from "./table.js";

/** @type {AbortController | null} */
let exporting = null;

export const showAnswer = (answer, asked) => {
  const done = answer.state === "done";
  if (answer.state !== "cancelled") find(".empty").hidden = true;
  find(".outcome").textContent = describeOutcome(answer);
  find(".export").replaceChildren(...(done && answer.columns.length ? exports(asked) : []));
  showNotices(done ? answer.notices : []);
  showRejection(done || answer.state === "cancelled" ? null : answer);
  if (!done) return;
  showTable(answer);
  showDrawing(find("[data-panel=network]"), answer.drawing);
  find("[data-panel=json]").textContent = answer.json;
  showPlan(find("[data-panel=plan]"), answer.plan);
  const now = shownTab();
  if (answer.plan && !answer.columns.length) chooseTab("answer", "plan");
  else if (answer.plan) chooseTab("answer", now === "table" ? "plan" : now);
  else if (now === "plan") chooseTab("answer", "table");
};

// One line for the status and for the history.
export function describeOutcome(answer) {
  if (answer.state !== "done") return {refused: "Rejected", cancelled: "Cancelled", failed: "Failed"}[answer.state] ?? answer.state;
  const took = `${formatNumber(answer.took)} ms`;
  if (!answer.columns.length) return `Planned in ${took}`;
  const rows = `${formatNumber(answer.rows.length)} ${answer.rows.length === 1 ? "row" : "rows"}`;
  return answer.more ? `the first ${rows} · ${took} · ${answer.more}` : `${rows} · ${took}`;
}

// What the server says beside the answer: a name that the graph does not have makes an empty answer, not an error.
function showNotices(notices) {
  const list = find(".notices");
  list.hidden = !notices.length;
  list.replaceChildren(...notices.map((words) => element("li", "", `${words[0].toUpperCase()}${words.slice(1)}`)));
}

function showRejection(answer) {
  const alert = find(".rejection");
  alert.hidden = !answer;
  for (const panel of document.querySelectorAll(".answer-body > .panel")) panel.classList.toggle("behind", Boolean(answer));
  if (!answer) return alert.replaceChildren();
  const head = answer.state === "refused" ? "Rejected" : "No answer";
  const why = answer.layer ? [element("p", "soft", `Stopped by ${answer.layer}. Nothing was changed.`)] : [];
  alert.replaceChildren(element("h3", "", head), element("p", "", answer.message), ...why);
}

function exports(asked) {
  const forms = JSON.parse(find("[data-forms]").dataset.forms);
  const select = element("select", "forms");
  select.setAttribute("aria-label", "Format of the export");
  for (const [name, meaning] of forms) select.append(Object.assign(new Option(name, name), {title: meaning}));
  const button = element("button", "button quiet", "Export");
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
    const response = await sendToConsole("export", {...asked, run: randomName(), form}, exporting.signal);
    if (response.headers.get("Content-Type")?.startsWith("application/json") && !response.headers.has("Content-Disposition")) return showRejection(await response.json());
    const link = element("a");
    link.href = URL.createObjectURL(await response.blob());
    link.download = response.headers.get("Content-Disposition")?.match(/filename="?([^";]+)/)?.[1] ?? "answer";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  } catch (error) {
    if (!(error instanceof DOMException && error.name === "AbortError")) showRejection({state: "failed", message: "The export was cut off before its end; nothing was kept."});
  } finally {
    exporting = null;
    button.textContent = "Export";
  }
}

const shownTab = () => find('.tab[data-group=answer][aria-selected="true"]').dataset.tab;

// Turn to a tab of a group.
export const chooseTab = (group, name) => {
  for (const tab of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`.console .tab[data-group=${group}]`))) {
    tab.setAttribute("aria-selected", String(tab.dataset.tab === name));
    tab.tabIndex = tab.dataset.tab === name ? 0 : -1;
    find(`[data-panel=${tab.dataset.tab}]`).hidden = tab.dataset.tab !== name;
  }
};
