"""The rows of a feed behind a sum, as they came: which events an edge stands for."""

from __future__ import annotations

from typing import Any

from dash import html
from flask import current_app

from cypher.feed_rows import FeedSum, funnel_folder, rows_behind, summed_by
from cypher.names import quantity
from explorer.feeds import EXTENSION
from explorer.graph import ask
from explorer.panel import Panel
from explorer.parts import attrs, name_text, source_link

panel = Panel("rows", "stores")
MOST = 200
"""Rows that are listed."""
MEMORY = "300MB"
"""Of DuckDB, for one page beside all others."""
CELL = 200
"""Characters of a cell that are shown."""


@panel.inspects("rows", "a", "b", "statement")
def show_rows(choice: dict[str, Any]) -> html.Div:
    """The rows behind one statement between two actors."""
    statement = next(
        (row for row in ask("evidence", a=choice["a"], b=choice["b"]) if row["id"] == choice["statement"]), None
    )
    total = FeedSum.read(statement["locator"]) if statement else None
    if statement is None or total is None:
        return html.Div(
            html.P("This statement is no sum of rows, or is not in the graph any more."), className="nothing"
        )
    folder = funnel_folder(current_app.extensions[EXTENSION], total.source)
    by = summed_by(folder)
    if not by:
        return html.Div(html.P(f"The rows of {total.source} are not on this machine."), className="nothing")
    columns, rows = rows_behind(folder, by, total.values, MOST + 1, MEMORY)
    shown = [column for column in columns if column not in by]
    return html.Div(
        [
            html.P("Rows of the feed", className="eyebrow"),
            html.H2([name_text(statement["subject_name"]), " → ", name_text(statement["object_name"])]),
            html.P(statement["evidence"], className="soft"),
            html.P(count_words(len(rows)), className="soft"),
            html.Div(
                html.Table(
                    [
                        html.Thead(html.Tr([html.Th(column, scope="col") for column in shown])),
                        html.Tbody([table_row(columns, row, shown) for row in rows[:MOST]]),
                    ]
                ),
                className="feed-rows",
                tabIndex=0,
                role="region",
                **attrs(aria_label="Rows of the feed"),
            ),
            html.P(["Where: ", html.Code(statement["locator"])], className="soft"),
        ],
        className="rows-behind",
    )


def count_words(number: int) -> str:
    """How many rows there are, or that there are more than are listed."""
    return f"The first {MOST} rows" if number > MOST else quantity(number, "row")


def table_row(columns: list[str], values: tuple[Any, ...], shown: list[str]) -> html.Tr:
    """One row; what can be followed is a link, everything else is text."""
    fields = dict(zip(columns, values, strict=True))
    return html.Tr([html.Td(shown_value(fields[column])) for column in shown])


def shown_value(value: Any) -> Any:
    """A value as text, or as a link where it is an address."""
    text = "" if value is None else str(value)
    if text.startswith(("http://", "https://")):
        return source_link(text, "open")
    return text if len(text) <= CELL else f"{text[:CELL]}…"
