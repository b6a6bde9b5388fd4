"""Fault lines: the two camps of what is in view, the pairs that contradict them, what each costs, and the proof."""

from __future__ import annotations

from typing import Any

from dash import html

from explorer.panel import Panel
from explorer.panels.camps.routes import routes
from explorer.parts import attrs

panel = Panel("camps", "over", 15, routes=routes)
CHIP = "camps-chip"
MEANING = (
    "Pairs in view whose statements agree on one day count, with the sign of their types: the day of the filter, or "
    "today. The figure is the least number of pairs that contradict any division into two camps. Its proof: "
    "contradictions of which no two share a pair, each of which needs a break of its own. Either a source is wrong "
    "there, or a loyalty is. "
)


@panel.layout
def layout() -> html.Div:
    """What says, over the canvas, that the camps are shown; panel.js fills it."""
    return html.Div(id=CHIP, className="floating above", hidden=True, role="status")


@panel.inspects("camps")
def show_camps(choice: dict[str, Any]) -> html.Div:
    """The camps, the cracks and the proof, which the browser fills in."""
    return html.Div(
        [
            html.P("Fault lines", className="eyebrow tension"),
            html.Div(className="camps", **attrs(data_camps="")),
            html.P([MEANING, html.Code("faultlines tension"), " measures the whole graph."], className="soft"),
        ]
    )
