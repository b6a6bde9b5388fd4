// Where the names of actors stand on the screen: always of one size, the most important first, none over another. Pure.

/**
 * @typedef {{id: string, name: string, x: number, y: number, radius: number, weight: number, sides: number[]}} Named a node in pixels of the screen
 * @typedef {{id: string, lines: string[], x: number, y: number, w: number, h: number, away: boolean}} Placed the middle of a name, and its size
 * @typedef {{x1: number, y1: number, x2: number, y2: number}} Box
 */

export const SIZE = 12; // pixels
export const LINE = 14.5; // height of a line
const WIDE = 128; // width of a line at most
const GAP = 5; // between a node and its name
const SMALL = 5; // radius of a node that is hardly more than a dot
const CELL = 64;
/** @type {Box} */
const EVERYWHERE = {x1: -Infinity, y1: -Infinity, x2: Infinity, y2: Infinity};
/** The sides of a node that a name may stand on, as directions on the screen. */
const SIDES = [[0, 1], [0, -1], [1, 0], [-1, 0]];
/** How much further out a name that must be seen may stand. */
const FURTHER = [0, 18, 38, 62, 90];

/**
 * A name in at most two lines, the second with an ellipsis where it is too long.
 * @param {string} name
 * @param {(text: string) => number} measure width in pixels
 * @param {number} [wide]
 */
export function linesOf(name, measure, wide = WIDE) {
  const words = name.split(/\s+/).filter(Boolean);
  const lines = [""];
  for (const [n, word] of words.entries()) {
    const longer = lines[lines.length - 1] ? `${lines[lines.length - 1]} ${word}` : word;
    if (measure(longer) <= wide || (lines.length === 1 && !lines[0])) {
      lines[lines.length - 1] = longer;
    } else if (lines.length === 1) {
      lines.push(word);
    } else {
      lines[1] = [lines[1], ...words.slice(n)].join(" ");
      break;
    }
  }
  return lines.map((line) => cut(line, measure, wide));
}

/**
 * @param {string} line
 * @param {(text: string) => number} measure
 * @param {number} wide
 */
function cut(line, measure, wide) {
  if (measure(line) <= wide) return line;
  const letters = [...line];
  let [least, most] = [1, letters.length - 1];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (measure(`${letters.slice(0, middle).join("").trimEnd()}…`) <= wide) least = middle;
    else most = middle - 1;
  }
  return `${letters.slice(0, least).join("").trimEnd()}…`;
}

/**
 * The sides of a node, those first at which the fewest of its edges end: below, unless edges end there.
 * @param {[number, number][]} towards where its edges lead, as differences of places
 */
export function sidesOf(towards) {
  const ends = [0, 0.3, 0.6, 0.7]; // below is the habit, above the next best, beside the last
  for (const [dx, dy] of towards) {
    const length = Math.hypot(dx, dy);
    if (!length) continue;
    for (const [n, [sx, sy]] of SIDES.entries()) {
      const along = (dx * sx + dy * sy) / length;
      // A name is wide: an edge that leaves downwards at an angle still runs under it.
      if (along > (n < 2 ? 0.5 : 0.85)) ends[n] += 1;
    }
  }
  return [0, 1, 2, 3].sort((a, b) => ends[a] - ends[b] || a - b);
}

/** What is taken, in cells, so that asking is as fast among thousands. */
class Taken {
  constructor() {
    /** @type {Map<string, Box[]>} */
    this.cells = new Map();
  }

  /**
   * @param {Box} box
   * @param {(cell: string) => boolean | void} visit true ends it
   */
  each({x1, y1, x2, y2}, visit) {
    for (let i = Math.floor(x1 / CELL); i <= Math.floor(x2 / CELL); i++)
      for (let j = Math.floor(y1 / CELL); j <= Math.floor(y2 / CELL); j++) if (visit(`${i},${j}`)) return true;
    return false;
  }

  /** @param {Box} box */
  take(box) {
    this.each(box, (cell) => {
      const there = this.cells.get(cell);
      if (there) there.push(box);
      else this.cells.set(cell, [box]);
    });
  }

  /** @param {Box} box */
  touches(box) {
    return this.each(box, (cell) => (this.cells.get(cell) ?? []).some((other) => box.x1 < other.x2 && other.x1 < box.x2 && box.y1 < other.y2 && other.y1 < box.y2));
  }
}

/**
 * Places for names, in the order of their weight; a name without a free place is left out, the first `sure` ones look further.
 * @param {Named[]} nodes
 * @param {(text: string) => number} measure
 * @param {{sure?: number, small?: number, most?: number, taken?: Box[], frame?: Box}} [options] how many are sure to be seen, of small nodes, of all; what lies over the canvas, and its corners
 * @returns {Placed[]}
 */
export function placeNames(nodes, measure, {sure = 40, small = Infinity, most = Infinity, taken = [], frame = EVERYWHERE} = {}) {
  const order = [...nodes].sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
  const bodies = new Taken();
  // Names keep off nodes that are large enough to be recognised.
  for (const {x, y, radius} of order) if (radius > SMALL) bodies.take({x1: x - radius, y1: y - radius, x2: x + radius, y2: y + radius});
  const names = new Taken();
  for (const box of taken) names.take(box);
  const placed = [];
  for (const [rank, node] of order.entries()) {
    if (placed.length >= most) break;
    if (node.radius <= SMALL && placed.length >= small) continue;
    const spot = spotFor(node, linesOf(node.name, measure), measure, names, bodies, frame, rank < sure);
    if (!spot) continue;
    names.take(boxOf(spot));
    placed.push(spot);
  }
  return placed;
}

/** @param {Placed} spot */
const boxOf = ({x, y, w, h}) => ({x1: x - w / 2 - 2, y1: y - h / 2, x2: x + w / 2 + 2, y2: y + h / 2});

/**
 * @param {Named} node
 * @param {string[]} lines
 * @param {(text: string) => number} measure
 * @param {Taken} names
 * @param {Taken} bodies
 * @param {Box} frame
 * @param {boolean} sure
 * @returns {Placed | null}
 */
function spotFor({id, x, y, radius, sides}, lines, measure, names, bodies, frame, sure) {
  const w = Math.max(...lines.map(measure));
  const h = lines.length * LINE;
  /** @type {Placed | null} */
  let second = null;
  for (const further of sure ? FURTHER : FURTHER.slice(0, 1)) {
    for (const side of sides) {
      const [sx, sy] = SIDES[side];
      const reach = radius + GAP + further;
      const spot = {id, lines, w, h, x: x + sx * (reach + w / 2), y: y + sy * (reach + h / 2), away: further > 0};
      const box = boxOf(spot);
      if (box.x1 < frame.x1 || box.x2 > frame.x2 || box.y1 < frame.y1 || box.y2 > frame.y2 || names.touches(box)) continue;
      if (!bodies.touches(box)) return spot;
      second ??= spot;
    }
  }
  return sure ? second : null;
}
