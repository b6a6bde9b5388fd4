"""The scheduled loads: how each source is, and what a person may ask for; it looks again by itself."""

from __future__ import annotations

from dash import html

from explorer.page import Page, page_header
from explorer.pages.jobs.routes import routes
from explorer.parts import attrs

page = Page(
    "jobs",
    "/jobs",
    "Loads",
    "clock",
    order=60,
    routes=routes,
)


@page.layout
def layout() -> html.Div:
    """A summary, the scheduler, and a card for each source; page.js fills them."""
    return html.Div(
        [
            page_header("Loads"),
            html.Main(
                [
                    html.Div(className="jobs-head", **attrs(data_jobs_head="")),
                    html.Div(className="jobs-alarm", hidden=True, role="alert", **attrs(data_jobs_alarm="")),
                    html.Div(className="jobs-list", **attrs(data_jobs_list="", aria_live="off")),
                ],
                className="sheet-page jobs",
            ),
        ],
        className="room",
    )
