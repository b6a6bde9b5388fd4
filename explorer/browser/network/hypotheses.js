// What a person adds to a canvas of their own: notes, edges that are supposed, and stated ones that are supposed not to be. Pure.

/**
 * @typedef {{id: string, text: string, about: string[], at: [number, number]}} Note of a place, an actor or a pair; `at` is the
 * place, or how far from the middle of those that it is about it stands
 * @typedef {{type: string, a: string, b: string, sign: number}} Tie
 * @typedef {{notes: Note[], supposed: Tie[], doubted: Tie[]}} Own
 * @typedef {import("./canvas.js").Edge} Edge
 * @typedef {import("./canvas.js").Canvas} Canvas
 * @typedef {import("./groups.js").Picture} Picture
 */

/** @type {Own} */
export const NOTHING = {notes: [], supposed: [], doubted: []};
export const LONGEST = 2000; // letters of a note
const MOST = 500; // of each
const FAR = 1e7; // as far as a canvas goes

/** The id of a supposed edge. @param {Tie} tie */
export const supposedId = ({type, a, b}) => `supposed|${type}|${a}|${b}`;

/** The id of the edge that a person supposes not to be there. @param {Tie} tie */
export const doubtedId = ({type, a, b}) => `${type}|stated|${a}|${b}`;

/**
 * The supposed edges whose ends are both on the canvas.
 * @param {Canvas | null | undefined} canvas
 */
export const supposedOn = (canvas) => (canvas?.own?.supposed ?? []).filter(({a, b}) => canvas?.nodes[a] && canvas.nodes[b]);

/**
 * The ids of the edges that are supposed not to be there.
 * @param {Canvas | null | undefined} canvas
 */
export const doubtedOn = (canvas) => new Set((canvas?.own?.doubted ?? []).map(doubtedId));

/**
 * What is drawn of a canvas, with what is supposed: between those that stand as one node nothing is drawn, and a line that gathers
 * edges is supposed not to be there when all of them are.
 * @param {Picture} drawn
 * @param {Canvas} canvas
 * @returns {Picture}
 */
export function withSupposed(drawn, canvas) {
  const [supposed, doubted] = [supposedOn(canvas), doubtedOn(canvas)];
  if (!supposed.length && !doubted.size) return drawn;
  const edges = {...drawn.edges};
  for (const edge of Object.values(edges)) {
    if ((edge.parts ?? [edge]).every(({id}) => doubted.has(id))) edges[edge.id] = {...edge, doubted: true};
  }
  for (const tie of supposed) {
    const [id, source, target] = [supposedId(tie), drawn.standIn(tie.a), drawn.standIn(tie.b)];
    if (source !== target) edges[id] = {id, source, target, type: tie.type, sign: tie.sign, denied: false, statements: [], supposed: true};
  }
  return {...drawn, edges};
}

/** @param {Own} own */
export const isNothing = ({notes, supposed, doubted}) => !notes.length && !supposed.length && !doubted.length;

/** @param {Tie} one @param {Tie} other */
export const sameTie = (one, other) => one.type === other.type && one.a === other.a && one.b === other.b;

/**
 * What was kept of it; whatever is of another form is left out, for a view may come from somebody else.
 * @param {any} saved
 * @returns {Own}
 */
export function readOwn(saved) {
  const list = (/** @type {any} */ some) => (Array.isArray(some) ? some.slice(0, MOST) : []);
  const isId = (/** @type {unknown} */ value) => typeof value === "string" && value !== "" && value.length <= 8200;
  const isPlace = (/** @type {any} */ at) => Array.isArray(at) && at.length === 2 && at.every((value) => Number.isFinite(value) && Math.abs(value) <= FAR);
  const notes = list(saved?.notes).filter((note) => isId(note?.id) && typeof note.text === "string" && isPlace(note.at) && Array.isArray(note.about) && note.about.length < 3 && note.about.every(isId));
  const ties = (/** @type {any} */ some) =>
    list(some)
      .filter((tie) => /^[A-Z][A-Z0-9_]{0,99}$/.test(tie?.type) && isId(tie.a) && isId(tie.b) && tie.a !== tie.b)
      .map(({type, a, b, sign}) => ({type, a, b, sign: sign === 1 || sign === -1 ? sign : 0}));
  const unique = (/** @type {Tie[]} */ some) => some.filter((tie, n) => some.findIndex((other) => sameTie(tie, other)) === n);
  return {
    notes: notes.map(({id, text, about, at}) => ({id, text: text.slice(0, LONGEST), about: [...about], at: [at[0], at[1]]})),
    supposed: unique(ties(saved?.supposed)),
    doubted: unique(ties(saved?.doubted)),
  };
}

/**
 * The edge from one actor to another in its one spelling: the ends of a symmetric type are in order.
 * @param {string} type
 * @param {string} from
 * @param {string} to
 * @param {{symmetric: boolean, sign: number} | undefined} declared
 * @returns {Tie}
 */
export function tieOf(type, from, to, declared) {
  const [a, b] = declared?.symmetric && to < from ? [to, from] : [from, to];
  return {type, a, b, sign: declared?.sign ?? 0};
}

/**
 * A list without an edge, or with it.
 * @param {Tie[]} ties
 * @param {Tie} tie
 */
export const toggled = (ties, tie) => (ties.some((other) => sameTie(other, tie)) ? ties.filter((other) => !sameTie(other, tie)) : [...ties, tie]);

/**
 * A list of notes with one put in, changed, or without its text taken out.
 * @param {Note[]} notes
 * @param {Note} note
 */
export function withNote(notes, note) {
  const rest = notes.filter(({id}) => id !== note.id);
  if (!note.text.trim()) return rest;
  return notes.length === rest.length ? [...notes, note] : notes.map((other) => (other.id === note.id ? note : other));
}

/**
 * The edges that count for whoever supposes: those that are stated and not doubted, and those that are supposed, which hold always.
 * @param {Edge[]} stated
 * @param {Tie[]} supposed of those on the canvas
 * @param {Set<string>} doubted ids of edges
 * @returns {Edge[]}
 */
export function supposedly(stated, supposed, doubted) {
  const always = {confidence: null, stance: "", since: null, since_precision: null, until: null, until_precision: null, source: "", stands: true, known_from: "", known_until: null};
  const edges = supposed.map((tie) => ({id: supposedId(tie), source: tie.a, target: tie.b, type: tie.type, sign: tie.sign, denied: false, statements: [{id: supposedId(tie), ...always}]}));
  return [...stated.filter(({id}) => !doubted.has(id)), ...edges];
}
