"""The queries behind what is seen, with their parameters, to copy into any Neo4j tool."""

from __future__ import annotations

import json
from typing import Any

import dash_mantine_components as dmc
from dash import Input, Output, State, dcc, html

from explorer.console.given import fields, permalink, short
from explorer.graph import Asked, reader, text_of
from explorer.ids import Id
from explorer.panel import Panel
from explorer.parts import attrs, copy, icon

panel = Panel("query", "over", 80)


@panel.layout
def layout() -> html.Div:
    """A drawer, closed."""
    body = html.Div(id=Id.QUERIES_BODY, className="queries")
    drawer = dmc.Drawer(
        body,
        id=Id.QUERIES,
        title="Queries behind what you see",
        position="right",
        size="min(640px, 100%)",
        closeButtonProps={"aria-label": "Close"},
    )
    return html.Div([dcc.Store(id=Id.QUERIES_OPEN), drawer])


@panel.callback(
    Output(Id.QUERIES_BODY, "children"),
    Output(Id.QUERIES, "opened"),
    Input(Id.QUERIES_OPEN, "data"),
    State(Id.BEHIND, "data"),
    State(Id.CHANGE, "data"),
    prevent_initial_call=True,
)
def behind(_: Any, inspector: list[Asked] | None, change: dict[str, Any] | None) -> tuple[Any, bool]:
    """The last queries of the inspector and of the canvas."""
    parts = [("Details", inspector or []), ("Canvas", (change or {}).get("asked") or [])]
    return [html.Section([html.H3(title), *[query(asked) for asked in found]]) for title, found in parts if found], True


def query(asked: Asked) -> html.Article:
    """One query: name, text, parameters."""
    text = text_of(asked["name"])
    parameters = {key: value for key, value in asked["parameters"].items() if value is not None}
    shown = json.dumps(parameters, ensure_ascii=False, indent=2, default=str)
    return html.Article(
        [
            html.Header(
                [
                    html.Code(asked["name"]),
                    html.Div([copy(pasteable(text, parameters), "Copy"), console(asked)], className="row"),
                ]
            ),
            html.Pre(html.Code(text)),
            html.Details([html.Summary("Parameters"), html.Pre(html.Code(shown))], open=len(shown) < 600),
        ],
        className="card",
    )


def console(asked: Asked) -> html.A:
    """A link that opens the query in the console with what it was asked with."""
    query = reader().held().library.find(asked["name"])
    return html.A(
        [icon("terminal"), html.Span("Open in console")],
        href=permalink(short(query), fields(query, asked["parameters"])),
        className="button",
        **attrs(data_page="/console"),
    )


def pasteable(text: str, parameters: dict[str, Any]) -> str:
    """A query as Neo4j Browser and cypher-shell take it: a :param line, then the text."""
    pairs = ", ".join(
        f"`{key}`: {json.dumps(value, ensure_ascii=False, default=str)}" for key, value in parameters.items()
    )
    return f":params {{{pairs}}}\n\n{text}" if pairs else text
