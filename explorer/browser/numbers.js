// Numbers, durations and moments as a person reads them: pure.

/** @type {[number, Intl.RelativeTimeFormatUnit][]} */
const UNITS = [[60, "second"], [60, "minute"], [24, "hour"], [7, "day"], [4.35, "week"], [12, "month"], [Infinity, "year"]];
const relative = new Intl.RelativeTimeFormat("en", {numeric: "auto"});

/** @param {number} n */
export const formatNumber = (n) => n.toLocaleString("en-US");

/**
 * A number with its noun: 1 run, 2,000 runs.
 * @param {number} n
 * @param {string} noun
 * @param {string} [plural]
 */
export const quantity = (n, noun, plural = `${noun}s`) => `${formatNumber(n)} ${n === 1 ? noun : plural}`;

/**
 * Seconds as short as they are read: 340 ms, 3.2 s, 4 min, 2 h 5 min.
 * @param {number | null | undefined} seconds
 */
export function formatDuration(seconds) {
  if (seconds === null || seconds === undefined) return "";
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** @param {string | number | Date} at */
export const formatMoment = (at) => new Date(at).toLocaleString([], {dateStyle: "medium", timeStyle: "short"});

/**
 * A moment as seen from now: "3 minutes ago", "in 2 hours", "just now".
 * @param {string | number | Date} at
 * @param {number} [now] milliseconds
 */
export function formatRelative(at, now = Date.now()) {
  let amount = (new Date(at).getTime() - now) / 1000;
  for (const [many, unit] of UNITS) {
    if (Math.abs(amount) < many - 0.5) {
      if (unit === "second" && Math.abs(amount) < 10) return amount > 0 ? "in a moment" : "just now";
      return relative.format(Math.round(amount), unit);
    }
    amount /= many;
  }
  return "";
}
