"""The queries behind what is seen, with their parameters, to copy into any Neo4j tool."""

from __future__ import annotations

import json
from typing import Any

import dash_mantine_components as dmc
from dash import Input, Output, State, dcc, html

from explorer.graph import graph_reader, query_text
from explorer.ids import Id
from explorer.panel import Panel
from explorer.parameters import permalink, query_fields, short_text
from explorer.parts import attrs, copy_button, icon
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
    text = query_text(call["name"])
    parameters = {key: value for key, value in call["parameters"].items() if value is not None}
    shown = json.dumps(parameters, ensure_ascii=False, indent=2, default=str)
    return html.Article(
        [
            html.Header(
                [
                    html.Code(call["name"]),
                    html.Div([copy_button(pasteable(text, parameters), "Copy"), console_link(call)], className="row"),
                ]
            ),
            html.Pre(html.Code(text)),
            html.Details([html.Summary("Parameters"), html.Pre(html.Code(shown))], open=len(shown) < 600),
        ],
        className="card",
    )


def console_link(call: QueryCall) -> html.A:
    """A link that opens the query in the console with what it was asked with."""
    query = graph_reader().connected().library.find(call["name"])
    return html.A(
        [icon("terminal"), html.Span("Open in console")],
        href=permalink(short_text(query), query_fields(query, call["parameters"])),
        className="button",
        **attrs(data_page="/console"),
    )


def pasteable(text: str, parameters: dict[str, Any]) -> str:
    """A query as Neo4j Browser and cypher-shell take it: a :param line, then the text."""
    pairs = ", ".join(
        f"`{key}`: {json.dumps(value, ensure_ascii=False, default=str)}" for key, value in parameters.items()
    )
    return f":params {{{pairs}}}\n\n{text}" if pairs else text
