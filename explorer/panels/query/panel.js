// Opens the drawer with the queries behind what is seen.
import {actions} from "../../browser/actions.js";
import {setStore} from "../../browser/dash.js";

actions.queries = () => setStore("queries-open", Date.now());
