// Rows in the grid; a cell is text, or a number that sorts as one.
import {setProps} from "../../browser/dash.js";

const LOOKED_AT = 100; // rows that tell how wide a column is to be

export const showTable = ({columns, rows}) => {
  setProps("console-grid", {
    columnDefs: columns.map((name, n) => {
      const long = Math.max(name.length + 4, ...rows.slice(0, LOOKED_AT).map((row) => Math.min(60, String(row[n] ?? "").length)));
      const numeric = rows.length > 0 && rows.every((row) => row[n] === null || typeof row[n] === "number");
      return {headerName: name, field: `c${n}`, colId: `c${n}`, flex: long, minWidth: 48 + 6 * Math.min(long, 34), tooltipField: `c${n}`, ...(numeric && {type: "rightAligned"})};
    }),
    rowData: rows.map((row) => Object.fromEntries(row.map((cell, n) => [`c${n}`, typeof cell === "boolean" ? String(cell) : cell]))),
  });
};
