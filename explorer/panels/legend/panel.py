"""The legend is the filter: types, confidence, date, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import dash_mantine_components as dmc
from dash import Input, Output, State, dcc, html, no_update

from cypher import schema
from cypher.errors import FaultlinesError
from explorer.graph import ask
from explorer.ids import Id
from explorer.network.elements import edge_type
from explorer.panel import Panel
from explorer.parts import attrs, icon, line_sample

if TYPE_CHECKING:
    from cypher.queries.rows import SourcesRow

panel = Panel("legend", "over", 20)
HIDDEN = "hidden"
LEGEND_CARD = "legend-card"
LEGEND_ROWS = "legend-rows"
LEGEND = "legend"
CONFIDENCE = "confidence"
CONFIDENCE_SHOWN = "confidence-shown"
SOURCES = "sources"


@panel.layout
def layout() -> html.Section:
    """A card over the canvas; folded on a phone."""
    return html.Section(
        [
            dcc.Store(id=Id.FILTER),
            dcc.Store(id=HIDDEN, data=[]),
            html.Button(
                [icon("filter"), html.Span("Legend")],
                type="button",
                className="legend-fold",
                **attrs(data_act="legend", aria_expanded="true", aria_controls=LEGEND_CARD),
            ),
            html.Div([html.Div(legend_rows(list(schema.BY_NAME)), id=LEGEND_ROWS), *controls()], id=LEGEND_CARD),
        ],
        id=LEGEND,
        className="legend",
        **attrs(aria_label="Legend and filter"),
    )


def legend_rows(types: list[str]) -> list[html.Button]:
    """A line for each type: what it looks like, how many are on the canvas, a click to hide it."""
    return [
        html.Button(
            [
                line_sample(name),
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
                html.Div([html.Label("Confidence", htmlFor=CONFIDENCE), html.Span("any", id=CONFIDENCE_SHOWN)]),
                dmc.Slider(
                    id=CONFIDENCE,
                    min=0,
                    max=1,
                    step=0.05,
                    value=0,
                    size="xs",
                    label=None,
                    updatemode="drag",
                    thumbLabel="Minimum confidence",
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
                html.Label("Sources", htmlFor=SOURCES),
                dmc.MultiSelect(id=SOURCES, placeholder="all", data=[], value=[], size="xs", clearable=True),
            ],
            className="control",
        ),
        html.P([line_sample("", faint=True), "faint: denied, or confidence below 50 %"], className="soft"),
    ]


@panel.callback(
    Output(LEGEND_ROWS, "children"), Output(SOURCES, "data"), Input(Id.HEALTH, "data"), prevent_initial_call=True
)
def known_types(health: Any) -> tuple[Any, Any]:
    """The types and sources that the graph knows, once it answers."""
    if not health or health["state"] != "ok":
        return no_update, no_update
    try:
        return legend_rows(ordered_types([row["name"] for row in ask("types")])), source_options(ask("sources"))
    except FaultlinesError:
        return no_update, no_update


def ordered_types(names: list[str]) -> list[str]:
    """Core types first, in their order, then what manifests declare."""
    return [*schema.BY_NAME, *sorted(set(names) - set(schema.BY_NAME))]


def source_options(sources: list[SourcesRow]) -> list[dict[str, str]]:
    """Sources that have statements, to choose from."""
    return [{"value": row["id"], "label": row["title"] or row["id"]} for row in sources if row["statements"]]


panel.browser(
    "filter",
    Output(Id.FILTER, "data"),
    Output(CONFIDENCE_SHOWN, "children"),
    Input(HIDDEN, "data"),
    Input(CONFIDENCE, "value"),
    Input(Id.ON, "value"),
    Input(SOURCES, "value"),
)
panel.browser("relegend", Input(LEGEND_ROWS, "children"), State(HIDDEN, "data"))
