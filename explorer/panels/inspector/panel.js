// The inspector is a sheet at the foot of a phone's screen: up when something is chosen, down at a touch.
import {actions, on} from "../../browser/actions.js";

const sheet = () => document.getElementById("inspector");

on("chosen", (choice) => void sheet()?.classList.toggle("open", Boolean(choice)));
actions.sheet = () => sheet()?.classList.toggle("open");
