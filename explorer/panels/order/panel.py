"""How the canvas is ordered: where actors stand, what their colour and their size mean."""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc, html

from explorer.ids import Id
from explorer.panel import Panel
from explorer.parts import attrs, icon

panel = Panel("order", "over", 55)
CARD = "order-card"
ORDERS = (
    ("organic", "Organic", "Tied actors near each other"),
    ("layers", "Layers", "Who leads, owns, supplies or lists stands above"),
    ("circle", "Circle", "All on one circle, tied actors side by side"),
    ("kind", "By kind", "Persons, organisations, states … apart"),
    ("country", "By country", "The actors of each country together"),
)
COLOURS = (("kind", "Kind"), ("country", "Country"), ("none", "None"))
SIZES = (("statements", "All statements"), ("here", "Ties on the canvas"), ("equal", "Equal"))


@panel.layout
def layout() -> html.Section:
    """A card beneath its button, closed until it is asked for."""
    return html.Section(
        [
            dcc.Store(id=Id.LOOK),
            html.H2("Order"),
            html.Div(
                [
                    html.Button(
                        [html.Span(label), html.Span(meaning, className="soft")],
                        type="button",
                        className="step order-choice",
                        **attrs(data_act="arrange-as", data_order=name, aria_pressed="false"),
                    )
                    for name, label, meaning in ORDERS
                ],
                role="group",
                **attrs(aria_label="Where actors stand"),
            ),
            choices("Colour", "colour-by", COLOURS),
            html.Ul(id="colour-key", className="colour-key"),
            choices("Size", "size-by", SIZES),
            html.Div(
                [
                    html.Span("Selected", className="control-name"),
                    *(
                        html.Button(label, type="button", className="button quiet", **attrs(data_act=action))
                        for action, label in (("align-row", "In a row"), ("align-column", "In a column"))
                    ),
                ],
                className="order-row",
            ),
            html.Button(
                icon("close"),
                type="button",
                className="tool order-close",
                **attrs(data_act="order", aria_label="Close"),
            ),
        ],
        id=CARD,
        className="order",
        hidden=True,
        **attrs(aria_label="Order of the canvas"),
    )


def choices(title: str, action: str, options: Sequence[tuple[str, str]]) -> html.Div:
    """A row of buttons of which one is pressed."""
    return html.Div(
        [
            html.Span(title, className="control-name"),
            html.Div(
                [
                    html.Button(
                        label,
                        type="button",
                        className="segment",
                        **attrs(data_act=action, data_value=name, aria_pressed="false"),
                    )
                    for name, label in options
                ],
                className="segments",
                role="group",
                **attrs(aria_label=title),
            ),
        ],
        className="order-row",
    )
