"""The canvas: what is on it, and how a wish becomes a change."""

from __future__ import annotations

from typing import Any

import dash_cytoscape as cyto
from dash import Input, Output, State, dcc, html, no_update

from cypher.errors import FaultlinesError
from explorer.canvas import Change, fulfil
from explorer.graph import ask, asked, reader
from explorer.ids import Id
from explorer.panel import Panel
from explorer.parts import attrs
from explorer.stylesheet import stylesheet

panel = Panel("canvas", "canvas")


@panel.layout
def layout() -> html.Div:
    """The canvas, empty, and what the browser holds of it."""
    looks = {"light": stylesheet("light"), "dark": stylesheet("dark")}
    held = (Id.CANVAS, Id.CHANGE, Id.WISH, Id.ACTORS, Id.TRACE, Id.HISTORY, Id.SCHEME)
    return html.Div(
        [
            *(dcc.Store(id=name) for name in held),
            dcc.Store(id=Id.LOOKS, data=looks),
            html.Div(id=Id.OUTLINE, className="outline", **attrs(aria_hidden="true")),
            cyto.Cytoscape(
                id=Id.CYTOSCAPE,
                elements=[],
                stylesheet=[],
                layout={"name": "preset", "fit": False},
                autoRefreshLayout=False,
                responsive=False,
                boxSelectionEnabled=True,
                minZoom=0.08,
                maxZoom=3,
                style={"width": "100%", "height": "100%"},
            ),
            html.Div(className="busy", **attrs(aria_hidden="true")),
            html.Div(id=Id.NOTICE, className="notice", role="status", **attrs(aria_live="polite")),
        ],
        className="network",
        tabIndex=0,
        role="application",
        **attrs(aria_label="The network. Arrow keys go from actor to actor, E expands, Delete removes."),
    )


@panel.callback(
    Output(Id.CHANGE, "data"),
    Output(Id.HEALTH, "data", allow_duplicate=True),
    Input(Id.WISH, "data"),
    State(Id.FILTER, "data"),
    prevent_initial_call=True,
)
def grant(wish: Any, filters: dict[str, Any] | None) -> tuple[Change, Any]:
    """Ask the graph for what was wished; a failure changes nothing but the notice."""
    try:
        change = fulfil(ask, wish, chosen(filters))
        return {**change, "asked": asked()}, no_update
    except FaultlinesError as error:
        return refused(wish["serial"], error), reader().health()


def refused(serial: int, error: FaultlinesError) -> Change:
    """A change that changes nothing and says why."""
    return {"serial": serial, "label": "", "nodes": [], "edges": [], "notice": str(error)}


def chosen(filters: dict[str, Any] | None) -> str | None:
    """The date that the screen is about, if any."""
    return (filters or {}).get("on") or None


panel.browser("apply", Input(Id.CHANGE, "data"), prevent_initial_call=True)
panel.browser(
    "draw",
    Output(Id.CYTOSCAPE, "elements"),
    Input(Id.CANVAS, "data"),
    Input(Id.FILTER, "data"),
    Input(Id.TRACE, "data"),
    Input(Id.TENSIONS, "data"),
    Input(Id.TENSION, "data"),
)
panel.browser("paint", Output(Id.CYTOSCAPE, "stylesheet"), Input(Id.SCHEME, "data"), State(Id.LOOKS, "data"))
