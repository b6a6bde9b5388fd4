"""Evidence: every statement between two actors, denied and withdrawn ones included."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import html

from explorer.graph import ask
from explorer.network.words import quantity
from explorer.panel import Panel
from explorer.parts import (
    choose_button,
    watch_button,
)
from explorer.statements import STANDING, statement_cards

if TYPE_CHECKING:
    from cypher.queries.rows import EvidenceRow

panel = Panel("evidence", "stores")


@panel.inspects("pair")
def show_pair(choice: dict[str, Any]) -> html.Div:
    """The statements between the two ends of an edge."""
    a, b = choice["a"], choice["b"]
    rows = ask("evidence", a=a, b=b)
    names = {row["subject"]: row["subject_name"] for row in rows} | {row["object"]: row["object_name"] for row in rows}
    return html.Div(
        [
            html.P("Evidence", className="eyebrow"),
            html.H2(
                [
                    choose_button(names.get(a, a), {"kind": "actor", "actor": a}, look="title-link"),
                    html.Span(" and ", className="soft"),
                    choose_button(names.get(b, b), {"kind": "actor", "actor": b}, look="title-link"),
                ]
            ),
            html.P(standing_summary(rows), className="soft"),
            watch_button([a, b], [names.get(a, a), names.get(b, b)]),
            *statement_cards(rows),
        ],
        className="evidence",
    )


def standing_summary(rows: list[EvidenceRow]) -> str:
    """How many statements there are, by standing."""
    by = {standing: sum(row["standing"] == standing for row in rows) for standing in STANDING}
    parts = [quantity(by["live"], "statement")] + [f"{by[s]} {s}" for s in STANDING[1:] if by[s]]
    speakers = len({row["said_by"] for row in rows})
    return f"{', '.join(parts)}, by {quantity(speakers, 'speaker')}"
