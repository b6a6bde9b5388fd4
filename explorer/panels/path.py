"""Paths between two actors: how they are joined, through whom, and whether the way ties or divides."""

from __future__ import annotations

from typing import Any

from dash import html

from explorer.graph import ask
from explorer.panel import Panel
from explorer.parts import line, sign, wish
from explorer.words import count

panel = Panel("path", "stores")


@panel.inspects("paths")
def paths(choice: dict[str, Any]) -> html.Div:
    """The shortest paths between two actors, to highlight one."""
    start, end = choice["from"], choice["to"]
    names = {row["actor"]: row["name"] for row in ask("actors", actors=[start, end])}
    rows = ask("paths", **{"from": start, "to": end}, on=choice["on"])
    return html.Div(
        [
            html.P("Paths", className="eyebrow"),
            html.H2(f"{names.get(start, start)} to {names.get(end, end)}"),
            html.P(summary(rows), className="soft"),
            html.Ol([html.Li(way(row)) for row in rows], className="paths"),
            html.P(
                "A path with an even number of − sides ties its ends together; an odd number sets them apart.",
                className="soft",
            )
            if rows
            else None,
        ]
    )


def summary(rows: list[dict[str, Any]]) -> str:
    """How many paths there are and how long."""
    if not rows:
        return "No path of at most four steps joins them."
    return f"{count(len(rows), 'path')}, the shortest in {count(rows[0]['length'], 'step')}"


def way(row: dict[str, Any]) -> html.Button:
    """One path as a button that draws and highlights it."""
    parts: list[Any] = [html.B(row["names"][0])]
    for name, kind in zip(row["names"][1:], row["types"], strict=True):
        parts += [line(kind), html.B(name)]
    return wish(
        [html.Span(parts, className="way"), sign(row["polarity"])],
        {"do": "path", "actors": row["actors"]},
        look="step path",
    )
