"""Paths between two actors: how they are joined, through whom, and whether the way ties or divides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import html

from cypher.names import quantity
from explorer.graph import ask
from explorer.panel import Panel
from explorer.parts import line_sample, name_text, request_button, sign_mark

if TYPE_CHECKING:
    from cypher.queries.rows import CanvasPathsRow

panel = Panel("path", "stores")
MOST = 500
"""Paths of one length that are looked at."""
MEANING = "A path with an even number of − sides ties its ends together; an odd number sets them apart."
LEFT_OUT = "Designations are no ties: paths take none, and pass no authority that designates."


@panel.inspects("paths", "from", "to")
def show_paths(choice: dict[str, Any]) -> html.Div:
    """The shortest paths between two actors, to highlight one."""
    start, end = choice["from"], choice["to"]
    names = {row["actor"]: row["name"] for row in ask("actors", actors=[start, end])}
    rows = ask("canvas-paths", **{"from": start, "to": end}, filter=choice["filter"].parameters(), most=MOST)
    return html.Div(
        [
            html.P("Paths", className="eyebrow"),
            html.H2([name_text(names.get(start, start)), " to ", name_text(names.get(end, end))]),
            html.P(paths_summary(rows), className="soft"),
            html.Ol([html.Li(path_button(row)) for row in rows], className="paths"),
            html.P(MEANING, className="soft") if rows else None,
            html.P(LEFT_OUT, className="soft"),
        ]
    )


def paths_summary(rows: list[CanvasPathsRow]) -> str:
    """How many paths there are and how long; when not all are shown, of how many."""
    if not rows:
        return "No path of at most four steps joins them."
    total = rows[0]["total"]
    number = quantity(total, "path")
    if total > len(rows):
        number = f"{len(rows)} of {'more than ' if total >= MOST else ''}{number}"
    return f"{number}, the shortest in {quantity(rows[0]['length'], 'step')}"


def path_button(row: CanvasPathsRow) -> html.Button:
    """One path as a button that draws and highlights it; each line points as its statement does."""
    parts: list[Any] = [html.B(name_text(row["names"][0]))]
    for n, (kind, subject) in enumerate(zip(row["types"], row["subjects"], strict=True)):
        parts += [line_sample(kind, back=subject != row["actors"][n]), html.B(name_text(row["names"][n + 1]))]
    return request_button(
        [html.Span(parts, className="way"), sign_mark(row["polarity"])],
        {"do": "path", "actors": row["actors"]},
        look="step path",
    )
