// A field for each $name in the text.
(() => {
  const fl = window.faultlines;
  const {made, find} = fl.desk;
  const KINDS = {text: "Text", number: "Number", date: "Date", json: "JSON"};
  // What can hold a $ that names no parameter comes first: comments, strings, quoted names.
  const DOLLAR = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`[^`]*`|\$([\p{L}_][\p{L}\p{N}_]*)/gu;
  let values = {}; // also of names that are not in the text at the moment
  let shown = [];

  const named = (text) => [...new Set([...text.matchAll(DOLLAR)].map((found) => found[1]).filter(Boolean))];

  // The values of the names that a text uses.
  fl.desk.parameters = (text) => Object.fromEntries(named(text).map((name) => [name, values[name] ?? {kind: "text", value: ""}]));
  fl.desk.names = () => shown;

  fl.desk.fill = (given) => {
    values = {...values, ...Object.fromEntries(Object.entries(given ?? {}).filter(([, v]) => v && KINDS[v.kind]).map(([name, {kind, value}]) => [name, {kind, value: String(value)}]))};
    shown = null;
  };

  fl.desk.showParameters = (text) => {
    const names = named(text);
    if (shown && names.join() === shown.join()) return;
    shown = names;
    const room = find(".parameters");
    room.hidden = !names.length;
    room.replaceChildren(...names.map(field));
  };

  function field(name) {
    const known = (values[name] ??= {kind: "text", value: ""});
    const label = made("label", "parameter");
    const input = made(known.kind === "json" ? "textarea" : "input");
    const kind = made("select");
    for (const [value, title] of Object.entries(KINDS)) kind.append(new Option(title, value, false, value === known.kind));
    kind.setAttribute("aria-label", `Kind of $${name}`);
    input.setAttribute("aria-label", `$${name}`);
    input.dataset.parameter = name;
    if (known.kind === "json") Object.assign(input, {rows: Math.min(4, known.value.split("\n").length), placeholder: '["a", "b"], true, null'});
    else Object.assign(input, {type: known.kind === "date" ? "date" : "text", inputMode: known.kind === "number" ? "decimal" : "text"});
    input.value = known.value;
    input.spellcheck = false;
    input.addEventListener("input", () => {
      known.value = input.value;
      fl.desk.changed();
    });
    kind.addEventListener("change", () => {
      known.kind = kind.value;
      label.replaceWith(field(name));
      fl.desk.changed();
      find(`[data-parameter="${CSS.escape(name)}"]`).focus();
    });
    input.addEventListener("keydown", (event) => (event.ctrlKey || event.metaKey) && event.key === "Enter" && fl.desk.run("run"));
    label.append(made("code", "", `$${name}`), input, kind);
    return label;
  }
})();
