// A link to actors under a filter, written and read: pure. A part that lets everything through is left out.

/**
 * @typedef {import("./elements.js").Filter} Filter
 * @typedef {{hidden: string[], sources: string[], stances: string[], undated: boolean, confidence: number, on: string, known: string}} LinkFilter
 */

const MOST = 500; // actors that a link may name

/** @param {string[]} values */
const list = (values) => values.map(encodeURIComponent).join(",");
/** @param {string | undefined} text */
const unlist = (text) => (text ? text.split(",").map(decodeURIComponent) : []);

/**
 * @param {string[]} ids
 * @param {Filter} filter
 * @param {import("./canvas.js").Within | null} [within]
 */
export function spell(ids, filter, within) {
  const {hidden, sources, confidence, stances, on, known, undated} = filter;
  const parts = [`show=${list(ids)}`];
  if (hidden.length) parts.push(`hidden=${list(hidden)}`);
  if (sources.length) parts.push(`sources=${list(sources)}`);
  if (confidence) parts.push(`confidence=${confidence}`);
  if (stances.length) parts.push(`stances=${list(stances)}`);
  if (on) parts.push(`on=${on.text}`);
  if (known) parts.push(`known=${known.text}`);
  if (!undated) parts.push("undated=no");
  if (within) parts.push(`within=${list([...within.actors, String(within.steps)])}`);
  return parts.join("&");
}

/**
 * The ids and the filter that a link names; no filter when it says nothing of one, null when it is none of ours.
 * Dates stay as they are written: the server reads them, as it reads what is typed.
 * @param {string} hash
 * @returns {{ids: string[], filter: LinkFilter | null, within: {actors: string[], steps: number} | null} | null}
 */
export function readLink(hash) {
  if (!hash.startsWith("#show=")) return null;
  /** @type {Record<string, string>} */
  const said = {};
  for (const part of hash.slice(1).split("&")) said[part.split("=", 1)[0]] = part.slice(part.indexOf("=") + 1);
  const {show, hidden, sources, confidence, stances, on, known, undated, within, ...rest} = said;
  try {
    const ids = unlist(show).slice(0, MOST);
    if (!ids.length || Object.keys(rest).length) return null;
    if (Object.keys(said).length === 1) return {ids, filter: null, within: null};
    const [steps, ...centre] = unlist(within).reverse();
    const least = Number(confidence ?? 0);
    return {
      ids,
      within: within ? {actors: centre.reverse(), steps: Number(steps)} : null,
      filter: {
        hidden: unlist(hidden), sources: unlist(sources), stances: unlist(stances), undated: undated !== "no",
        confidence: least >= 0 && least <= 1 ? least : 0, on: decodeURIComponent(on ?? ""), known: decodeURIComponent(known ?? ""),
      },
    };
  } catch {
    return null;
  }
}
