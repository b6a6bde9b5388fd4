"""What says, over the canvas, that only what is within some steps of an actor is shown; panel.js fills it."""

from __future__ import annotations

from dash import html

from explorer.panel import Panel

panel = Panel("surroundings", "over", 16)


@panel.layout
def layout() -> html.Div:
    """The chip, hidden while the whole canvas is shown."""
    return html.Div(id="within-chip", className="floating above", hidden=True, role="status")
