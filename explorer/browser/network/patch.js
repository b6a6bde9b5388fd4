// Gives Cytoscape what differs, at its own door: through Dash and React the whole canvas would be compared and copied each time.

/** @typedef {{data: Record<string, unknown> & {id: string}, position?: {x: number, y: number}, group: string}} Element */

const SLICE = 300; // elements that are added before a frame is drawn: more at once would hold up the page
let coming = 0;

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
 * Make an instance show these elements; what stays is left alone, and keeps its selection. Many that are new come slice by
 * slice, nodes before their edges; whatever is wanted next takes their place.
 * @param {Cytoscape} cy
 * @param {Element[]} elements
 */
export function patch(cy, elements) {
  cancelAnimationFrame(coming);
  const wanted = new Set(elements.map(({data}) => data.id));
  cy.batch(() => {
    cy.remove(cy.elements().filter((drawn) => !wanted.has(drawn.id())));
    const fresh = [];
    for (const {group, data, position} of elements) {
      const drawn = cy.getElementById(data.id);
      if (!drawn.length) {
        fresh.push({group, data: {...data}, ...(position ? {position: {...position}} : {})});
        continue;
      }
      const differing = changes(drawn.data(), data);
      if (differing) drawn.data(differing);
      if (position) move(drawn, position);
    }
    addSlice(cy, fresh);
  });
}

/**
 * @param {Cytoscape} cy
 * @param {Element[]} fresh
 */
function addSlice(cy, fresh) {
  if (fresh.length) cy.add(fresh.slice(0, SLICE));
  if (fresh.length > SLICE) coming = requestAnimationFrame(() => cy.destroyed() || addSlice(cy, fresh.slice(SLICE)));
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
