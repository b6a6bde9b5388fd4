"""Notes and hypotheses: what a person writes and supposes on a canvas; it lives in the canvas and its views alone."""

from __future__ import annotations

import json
from typing import Any

from dash import dcc, html

from cypher import schema
from explorer.ids import Id
from explorer.panel import Panel
from explorer.parts import attrs

panel = Panel("notes", "over", 5)
NOTES = "notes"
MEANING = (
    "Notes and what is supposed live on this canvas and in the views that are saved of it. They never enter the graph: "
    "no statement, no count of the legend and no other canvas knows them. Paths and triangles are counted with them."
)


@panel.layout
def layout() -> html.Div:
    """The layer of notes, which the browser draws; it also knows the types that can be supposed."""
    types = {
        kind.name: {"screen": kind.screen, "sign": int(kind.sign), "symmetric": kind.symmetric}
        for kind in schema.EDGE_TYPES
    }
    return html.Div(
        [
            dcc.Store(id=Id.SUPPOSED),
            html.Div(className="notes-drawn"),
        ],
        id=NOTES,
        className="notes-layer",
        **attrs(data_types=json.dumps(types)),
    )


@panel.inspects("notes")
def show_notes(choice: dict[str, Any]) -> html.Div:
    """Everything that is noted and supposed on the canvas; the browser lists it."""
    return html.Div(
        [
            html.P("This canvas", className="eyebrow"),
            html.H2("Notes, and what is supposed"),
            html.Div(className="own-list", **attrs(data_own_list="")),
            html.P(MEANING, className="soft"),
        ],
        className="notes-panel",
    )
