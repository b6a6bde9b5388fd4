"""Is this name known? One name against the graph: who is called alike, how like, who designates them, what is said."""

from __future__ import annotations

from dash import html

from explorer.page import Page, page_header
from explorer.pages.match.routes import routes
from explorer.parts import attrs

page = Page("match", "/match", "Screening", "screen", order=58, routes=routes)


@page.layout
def layout() -> html.Div:
    """The form and the actors that are called alike; page.js fills them."""
    return html.Div(
        [
            page_header("Screening"),
            html.Main(
                [
                    html.Div(className="match-form fields", **attrs(data_match_form="")),
                    html.Section(
                        className="matches", **attrs(data_match_answer="", aria_label="Matches", aria_live="polite")
                    ),
                ],
                className="sheet-page match",
            ),
        ],
        className="room",
    )
