// Days, bins and histograms: pure. A day is a number, counted from 1970-01-01; a span goes from its first to its last day.

/**
 * @typedef {{since: string | null, since_precision: string | null, until: string | null, until_precision: string | null}} Dated
 * @typedef {{edges: number[], unit: "day" | "month" | "year"}} Bins from each edge to the day before the next
 * @typedef {{begins: number[], ends: number[], holds: number[], dated: number, undated: number}} Histogram
 */

const DAY = 86_400_000;
/** @type {["day" | "month" | "year", number][]} */
const STEPS = [["day", 1], ["month", 1], ["month", 3], ["year", 1], ["year", 2], ["year", 5], ["year", 10], ["year", 25], ["year", 50], ["year", 100], ["year", 500]];

/** @param {string} date */
export const dayOf = (date) => Math.round(Date.parse(`${date}T00:00:00Z`) / DAY);
/** @param {number} day */
export const dateOf = (day) => new Date(day * DAY).toISOString().slice(0, 10);

/** @param {number} day @param {string} unit @param {number} [by] the first day of its month or year, or of one after it */
function startOf(day, unit, by = 0) {
  if (unit === "day") return day + by;
  const date = new Date(day * DAY);
  return Math.round((unit === "month" ? Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + by, 1) : Date.UTC(date.getUTCFullYear() + by, 0, 1)) / DAY);
}

/**
 * Bins that cover some days, at most so many, each a day, some months or some years.
 * @param {number} first
 * @param {number} last
 * @param {number} most
 * @returns {Bins}
 */
export function binsOf(first, last, most) {
  for (const [unit, by] of STEPS) {
    const size = {day: 1, month: 28, year: 365}[unit] * by;
    if ((last - first) / size > most + 3) continue;
    let start = startOf(first, unit);
    if (by > 1) {
      const date = new Date(start * DAY);
      const over = unit === "month" ? date.getUTCMonth() % by : ((date.getUTCFullYear() % by) + by) % by;
      start = startOf(start, unit, -over);
    }
    const edges = [start];
    while (edges[edges.length - 1] <= last) edges.push(startOf(start, unit, by * edges.length));
    if (edges.length - 1 <= most) return {edges, unit};
  }
  return {edges: [first, last + 1], unit: "year"};
}

/**
 * The bin that a day is in, at least the first, at most the last.
 * @param {Bins} bins
 * @param {number} day
 */
export function binAt({edges}, day) {
  let [low, high] = [0, edges.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (edges[middle] <= day) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The days in which something began or ended, as exactly as it is known: from one day to the day before another.
 * @param {Dated} statement
 */
export function softEnds({since, since_precision: from, until, until_precision: to}) {
  const begin = since ? dayOf(since) : null;
  const end = until ? dayOf(until) : null;
  return {
    begin: begin === null ? null : [begin, startOf(begin, from ?? "day", 1)],
    end: end === null ? null : [startOf(end, to ?? "day"), end + 1],
  };
}

/**
 * What begins, holds and ends in each bin; what is known to the month or year alone is spread over it.
 * @param {Dated[]} statements
 * @param {Bins} bins
 * @returns {Histogram}
 */
export function countBins(statements, bins) {
  const {edges} = bins;
  const size = edges.length - 1;
  const begins = new Array(size).fill(0);
  const ends = new Array(size).fill(0);
  let undated = 0;
  let before = 0; // begun before the first bin and not ended by then
  /** @param {number[]} sums @param {number[]} span */
  const spread = (sums, [from, to]) => {
    const weight = 1 / (to - from);
    for (let n = binAt(bins, from); n < size && edges[n] < to; n++) {
      sums[n] += weight * Math.max(0, Math.min(to, edges[n + 1]) - Math.max(from, edges[n]));
    }
    return weight * Math.max(0, Math.min(to, edges[0]) - from);
  };
  for (const statement of statements) {
    const {begin, end} = softEnds(statement);
    if (!begin && !end) {
      undated += 1;
      continue;
    }
    before += begin ? spread(begins, begin) : 1;
    if (end) before -= spread(ends, end);
  }
  let held = before;
  const holds = begins.map((begun, n) => {
    held += begun - (n ? ends[n - 1] : 0);
    return Math.max(0, Math.round(held * 1000) / 1000);
  });
  return {begins, ends, holds, dated: statements.length - undated, undated};
}

/**
 * The days that statements speak of, with today; null when none is dated.
 * @param {Dated[]} statements
 * @param {number} now
 * @returns {[number, number] | null}
 */
export function extent(statements, now) {
  let [first, last] = [Infinity, -Infinity];
  for (const statement of statements) {
    for (const span of Object.values(softEnds(statement))) {
      if (!span) continue;
      first = Math.min(first, span[0]);
      last = Math.max(last, span[1] - 1);
    }
  }
  return Number.isFinite(first) ? [Math.min(first, now), Math.max(last, now)] : null;
}

/**
 * A span as the filter's field has it: 2014, 2014-03, 2014-03-05, or two of them with dots between; as short as it can be.
 * @param {number} first
 * @param {number} last
 */
export function spell(first, last) {
  for (const unit of ["year", "month", "day"]) {
    if (startOf(first, unit) === first && startOf(first, unit, 1) - 1 === last) return shorten(first, unit);
  }
  const from = ["year", "month"].find((unit) => startOf(first, unit) === first) ?? "day";
  const to = ["year", "month"].find((unit) => startOf(last, unit, 1) - 1 === last) ?? "day";
  return `${shorten(first, from)}..${shorten(last, to)}`;
}

/** @param {number} day @param {string} unit */
const shorten = (day, unit) => dateOf(day).slice(0, {year: 4, month: 7, day: 10}[unit]);

/**
 * A span moved by bins, whole; at the ends of the bins it stays.
 * @param {Bins} bins
 * @param {[number, number]} span
 * @param {number} by
 * @param {"both" | "first" | "last"} [end] which end moves
 * @returns {[number, number]}
 */
export function moved(bins, [first, last], by, end = "both") {
  const most = bins.edges.length - 2;
  let [from, to] = [binAt(bins, first), binAt(bins, last)];
  if (end === "both") {
    const step = Math.max(-from, Math.min(by, most - to));
    [from, to] = [from + step, to + step];
  } else if (end === "first") from = Math.max(0, Math.min(from + by, to));
  else to = Math.min(most, Math.max(to + by, from));
  return [bins.edges[from], bins.edges[to + 1] - 1];
}

/**
 * Some bins to write below the axis: so many at most, on round dates.
 * @param {Bins} bins
 * @param {number} most
 * @returns {{bin: number, text: string}[]}
 */
export function labels({edges, unit}, most) {
  const all = edges.slice(0, -1).map((day, bin) => ({bin, day, date: dateOf(day)}));
  const round = [
    ({date}) => date.endsWith("-01-01") && Number(date.slice(0, 4)) % 100 === 0, ({date}) => date.endsWith("-01-01") && Number(date.slice(0, 4)) % 50 === 0,
    ({date}) => date.endsWith("-01-01") && Number(date.slice(0, 4)) % 10 === 0, ({date}) => date.endsWith("-01-01") && Number(date.slice(0, 4)) % 5 === 0,
    ({date}) => date.endsWith("-01-01"), ({date}) => ["01-01", "07-01"].includes(date.slice(5)), ({date}) => date.endsWith("-01"), ({date}) => ["01", "15"].includes(date.slice(8)), () => true,
  ];
  let best = all.slice(0, 1);
  for (const test of round) {
    const some = all.filter(test);
    if (some.length > most) break;
    if (some.length > best.length) best = some;
  }
  return best.map(({bin, date}) => ({bin, text: unit === "year" || date.endsWith("-01-01") ? date.slice(0, 4) : date.endsWith("-01") || unit === "month" ? date.slice(0, 7) : date}));
}
