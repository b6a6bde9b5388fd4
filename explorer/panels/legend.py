"""The legend is the filter: types, confidence, date, sources."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import Input, Output, State, dcc, html, no_update

from cypher import schema
from cypher.errors import FaultlinesError
from explorer.elements import edge_type
from explorer.graph import ask
from explorer.ids import Id
from explorer.panel import Panel
from explorer.parts import attrs, icon, line

panel = Panel("legend", "over", 20)


@panel.layout
def layout() -> html.Section:
    """A card over the canvas; folded on a phone."""
    return html.Section(
        [
            dcc.Store(id=Id.FILTER),
            dcc.Store(id=Id.HIDDEN, data=[]),
            html.Button(
                [icon("filter"), html.Span("Legend")],
                type="button",
                className="legend-fold",
                **attrs(data_act="legend", aria_expanded="true", aria_controls=Id.LEGEND_CARD),
            ),
            html.Div([html.Div(rows(list(schema.BY_NAME)), id=Id.LEGEND_ROWS), *controls()], id=Id.LEGEND_CARD),
        ],
        id=Id.LEGEND,
        className="legend",
        **attrs(aria_label="Legend and filter"),
    )


def rows(types: list[str]) -> list[html.Button]:
    """A line for each type: what it looks like, how many are on the canvas, a click to hide it."""
    return [
        html.Button(
            [
                line(name),
                html.Span(edge_type(name).screen),
                html.Span("0", className="number", **attrs(data_count=name)),
            ],
            type="button",
            className="legend-row",
            title=edge_type(name).meaning,
            **attrs(data_act="toggle-type", data_type=name, aria_pressed="true"),
        )
        for name in types
    ]


def controls() -> list[Any]:
    """Confidence, date, sources."""
    return [
        html.Div(
            [
                html.Div([html.Label("Confidence", htmlFor=Id.CONFIDENCE), html.Span("any", id=Id.CONFIDENCE_SHOWN)]),
                dmc.Slider(
                    id=Id.CONFIDENCE,
                    min=0,
                    max=1,
                    step=0.05,
                    value=0,
                    size="xs",
                    label=None,
                    updatemode="drag",
                    thumbLabel="Least confidence",
                ),
            ],
            className="control",
        ),
        html.Div(
            [
                html.Label("In force on", htmlFor=Id.ON),
                dmc.DateInput(
                    id=Id.ON, placeholder="any time", valueFormat="YYYY-MM-DD", clearable=True, size="xs", value=None
                ),
            ],
            className="control",
        ),
        html.Div(
            [
                html.Label("Sources", htmlFor=Id.SOURCES),
                dmc.MultiSelect(id=Id.SOURCES, placeholder="all", data=[], value=[], size="xs", clearable=True),
            ],
            className="control",
        ),
        html.P([line("", faint=True), "faint: denied, or confidence below 50 %"], className="soft"),
    ]


@panel.callback(
    Output(Id.LEGEND_ROWS, "children"), Output(Id.SOURCES, "data"), Input(Id.HEALTH, "data"), prevent_initial_call=True
)
def known(health: Any) -> tuple[Any, Any]:
    """The types and sources that the graph knows, once it answers."""
    if not health or health["state"] != "ok":
        return no_update, no_update
    try:
        return rows(ordered([row["name"] for row in ask("types")])), options(ask("sources"))
    except FaultlinesError:
        return no_update, no_update


def ordered(names: list[str]) -> list[str]:
    """Core types first, in their order, then what manifests declare."""
    return [*schema.BY_NAME, *sorted(set(names) - set(schema.BY_NAME))]


def options(sources: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Sources that have statements, to choose from."""
    return [{"value": row["id"], "label": row["title"] or row["id"]} for row in sources if row["statements"]]


panel.browser(
    "filter",
    Output(Id.FILTER, "data"),
    Output(Id.CONFIDENCE_SHOWN, "children"),
    Input(Id.HIDDEN, "data"),
    Input(Id.CONFIDENCE, "value"),
    Input(Id.ON, "value"),
    Input(Id.SOURCES, "value"),
)
panel.browser("relegend", Input(Id.LEGEND_ROWS, "children"), State(Id.HIDDEN, "data"))
