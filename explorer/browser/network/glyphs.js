// The picture inside a node: a state's code, else a sign of its kind. Pure.
import signs from "./signs.json";

/** @type {Record<string, string>} */
const drawn = {};
/** @type {Record<string, string>} the lines of each sign, on a grid of 40 */
const SIGNS = signs;

/**
 * The code that stands in a state's node; of others none. In a group's stands how many it is.
 * @param {{kind: string, countries: string[]}} actor
 */
export const stateCode = ({kind, countries}) => (kind === "state" && /^[A-Z]{3}$/.test(countries[0] ?? "") ? countries[0] : "");

/**
 * @param {{kind: string, countries: string[], group?: number}} actor
 * @param {boolean} dark
 */
export function glyph(actor, dark) {
  const {kind} = actor;
  const code = actor.group ? String(actor.group) : stateCode(actor);
  return (drawn[`${kind}${code}${dark}`] ??= picture(kind, code, dark));
}

/**
 * @param {string} kind
 * @param {string} code
 * @param {boolean} dark
 */
export function picture(kind, code, dark) {
  const ink = dark ? "#c9d0dd" : "#4a5262";
  const text = `<text x="20" y="23.800" text-anchor="middle" font-family="ui-sans-serif,system-ui,sans-serif" font-weight="700" font-size="10.500" fill="${ink}">${code}</text>`;
  const sign = `<g fill="none" stroke="${ink}" stroke-width="1.700" stroke-linecap="round" stroke-linejoin="round"><path d="${SIGNS[kind] ?? SIGNS.other}"/></g>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" viewBox="0 0 40 40">${code ? text : sign}</svg>`;
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
}
