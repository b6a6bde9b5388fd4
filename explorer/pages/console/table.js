// Rows in the grid; a cell is text, or a number that sorts as one. What is an actor or a statement leads to it.
import {addressOf} from "../../browser/sharing.js";
import {setProps} from "../../browser/dash.js";

const LOOKED_AT = 100; // rows that tell how wide a column is to be

/** @type {Record<string, string[]>} the actors that the texts of cells lead to */
let links = {};

// The cells that lead somewhere; the grid finds the function by its name.
Object.assign((window.dashAgGridComponentFunctions ??= {}), {
  AnswerLink: ({value}) => {
    const ids = links[value];
    if (!ids) return value ?? "";
    const title = ids.length === 2 ? "The evidence of this pair" : "This actor on the canvas";
    return window.React.createElement("a", {href: addressOf(ids), "data-page": "/", title, className: "cell-link"}, value);
  },
});

export const showTable = ({columns, rows, drawing}) => {
  links = drawing?.links ?? {};
  const isId = (n) => rows.slice(0, LOOKED_AT).some((row) => links[row[n]]?.[0] === row[n]);
  const defined = columns.map((name, n) => {
    const long = Math.max(name.length + 4, ...rows.slice(0, LOOKED_AT).map((row) => Math.min(60, String(row[n] ?? "").length)));
    const numeric = rows.length > 0 && rows.every((row) => row[n] === null || typeof row[n] === "number");
    const linked = rows.some((row) => links[row[n]]);
    return {headerName: name, field: `c${n}`, colId: `c${n}`, flex: long, minWidth: 48 + 6 * Math.min(long, 34), tooltipField: `c${n}`, ...(numeric && {type: "rightAligned"}), ...(linked && {cellRenderer: "AnswerLink"})};
  });
  const ids = defined.filter((_, n) => isId(n));
  setProps("console-grid", {
    columnDefs: [...defined.filter((column) => !ids.includes(column)), ...ids], // names come before ids
    rowData: rows.map((row) => Object.fromEntries(row.map((cell, n) => [`c${n}`, typeof cell === "boolean" ? String(cell) : cell]))),
  });
};
