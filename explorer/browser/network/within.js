// Who is within some steps of an actor, over the edges that are drawn: pure.

/**
 * @param {{source: string, target: string}[]} edges
 * @param {string[]} starts
 * @param {number} steps
 * @returns {string[]}
 */
export function within(edges, starts, steps) {
  /** @type {Map<string, string[]>} */
  const next = new Map();
  for (const {source, target} of edges) {
    for (const [one, other] of [[source, target], [target, source]]) next.set(one, [...(next.get(one) ?? []), other]);
  }
  const reached = new Set(starts);
  let rim = starts;
  for (let step = 0; step < steps && rim.length; step++) {
    rim = [...new Set(rim.flatMap((id) => next.get(id) ?? []))].filter((id) => !reached.has(id));
    rim.forEach((id) => reached.add(id));
  }
  return [...reached];
}
