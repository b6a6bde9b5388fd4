"""Takes what is in view away: as a picture, as a page with its evidence, as a file for another program."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import html
from flask import Blueprint, Response

from cypher.errors import UsageError
from explorer.export.document import document
from explorer.export.files import ROWS, FileForm, file_of
from explorer.export.sheet import sheet_text
from explorer.export.view import NetworkView, ViewRequest
from explorer.graph import graph_reader
from explorer.panel import Panel
from explorer.parts import attrs, icon
from explorer.web.posting import json_route, only_own_pages

routes = Blueprint("export", __name__, url_prefix="/export")
LARGEST = 15_000_000
"""Bytes of a request: 5,000 actors and 50,000 edges as they are drawn, 20,000 statements by their ids."""
only_own_pages(routes, LARGEST)
panel = Panel("export", "stores", routes=routes)
EXPORT = "export"
PICTURES = (
    ("png", "PNG", "pixels, for slides and texts"),
    ("svg", "SVG", "lines and real text, to be edited"),
    ("pdf", "PDF", "one page across, as pixels"),
)
PAGES = (
    ("print", "Page to print", "picture, tables and every statement, numbered and cited"),
    ("html", "Offline page", "the same as one file that opens without a network"),
)
FILES: tuple[tuple[FileForm, str, str], ...] = (
    ("actors", "Actors (CSV)", "a line for each actor, with its measures"),
    ("edges", "Edges (CSV)", "a line for each pair and type"),
    ("statements", "Statements (CSV)", "a line for each statement, with its evidence"),
    ("graphml", "GraphML", "for yEd, igraph, NetworkX"),
    ("gexf", "GEXF", "for Gephi"),
    ("cytoscape", "Cytoscape JSON", "for Cytoscape"),
)

DATA = (
    "For spreadsheets and other programs. Notes and what is supposed are in pictures and pages, and in none of these."
)


@panel.layout
def layout() -> dmc.Modal:
    """What can be made, by what it is for."""
    return dmc.Modal(
        html.Div(
            [
                picture_section(),
                export_section("Page", PAGES, html.P("Every statement in view, with its source.", className="soft")),
                export_section("Data", FILES, html.P(DATA, className="soft")),
                html.P(
                    [
                        html.Span(className="export-status"),
                        html.Button(
                            "Cancel", type="button", className="button quiet", **attrs(data_act="export-cancel")
                        ),
                    ],
                    className="export-progress",
                    hidden=True,
                    role="status",
                ),
            ],
            className="export-panel",
        ),
        id=EXPORT,
        title="Export what is in view",
        size="lg",
        closeButtonProps={"aria-label": "Close"},
    )


def picture_section() -> html.Section:
    """Title, names and size of a picture, then its formats."""
    fields = [
        dmc.TextInput(id="sheet-title", label="Title", placeholder="A network of … actors", size="sm", value=""),
        html.Div(
            [
                html.Span("PNG at", className="soft"),
                dmc.SegmentedControl(
                    id="sheet-scale",
                    data=[{"value": str(n), "label": f"{n}×"} for n in range(1, 5)],
                    value="2",
                    size="xs",
                    **attrs(aria_label="Size of a PNG"),
                ),
                dmc.SegmentedControl(
                    id="sheet-scheme",
                    data=[{"value": "light", "label": "Light"}, {"value": "dark", "label": "Dark"}],
                    value="light",
                    size="xs",
                    **attrs(aria_label="Colours of the picture"),
                ),
                dmc.Checkbox(
                    id="sheet-names",
                    label="Names",
                    checked=True,
                    size="sm",
                    **attrs(aria_description="Without them no name stands anywhere in a picture's file"),
                ),
            ],
            className="row",
        ),
        html.P(
            "Without names, no name stands anywhere in the picture's file, and none of your notes. "
            "Pages and data always have names.",
            className="soft",
        ),
    ]
    return export_section("Picture", PICTURES, *fields)


def export_section(title: str, entries: tuple[tuple[str, str, str], ...], *before: Any) -> html.Section:
    """A group of what can be made."""
    buttons = [
        html.Button(
            [icon("export"), html.Span(name), html.Span(meaning, className="soft")],
            type="button",
            className="step export-entry",
            **attrs(data_act="export-make", data_form=form),
        )
        for form, name, meaning in entries
    ]
    return html.Section([html.H3(title), *before, html.Div(buttons)])


def view_of(request: ViewRequest) -> NetworkView:
    """What the graph knows of what a browser has in view."""
    return NetworkView.gather(graph_reader().ask, request)


@json_route(routes, "picture", ViewRequest)
def picture_file(body: ViewRequest) -> Response:
    """The picture with title, legend and sources, as SVG."""
    return made(sheet_text(view_of(body), body.picture, body.scheme).encode("utf-8", "replace"), "image/svg+xml")


@json_route(routes, "document", ViewRequest)
def document_file(body: ViewRequest) -> Response:
    """The page with picture, tables and evidence; it always names who is meant."""
    body.names = True
    return made(document(view_of(body), body.picture, body.scheme).encode("utf-8", "replace"), "text/html")


@json_route(routes, "data", ViewRequest)
def data_file(body: ViewRequest) -> Response:
    """Actors, edges or statements as a file for another program."""
    if body.form not in ROWS:
        raise UsageError(f"{body.form[:40]!r} is no file that can be made of a view; choose from {', '.join(ROWS)}")
    body.names = True
    suffix, content = file_of(view_of(body), body.form)
    return made(content, "application/octet-stream", suffix)


def made(content: bytes, kind: str, suffix: str = "") -> Response:
    """A file; a browser that were led here would keep it and never show it."""
    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": "attachment",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Faultlines-Suffix": suffix,
    }
    return Response(content, mimetype=kind, headers=headers)
