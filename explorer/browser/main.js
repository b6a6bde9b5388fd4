// What every page needs: the bridge to Dash, the frame, the network and its panels. Dash starts once this has run.
import "./libraries.js";
import "./dash.js";
import "./login.js";
import "./colour_scheme.js";
import "./pages.js";
import "./buttons.js";
import "./watching.js";
import "./sharing.js";
import "./post.js"; // of every other page: it comes along, so that they share one file
import "panels:scripts";
import {actions} from "./actions.js";
import {setProps} from "./dash.js";
import {emit} from "./actions.js";
import {canvas, commit, picture, removeActors} from "./network/canvas.js";
import {leafCount} from "./network/collapsing.js";
import {request} from "./network/requests.js";
import {choose, expand, selected} from "./network/selection.js";
import {settled} from "./network/drawn.js";

// For tests, pictures and a person at the browser's console.
window.faultlines = {actions, canvas, choose, commit, expand, leafCount, picture, removeActors, request, selected, setProps, settled, showMenu: (node) => emit("menu", node)};
