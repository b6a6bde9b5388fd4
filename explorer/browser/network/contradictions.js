// Statements on the canvas that contradict each other at the same time: ally and rival of one pair, or said and denied. Pure.

/**
 * @typedef {import("./canvas.js").Statement} Statement
 * @typedef {{id: string, source: string, target: string, type: string, sign: number, denied: boolean, statements: Statement[]}} Edge
 */

const LIKELY = 0.5; // a statement of less confidence has no sign

/** @param {Statement} one @param {Statement} other */
const meet = (one, other) =>
  (!one.since || !other.until || one.since <= other.until) && (!other.since || !one.until || other.since <= one.until);

/** @param {Statement[]} some @param {Statement[]} others */
const anyMeet = (some, others) => some.some((one) => others.some((other) => meet(one, other)));

/** @param {Edge} edge */
const sure = ({statements}) => statements.filter(({confidence}) => (confidence ?? 1) >= LIKELY);

/**
 * The edges that another one contradicts, with the ids of those.
 * @param {Edge[]} edges with those of their statements that count
 * @returns {Map<string, string[]>}
 */
export function contradictions(edges) {
  /** @type {Map<string, Edge[]>} */
  const pairs = new Map();
  for (const edge of edges) {
    if (!edge.statements.length) continue;
    const key = JSON.stringify([edge.source, edge.target].sort());
    pairs.set(key, [...(pairs.get(key) ?? []), edge]);
  }
  /** @type {Map<string, string[]>} */
  const against = new Map();
  const note = (/** @type {Edge} */ one, /** @type {Edge} */ other) => against.set(one.id, [...(against.get(one.id) ?? []), other.id]);
  for (const some of pairs.values()) {
    some.forEach((one, n) => {
      for (const other of some.slice(n + 1)) {
        const denial = one.denied !== other.denied && one.type === other.type && one.source === other.source;
        const signs = !one.denied && !other.denied && one.sign * other.sign < 0;
        if ((denial && anyMeet(one.statements, other.statements)) || (signs && anyMeet(sure(one), sure(other)))) {
          note(one, other);
          note(other, one);
        }
      }
    });
  }
  return against;
}

/**
 * The edges that another one contradicts, by id.
 * @param {Edge[]} edges
 */
export const contradicted = (edges) => [...contradictions(edges).keys()];
