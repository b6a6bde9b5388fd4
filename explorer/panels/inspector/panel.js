// The inspector is a sheet at the foot of a phone's screen: up when something is chosen, down at a touch.
import {actions, on} from "../../browser/actions.js";

const sheet = () => document.getElementById("inspector");

on("chosen", (choice, earlier) => {
  sheet()?.classList.toggle("open", Boolean(choice));
  sheet()?.classList.toggle("leads-back", earlier);
});
actions.sheet = () => sheet()?.classList.toggle("open");
