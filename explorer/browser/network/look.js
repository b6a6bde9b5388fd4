// What the colour and the size of an actor mean. Pure.

/**
 * @typedef {{order: string, colour: "kind" | "country" | "none", size: "statements" | "here" | "equal"}} Look
 * @typedef {{id: string, kind: string, countries: string[], degree: number}} Seen
 */

/** @type {Look} */
export const LOOK = {order: "organic", colour: "kind", size: "statements"};

/** Colours that eyes of all kinds tell apart (Okabe, Ito 2008), one for each scheme; the last is for all others. */
export const COLOURS = [["#0072b2", "#56b4e9"], ["#b8860b", "#e69f00"], ["#00775a", "#1fbf92"], ["#c2410c", "#f2843c"], ["#a3397d", "#e08fc0"], ["#7a7000", "#f0e442"], ["#3f3f9e", "#9a9af0"], ["#6b7280", "#9ca3af"]];
const OTHERS = COLOURS.length - 1;
const EQUAL = 44; // pixels

/**
 * The country that an actor stands with: its first.
 * @param {Seen} actor
 */
export const countryOf = ({countries}) => countries[0] ?? "";

/**
 * The countries that have a colour of their own: the most frequent ones, in this order.
 * @param {Seen[]} actors
 */
export function colouredCountries(actors) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const actor of actors) if (countryOf(actor)) counts[countryOf(actor)] = (counts[countryOf(actor)] ?? 0) + 1;
  return Object.keys(counts).sort((a, b) => counts[b] - counts[a] || (a < b ? -1 : 1)).slice(0, OTHERS);
}

/**
 * The colour of each actor's rim; without one it is drawn as its kind is.
 * @param {Seen[]} actors
 * @param {Look["colour"]} colour
 * @returns {(actor: Seen) => [string, string] | null}
 */
export function rims(actors, colour) {
  if (colour === "kind") return () => null;
  if (colour === "none") return () => /** @type {[string, string]} */ (COLOURS[OTHERS]);
  const countries = colouredCountries(actors);
  return (actor) => {
    const place = countries.indexOf(countryOf(actor));
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
 * @returns {(actor: Seen, ties: number) => {size: number, rim: string, fill: string}}
 */
export function dressed(look, actors, dark, ground, nodeSize) {
  const rimOf = rims(actors, look.colour);
  return (actor, ties) => {
    const rim = rimOf(actor)?.[dark ? 1 : 0] ?? "";
    const size = look.size === "equal" ? EQUAL : nodeSize(look.size === "here" ? 3 * ties : actor.degree);
    return {size, rim, fill: rim && mixed(rim, ground)};
  };
}

/**
 * A colour with much of the ground in it.
 * @param {string} colour
 * @param {string} ground
 */
export function mixed(colour, ground) {
  const part = (text, n) => parseInt(text.slice(n, n + 2), 16);
  return `#${[1, 3, 5].map((n) => Math.round(0.16 * part(colour, n) + 0.84 * part(ground, n)).toString(16).padStart(2, "0")).join("")}`;
}
