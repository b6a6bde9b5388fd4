"""What the inspector shows of actors that stand as one node, and of the edges that are gathered in one line."""

from __future__ import annotations

from typing import Any

from dash import html

from cypher.names import quantity
from explorer.graph import ask
from explorer.network.elements import edge_type
from explorer.parts import attrs, choose_button, line_sample, name_text

LISTED = 200
"""Actors of a group that are listed, those with most statements first."""


def group_body(choice: dict[str, Any]) -> html.Div:
    """The actors that stand as one node, and what can be done with them."""
    rows = sorted(ask("actors", actors=choice["actors"]), key=lambda row: (-row["degree"], row["name"] or ""))
    left = len(rows) - LISTED
    buttons = (
        ("open-group", "Open it again"),
        ("keep", "Keep only these"),
        ("remove", "Remove these"),
    )
    return html.Div(
        [
            html.P("Collapsed into one", className="eyebrow"),
            html.H2(name_text(choice["name"])),
            html.Div(
                [
                    html.Button(
                        label,
                        type="button",
                        className="button quiet",
                        **attrs(data_act=action, data_actor=choice["actor"]),
                    )
                    for action, label in buttons
                ],
                className="row",
            ),
            html.Ul(
                [
                    html.Li(
                        choose_button(
                            [name_text(row["name"] or row["actor"]), html.Span(row["kind"], className="soft")],
                            {"kind": "actor", "actor": row["actor"]},
                            look="step",
                        )
                    )
                    for row in rows[:LISTED]
                ],
                className="steps",
            ),
            html.P(f"and {left:,} with fewer statements", className="soft") if left > 0 else None,
        ],
        className="group-panel",
    )


def gathered_body(choice: dict[str, Any]) -> html.Div:
    """The pairs whose edges of one type are drawn as one line, each leading to its evidence."""
    pairs, total = choice["pairs"], choice["total"]
    ends = list(dict.fromkeys(end for a, b, _ in pairs for end in (a, b)))
    names = {row["actor"]: row["name"] or row["actor"] for row in ask("actors", actors=ends)}
    items = [
        html.Li(
            choose_button(
                [
                    name_text(names.get(a, a)),
                    html.Span(edge_type(choice["name"]).screen, className="soft"),
                    name_text(names.get(b, b)),
                    html.Span(quantity(number, "statement"), className="soft"),
                ],
                {"kind": "pair", "a": a, "b": b},
                look="step",
            )
        )
        for a, b, number in pairs
    ]
    left = total - len(pairs)
    return html.Div(
        [
            html.P([line_sample(choice["name"]), edge_type(choice["name"]).screen], className="eyebrow"),
            html.H2(f"{quantity(total, 'pair')} in one line"),
            html.Ul(items, className="steps"),
            html.P(f"and {left:,} more: open the node to see all", className="soft") if left > 0 else None,
        ],
        className="group-panel",
    )
