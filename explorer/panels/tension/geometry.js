// Triangles: pure.

/** @typedef {{x: number, y: number}} Point */

/**
 * A line around three points at a distance, with round corners, as an SVG path.
 * @param {Point[]} points
 * @param {number} reach
 */
export function around(points, reach) {
  const [a, b, c] = points;
  const turn = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
  const order = turn > 0 ? points : [a, c, b];
  const parts = order.map((from, n) => {
    const to = order[(n + 1) % 3];
    const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
    const out = {x: ((to.y - from.y) / length) * reach, y: (-(to.x - from.x) / length) * reach};
    return [from.x + out.x, from.y + out.y, to.x + out.x, to.y + out.y];
  });
  const lines = parts.map(([x1, y1, x2, y2], n) => `${n ? `A ${reach} ${reach} 0 0 1` : "M"} ${x1} ${y1} L ${x2} ${y2}`);
  return `${lines.join(" ")} A ${reach} ${reach} 0 0 1 ${parts[0][0]} ${parts[0][1]} Z`;
}

/**
 * Whether a point lies in a triangle; on its border counts.
 * @param {Point} p
 * @param {Point[] | null} points
 */
export function isInside(p, points) {
  if (!points) return false;
  /** @param {Point} a @param {Point} b */
  const side = (a, b) => Math.sign((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x));
  const [a, b, c] = points;
  return new Set([side(a, b), side(b, c), side(c, a)].filter(Boolean)).size < 2;
}
