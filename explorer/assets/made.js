// Elements with text, moments in words, and posts to our own routes: what the pages are made of.
(() => {
  const fl = window.faultlines;
  const SVG = "http://www.w3.org/2000/svg";
  const STEPS = [[60, "second"], [60, "minute"], [24, "hour"], [7, "day"], [4.35, "week"], [12, "month"], [Infinity, "year"]];
  const relative = new Intl.RelativeTimeFormat("en", {numeric: "auto"});

  // An element with text: nothing that comes from the graph is ever taken for HTML.
  fl.made = (name, className = "", text = null, ...children) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text !== null) element.textContent = text;
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  };

  fl.drawn = (name, attributes = {}, ...children) => {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  fl.pressed = (label, look, action, picture = null) => {
    const button = fl.made("button", look, null, picture && fl.made("i", `icon icon-${picture}`), fl.made("span", "", label));
    button.type = "button";
    button.addEventListener("click", () => action(button));
    return button;
  };

  fl.number = (n) => n.toLocaleString("en-US");
  fl.counted = (n, one, many = `${one}s`) => `${fl.number(n)} ${n === 1 ? one : many}`;

  // Seconds in words, as short as they are read: 340 ms, 3.2 s, 4 min 10 s, 2 h 5 min.
  fl.lasting = (seconds) => {
    if (seconds === null || seconds === undefined) return "";
    if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
    if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
    const minutes = Math.round(seconds / 60);
    if (minutes < 60) return `${minutes} min`;
    return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  };

  fl.clock = (at) => new Date(at).toLocaleString([], {dateStyle: "medium", timeStyle: "short"});

  fl.ago = (at, now = Date.now()) => {
    let much = (new Date(at) - now) / 1000;
    for (const [many, unit] of STEPS) {
      if (Math.abs(much) < many - 0.5) return unit === "second" && Math.abs(much) < 10 ? (much > 0 ? "in a moment" : "just now") : relative.format(Math.round(much), unit);
      much /= many;
    }
  };

  // A moment in words that stay true: the page's clock turns them.
  fl.moment = (at, words = "") => {
    const element = fl.made("time", "", `${words}${fl.ago(at)}`);
    element.dateTime = at;
    element.title = fl.clock(at);
    element.dataset.words = words;
    return element;
  };
  setInterval(() => {
    for (const element of document.querySelectorAll("time[data-words]")) element.textContent = `${element.dataset.words}${fl.ago(element.dateTime)}`;
  }, 15_000);

  // The header can't be sent from another site without asking, and the server never says yes.
  fl.post = async (page, what, body = {}) => {
    try {
      const answer = await fetch(`${fl.base}/${page}/${what}`, {
        method: "POST",
        headers: {"Content-Type": "application/json", "X-Faultlines": page},
        body: JSON.stringify(body),
      });
      return answer.ok ? await answer.json() : {failed: `The explorer refuses this (${answer.status}).`};
    } catch {
      return {failed: "The explorer does not answer: is it still running?"};
    }
  };

  // A page that is drawn when it is first turned to: wake it once, and again whenever it is turned to.
  fl.page_of = (name, selector, wake) => {
    const waiting = new MutationObserver(() => {
      if (!document.querySelector(selector)) return;
      waiting.disconnect();
      fl.turned = {...fl.turned, [name]: wake};
      wake();
    });
    waiting.observe(document.body, {childList: true, subtree: true});
  };
})();
