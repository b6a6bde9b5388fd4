// What the colour and the size of an actor mean. Pure.

/**
 * @typedef {{order: string, colour: "kind" | "country" | "source" | "programme" | "none", size: "statements" | "here" | "equal", width: "type" | "statements" | "sources" | "confidence"}} Look
 * @typedef {{id: string, kind: string, countries: string[], degree: number, group?: number}} Seen
 */

/** @type {Look} */
export const LOOK = {order: "organic", colour: "kind", size: "statements", width: "type"};

/** Colours that eyes of all kinds tell apart (Okabe, Ito 2008), one for each scheme; the last is for all others. */
export const COLOURS = [["#0072b2", "#56b4e9"], ["#b8860b", "#e69f00"], ["#00775a", "#1fbf92"], ["#c2410c", "#f2843c"], ["#a3397d", "#e08fc0"], ["#7a7000", "#f0e442"], ["#3f3f9e", "#9a9af0"], ["#6b7280", "#9ca3af"]];
const OTHERS = COLOURS.length - 1;
const EQUAL = 44; // pixels
const WIDEST = 8; // pixels of a line
const [LEAST, MOST] = [46, 80]; // of a node that stands for several

/**
 * The country that an actor stands with: its first.
 * @param {Seen} actor
 */
export const countryOf = ({countries}) => countries[0] ?? "";

/**
 * The values that have a colour of their own: the most frequent ones, in this order; countries unless told otherwise.
 * @param {Seen[]} actors
 * @param {(actor: Seen) => string} [valueOf]
 */
export function colouredValues(actors, valueOf = countryOf) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const actor of actors) {
    const value = valueOf(actor);
    if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).slice(0, OTHERS).map(([value]) => value);
}

/**
 * What the colours mean: a value for each, and the others.
 * @param {Seen[]} actors
 * @param {(actor: Seen) => string} valueOf
 * @returns {[string | null, [string, string]][]} null stands for all others
 */
export function colourKey(actors, valueOf) {
  const values = colouredValues(actors, valueOf);
  /** @type {[string | null, [string, string]][]} */
  const rows = values.map((value, n) => [value, /** @type {[string, string]} */ (COLOURS[n])]);
  if (actors.some((actor) => !values.includes(valueOf(actor)))) rows.push([null, /** @type {[string, string]} */ (COLOURS[OTHERS])]);
  return rows;
}

/**
 * How wide a line is by what is seen of it; 0 leaves it as its type has it.
 * @param {Look["width"]} width
 * @param {{source: string, confidence: number | null}[]} seen
 */
export function lineWidth(width, seen) {
  if (width === "type" || !seen.length) return 0;
  const rated = seen.flatMap(({confidence}) => (confidence === null ? [] : [confidence]));
  const number = width === "sources" ? new Set(seen.map(({source}) => source)).size : seen.length;
  const wide = width === "confidence" ? (rated.length ? 1 + 4 * Math.max(...rated) : 1.5) : 0.8 + 1.6 * Math.log2(1 + number);
  return Math.round(10 * Math.min(WIDEST, wide)) / 10;
}

/**
 * The colour of each actor's rim; without one it is drawn as its kind is.
 * @param {Seen[]} actors
 * @param {Look["colour"]} colour
 * @param {(actor: Seen) => string} [valueOf]
 * @returns {(actor: Seen) => [string, string] | null}
 */
export function rims(actors, colour, valueOf = countryOf) {
  if (colour === "kind") return () => null;
  if (colour === "none") return () => /** @type {[string, string]} */ (COLOURS[OTHERS]);
  const values = colouredValues(actors, valueOf);
  return (actor) => {
    const place = values.indexOf(valueOf(actor));
    return /** @type {[string, string]} */ (COLOURS[place < 0 ? OTHERS : place]);
  };
}

/**
 * How an actor is dressed, by what the look says.
 * @param {Look} look
 * @param {Seen[]} actors
 * @param {boolean} dark
 * @param {string} ground the colour that a rim's is mixed with
 * @param {(degree: number) => number} nodeSize
 * @param {(actor: Seen) => string} [valueOf] what actors of one colour have in common
 * @returns {(actor: Seen, ties: number) => {size: number, rim: string, other: string, fill: string}} `other` is the rim in the other scheme
 */
export function dressed(look, actors, dark, ground, nodeSize, valueOf = countryOf) {
  const rimOf = rims(actors, look.colour, valueOf);
  return (actor, ties) => {
    const colours = rimOf(actor);
    const [rim, other] = colours ? [colours[dark ? 1 : 0], colours[dark ? 0 : 1]] : ["", ""];
    const size = actor.group ? groupSize(actor.group) : look.size === "equal" ? EQUAL : nodeSize(look.size === "here" ? 3 * ties : actor.degree);
    return {size, rim, other, fill: rim && mixed(rim, ground)};
  };
}

/** @param {number} actors */
export const groupSize = (actors) => Math.round(Math.min(MOST, LEAST + 4 * Math.log2(actors)));

/**
 * A colour with much of the ground in it.
 * @param {string} colour
 * @param {string} ground
 */
export function mixed(colour, ground) {
  const part = (text, n) => parseInt(text.slice(n, n + 2), 16);
  return `#${[1, 3, 5].map((n) => Math.round(0.16 * part(colour, n) + 0.84 * part(ground, n)).toString(16).padStart(2, "0")).join("")}`;
}
