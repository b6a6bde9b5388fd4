"""The network as two tables beside the canvas: actors and edges, as the filter has them; also for screen readers."""

from __future__ import annotations

from typing import Annotated, Any

import dash_mantine_components as dmc
import msgspec
from dash import Input, Output, dcc, html
from flask import Blueprint

from explorer.bounds import MOST, Keys, Short
from explorer.graph import graph_reader
from explorer.grid import SCRIPT, text_grid
from explorer.network.filter import Filter
from explorer.network.measures import measure_network
from explorer.network.requests import LINKS
from explorer.network.words import country_name
from explorer.panel import Panel
from explorer.parts import action_button, attrs, icon
from explorer.stores import FilterStore
from explorer.web.posting import json_route, only_own_pages
from explorer.web.prefix import address_of
from explorer.web.shapes import reject

routes = Blueprint("table", __name__, url_prefix="/table")
LARGEST = 4_000_000
"""Bytes of a request: 5,000 actors by their ids, and 50,000 pairs of them."""
only_own_pages(routes, LARGEST)
panel = Panel("table", "below", routes=routes)
OPENED = "table-opened"
GRIDS = "table-grids"
TABS = (("actors", "Actors"), ("edges", "Edges"))

Place = Annotated[int, msgspec.Meta(ge=0, lt=MOST)]
"""Of an actor, in the request's list."""


class FiguresRequest(msgspec.Struct):
    """The actors in view, which of them are joined, the codes of their countries, and the filter."""

    actors: Keys
    pairs: Annotated[list[tuple[Place, Place]], msgspec.Meta(max_length=LINKS)]
    countries: Annotated[list[Short], msgspec.Meta(max_length=1_000)]
    filter: FilterStore


@panel.layout
def layout() -> html.Section:
    """The frame of the tables; the tables themselves are drawn when it is first opened."""
    tabs = [
        html.Button(
            title,
            type="button",
            role="tab",
            className="tab",
            id=f"table-tab-{name}",
            **attrs(
                data_act="table-tab",
                data_tab=name,
                aria_selected=str(name == "actors").lower(),
                aria_controls=f"table-panel-{name}",
            ),
        )
        for name, title in TABS
    ]
    return html.Section(
        [
            dcc.Store(id=OPENED),
            html.Header(
                [
                    html.Div(tabs, className="tabs", role="tablist", **attrs(aria_label="Tables of what is in view")),
                    dmc.TextInput(
                        id="table-find",
                        placeholder="Find in view",
                        leftSection=icon("search"),
                        size="xs",
                        value="",
                        className="table-find",
                        **attrs(aria_label="Find in view"),
                    ),
                    html.Details(
                        [html.Summary("Columns"), html.Div(className="choices")],
                        className="table-columns",
                    ),
                    html.P(className="table-count soft", role="status", **attrs(aria_live="polite")),
                    action_button("Close the table", "table", "close", keys="T"),
                ]
            ),
            html.Div(html.P("Loading the table …", className="nothing", role="status"), id=GRIDS, className="grids"),
        ],
        id="table",
        className="table-panel",
        hidden=True,
        **attrs(aria_label="Table", data_library=address_of(SCRIPT)),
    )


@panel.callback(Output(GRIDS, "children"), Input(OPENED, "data"), prevent_initial_call=True)
def draw_grids(opened: bool | None) -> list[Any]:
    """Both tables, empty; the browser fills them."""
    selection = {"mode": "multiRow", "checkboxes": False, "headerCheckbox": False, "enableClickSelection": True}
    return [
        html.Div(
            text_grid(f"table-{name}", row_id="id", rowSelection=selection, suppressCellFocus=False),
            id=f"table-panel-{name}",
            className="grid",
            role="tabpanel",
            hidden=name != "actors",
            **attrs(aria_labelledby=f"table-tab-{name}"),
        )
        for name, _ in TABS
    ]


@json_route(routes, "figures", FiguresRequest)
def figures_in_view(body: FiguresRequest) -> dict[str, Any]:
    """What the browser can't know of the actors in view: how central they are, programmes, names of countries."""
    number = len(body.actors)
    if any(place >= number for pair in body.pairs for place in pair):
        reject("a pair names an actor that the list does not have")
    seen = Filter.read(body.filter)
    rows = graph_reader().ask("canvas-programmes", actors=body.actors, filter=seen.parameters()) if number else []
    return {
        **measure_network(number, body.pairs),
        "programmes": {row["actor"]: row["programmes"] for row in rows},
        "countries": {code: country_name(code) for code in body.countries},
    }
