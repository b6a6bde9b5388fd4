// The picture inside a node: a state's code, else a sign of its kind.
import {isDark} from "../colour_scheme.js";

/** @type {Record<string, string>} */
const drawn = {};
/** @type {Record<string, string>} */
const SIGNS = {
  person: '<circle cx="20" cy="16" r="4.6"/><path d="M11.5 29.5c.8-5 4-7.6 8.500-7.600s7.700 2.600 8.500 7.600"/>',
  organization: '<path d="M13 29V13h9v16M22 19h6v10M11 29h18M16 17h3M16 21h3M16 25h3M25 23v0M25 26v0"/>',
  vessel: '<path d="M10 23h20l-3.500 6h-13zM20 11v12M20 12l7 8h-7"/>',
  aircraft: '<path d="M20 10v20M11 22l9-5 9 5M16 30l4-2 4 2"/>',
  other: '<circle cx="20" cy="20" r="2.500"/>',
};

/** @param {{kind: string, countries: string[]}} actor */
export function glyph({kind, countries}) {
  const code = kind === "state" && /^[A-Z]{3}$/.test(countries[0] ?? "") ? countries[0] : "";
  const dark = isDark();
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
  const sign = `<g fill="none" stroke="${ink}" stroke-width="1.700" stroke-linecap="round" stroke-linejoin="round">${SIGNS[kind] ?? SIGNS.other}</g>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" viewBox="0 0 40 40">${code ? text : sign}</svg>`;
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
}
