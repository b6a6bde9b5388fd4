"""A page beside the network: its path, layout, callbacks and routes; found by its path, as a panel is.

The network is always there; a page lies over it and is drawn when it is first visited, so that going to and fro
loses nothing. browser/pages.js turns the pages.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
from dataclasses import dataclass
from functools import cache
from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, dcc, html, no_update

from explorer.access.roles import current_visitor
from explorer.bounds import Short
from explorer.panel import ScreenPart
from explorer.parts import attrs, icon
from explorer.web.bundles import bundle_address
from explorer.web.prefix import address_of
from explorer.web.shapes import declared

VISIT = "visit"


@dataclass
class Page(ScreenPart):
    """One page; its bundle and `libraries` (addresses of Dash's) are loaded when it is first turned to."""

    name: str
    path: str
    title: str
    icon: str
    order: int = 50
    libraries: tuple[str, ...] = ()

    @property
    def container(self) -> str:
        """The id of the element that the page fills."""
        return f"page-{self.name}"

    def attach(self, app: Dash) -> None:
        """Give callbacks and routes to an app, and draw the page when it is visited."""
        super().attach(app)

        def visit(name: Short | None) -> Any:
            return self.draw() if name == self.name else no_update

        app.callback(Output(self.container, "children"), Input(VISIT, "data"), prevent_initial_call=True)(
            declared(visit)
        )


@cache
def pages() -> tuple[Page, ...]:
    """All pages of explorer/pages, in their order; the folder is read once."""
    folder = importlib.import_module("explorer.pages")
    declared = [
        importlib.import_module(f"{folder.__name__}.{module.name}.page").page
        for module in pkgutil.iter_modules(folder.__path__)
    ]
    return tuple(sorted(declared, key=lambda page: (page.order, page.name)))


def containers() -> list[Any]:
    """An empty container for each page, and the store that says which one is visited."""
    return [
        dcc.Store(id=VISIT),
        *(
            html.Div(
                id=page.container,
                className="page",
                **attrs(
                    data_container=page.name,
                    data_path=address_of(page.path),
                    data_title=page.title,
                    data_script=bundle_address(page.name, "script"),
                    data_style=bundle_address(page.name, "style"),
                    data_libraries=json.dumps([address_of(library) for library in page.libraries]),
                ),
            )
            for page in pages()
        ),
    ]


def page_header(title: str, *extra: Any) -> html.Header:
    """The head of a page: the way home, its title, what it adds, the other pages, light and dark."""
    home = html.A(
        [html.Span(className="mark"), "faultlines"], href=address_of("/"), className="brand", **attrs(data_page="/")
    )
    tools = html.Div(
        [
            *extra,
            page_link("/", "Back to the network", "graph"),
            *(page_link(page.path, page.title, page.icon) for page in pages() if page.title != title),
            *account_links(),
            dmc.ColorSchemeToggle(
                lightIcon=icon("sun"),
                darkIcon=icon("moon"),
                variant="subtle",
                color="gray",
                size=34,
                **attrs(aria_label="Light or dark"),
            ),
        ],
        className="tools group",
    )
    return html.Header([home, html.H1(title), tools], className="header")


def page_links() -> list[html.A]:
    """A button for each page, for the header of the network."""
    return [page_link(page.path, page.title, page.icon) for page in pages()]


def account_links() -> list[html.A]:
    """The way to one's own account, where people log in."""
    visitor = current_visitor()
    if visitor.name is None:
        return []
    title = f"{visitor.name}, {visitor.role}: account and logging out"
    return [
        html.A(
            icon("user"), href=address_of("/account"), title=title, className="tool account", **attrs(aria_label=title)
        )
    ]


def page_link(path: str, title: str, picture: str) -> html.A:
    """A button that turns to a page."""
    return html.A(
        icon(picture), href=address_of(path), title=title, className="tool", **attrs(aria_label=title, data_page=path)
    )
