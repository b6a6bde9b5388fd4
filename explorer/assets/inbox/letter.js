// One difference: what happened, between whom, old and new; its ends open the canvas, and can be watched.
(() => {
  const fl = window.faultlines;
  const {made} = fl;
  const WORDS = {created: "new", changed: "changed", returned: "back", withdrawn: "dropped", ended: "ended", retracted: "taken back", reverted: "reverted", joined: "joined", proposed: "to decide"};
  const LOOKS = {created: "created", returned: "created", changed: "changed", joined: "changed", proposed: "proposed", withdrawn: "withdrawn", ended: "withdrawn", retracted: "withdrawn", reverted: "withdrawn"};
  fl.inbox = {};

  fl.inbox.letter = (letter) => {
    const {change, subject, words, object, said_by, fields, evidence} = letter;
    const pair = object && object.id !== subject.id;
    const ids = pair ? [subject.id, object.id] : [subject.id];
    const names = pair ? [subject.name, object.name] : [object?.name ?? subject.name];
    const sentence = made("p", "sentence", null, end(subject), words ? ` ${words} ` : "", object ? end(object) : null);
    const said = made("span", "soft", [said_by, evidence].filter(Boolean).join(": "));
    const room = made("li", `letter letter-${LOOKS[change] ?? "changed"}`, null, made("span", `action action-${LOOKS[change] ?? "changed"}`, WORDS[change] ?? change), made("div", "letter-body", null, sentence, said, ...fields.map(field)), watching(ids, names));
    room.dataset.letter = letter.id;
    return room;
  };

  // The link is a true address, so that it opens in another tab too; clicked, it turns to the canvas that is there.
  function end({id, name}) {
    const link = made("a", "end", name);
    link.href = fl.address([id]);
    link.title = "Show on the canvas";
    link.addEventListener("click", (event) => turn(event, [id]));
    return link;
  }

  function turn(event, ids) {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    fl.go(fl.address(ids));
  }

  function watching(ids, names) {
    const row = made("div", "letter-tools");
    if (ids.length === 2) {
      const both = made("a", "tool", null, made("i", "icon icon-graph"));
      both.href = fl.address(ids);
      both.title = "Show the pair and its evidence on the canvas";
      both.setAttribute("aria-label", `Show ${names.join(" and ")}`);
      both.addEventListener("click", (event) => turn(event, ids));
      row.append(both);
    }
    const watch = made("button", "tool watch", null, made("i", "icon icon-watch"));
    watch.type = "button";
    watch.dataset.watch = JSON.stringify({ids, names});
    watch.setAttribute("aria-label", `Watch ${names.join(" and ")}`);
    row.append(watch);
    return row;
  }

  function field([name, old, now]) {
    const was = old ? made("del", "", old) : made("span", "soft", "nothing");
    const is = now ? made("ins", "", now) : made("span", "soft", "nothing");
    return made("p", "field", null, made("span", "soft", `${name}: `), was, " → ", is);
  }
})();
