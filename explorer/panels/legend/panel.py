"""The legend is the filter: types, confidence, dates, sources, stance."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import dash_mantine_components as dmc
from dash import Input, Output, State, dcc, html, no_update

from cypher import schema
from cypher.errors import FaultlinesError, UsageError
from cypher.names import isolate
from cypher.scheduling.rhythm import edition_words
from explorer.bounds import Short
from explorer.graph import GraphHealth, ask
from explorer.ids import Id
from explorer.network.elements import edge_type
from explorer.network.filter import Days
from explorer.panel import Panel
from explorer.parts import attrs, icon, line_sample
from explorer.stores import DatesStore

if TYPE_CHECKING:
    from cypher.queries.rows import JobsRow, SourcesRow

panel = Panel("legend", "over", 20)
HIDDEN = "hidden"
LEGEND_CARD = "legend-card"
LEGEND_ROWS = "legend-rows"
LEGEND = "legend"
CONFIDENCE = "confidence"
CONFIDENCE_SHOWN = "confidence-shown"
SOURCES = "sources"
STANCES = "stances"
KNOWN = "known"
UNDATED = "undated"
DATES = "dates"
FORM = "YYYY-MM-DD, YYYY-MM or YYYY; two of them with .. between"
LOOKS = {
    "faint": "faint: denied, or confidence below 50 %",
    "thin": "thin: ended, or yet to begin",
    "loose": "dots: not dated, when a date is asked",
    "supposed": "dashes and dots: supposed",
}
"""The looks of a line that say how sure it is, or that nobody states it."""


@panel.layout
def layout() -> html.Section:
    """A card over the canvas; folded on a phone."""
    return html.Section(
        [
            dcc.Store(id=Id.FILTER),
            dcc.Store(id=HIDDEN, data=[]),
            dcc.Store(id=DATES, data={"on": None, "known": None}),
            html.Button(
                [icon("filter"), html.Span("Legend")],
                type="button",
                className="legend-fold",
                **attrs(data_act="legend", aria_expanded="true", aria_controls=LEGEND_CARD),
            ),
            html.Div(
                [
                    html.Div(legend_rows(list(schema.BY_NAME)), id=LEGEND_ROWS),
                    html.Ul(className="colour-key legend-key", **attrs(aria_label="What the colours mean")),
                    html.Div(collapsed_line(), className="legend-collapsed", hidden=True),
                    *controls(),
                ],
                id=LEGEND_CARD,
            ),
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


def collapsed_line() -> list[Any]:
    """How much stands as one node, and a button that opens all of it."""
    return [
        html.Span(className="collapsed-words"),
        html.Button("Open all", type="button", className="button quiet", **attrs(data_act="open-all")),
    ]


def controls() -> list[Any]:
    """Confidence, dates, sources, stance, and what the looks of a line mean."""
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
        date_control("In force on", Id.ON, "today"),
        html.Div(dmc.Checkbox(id=UNDATED, label="and what is not dated", checked=True, size="xs"), className="control"),
        date_control("As known on", KNOWN, "today"),
        choice_control("Sources", SOURCES, []),
        choice_control("Stance", STANCES, [*schema.Stance, "denied"]),
        *(html.P([line_sample("", look=look), words], className="soft") for look, words in LOOKS.items()),
    ]


def date_control(label: str, name: str, placeholder: str) -> html.Div:
    """A field for a day, a month or a year; it acts when it is left or at Enter."""
    field = dmc.TextInput(
        id=name, placeholder=placeholder, debounce=True, size="xs", value="", **attrs(aria_description=FORM)
    )
    return html.Div([html.Label(label, htmlFor=name, title=FORM), field], className="control")


def choice_control(label: str, name: str, options: list[Any]) -> html.Div:
    """A field that lets some of several things through; all when none is chosen."""
    field = dmc.MultiSelect(id=name, placeholder="all", data=options, value=[], size="xs", clearable=True)
    return html.Div([html.Label(label, htmlFor=name), field], className="control")


@panel.callback(
    Output(Id.ON, "error"),
    Output(KNOWN, "error"),
    Output(DATES, "data"),
    Input(Id.ON, "value"),
    Input(KNOWN, "value"),
    State(DATES, "data"),
    prevent_initial_call=True,
)
def read_dates(on: Short | None, known: Short | None, before: DatesStore) -> tuple[str | None, str | None, Any]:
    """The dates that were typed; what is none is said beside its field, and the filter stays as it was."""
    read = dict(before)
    errors: dict[str, str | None] = {"on": None, "known": None}
    for name, written in (("on", on), ("known", known)):
        try:
            days = Days.read(written)
            read[name] = days and days.spelled()
        except UsageError as error:
            errors[name] = str(error)
    return errors["on"], errors["known"], no_update if read == before else read


@panel.callback(Output(LEGEND_ROWS, "children"), Output(SOURCES, "data"), Input(Id.HEALTH, "data"))
def known_types(health: GraphHealth | None) -> tuple[Any, Any]:
    """The types and sources that the graph knows, once it answers."""
    if not health or health["state"] != "ok":
        return no_update, no_update
    try:
        return legend_rows(ordered_types([row["name"] for row in ask("types")])), source_options(
            ask("sources"), ask("jobs")
        )
    except FaultlinesError:
        return no_update, no_update


def ordered_types(names: list[str]) -> list[str]:
    """Core types first, in their order, then what manifests declare."""
    return [*schema.BY_NAME, *sorted(set(names) - set(schema.BY_NAME))]


def source_options(sources: list[SourcesRow], jobs: list[JobsRow]) -> list[dict[str, str]]:
    """Sources that have statements, with the edition that was loaded last and its age, to choose from."""
    today = datetime.datetime.now(datetime.UTC).date()
    editions = {row["source"]: edition_words(row["edition"], row["expected"], today) for row in jobs}
    return [
        {"value": row["id"], "label": f"{isolate(row['title'] or row['id'])}: {editions.get(row['id'], 'not loaded')}"}
        for row in sources
        if row["statements"]
    ]


panel.browser(
    "filter",
    Output(Id.FILTER, "data"),
    Output(CONFIDENCE_SHOWN, "children"),
    Input(HIDDEN, "data"),
    Input(CONFIDENCE, "value"),
    Input(DATES, "data"),
    Input(UNDATED, "checked"),
    Input(SOURCES, "value"),
    Input(STANCES, "value"),
)
panel.browser("relegend", Input(LEGEND_ROWS, "children"), State(HIDDEN, "data"))
