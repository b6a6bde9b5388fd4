// Gives Cytoscape what differs, at its own door: through Dash and React the whole canvas would be compared and copied each time.

/** @typedef {{data: Record<string, unknown> & {id: string}, position?: {x: number, y: number}, group: string}} Element */

/** What is drawn, by instance: an instance that Dash has made anew begins with nothing.
 * @type {WeakMap<object, Map<string, Element>>} */
const drawn = new WeakMap();

/**
 * The fields of some data that differ from what is drawn; null when none do.
 * @param {Record<string, unknown>} before
 * @param {Record<string, unknown>} after
 */
export function changes(before, after) {
  /** @type {Record<string, unknown> | null} */
  let differing = null;
  for (const key in after) if (before[key] !== after[key]) (differing ??= {})[key] = after[key];
  return differing;
}

/**
 * Make an instance show these elements; what stays is left alone, and keeps its selection.
 * @param {Cytoscape} cy
 * @param {Element[]} elements
 */
export function patch(cy, elements) {
  const before = drawn.get(cy) ?? new Map();
  const after = new Map(elements.map((element) => [element.data.id, element]));
  cy.batch(() => {
    for (const id of before.keys()) if (!after.has(id)) cy.getElementById(id).remove();
    const fresh = [];
    for (const [id, element] of after) {
      const old = before.get(id);
      if (!old) {
        fresh.push({group: element.group, data: {...element.data}, ...(element.position ? {position: {...element.position}} : {})});
        continue;
      }
      const differing = changes(old.data, element.data);
      if (differing) cy.getElementById(id).data(differing);
      if (element.position) move(cy.getElementById(id), element.position);
    }
    if (fresh.length) cy.add(fresh);
  });
  drawn.set(cy, after);
}

/**
 * A person may have dragged it since it was drawn: what counts is where it is.
 * @param {any} node
 * @param {{x: number, y: number}} place
 */
function move(node, place) {
  const {x, y} = node.position();
  if (!node.grabbed() && (x !== place.x || y !== place.y)) node.position({...place});
}
