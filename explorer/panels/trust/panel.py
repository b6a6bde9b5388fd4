"""Trust: the sources of what is on the canvas, how reliable and how old they are, and what falls without each."""

from __future__ import annotations

import datetime
import json
from typing import Any

from dash import html

from cypher.scheduling.rhythm import edition_words
from explorer.graph import ask
from explorer.panel import Panel
from explorer.parts import attrs

panel = Panel("trust", "stores")
MEANING = (
    "Without a source, what it alone says falls. What is counted is on the canvas and passes the filter; switching a "
    "source off is the filter's Sources."
)


@panel.inspects("trust")
def show_trust(choice: dict[str, Any]) -> html.Div:
    """What is known of every source; the browser counts what each has on the canvas."""
    today = datetime.datetime.now(datetime.UTC).date()
    editions = {row["source"]: edition_words(row["edition"], row["expected"], today) for row in ask("jobs")}
    sources = [
        {
            "id": row["id"],
            "title": row["title"] or row["id"],
            "publisher": row["publisher"],
            "reliability": row["reliability"],
            "edition": editions.get(row["id"], "not loaded"),
        }
        for row in ask("sources")
        if row["statements"]
    ]
    return html.Div(
        [
            html.P("Trust", className="eyebrow"),
            html.H2("What rests on which source"),
            html.Div(className="trust", **attrs(data_sources=json.dumps(sources))),
            html.P(MEANING, className="soft"),
        ]
    )
