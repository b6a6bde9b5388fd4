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
 * The columns of a table as the grid takes them.
 * @param {string} table
 */
export const columnsOf = (table) =>
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
 */
export const columnChoices = (table, show) =>
  COLUMNS[table].map((column) => {
    const box = element("input");
    box.type = "checkbox";
    box.checked = isShown(table, column);
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
