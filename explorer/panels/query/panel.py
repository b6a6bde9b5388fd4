"""The queries behind what is seen, with their parameters, to copy into any Neo4j tool."""

from __future__ import annotations

import json
from typing import Any

import dash_mantine_components as dmc
from dash import Input, Output, State, dcc, html

from explorer.graph import graph_reader
from explorer.ids import Id
from explorer.panel import Panel
from explorer.parameters import console_link
from explorer.parts import copy_button
from explorer.stores import AskedChange, Calls, QueryCall

panel = Panel("query", "over", 80)
QUERIES_BODY = "queries-body"
QUERIES = "queries"
QUERIES_OPEN = "queries-open"


@panel.layout
def layout() -> html.Div:
    """A drawer, closed."""
    body = html.Div(id=QUERIES_BODY, className="queries")
    drawer = dmc.Drawer(
        body,
        id=QUERIES,
        title="Queries behind what you see",
        position="right",
        size="min(640px, 100%)",
        closeButtonProps={"aria-label": "Close"},
    )
    return html.Div([dcc.Store(id=QUERIES_OPEN), drawer])


@panel.callback(
    Output(QUERIES_BODY, "children"),
    Output(QUERIES, "opened"),
    Input(QUERIES_OPEN, "data"),
    State(Id.BEHIND, "data"),
    State(Id.CHANGE, "data"),
    prevent_initial_call=True,
)
def show_queries(_: Any, inspector: Calls | None, change: AskedChange | None) -> tuple[Any, bool]:
    """The last queries of the inspector and of the canvas."""
    parts = [("Details", inspector or []), ("Canvas", (change or {}).get("asked") or [])]
    return [
        html.Section([html.H3(title), *[query_card(call) for call in calls]]) for title, calls in parts if calls
    ], True


def query_card(call: QueryCall) -> html.Article:
    """One query: name, text, parameters."""
    query = graph_reader().connected().library.find(call["name"])
    parameters = {key: value for key, value in call["parameters"].items() if value is not None}
    shown = json.dumps(parameters, ensure_ascii=False, indent=2, default=str)
    return html.Article(
        [
            html.Header(
                [
                    html.Code(call["name"]),
                    html.Div(
                        [
                            copy_button(pasteable(query.text, parameters), "Copy"),
                            console_link(query, call["parameters"]),
                        ],
                        className="row",
                    ),
                ]
            ),
            html.Pre(html.Code(query.text)),
            html.Details([html.Summary("Parameters"), html.Pre(html.Code(shown))], open=len(shown) < 600),
        ],
        className="card",
    )


def pasteable(text: str, parameters: dict[str, Any]) -> str:
    """A query as Neo4j Browser and cypher-shell take it: a :param line, then the text."""
    pairs = ", ".join(
        f"`{key}`: {json.dumps(value, ensure_ascii=False, default=str)}" for key, value in parameters.items()
    )
    return f":params {{{pairs}}}\n\n{text}" if pairs else text
