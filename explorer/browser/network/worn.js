// The look that is chosen, for whoever draws.
import {LOOK, lineWidth} from "./look.js";

/** @type {import("./look.js").Look} */
let worn = {...LOOK};

/** @param {import("./look.js").Look} look */
export const wear = (look) => void (worn = look);

/** @param {{source: string, confidence: number | null}[]} seen */
export const widthOf = (seen) => lineWidth(worn.width, seen);
