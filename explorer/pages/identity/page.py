"""Same or different: two records side by side, and a person who decides whether they are one actor."""

from __future__ import annotations

from dash import html

from explorer.page import Page, page_header
from explorer.pages.identity.routes import routes
from explorer.parts import attrs

page = Page("identity", "/identity", "Same or different", "pair", order=57, routes=routes)


@page.layout
def layout() -> html.Div:
    """The pairs that wait, the two records, the decisions so far; page.js fills them."""
    return html.Div(
        [
            page_header("Same or different"),
            html.Main(
                [
                    html.Aside(className="pairs", **attrs(data_identity_pairs="", aria_label="Pairs to decide on")),
                    html.Section(className="compared", **attrs(data_identity_compared="", aria_label="Two records")),
                    html.P(className="decided", hidden=True, role="status", **attrs(data_identity_decided="")),
                    html.Section(className="decisions", **attrs(data_identity_decisions="", aria_label="Decisions")),
                ],
                className="sheet-page identity",
            ),
        ],
        className="room",
    )
