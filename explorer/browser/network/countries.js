// The names of countries by their codes, as the page brings them.

/** @type {Record<string, string> | null} */
let names = null;

/** @returns {Record<string, string>} */
export function countryNames() {
  const written = names ? null : document.getElementById("order-card")?.dataset.countries;
  if (written) names = JSON.parse(written);
  return names ?? {};
}
