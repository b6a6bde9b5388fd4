"""What expanding an actor would bring, by type and direction, as buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dash_mantine_components as dmc
from dash import html

from cypher import schema
from cypher.names import quantity
from explorer.network.elements import edge_type
from explorer.parts import attrs, icon, line_sample, request_button

if TYPE_CHECKING:
    from cypher.queries.rows import CanvasStepsRow


def step_button(actor_id: str, name: str, row: CanvasStepsRow) -> html.Button:
    """One type and direction as a button that expands it."""
    kind = edge_type(row["type"])
    words = kind.backward if row["direction"] == "in" else kind.forward
    direction = None if row["direction"] == "both" else row["direction"]
    label = f"Expand {words}: {quantity(row['neighbours'], 'neighbour')}"
    what = {"do": "expand", "actor": actor_id, "name": name, "type": row["type"], "direction": direction}
    number = html.Span(f"{row['neighbours']:,}", className="number")
    return request_button(
        [line_sample(row["type"]), html.Span(words), number, icon("add")], what, label=label, look="step"
    )


SORTS = (
    ("statements", "most statements between them"),
    ("busy", "most statements of their own"),
    ("newest", "the newest statements"),
    ("surest", "the surest statements"),
)


def narrowing_fields() -> html.Details:
    """Which neighbours an expansion takes, 25 at a time: their kind, country, since when, and which come first."""
    kinds = [html.Option("any kind", value=""), *(html.Option(kind, value=kind) for kind in schema.Kind)]
    sorts = [html.Option(words, value=name) for name, words in SORTS]
    fields = (
        ("First", html.Select(sorts, **attrs(data_field="sort"))),
        ("Kind", html.Select(kinds, **attrs(data_field="kind"))),
        ("Country", dmc.TextInput(placeholder="any, or a code: PRK", size="xs", **attrs(data_field="country"))),
        ("Since", dmc.TextInput(placeholder="any day", size="xs", **attrs(data_field="since"))),
    )
    return html.Details(
        [html.Summary("Choose which"), *(html.Label([html.Span(words), field]) for words, field in fields)],
        className="narrowing fields",
    )


def ranked_steps(steps: list[CanvasStepsRow]) -> list[CanvasStepsRow]:
    """Types in the order of the legend, outgoing before incoming."""
    order = list(schema.BY_NAME)
    return sorted(
        steps,
        key=lambda s: (order.index(s["type"]) if s["type"] in order else len(order), s["type"], s["direction"] == "in"),
    )
