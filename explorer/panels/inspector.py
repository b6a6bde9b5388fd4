"""The inspector: one place for whatever is chosen, filled by the panel that knows that kind of choice."""

from __future__ import annotations

from typing import Any

from dash import Input, Output, State, dcc, html, no_update

from cypher.errors import FaultlinesError
from explorer.graph import ask, asked, reader
from explorer.ids import Id
from explorer.panel import Panel, inspectors
from explorer.panels.canvas import chosen
from explorer.parts import act, attrs
from explorer.words import count

panel = Panel("inspector", "aside")
COUNTABLE = 20_000
"""Actors up to which all triangles are counted in a moment."""


@panel.layout
def layout() -> html.Aside:
    """The room at the right, a sheet at the bottom of a phone."""
    return html.Aside(
        [
            dcc.Store(id=Id.CHOICE),
            dcc.Store(id=Id.BEHIND),
            html.Button(
                html.Span(className="grip"),
                className="handle",
                type="button",
                **attrs(data_act="sheet", aria_label="Show or hide details"),
            ),
            html.Div(
                [act("Query behind this", "queries", "code"), act("Close", "close", "close", keys="Esc")],
                className="aside-tools",
            ),
            html.Div(whole([]), id=Id.INSPECTOR_BODY, className="body", **attrs(aria_live="polite")),
        ],
        id=Id.INSPECTOR,
        className="inspector",
        **attrs(aria_label="Details"),
    )


@panel.callback(
    Output(Id.INSPECTOR_BODY, "children"),
    Output(Id.BEHIND, "data"),
    Output(Id.HEALTH, "data", allow_duplicate=True),
    Input(Id.CHOICE, "data"),
    Input(Id.FILTER, "data"),
    State(Id.TENSIONS, "data"),
    prevent_initial_call="initial_duplicate",
)
def inspect(choice: Any, filters: Any, tensions: Any) -> tuple[Any, Any, Any]:
    """What is chosen, by the panel that knows it."""
    try:
        told = {"kind": "overview", **(choice or {}), "on": chosen(filters), "tensions": tensions or []}
        return inspectors()[told["kind"]](told), asked(), no_update
    except FaultlinesError as error:
        return html.Div(html.P(str(error)), className="nothing"), asked(), reader().health()


@panel.inspects("several")
def several(choice: dict[str, Any]) -> html.Div:
    """Many actors at once."""
    number = len(choice["actors"])
    buttons = [
        html.Button(label, type="button", className="button quiet", **attrs(data_act=name))
        for name, label in (("keep", "Keep only these"), ("remove", "Remove these"))
    ]
    return html.Div(
        [html.P("Selection", className="eyebrow"), html.H2(count(number, "actor")), html.Div(buttons, className="row")]
    )


@panel.inspects("overview")
def overview(choice: dict[str, Any]) -> html.Div:
    """The graph as a whole: how balanced it is, and what to try."""
    rows = {row["what"]: row["count"] for row in ask("counts")}
    figures = [
        ("Actors", rows.get("Actor", 0)),
        ("Records", rows.get("Record", 0)),
        ("Sources", rows.get("Source", 0)),
    ]
    counted = html.Div([figure(name, number) for name, number in figures], className="figures")
    return whole([counted, *triangles(rows.get("Actor", 0), choice["on"])])


def whole(figures: list[Any]) -> html.Div:
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


def triangles(actors: int, on: str | None) -> list[Any]:
    """How balanced the whole graph is; left out where counting every triangle would take long."""
    if actors > COUNTABLE:
        return []
    (scale,) = ask("balance", on=on)
    figures = [figure(name, scale[name], name) for name in ("balanced", "unbalanced", "mixed")]
    meaning = (
        "A triangle is unbalanced when the signs of its three sides multiply to minus: "
        "an ally of my rival, or a rival of my ally."
    )
    return [html.H3("Triangles"), html.Div(figures, className="figures"), html.P(meaning, className="soft")]


def figure(name: str, number: int, look: str = "") -> html.Div:
    """A number with its name."""
    return html.Div([html.Strong(f"{number:,}"), html.Span(name)], className=f"figure {look}".strip())


HINTS = (
    "Click an edge to read every statement behind it.",
    "Double-click an actor to bring in its neighbours; nothing else moves.",
    "Shift-click two actors to trace the paths between them.",
    "Press / to search in any script.",
)
