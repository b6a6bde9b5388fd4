// The menu of an actor: beside it, inside the window.
import {on} from "../../browser/actions.js";
import {setProps, setStore} from "../../browser/dash.js";
import {leafCount} from "../../browser/network/collapsing.js";

on("menu", (node) => {
  const menu = document.getElementById("menu");
  if (!menu) return;
  if (!node) {
    if (!menu.hidden) setProps("menu", {hidden: true});
    return;
  }
  const {x, y} = node.renderedPosition();
  const stage = /** @type {HTMLElement} */ (document.querySelector(".network")).getBoundingClientRect();
  const left = Math.max(8, Math.min(x + 20, stage.width - 268));
  const top = Math.max(8, Math.min(y - 10, stage.height - 340));
  const group = node.data("group");
  setStore("menu-for", {actor: node.id(), name: node.data("name"), at: Date.now(), group, pinned: Boolean(node.data("pinned")), leaves: group ? 0 : leafCount(node.id())});
  setProps("menu", {hidden: false, style: {left: `${left}px`, top: `${top}px`}});
});
