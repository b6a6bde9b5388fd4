// What a held run would change: a table, old and new side by side.
import {element} from "../../browser/elements.js";
import {formatNumber} from "../../browser/numbers.js";

export const differencesTable = ({total, rows}) => {
  if (!rows?.length) return element("p", "soft", "What it would change was not kept with the run: faultlines runs diff shows it.");
  const body = element("tbody", "", null, ...rows.map(line));
  const head = element("tr", "", null, ...["", "what", "now", "would be"].map((words) => element("th", "", words)));
  const table = element("table", "differences", null, element("thead", "", null, head), body);
  const more = total > rows.length ? element("p", "soft", `These are the first ${formatNumber(rows.length)} of ${formatNumber(total)}; faultlines runs diff shows them all.`) : null;
  return element("div", "differences-room", null, table, more);
};

function line({action, because, type, subject, object, old, new: now}) {
  const what = object ? `${subject} ${words(type)} ${object}` : subject;
  const cause = because && because !== "source" ? element("span", "pill", {reader: "our reader", identities: "identity"}[because] ?? because) : null;
  const first = element("td", "", null, element("span", `action action-${action}`, action), cause);
  return element("tr", "", null, first, element("td", "", what), element("td", "old", fields(old)), element("td", "new", fields(now)));
}

const words = (type) => (type === "record" ? "" : type.toLowerCase().replaceAll("_", " "));

const fields = (values) => {
  if (values === null || values === undefined) return "";
  if (typeof values !== "object") return String(values);
  return Object.entries(values).map(([name, value]) => `${name.replaceAll("_", " ")}: ${Array.isArray(value) ? value.join(", ") : value}`).join("\n");
};
