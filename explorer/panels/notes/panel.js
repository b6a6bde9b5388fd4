// Notes and hypotheses: what their buttons and keys do.
import {actions} from "../../browser/actions.js";
import {choose, selected} from "../../browser/network/selection.js";
import {middle} from "../../browser/network/view.js";
import {writeNote} from "./layer.js";
import {openForm} from "./lists.js";

actions.notes = () => choose({kind: "notes"});

/** @param {HTMLElement} [button] */
actions.note = (button) => {
  const chosen = button?.dataset.actor ? [button.dataset.actor] : selected();
  const edge = window.cy?.edges(":selected").first();
  if (chosen.length && chosen.length < 3) writeNote(chosen);
  else if (!chosen.length && edge?.length) writeNote([edge.source().id(), edge.target().id()]);
  else writeNote([], /** @type {[number, number]} */ (middle()));
};

/** @param {HTMLElement} [button] */
actions.suppose = (button) => openForm(button?.dataset.actor ?? selected()[0] ?? "", button ? "" : selected()[1] ?? "");
