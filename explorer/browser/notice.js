// One line at the foot of the canvas: what has just happened, and perhaps what could come next.
import {canvas} from "./network/canvas.js";

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/**
 * Say something; `more` is a request that goes on from there, `act` something else that can be done now.
 * @param {string} text
 * @param {{actor: string, left: number} | null} [more]
 * @param {{label: string, run: () => unknown}} [act]
 */
export function notify(text, more, act) {
  const line = document.getElementById("notice");
  if (!line) return;
  clearTimeout(timer);
  line.replaceChildren();
  line.classList.toggle("shown", Boolean(text));
  if (!text) return;
  const words = document.createElement("span");
  words.textContent = text;
  line.append(words);
  if (more) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = `Next ${Math.min(25, more.left)}`;
    button.dataset.request = JSON.stringify({...more, name: canvas().nodes[more.actor]?.name});
    line.append(button);
  }
  if (act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = act.label;
    button.addEventListener("click", () => {
      line.classList.remove("shown");
      act.run();
    });
    line.append(button);
  }
  timer = setTimeout(() => line.classList.remove("shown"), more || act ? 20_000 : 5_000);
}
