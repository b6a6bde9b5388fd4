// What a held run would change: a table, old and new side by side.
(() => {
  const fl = window.faultlines;
  const {made} = fl;

  fl.jobs.differences = ({total, rows}) => {
    if (!rows?.length) return made("p", "soft", "What it would change was not kept with the run: faultlines runs diff shows it.");
    const body = made("tbody", "", null, ...rows.map(line));
    const head = made("tr", "", null, ...["", "what", "now", "would be"].map((words) => made("th", "", words)));
    const table = made("table", "differences", null, made("thead", "", null, head), body);
    const more = total > rows.length ? made("p", "soft", `These are the first ${fl.number(rows.length)} of ${fl.number(total)}; faultlines runs diff shows them all.`) : null;
    return made("div", "differences-room", null, table, more);
  };

  function line({action, because, type, subject, object, old, new: now}) {
    const what = object ? `${subject} ${words(type)} ${object}` : subject;
    const cause = because && because !== "source" ? made("span", "pill", {reader: "our reader", identities: "identity"}[because] ?? because) : null;
    const first = made("td", "", null, made("span", `action action-${action}`, action), cause);
    return made("tr", "", null, first, made("td", "", what), made("td", "old", fields(old)), made("td", "new", fields(now)));
  }

  const words = (type) => (type === "record" ? "" : type.toLowerCase().replaceAll("_", " "));

  const fields = (values) => {
    if (values === null || values === undefined) return "";
    if (typeof values !== "object") return String(values);
    return Object.entries(values).map(([name, value]) => `${name.replaceAll("_", " ")}: ${Array.isArray(value) ? value.join(", ") : value}`).join("\n");
  };
})();
