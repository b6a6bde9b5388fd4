"""Time under the canvas: what begins, holds and ends, the days that the screen is about, and what was known by when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import Input, Output, dcc, html, no_update

from cypher.errors import FaultlinesError
from explorer.graph import ask
from explorer.panel import Panel
from explorer.parts import attrs, icon

if TYPE_CHECKING:
    from cypher.queries.rows import CanvasEditionsRow

panel = Panel("time", "over", 15)
EDITIONS = "editions"
EDITIONS_FOR = "editions-for"
TIME = "time"
TIME_CARD = "time-card"


@panel.layout
def layout() -> html.Section:
    """A card that the browser fills once it is seen; where there is little room it is a button."""
    return html.Section(
        [
            dcc.Store(id=EDITIONS),
            dcc.Store(id=EDITIONS_FOR),
            html.Button(
                [icon("clock"), html.Span("Time")],
                type="button",
                className="time-fold",
                **attrs(data_act="time", aria_expanded="false", aria_controls=TIME_CARD),
            ),
            html.Div(id=TIME_CARD, className="time-card"),
        ],
        id=TIME,
        className="time",
        **attrs(aria_label="Time"),
    )


@panel.callback(Output(EDITIONS, "data"), Input(EDITIONS_FOR, "data"), prevent_initial_call=True)
def known_editions(asked_for: int | None) -> Any:
    """The editions of all sources, once the strip is seen."""
    if not asked_for:
        return no_update
    try:
        return [edition(row) for row in ask("canvas-editions")]
    except FaultlinesError:
        return no_update


def edition(row: CanvasEditionsRow) -> dict[str, str]:
    """One mark on the axis of what was known."""
    words = "edition of" if row["dated"] else "loaded on"
    return {"source": row["source"], "day": str(row["day"]), "words": f"{row['title']}: {words} {row['day']}"}


panel.browser("editions", Input(EDITIONS, "data"))
