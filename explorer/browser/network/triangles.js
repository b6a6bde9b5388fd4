// Which triples on the canvas don't fit, and in which span of time all their sides held: pure.

/**
 * @typedef {{id: string, sign: number, type: string, from: string, to: string, start: number, end: number, dated: boolean, since: string, until: string}} Tie
 * @typedef {{start: number, end: number, ties: Tie[][], undated: boolean}} Span
 */

const DAY = 86_400_000;
const LIKELY = 0.5; // a statement of less confidence has no sign
const LENGTHS = {year: 4, month: 7, day: 10};
/** @type {[number, number][]} */
const SIDES = [[0, 1], [1, 2], [2, 0]];
/** @param {string | null} date @param {string | null} precision */
const shown = (date, precision) => (date ?? "").slice(0, LENGTHS[precision ?? "day"]);
/** @param {number} day */
const dateOf = (day) => (Number.isFinite(day) ? new Date(day * DAY).toISOString().slice(0, 10) : "");
/** @param {string} date */
const dayOf = (date) => Date.parse(date) / DAY;

/** A pair, whichever way round. @param {string} a @param {string} b */
export const keyOf = (a, b) => JSON.stringify([a, b].sort());

/**
 * The statements with a sign, by pair, the two ids sorted and written as JSON; a statement ends where the day after its last begins.
 * @param {{source: string, target: string, type: string, sign: number, denied: boolean, statements: import("./canvas.js").Statement[]}[]} edges
 */
function tiesByPair(edges) {
  /** @type {Map<string, Tie[]>} */
  const pairs = new Map();
  for (const {source, target, type, sign, denied, statements} of edges) {
    if (denied || !sign || source === target) continue;
    const key = keyOf(source, target);
    const ties = pairs.get(key) ?? [];
    for (const {id, since, since_precision, until, until_precision, confidence} of statements) {
      if ((confidence ?? 1) < LIKELY) continue;
      ties.push({
        id, sign, type, from: source, to: target, dated: Boolean(since || until),
        start: since ? dayOf(since) : -Infinity, end: until ? dayOf(until) + 1 : Infinity,
        since: shown(since, since_precision), until: shown(until, until_precision),
      });
    }
    if (ties.length) pairs.set(key, ties);
  }
  return pairs;
}

/**
 * The pairs whose statements agree on a day, with their sign; those with both signs apart.
 * @param {Parameters<typeof tiesByPair>[0]} edges whose statements pass the filter
 * @param {string} day
 */
export function signedPairs(edges, day) {
  /** @type {{a: string, b: string, sign: number, undated: boolean}[]} */
  const pairs = [];
  /** @type {typeof pairs} */
  const mixed = [];
  for (const [key, all] of tiesByPair(edges)) {
    const there = tiesOn(all, dayOf(day));
    if (!there.length) continue;
    const [a, b] = JSON.parse(key);
    (signOf(there) ? pairs : mixed).push({a, b, sign: there[0].sign, undated: !there.some(({dated}) => dated)});
  }
  return {pairs, mixed};
}

/** @param {Tie[]} ties @param {number} at */
const tiesOn = (ties, at) => ties.filter(({start, end}) => start <= at && end > at);

/** The sign on which ties agree; 0 when they don't, or when there are none. @param {Tie[]} ties */
const signOf = (ties) => (ties.length && ties.every(({sign}) => sign === ties[0].sign) ? ties[0].sign : 0);

/**
 * The pairs with a sign on a day of each year in which something dated holds; of every second year, third …, when there are too many.
 * @param {Parameters<typeof tiesByPair>[0]} edges whose statements pass the filter but for its date
 * @param {string} day one of these days: its month and day are those of each year
 * @param {string} now until when what has no end is counted
 * @param {number} most
 */
export function signedYears(edges, day, now, most) {
  const all = [...tiesByPair(edges)];
  const dated = all.flatMap(([, ties]) => ties).filter((tie) => tie.dated);
  const turns = dated.flatMap(({start, end}) => [start, end - 1]).filter(Number.isFinite).map((at) => Number(dateOf(at).slice(0, 4)));
  if (dated.some(({end}) => end === Infinity)) turns.push(Number(now.slice(0, 4)));
  /** @type {[string, string, number][]} */
  const pairs = [];
  /** @type {{day: string, places: number[]}[]} */
  const years = [];
  const [first, last] = [Math.min(...turns), Math.max(...turns)];
  const step = Math.ceil((last - first + 1) / most);
  const shift = (Number(day.slice(0, 4)) - first) % step || 0;
  /** @type {Map<string, number>} */
  const known = new Map();
  for (let year = first + ((shift + step) % step); year <= last; year += step) {
    const on = dayInYear(year, day);
    const places = [];
    for (const [key, ties] of all) {
      const sign = signOf(tiesOn(ties, dayOf(on)));
      if (!sign) continue;
      const name = `${sign}${key}`;
      const place = known.get(name) ?? pairs.length;
      if (place === pairs.length) {
        const [a, b] = JSON.parse(key);
        known.set(name, place);
        pairs.push([a, b, sign]);
      }
      places.push(place);
    }
    years.push({day: on, places});
  }
  return {pairs, years};
}

/**
 * The same day of another year; 28 February for the 29th where there is none.
 * @param {number} year
 * @param {string} day
 */
function dayInYear(year, day) {
  const on = `${String(year).padStart(4, "0")}${day.slice(4)}`;
  return dateOf(dayOf(on)) === on ? on : `${on.slice(0, 8)}28`;
}

/**
 * The three sides in one stretch of time in which nothing begins or ends: null when one of them has no sign or both.
 * @param {Tie[][]} sides
 * @param {number} start
 * @param {number} end
 */
function sidesIn(sides, start, end) {
  const ties = sides.map((side) => side.filter((tie) => tie.start <= start && tie.end >= end));
  if (!ties.every(signOf)) return null;
  return {product: ties.reduce((product, side) => product * side[0].sign, 1), ties, loose: ties.map((side) => !side.some(({dated}) => dated)).join()};
}

/**
 * The longest span around the days asked for in which three sides multiply to minus; one whose sides are all dated goes first.
 * @param {Tie[][]} sides
 * @param {number} first
 * @param {number} last
 * @returns {Span | null}
 */
export function spanOf(sides, first, last) {
  const turns = sides.flat().flatMap(({start, end}) => [start, end]);
  const marks = [...new Set([-Infinity, Infinity, ...turns])].sort((a, b) => a - b);
  /** @type {(Span & {loose: string})[]} */
  const spans = [];
  marks.slice(1).forEach((end, n) => {
    const start = marks[n];
    const found = sidesIn(sides, start, end);
    if (!found || found.product > 0) return;
    const before = spans.at(-1);
    if (before?.end === start && before.loose === found.loose) {
      before.end = end;
      before.ties = before.ties.map((side, m) => (start <= last && end > first ? [...new Set([...side, ...found.ties[m]])] : side));
    } else spans.push({start, end, ties: start <= last && end > first ? found.ties : [[], [], []], loose: found.loose, undated: found.loose.includes("true")});
  });
  const there = spans.filter(({start, end}) => start <= last && end > first);
  return there.find(({undated}) => !undated) ?? there[0] ?? null;
}

/**
 * One side for the banner and the inspector.
 * @param {string[]} pair
 * @param {Tie[]} ties
 * @param {(id: string) => string} nameOf
 */
function sideOf(pair, ties, nameOf) {
  const ordered = [...ties].sort((a, b) => (a.type < b.type ? -1 : a.type > b.type ? 1 : a.id < b.id ? -1 : 1));
  const {from, to, sign} = ordered[0];
  return {pair, from: nameOf(from), to: nameOf(to), types: [...new Set(ordered.map(({type}) => type))], sign, statements: ordered.map(({id}) => id), dated: ordered.some(({dated}) => dated)};
}

/**
 * The unbalanced triples, those of allies and rivals alone first, at most `most` of them, and how many there are.
 * @param {Parameters<typeof tiesByPair>[0]} edges whose statements pass the filter but for its date
 * @param {string} first the days that the filter is about
 * @param {string} last
 * @param {(id: string) => string} nameOf
 * @param {number} [most]
 */
export function unbalanced(edges, first, last, nameOf, most = 100) {
  const [from, to] = [dayOf(first), dayOf(last)];
  const pairs = tiesByPair(edges);
  /** @type {Map<string, Set<string>>} */
  const next = new Map();
  for (const [key, ties] of pairs) {
    if (!ties.some(({start, end}) => start <= to && end > from)) continue;
    const [a, b] = JSON.parse(key);
    for (const [x, y] of [[a, b], [b, a]]) next.set(x, (next.get(x) ?? new Set()).add(y));
  }
  const found = [];
  for (const [a, others] of next) {
    for (const b of others) {
      if (b < a) continue;
      for (const c of next.get(b) ?? []) {
        if (c < b || !others.has(c)) continue;
        const actors = [a, b, c];
        const keys = SIDES.map(([n, m]) => [actors[n], actors[m]]);
        const sides = keys.map((pair) => pairs.get(keyOf(pair[0], pair[1])) ?? []);
        const span = spanOf(sides, from, to);
        if (!span) continue;
        const ties = sides.flat();
        const told = keys.map((pair, n) => sideOf(pair, span.ties[n], nameOf)).sort((one, other) => other.sign - one.sign);
        found.push({
          actors,
          sides: told,
          since: ties.find(({start, dated}) => dated && start === span.start)?.since ?? dateOf(span.start),
          until: ties.find(({end, dated}) => dated && end === span.end)?.until ?? dateOf(span.end - 1),
          undated: span.undated,
          dated: told.some(({dated}) => dated),
        });
      }
    }
  }
  const plain = (tension) => tension.sides.every(({types}) => types.every((type) => type === "ALLY_OF" || type === "RIVAL_OF"));
  const order = new Map(found.map((tension) => [tension, `${plain(tension) ? 0 : 1}${tension.actors.map(nameOf).join(" ")}`]));
  found.sort((one, other) => ((order.get(one) ?? "") < (order.get(other) ?? "") ? -1 : 1));
  return found.slice(0, most).map((tension) => ({...tension, total: found.length}));
}
