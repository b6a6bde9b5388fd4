// The lines of a lane, so that no spell lies over another: pure.

/**
 * The line of each spell: the first that is free when it begins.
 * @param {{since: string | null, until: string | null}[]} spells in the order of their beginnings
 */
export function stacked(spells) {
  /** @type {string[]} */
  const ends = [];
  return spells.map(({since, until}) => {
    const free = ends.findIndex((end) => end < (since ?? ""));
    const line = free < 0 ? ends.length : free;
    ends[line] = until ?? "9999";
    return line;
  });
}
