"""How the canvas is ordered: where actors stand, what their colour and their size mean."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec
import pycountry
from dash import dcc, html
from flask import Blueprint

from explorer.bounds import Keys
from explorer.graph import graph_reader
from explorer.ids import Id
from explorer.network.filter import Filter
from explorer.network.words import country_name
from explorer.panel import Panel
from explorer.panels.order.groups import gathered_body, group_body
from explorer.parts import attrs, icon
from explorer.stores import FilterStore
from explorer.web.posting import json_route, only_own_pages

routes = Blueprint("order", __name__, url_prefix="/order")
LARGEST = 1_000_000
"""Bytes of a request: 5,000 actors by their ids."""
only_own_pages(routes, LARGEST)
panel = Panel("order", "over", 55, routes=routes)
CARD = "order-card"
ORDERS = (
    ("organic", "Organic", "Tied actors near each other"),
    ("layers", "Layers", "Who leads, owns, supplies or lists stands above"),
    ("circle", "Circle", "All on one circle, tied actors side by side"),
    ("kind", "By kind", "Persons, organisations, states … apart"),
    ("country", "By country", "The actors of each country together"),
)
COLOURS = (("kind", "Kind"), ("country", "Country"), ("source", "Source"), ("programme", "Programme"), ("none", "None"))
COLLAPSED = (("kind", "Kind"), ("country", "Country"), ("source", "Source"), ("programme", "Programme"))
WIDTHS = (("type", "Its type"), ("statements", "Statements"), ("sources", "Sources"), ("confidence", "Confidence"))
SIZES = (("statements", "All statements"), ("here", "Ties on the canvas"), ("equal", "Equal"))


class ProgrammesRequest(msgspec.Struct):
    """The actors on the canvas, and the filter."""

    actors: Keys
    filter: FilterStore


@panel.layout
def layout() -> html.Section:
    """A card beneath its button, closed until it is asked for."""
    return html.Section(
        [
            dcc.Store(id=Id.LOOK),
            html.H2("Order"),
            html.Div(
                [
                    html.Button(
                        [html.Span(label), html.Span(meaning, className="soft")],
                        type="button",
                        className="step order-choice",
                        **attrs(data_act="arrange-as", data_order=name, aria_pressed="false"),
                    )
                    for name, label, meaning in ORDERS
                ],
                role="group",
                **attrs(aria_label="Where actors stand"),
            ),
            choices("Colour", "colour-by", COLOURS),
            html.Ul(id="colour-key", className="colour-key"),
            choices("Size", "size-by", SIZES),
            choices("Width of a line", "width-by", WIDTHS),
            choices("Collapse by", "collapse-by", COLLAPSED),
            html.Div(className="collapse-choices order-row", role="group", **attrs(aria_label="Collapsed into one")),
            action_row("", (("collapse-all", "Collapse all"), ("open-all", "Open all"))),
            action_row(
                "Selected",
                (("collapse", "Collapse"), ("pin", "Pin"), ("align-row", "In a row"), ("align-column", "In a column")),
            ),
            html.Button(
                icon("close"),
                type="button",
                className="tool order-close",
                **attrs(data_act="order", aria_label="Close"),
            ),
        ],
        id=CARD,
        className="order",
        hidden=True,
        **attrs(aria_label="Order of the canvas", data_countries=country_table()),
    )


@cache
def country_table() -> str:
    """The names of all countries by their codes, for the browser."""
    names = {country.alpha_3: country_name(country.alpha_3) for country in pycountry.countries}
    return json.dumps(names, ensure_ascii=False, separators=(",", ":"))


@json_route(routes, "programmes", ProgrammesRequest)
def programmes_in_view(body: ProgrammesRequest) -> dict[str, Any]:
    """Under which programmes actors are designated, as the filter has it."""
    seen = Filter.read(body.filter).parameters()
    rows = graph_reader().ask("canvas-programmes", actors=body.actors, filter=seen) if body.actors else []
    return {"programmes": {row["actor"]: row["programmes"] for row in rows}}


@panel.inspects("group", "actor", "name", "actors")
def show_group(choice: dict[str, Any]) -> html.Div:
    """Who stands as one node."""
    return group_body(choice)


@panel.inspects("gathered", "name", "pairs", "total")
def show_gathered(choice: dict[str, Any]) -> html.Div:
    """Whose edges are drawn as one line."""
    return gathered_body(choice)


def action_row(title: str, actions: Sequence[tuple[str, str]]) -> html.Div:
    """Buttons that do something to the canvas."""
    return html.Div(
        [
            html.Span(title, className="control-name") if title else None,
            *(
                html.Button(label, type="button", className="button quiet", **attrs(data_act=action))
                for action, label in actions
            ),
        ],
        className="order-row",
    )


def choices(title: str, action: str, options: Sequence[tuple[str, str]]) -> html.Div:
    """A row of buttons of which one is pressed."""
    return html.Div(
        [
            html.Span(title, className="control-name"),
            html.Div(
                [
                    html.Button(
                        label,
                        type="button",
                        className="segment",
                        **attrs(data_act=action, data_value=name, aria_pressed="false"),
                    )
                    for name, label in options
                ],
                className="segments",
                role="group",
                **attrs(aria_label=title),
            ),
        ],
        className="order-row",
    )
