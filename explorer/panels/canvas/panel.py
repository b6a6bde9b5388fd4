"""The canvas: what is on it, and how a request becomes a change."""

from __future__ import annotations

from typing import Any

import dash_cytoscape as cyto
from dash import Input, Output, State, dcc, html, no_update

from cypher.errors import FaultlinesError
from explorer.graph import ask, graph_reader, query_calls
from explorer.ids import Id
from explorer.network.filter import Filter
from explorer.network.requests import CanvasChange, CanvasRequest, handle
from explorer.network.stylesheet import stylesheet
from explorer.panel import Panel
from explorer.parts import attrs
from explorer.stores import FilterStore

panel = Panel("canvas", "canvas")
REQUEST = "request"
TRACE = "trace"
COLOUR_SCHEME = "scheme"
STYLESHEETS = "looks"
OUTLINE = "outline"
CYTOSCAPE = "cytoscape"
NOTICE = "notice"


@panel.layout
def layout() -> html.Div:
    """The canvas, empty, and what the browser holds of it."""
    stylesheets = {"light": stylesheet("light"), "dark": stylesheet("dark")}
    stores = (Id.CANVAS, Id.CHANGE, REQUEST, TRACE, Id.HISTORY, COLOUR_SCHEME)
    return html.Div(
        [
            *(dcc.Store(id=name) for name in stores),
            dcc.Store(id=STYLESHEETS, data=stylesheets),
            html.Div(id=OUTLINE, className="outline", **attrs(aria_hidden="true")),
            cyto.Cytoscape(
                id=CYTOSCAPE,
                elements=[],
                stylesheet=[],
                layout={"name": "preset", "fit": False},
                autoRefreshLayout=False,
                responsive=False,
                boxSelectionEnabled=True,
                minZoom=0.02,
                maxZoom=3,
                style={"width": "100%", "height": "100%"},
            ),
            html.Div(className="busy", **attrs(aria_hidden="true")),
            html.Div(id=NOTICE, className="notice", role="status", **attrs(aria_live="polite")),
        ],
        className="network",
        tabIndex=0,
        role="application",
        **attrs(aria_label="The network. Arrow keys go from actor to actor, E expands, Delete removes."),
    )


@panel.callback(
    Output(Id.CHANGE, "data"),
    Output(Id.HEALTH, "data", allow_duplicate=True),
    Input(REQUEST, "data"),
    State(Id.FILTER, "data"),
    prevent_initial_call=True,
)
def answer_request(request: CanvasRequest, filters: FilterStore | None) -> tuple[CanvasChange, Any]:
    """Ask the graph for what was requested; a failure changes nothing but the notice."""
    try:
        change = handle(ask, request, Filter.read(filters))
        return {**change, "asked": query_calls()}, no_update
    except FaultlinesError as error:
        return failed_change(request["serial"], error), graph_reader().health()


def failed_change(serial: int, error: FaultlinesError) -> CanvasChange:
    """A change that changes nothing and says why."""
    return {"serial": serial, "label": "", "nodes": [], "edges": [], "notice": str(error)}


panel.browser("apply", Input(Id.CHANGE, "data"), prevent_initial_call=True)
panel.browser(
    "draw",
    Input(Id.CANVAS, "data"),
    Input(Id.FILTER, "data"),
    Input(TRACE, "data"),
    Input(Id.TENSIONS, "data"),
    Input(Id.TENSION, "data"),
    Input(Id.LOOK, "data"),
)
panel.browser("paint", Output(CYTOSCAPE, "stylesheet"), Input(COLOUR_SCHEME, "data"), State(STYLESHEETS, "data"))
