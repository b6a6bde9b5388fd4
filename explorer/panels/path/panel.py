"""Paths between two actors: how they are joined, through whom, and whether the way ties or divides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import html

from explorer.graph import ask
from explorer.network.words import quantity
from explorer.panel import Panel
from explorer.parts import line_sample, request_button, sign_mark

if TYPE_CHECKING:
    from cypher.queries.rows import PathsRow

panel = Panel("path", "stores")


@panel.inspects("paths")
def show_paths(choice: dict[str, Any]) -> html.Div:
    """The shortest paths between two actors, to highlight one."""
    start, end = choice["from"], choice["to"]
    names = {row["actor"]: row["name"] for row in ask("actors", actors=[start, end])}
    rows = ask("paths", **{"from": start, "to": end}, on=choice["on"], ever=True)
    actors = sorted({actor for row in rows for actor in row["actors"]})
    subjects = {s["id"]: s["subject"] for s in ask("between", actors=actors, ever=True)} if rows else {}
    return html.Div(
        [
            html.P("Paths", className="eyebrow"),
            html.H2(f"{names.get(start, start)} to {names.get(end, end)}"),
            html.P(paths_summary(rows), className="soft"),
            html.Ol([html.Li(path_button(row, subjects)) for row in rows], className="paths"),
            html.P(
                "A path with an even number of − sides ties its ends together; an odd number sets them apart.",
                className="soft",
            )
            if rows
            else None,
        ]
    )


def paths_summary(rows: list[PathsRow]) -> str:
    """How many paths there are and how long."""
    if not rows:
        return "No path of at most four steps joins them."
    return f"{quantity(len(rows), 'path')}, the shortest in {quantity(rows[0]['length'], 'step')}"


def path_button(row: PathsRow, subjects: dict[str, str]) -> html.Button:
    """One path as a button that draws and highlights it; each line points as its statement does."""
    parts: list[Any] = [html.B(row["names"][0])]
    for n, (kind, statement) in enumerate(zip(row["types"], row["statements"], strict=True)):
        back = subjects.get(statement, row["actors"][n]) != row["actors"][n]
        parts += [line_sample(kind, back=back), html.B(row["names"][n + 1])]
    return request_button(
        [html.Span(parts, className="way"), sign_mark(row["polarity"])],
        {"do": "path", "actors": row["actors"]},
        look="step path",
    )
