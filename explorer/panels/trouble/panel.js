// The graph answers: an empty canvas opens on what this tab showed before, else on the shipped network; after a trouble what is looked at is asked anew.
import {emit} from "../../browser/actions.js";
import {provide} from "../../browser/dash.js";
import {canvas, isUntouched} from "../../browser/network/canvas.js";
import {isPending, request} from "../../browser/network/requests.js";
import {hasChoice, refresh} from "../../browser/network/selection.js";
import {showKept} from "../../browser/network/view_state.js";
import {openShared} from "../../browser/sharing.js";

let filling = false; // the graph was empty and a load is on its way: what is opened may not be all yet

/** Show what a link leads to, else what this tab showed before, else the shipped network. */
function begin() {
  const kept = () => {
    if (showKept()) filling = false;
    else request({do: "open"});
  };
  if (!emit("opening", kept)) kept();
}

provide("opened", (health) => {
  const before = document.body.dataset.health;
  document.body.dataset.health = health?.state ?? "";
  if (health?.state === "empty") filling = true;
  if (health?.state !== "ok") return;
  const empty = !Object.keys(canvas().nodes).length;
  if (empty && !isPending()) begin();
  else if (filling && isUntouched() && !hasChoice()) request({do: "open"});
  if (before && before !== "ok") refresh();
  openShared();
});
