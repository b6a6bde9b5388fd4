// The graph answers: an empty canvas opens on the shipped network; after a trouble what is looked at is asked anew.
import {provide} from "../../browser/dash.js";
import {canvas, isUntouched} from "../../browser/network/canvas.js";
import {isPending, request} from "../../browser/network/requests.js";
import {hasChoice, refresh} from "../../browser/network/selection.js";
import {openShared} from "../../browser/sharing.js";

let filling = false; // the graph was empty and a load is on its way: what is opened may not be all yet

provide("opened", (health) => {
  const before = document.body.dataset.health;
  document.body.dataset.health = health?.state ?? "";
  if (health?.state === "empty") filling = true;
  if (health?.state !== "ok") return;
  const empty = !Object.keys(canvas().nodes).length;
  if ((empty && !isPending()) || (filling && isUntouched() && !hasChoice())) request({do: "open"});
  if (before && before !== "ok") refresh();
  openShared();
});
