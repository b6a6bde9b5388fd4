"""What is shown when the graph is down, empty or of another schema: why, and the command that fixes it."""

from __future__ import annotations

from typing import Any

from dash import Input, Output, State, dcc, html, no_update
from flask import has_request_context

from explorer.graph import GraphHealth, graph_reader
from explorer.ids import Id
from explorer.panel import Panel
from explorer.parts import attrs, copy_button, icon

panel = Panel("trouble", "over", 90)
PULSE = "pulse"
TROUBLE = "trouble"
TITLES = {
    "down": "The graph does not answer",
    "away": "The graph will be back in a moment",
    "empty": "The graph is empty",
    "schema": "The graph belongs to another version",
}
EVERY = 3_000
"""Milliseconds between two looks at the graph."""


@panel.layout
def layout() -> html.Div:
    """How the graph is, the page that says so when it is not well, and the pulse that looks again."""
    # Dash draws the page once before anybody asks for it.
    health = graph_reader().health() if has_request_context() else None
    trouble, hidden = show_trouble(health)
    return html.Div(
        [
            dcc.Store(id=Id.HEALTH, data={**health} if health else None),
            dcc.Interval(id=PULSE, interval=EVERY),
            html.Div(trouble, id=TROUBLE, className="trouble", role="alert", hidden=hidden),
        ]
    )


@panel.callback(
    Output(Id.HEALTH, "data"), Input(PULSE, "n_intervals"), State(Id.HEALTH, "data"), prevent_initial_call=True
)
def look_at_graph(_: int | None, known: GraphHealth | None) -> Any:
    """The graph's health, when it has changed."""
    health = graph_reader().health()
    return no_update if health == known else health


@panel.callback(
    Output(TROUBLE, "children"), Output(TROUBLE, "hidden"), Input(Id.HEALTH, "data"), prevent_initial_call=True
)
def show_trouble(health: GraphHealth | None) -> tuple[Any, bool]:
    """Why nothing can be shown, and how to fix it."""
    if not health or health["state"] == "ok":
        return None, True
    return trouble_page(health), False


def trouble_page(health: GraphHealth) -> html.Div:
    """One trouble: title, reason, command."""
    return html.Div(
        [
            html.Div(icon("graph"), className="trouble-mark"),
            html.H2(TITLES[health["state"]]),
            html.P(health["message"]),
            *fix_command(health["fix"]),
            html.P(
                [html.Span(className="spinner"), "Retrying every three seconds; your canvas is kept."],
                className="soft",
            ),
        ],
        className="trouble-page",
        **attrs(data_state=health["state"]),
    )


def fix_command(command: str) -> list[Any]:
    """The command that fixes it; none where it mends by itself."""
    if not command:
        return []
    return [
        html.P("This fixes it:", className="soft"),
        html.Div([html.Code(command), copy_button(command, "Copy")], className="command"),
    ]


panel.browser("opened", Input(Id.HEALTH, "data"))
