"""A table whose cells are text and never HTML; its library is loaded when a table is first shown."""

from __future__ import annotations

from typing import Any

import dash_ag_grid

SCRIPT = "/_dash-component-suites/dash_ag_grid/dash_ag_grid.min.js"
"""The address of the library, without the prefix of a proxy."""

# 1.3 MB that few screens need: served, and not loaded with every page.
for library in dash_ag_grid._js_dist:
    if "async" not in library:
        library["dynamic"] = True


def text_grid(name: str, *, row_id: str | None = None, **options: Any) -> dash_ag_grid.AgGrid:
    """A table, empty; `row_id` is the field that its rows are known by, `options` are the grid's own."""
    return dash_ag_grid.AgGrid(
        id=name,
        className="text-grid",
        columnDefs=[],
        rowData=[],
        defaultColDef={
            "sortable": True,
            "filter": True,
            "resizable": True,
            "minWidth": 90,
            "suppressHeaderMenuButton": True,
            "cellDataType": False,  # a column's kind would be guessed from the answer before
        },
        dashGridOptions={
            "enableCellTextSelection": True,
            "ensureDomOrder": True,
            "animateRows": False,
            "rowHeight": 34,
            "headerHeight": 36,
            **options,
        },
        dangerously_allow_code=False,
        style={"height": "100%", "width": "100%"},
        **({"getRowId": f"params.data.{row_id}"} if row_id else {}),
    )
