"""The inspector: one place for whatever is chosen, filled by the panel that knows that kind of choice."""

from __future__ import annotations

from typing import Any

from dash import Input, Output, State, dcc, html, no_update

from cypher.errors import FaultlinesError
from cypher.names import quantity
from explorer.graph import ask, graph_reader, query_calls
from explorer.ids import Id
from explorer.network.filter import Filter
from explorer.network.supposed import Supposed
from explorer.panel import Panel, inspectors
from explorer.parts import action_button, attrs
from explorer.stores import Choice, FilterStore, SupposedStore, Tensions

panel = Panel("inspector", "aside")
CHOICE = "choice"
INSPECTOR_BODY = "inspector-body"
INSPECTOR = "inspector"
COUNTABLE = 20_000
"""Actors up to which all triangles are counted in a moment."""


@panel.layout
def layout() -> html.Aside:
    """The column at the right, a sheet at the bottom of a phone."""
    return html.Aside(
        [
            dcc.Store(id=CHOICE),
            dcc.Store(id=Id.BEHIND),
            html.Button(
                html.Span(className="grip"),
                className="handle",
                type="button",
                **attrs(data_act="sheet", aria_label="Show or hide details"),
            ),
            html.Div(
                [
                    action_button("Back to what was shown before", "back", "left"),
                    action_button("Query behind this", "queries", "code"),
                    action_button("Close", "close", "close", keys="Esc"),
                ],
                className="aside-tools",
            ),
            html.Div(overview_body([]), id=INSPECTOR_BODY, className="body", **attrs(aria_live="polite")),
        ],
        id=INSPECTOR,
        className="inspector",
        **attrs(aria_label="Details"),
    )


@panel.callback(
    Output(INSPECTOR_BODY, "children"),
    Output(Id.BEHIND, "data"),
    Output(Id.HEALTH, "data", allow_duplicate=True),
    Input(CHOICE, "data"),
    Input(Id.FILTER, "data"),
    Input(Id.SUPPOSED, "data"),
    State(Id.TENSIONS, "data"),
    prevent_initial_call="initial_duplicate",
)
def fill_inspector(
    choice: Choice | None, filters: FilterStore | None, store: SupposedStore | None, tensions: Tensions | None
) -> tuple[Any, Any, Any]:
    """What is chosen, by the panel that knows it."""
    try:
        kind = (choice or {}).get("kind", "overview")
        seen = {"filter": Filter.read(filters), "supposed": Supposed.read(store), "tensions": tensions or []}
        shown = {**(choice or {}), **seen}
        return inspectors()[kind](shown), query_calls(), no_update
    except FaultlinesError as error:
        return html.Div(html.P(str(error)), className="nothing"), query_calls(), graph_reader().health()


@panel.inspects("several", "actors")
def show_several(choice: dict[str, Any]) -> html.Div:
    """Many actors at once."""
    number = len(choice["actors"])
    buttons = [
        html.Button(label, type="button", className="button quiet", **attrs(data_act=name))
        for name, label in (("collapse", "Collapse into one"), ("keep", "Keep only these"), ("remove", "Remove these"))
    ]
    return html.Div(
        [
            html.P("Selection", className="eyebrow"),
            html.H2(quantity(number, "actor")),
            html.Div(buttons, className="row"),
        ]
    )


@panel.inspects("overview")
def show_overview(choice: dict[str, Any]) -> html.Div:
    """The graph as a whole: how balanced it is, and what to try."""
    rows = {row["what"]: row["count"] for row in ask("counts")}
    figures = [
        ("Actors", rows.get("Actor", 0)),
        ("Records", rows.get("Record", 0)),
        ("Sources", rows.get("Source", 0)),
    ]
    counted = html.Div([figure_box(name, number) for name, number in figures], className="figures")
    return overview_body([counted, *triangles(rows.get("Actor", 0), choice["filter"])])


def overview_body(figures: list[Any]) -> html.Div:
    """What is said of the graph as a whole; without figures until they are counted."""
    return html.Div(
        [
            html.P("The graph", className="eyebrow"),
            html.H2("Who stands with whom, and who says so"),
            *figures,
            html.H3("Try"),
            html.Ul([html.Li(hint) for hint in HINTS], className="hints"),
        ],
        className="overview",
    )


def triangles(actors: int, seen: Filter) -> list[Any]:
    """How balanced the whole graph is under the filter; left out where counting every triangle would take long."""
    first, last = seen.span
    if actors > COUNTABLE:
        return []
    if first != last:
        return [html.H3("Triangles"), html.P("They are counted for a single day.", className="soft")]
    (scale,) = ask("canvas-balance", filter=seen.parameters())
    figures = [figure_box(name, scale[name], name) for name in ("balanced", "unbalanced", "mixed")]
    number = quantity(scale["undated"], "triangle has", "triangles have")
    undated = f"{number} a side that is not dated. " if scale["undated"] else ""
    meaning = (
        "A triangle is unbalanced when the signs of its three sides multiply to minus on one day: "
        "an ally of my rival, or a rival of my ally."
    )
    day = f"Triangles on {seen.on.text}" if seen.on else "Triangles today"
    return [html.H3(day), html.Div(figures, className="figures"), html.P(undated + meaning, className="soft")]


def figure_box(name: str, number: int, look: str = "") -> html.Div:
    """A number with its name."""
    return html.Div([html.Strong(f"{number:,}"), html.Span(name)], className=f"figure {look}".strip())


HINTS = (
    "Click an edge to read every statement behind it.",
    "Double-click an actor to bring in its neighbours; nothing else moves.",
    "Shift-click two actors to trace the paths between them.",
    "Press / to search in any script.",
)
