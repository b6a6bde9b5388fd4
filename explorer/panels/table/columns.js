// The columns of both tables, and which of them a person wants to see.
import {element} from "../../browser/elements.js";

const KEPT = "faultlines-table-columns";
const DECIMALS = /** @type {Record<string, number>} */ ({betweenness: 1, pagerank: 1, confidence: 0});

/** @typedef {{field: string, headerName: string, minWidth: number, flex?: number, number?: boolean, off?: boolean, first?: boolean, headerTooltip?: string}} Column */

/** @type {Record<string, Column[]>} */
export const COLUMNS = {
  actors: [
    {field: "name", headerName: "Name", minWidth: 170, flex: 3},
    {field: "kind", headerName: "Kind", minWidth: 106},
    {field: "countries", headerName: "Countries", minWidth: 130, flex: 2},
    {field: "programmes", headerName: "Programmes", minWidth: 110, flex: 2, headerTooltip: "Under which it is designated, also by who is not in view"},
    {field: "first", headerName: "First seen", minWidth: 162, headerTooltip: "Since when the earliest statement in view has held; when none is dated, when the first was published"},
    {field: "degree", headerName: "Degree", minWidth: 104, first: true, number: true, headerTooltip: "How many actors in view it is tied to"},
    {field: "betweenness", headerName: "Betweenness", minWidth: 130, number: true, headerTooltip: "The share of the other pairs in view whose shortest ways lead through it"},
    {field: "pagerank", headerName: "PageRank", minWidth: 104, number: true, headerTooltip: "The share of its time that a random walk in view spends with it"},
    {field: "camp", headerName: "Camp", minWidth: 84, off: true, headerTooltip: "On which side of the fault lines it stands; only pairs with a sign say so"},
    {field: "group", headerName: "Collapsed into", minWidth: 150, flex: 2, off: true, headerTooltip: "The node that stands for it on the canvas"},
    {field: "id", headerName: "Id", minWidth: 170, flex: 2, off: true},
  ],
  edges: [
    {field: "from", headerName: "From", minWidth: 160, flex: 3},
    {field: "type", headerName: "Type", minWidth: 108},
    {field: "to", headerName: "To", minWidth: 160, flex: 3},
    {field: "since", headerName: "Since", minWidth: 104},
    {field: "until", headerName: "Until", minWidth: 104},
    {field: "sources", headerName: "Sources", minWidth: 120, flex: 2},
    {field: "statements", headerName: "Statements", minWidth: 104, number: true},
    {field: "confidence", headerName: "Confidence", minWidth: 104, number: true},
    {field: "standing", headerName: "Standing", minWidth: 110},
    {field: "fromId", headerName: "Id of from", minWidth: 150, off: true},
    {field: "toId", headerName: "Id of to", minWidth: 150, off: true},
  ],
};

// Names stand for themselves whichever way they are read; shares are shown in per cent and sort as numbers.
Object.assign((window.dashAgGridComponentFunctions ??= {}), {
  TableCell: ({value, colDef}) => {
    if (value === null || value === undefined || value === "") return "";
    if (typeof value === "number") return `${(100 * value).toFixed(DECIMALS[colDef.field] ?? 1)} %`;
    return window.React.createElement("bdi", {}, value);
  },
});

const SPECIAL = new Set(["name", "from", "to", ...Object.keys(DECIMALS)]);

/** @returns {Record<string, Record<string, boolean>>} */
function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "{}") ?? {};
  } catch {
    return {};
  }
}

/** @param {string} table @param {Column} column */
const isShown = (table, {field, off}) => kept()[table]?.[field] ?? !off;

/**
 * What a view says of a table's columns, in their order; what is of another form is left out.
 * @typedef {{colId: string, hide: boolean, sort: "asc" | "desc" | null, sortIndex: number | null}} ColumnState
 * @param {string} table
 * @param {any} saved
 * @returns {ColumnState[]}
 */
export const readColumns = (table, saved) =>
  (Array.isArray(saved) ? saved : [])
    .filter((state) => COLUMNS[table].some(({field}) => field === state?.colId))
    .map(({colId, hide, sort, sortIndex}) => ({colId, hide: hide === true, sort: sort === "asc" || sort === "desc" ? sort : null, sortIndex: Number.isInteger(sortIndex) ? sortIndex : null}));

/**
 * The columns of a table as the grid takes them; as a view has them, when one says so.
 * @param {string} table
 * @param {ColumnState[]} [states]
 */
export function columnsOf(table, states = []) {
  const place = (/** @type {{colId: string}} */ {colId}) => states.findIndex((state) => state.colId === colId);
  const columns = usualColumns(table).map((column) => ({...column, ...states[place(column)]}));
  return states.length ? columns.sort((one, other) => place(one) - place(other)) : columns;
}

/** @param {string} table */
const usualColumns = (table) =>
  COLUMNS[table].map((column) => {
    const {number, off, first, flex = 1, ...rest} = column;
    return {
      ...rest, colId: column.field, flex, hide: !isShown(table, column), tooltipField: number ? undefined : column.field,
      sortingOrder: number ? ["desc", "asc", null] : ["asc", "desc", null],
      ...(first && {initialSort: "desc"}), ...(number && {type: "rightAligned"}), ...(SPECIAL.has(column.field) && {cellRenderer: "TableCell"}),
    };
  });

/**
 * A box for each column of a table: which of them are shown.
 * @param {string} table
 * @param {(field: string, shown: boolean) => unknown} show
 * @param {(field: string) => boolean | undefined} isSeen
 */
export const columnChoices = (table, show, isSeen) =>
  COLUMNS[table].map((column) => {
    const box = element("input");
    box.type = "checkbox";
    box.checked = isSeen(column.field) ?? isShown(table, column);
    box.addEventListener("change", () => {
      const all = kept();
      try {
        localStorage.setItem(KEPT, JSON.stringify({...all, [table]: {...all[table], [column.field]: box.checked}}));
      } catch {
        // A browser that keeps nothing shows the usual columns next time.
      }
      show(column.field, box.checked);
    });
    return element("label", "choice", null, box, element("span", "", column.headerName));
  });
