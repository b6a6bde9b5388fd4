// Actors that stand as one node: which they are, what is drawn in their place, and where they stand when it is opened again. Pure.

/**
 * @typedef {import("./canvas.js").Actor} Actor
 * @typedef {import("./canvas.js").Edge} Edge
 * @typedef {import("./canvas.js").Canvas} Canvas
 * @typedef {"kind" | "country" | "source" | "programme" | "leaves" | "picked"} By
 * @typedef {{id: string, by: By, value: string, members: string[], x: number, y: number}} Group
 * @typedef {Edge & {parts: Edge[]}} GatheredEdge
 * @typedef {{nodes: Record<string, Actor & {group?: number}>, edges: Record<string, Edge & {parts?: Edge[], supposed?: boolean, doubted?: boolean}>, inner: Edge[], standIn: (id: string) => string}} Picture
 */

const APART = {x: 145, y: 114}; // the room of an actor
const BODY = 56; // nearer than this two actors cover each other
const SYMMETRIC = new Set(["ALLY_OF", "RIVAL_OF"]);
const PLURALS = /** @type {Record<string, string>} */ ({person: "persons", organization: "organisations", state: "states", vessel: "vessels", aircraft: "aircraft", other: "others"});

/**
 * @param {By} by
 * @param {string} value
 */
export const groupId = (by, value) => `group|${by}|${value}`;

/**
 * What a group is called: how many there are, and what they have in common.
 * @param {{by: By, value: string, members: string[]}} group
 * @param {Record<string, Actor>} nodes
 * @param {Record<string, string>} [countries] names by code
 */
export function groupName({by, value, members}, nodes, countries = {}) {
  const n = members.length;
  if (by === "kind") return `${n} ${PLURALS[value] ?? value}`;
  if (by === "country") return value ? `${n} of ${countries[value] ?? value}` : `${n} without a country`;
  if (by === "source") return value ? `${n} named by ${value}` : `${n} named by no source in view`;
  if (by === "programme") return `${n} under ${value || "no programme"}`;
  if (by === "leaves" && nodes[value]) return `${n} tied to ${nodes[value].name} alone`;
  return `${n} actors`;
}

/**
 * The canvas as it is drawn: a node for each group, the edges that lead to it gathered, one line for each type, direction and
 * sign, denials apart; what is said among its members lies within.
 * @param {Canvas} canvas
 * @param {Record<string, string>} [countries]
 * @returns {Picture}
 */
export function gathered({nodes, edges, groups = {}}, countries = {}) {
  const all = Object.values(groups);
  if (!all.length) return {nodes, edges, inner: [], standIn: (id) => id};
  /** @type {Map<string, string>} */
  const stand = new Map();
  for (const {id, members} of all) for (const member of members) stand.set(member, id);
  /** @type {Picture["nodes"]} */
  const drawn = {};
  for (const [id, actor] of Object.entries(nodes)) if (!stand.has(id)) drawn[id] = actor;
  for (const group of all) drawn[group.id] = nodeOf(group, nodes, countries);
  /** @type {Picture["edges"]} */
  const lines = {};
  const inner = [];
  for (const edge of Object.values(edges)) {
    const [a, b] = [stand.get(edge.source) ?? edge.source, stand.get(edge.target) ?? edge.target];
    if (a === b) {
      inner.push(edge);
      stand.set(edge.id, a);
    } else if (a === edge.source && b === edge.target) lines[edge.id] = edge;
    else gather(lines, stand, edge, a, b);
  }
  return {nodes: drawn, edges: lines, inner, standIn: (id) => stand.get(id) ?? id};
}

/**
 * @param {Picture["edges"]} lines
 * @param {Map<string, string>} stand
 * @param {Edge} edge
 * @param {string} a
 * @param {string} b
 */
function gather(lines, stand, edge, a, b) {
  const [source, target] = SYMMETRIC.has(edge.type) && b < a ? [b, a] : [a, b];
  const id = ["gathered", edge.type, edge.denied ? "denied" : "stated", edge.sign, source, target].join("|");
  const line = /** @type {GatheredEdge} */ (lines[id] ??= /** @type {GatheredEdge} */ ({...edge, id, source, target, statements: [], parts: []}));
  line.parts.push(edge);
  line.statements.push(...edge.statements);
  stand.set(edge.id, id);
}

/**
 * @param {Group} group
 * @param {Record<string, Actor>} nodes
 * @param {Record<string, string>} countries
 */
function nodeOf(group, nodes, countries) {
  const actors = group.members.map((id) => nodes[id]);
  const common = (/** @type {(actor: Actor) => string} */ of) => (actors.every((actor) => of(actor) === of(actors[0])) ? of(actors[0]) : "");
  const country = common((actor) => actor.countries[0] ?? "");
  return {
    id: group.id, name: groupName(group, nodes, countries), mixed: false, kind: common(({kind}) => kind) || "other", countries: country ? [country] : [],
    degree: actors.reduce((sum, {degree}) => sum + degree, 0), x: group.x, y: group.y, group: actors.length,
  };
}

/**
 * The actors behind ids of what is drawn.
 * @param {Canvas} canvas
 * @param {string[]} ids
 */
export const actorsBehind = ({groups = {}}, ids) => ids.flatMap((id) => groups[id]?.members ?? [id]);

/**
 * A canvas on which some drawn nodes stand as one, at the place of the one in their midst; groups among them are taken up.
 * @param {Canvas} canvas
 * @param {By} by
 * @param {string} value
 * @param {string[]} ids
 * @returns {Canvas}
 */
export function collapsed(canvas, by, value, ids) {
  const id = groupId(by, value);
  const groups = {...canvas.groups};
  const taken = groups[id] && !ids.includes(id) ? [...ids, id] : ids;
  const spots = taken.map((one) => groups[one] ?? canvas.nodes[one]).filter(Boolean);
  const members = [...new Set(actorsBehind(canvas, taken))].filter((one) => canvas.nodes[one]).sort();
  if (members.length < 2) return canvas;
  const middle = {x: spots.reduce((sum, {x}) => sum + x, 0) / spots.length, y: spots.reduce((sum, {y}) => sum + y, 0) / spots.length};
  const far = (/** @type {{x: number, y: number}} */ {x, y}) => Math.hypot(x - middle.x, y - middle.y);
  const {x, y} = spots.reduce((best, spot) => (far(spot) < far(best) ? spot : best));
  for (const one of taken) delete groups[one];
  groups[id] = {id, by, value, members, x, y};
  return {...canvas, groups};
}

/**
 * A canvas with a group opened: its members stand where they stood; those whose place is taken by now stand nearby.
 * @param {Canvas} canvas
 * @param {string} id
 * @returns {Canvas}
 */
export function opened(canvas, id) {
  const {[id]: group, ...groups} = canvas.groups ?? {};
  if (!group) return canvas;
  const nodes = {...canvas.nodes};
  const {nodes: drawn} = gathered(canvas);
  const room = new Room(Object.values(drawn).filter((node) => node.id !== id));
  const late = [];
  for (const member of group.members) {
    if (room.near(nodes[member], BODY, BODY)) late.push(member);
    else room.take(nodes[member]);
  }
  for (const member of late) {
    const {x, y} = room.free(nodes[member]);
    nodes[member] = {...nodes[member], x, y};
    room.take(nodes[member]);
  }
  return {...canvas, nodes, groups};
}

/** What is taken, in cells of the size of an actor's room. */
class Room {
  /** @param {{x: number, y: number}[]} spots */
  constructor(spots) {
    /** @type {Map<string, {x: number, y: number}[]>} */
    this.cells = new Map();
    for (const spot of spots) this.take(spot);
  }

  /** @param {{x: number, y: number}} spot */
  take({x, y}) {
    const key = `${Math.floor(x / APART.x)},${Math.floor(y / APART.y)}`;
    this.cells.set(key, [...(this.cells.get(key) ?? []), {x, y}]);
  }

  /**
   * Whether something stands nearer than this.
   * @param {{x: number, y: number}} spot
   * @param {number} across
   * @param {number} down
   */
  near({x, y}, across, down) {
    const [column, row] = [Math.floor(x / APART.x), Math.floor(y / APART.y)];
    for (let i = column - 1; i <= column + 1; i++)
      for (let j = row - 1; j <= row + 1; j++)
        if ((this.cells.get(`${i},${j}`) ?? []).some((other) => Math.abs(other.x - x) < across && Math.abs(other.y - y) < down)) return true;
    return false;
  }

  /**
   * The nearest place with room for an actor, round by round.
   * @param {{x: number, y: number}} wanted
   */
  free({x, y}) {
    for (let ring = 1; ring < 400; ring++) {
      const steps = 8 * ring;
      for (let n = 0; n < steps; n++) {
        const turn = (2 * Math.PI * n) / steps;
        const spot = {x: Math.round(x + ring * 60 * Math.cos(turn)), y: Math.round(y + ring * 60 * Math.sin(turn))};
        if (!this.near(spot, APART.x, APART.y)) return spot;
      }
    }
    return {x, y};
  }
}

/**
 * The groups of a canvas without actors that are gone; one of a single actor is none.
 * @param {Record<string, Group> | undefined} groups
 * @param {Record<string, Actor>} nodes
 */
export function remaining(groups, nodes) {
  /** @type {Record<string, Group>} */
  const left = {};
  for (const group of Object.values(groups ?? {})) {
    const members = group.members.filter((id) => nodes[id]);
    if (members.length > 1) left[group.id] = members.length === group.members.length ? group : {...group, members};
  }
  return left;
}

/**
 * A canvas with drawn nodes in other places; whoever stands behind one goes along.
 * @param {Canvas} canvas
 * @param {Record<string, {x: number, y: number}>} places
 * @returns {Canvas}
 */
export function moved(canvas, places) {
  const nodes = {...canvas.nodes};
  const groups = {...canvas.groups};
  for (const [id, {x, y}] of Object.entries(places)) {
    const group = groups[id];
    if (nodes[id]) nodes[id] = {...nodes[id], x, y};
    else if (group) {
      for (const member of group.members) nodes[member] = {...nodes[member], x: nodes[member].x + x - group.x, y: nodes[member].y + y - group.y};
      groups[id] = {...group, x, y};
    }
  }
  return {...canvas, nodes, groups};
}

/**
 * The actors that are tied to one other alone, over the edges that are drawn.
 * @param {{source: string, target: string}[]} edges
 * @param {string} hub
 */
export function leavesOf(edges, hub) {
  /** @type {Map<string, Set<string>>} */
  const tied = new Map();
  for (const {source, target} of edges)
    for (const [one, other] of [[source, target], [target, source]]) tied.set(one, (tied.get(one) ?? new Set()).add(other));
  return [...(tied.get(hub) ?? [])].filter((id) => tied.get(id)?.size === 1).sort();
}

/**
 * The source that most statements of each actor are taken from.
 * @param {Edge[]} edges
 * @returns {Map<string, string>}
 */
export function mainSources(edges) {
  /** @type {Map<string, Map<string, number>>} */
  const counts = new Map();
  for (const {source: a, target: b, statements} of edges)
    for (const end of [a, b]) {
      const own = counts.get(end) ?? counts.set(end, new Map()).get(end);
      for (const {source} of statements) own?.set(source, (own.get(source) ?? 0) + 1);
    }
  const first = (/** @type {Map<string, number>} */ own) => [...own].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0] ?? "";
  return new Map([...counts].map(([id, own]) => [id, first(own)]));
}

/**
 * The actors by what they have in common, those of most actors first; nodes that are groups already are left out.
 * @param {Picture["nodes"]} nodes
 * @param {(actor: Actor) => string} valueOf
 * @returns {[string, string[]][]}
 */
export function sorted(nodes, valueOf) {
  /** @type {Map<string, string[]>} */
  const by = new Map();
  for (const actor of Object.values(nodes)) {
    if (actor.group) continue;
    const value = valueOf(actor);
    const some = by.get(value);
    if (some) some.push(actor.id);
    else by.set(value, [actor.id]);
  }
  return [...by].sort(([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1));
}
