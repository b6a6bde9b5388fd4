// One difference: what happened, between whom, old and new; its ends open the canvas, and can be watched.
import {element, nameText} from "../../browser/elements.js";
import {goTo} from "../../browser/pages.js";
import {addressOf} from "../../browser/sharing.js";

/** @type {Record<string, string>} */
const WORDS = {created: "new", changed: "changed", returned: "back", withdrawn: "dropped", ended: "ended", retracted: "retracted", reverted: "reverted", joined: "joined", proposed: "to decide"};
/** @type {Record<string, string>} */
const LOOKS = {created: "created", returned: "created", changed: "changed", joined: "changed", proposed: "proposed", withdrawn: "withdrawn", ended: "withdrawn", retracted: "withdrawn", reverted: "withdrawn"};

export const changeItem = (entry) => {
  const {change, subject, words, object, said_by, fields, evidence} = entry;
  const pair = object && object.id !== subject.id;
  const ids = pair ? [subject.id, object.id] : [subject.id];
  const names = pair ? [subject.name, object.name] : [object?.name ?? subject.name];
  const sentence = element("p", "sentence", null, end(subject), words ? ` ${words} ` : "", object ? end(object) : null);
  const source = element("span", "soft", [said_by, evidence].filter(Boolean).join(": "));
  const item = element("li", `change change-${LOOKS[change] ?? "changed"}`, null, element("span", `action action-${LOOKS[change] ?? "changed"}`, WORDS[change] ?? change), element("div", "change-body", null, sentence, source, ...fields.map(field)), watching(ids, names));
  item.dataset.change = entry.id;
  return item;
};

// The link is a true address, so that it opens in another tab too; clicked, it turns to the canvas that is there.
function end({id, name}) {
  const link = element("a", "end", null, nameText(name));
  link.href = addressOf([id]);
  link.title = "Show on the canvas";
  link.addEventListener("click", (event) => turn(event, [id]));
  return link;
}

function turn(event, ids) {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  goTo(addressOf(ids));
}

function watching(ids, names) {
  const row = element("div", "change-tools");
  if (ids.length === 2) {
    const both = element("a", "tool", null, element("i", "icon icon-graph"));
    both.href = addressOf(ids);
    both.title = "Show the pair and its evidence on the canvas";
    both.setAttribute("aria-label", `Show ${names.join(" and ")}`);
    both.addEventListener("click", (event) => turn(event, ids));
    row.append(both);
  }
  const watch = element("button", "tool watch", null, element("i", "icon icon-watch"));
  watch.type = "button";
  watch.dataset.watch = JSON.stringify({ids, names});
  watch.setAttribute("aria-label", `Watch ${names.join(" and ")}`);
  row.append(watch);
  return row;
}

function field([name, old, now]) {
  const was = old ? element("del", "", old) : element("span", "soft", "nothing");
  const is = now ? element("ins", "", now) : element("span", "soft", "nothing");
  return element("p", "field", null, element("span", "soft", `${name}: `), was, " → ", is);
}
