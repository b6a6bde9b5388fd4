"""Evidence: every statement between two actors, denied and withdrawn ones included."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from dash import html

from cypher.names import quantity
from explorer.graph import ask
from explorer.network.filter import Filter
from explorer.network.sides import lanes, turns
from explorer.panel import Panel
from explorer.parts import attrs, choose_button, name_text, own_place, watch_button
from explorer.statements import STANDING, not_today, statement_cards

if TYPE_CHECKING:
    from cypher.queries.rows import EvidenceRow

panel = Panel("evidence", "stores")


@panel.inspects("pair", "a", "b")
def show_pair(choice: dict[str, Any]) -> html.Div:
    """The statements between the two ends of an edge."""
    a, b = choice["a"], choice["b"]
    rows = ask("evidence", a=a, b=b)
    seen, rest = filtered(rows, choice["filter"])
    names = {row["subject"]: row["subject_name"] for row in rows} | {row["object"]: row["object_name"] for row in rows}
    if not rows:
        names = {row["actor"]: row["name"] for row in ask("actors", actors=[a, b])}
    return html.Div(
        [
            html.P("Evidence", className="eyebrow"),
            html.H2(
                [
                    choose_button(name_text(names.get(a, a)), {"kind": "actor", "actor": a}, look="title-link"),
                    html.Span(" and ", className="soft"),
                    choose_button(name_text(names.get(b, b)), {"kind": "actor", "actor": b}, look="title-link"),
                ]
            ),
            html.P(standing_summary(seen) if rows else "No source says anything of these two.", className="soft"),
            own_place(a, b),
            watch_button([a, b], [names.get(a, a), names.get(b, b)]),
            *ribbon(a, b, rows, {row["id"] for row in seen}),
            *statement_cards(seen),
            html.Details(
                [
                    html.Summary(f"{quantity(len(rest), 'statement')} that the filter leaves out"),
                    *statement_cards(rest),
                ],
                className="left-out",
            )
            if rest
            else None,
        ],
        className="evidence",
    )


def ribbon(a: str, b: str, rows: list[EvidenceRow], passing: set[str]) -> list[Any]:
    """How the two stood over time: a bar for each spell, by type and source, and when they changed sides."""
    if not any((row["valid_from"] or row["valid_to"]) and row["standing"] != "withdrawn" for row in rows):
        return []
    changes = turns(ask("pair-timeline", a=a, b=b), {row["id"]: row for row in rows})
    spoken = html.Ul([html.Li(line) for line in changes], className="turns") if changes else None
    return [html.Section([html.Div(className="dyad", **attrs(data_lanes=json.dumps(lanes(rows, passing)))), spoken])]


def filtered(rows: list[EvidenceRow], seen: Filter) -> tuple[list[EvidenceRow], list[EvidenceRow]]:
    """The statements that the filter lets through, and those that it leaves out; without a filter all pass."""
    if not rows or not seen.narrows:
        return rows, []
    ends = [rows[0]["subject"], rows[0]["object"]]
    passing = {row["id"] for row in ask("canvas-statements", actors=ends, filter=seen.parameters()) if row["passes"]}
    return [row for row in rows if row["id"] in passing], [row for row in rows if row["id"] not in passing]


def standing_summary(rows: list[EvidenceRow]) -> str:
    """How many statements hold or are not dated, and how many do not stand or have ended; by how many speakers."""
    by = {standing: sum(row["standing"] == standing for row in rows) for standing in STANDING}
    past = Counter(filter(None, map(not_today, rows)))
    held = by["live"] - past.total()
    parts = [quantity(held, "statement")] if held or len(rows) == held else []
    parts += [f"{number} {word}" for word, number in (*past.items(), *((s, by[s]) for s in STANDING[1:])) if number]
    speakers = len({row["said_by"] for row in rows})
    return f"{', '.join(parts)}, by {quantity(speakers, 'speaker')}"
