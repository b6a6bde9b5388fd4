"""The inbox: the differences of recent runs, sorted by who made them; all, or only what is watched."""

from __future__ import annotations

from dash import html

from explorer.page import Page, page_header
from explorer.pages.inbox.routes import routes
from explorer.parts import attrs

page = Page("inbox", "/inbox", "Inbox", "inbox", order=55, routes=routes)


@page.layout
def layout() -> html.Div:
    """What is shown, what is watched, and the changes in their groups; page.js fills them."""
    return html.Div(
        [
            page_header("Inbox"),
            html.Main(
                [
                    html.Div(className="inbox-head", **attrs(data_inbox_head="")),
                    html.Div(className="inbox-watched", hidden=True, **attrs(data_inbox_watched="")),
                    html.Div(className="inbox-list", **attrs(data_inbox_list="", aria_live="off")),
                ],
                className="sheet-page inbox",
            ),
        ],
        className="room",
    )
