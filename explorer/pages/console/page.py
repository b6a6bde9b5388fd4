"""The console: ask the graph in Cypher, for reading; see the answer as table, network, JSON or plan."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

import dash_mantine_components as dmc
from dash import html

from cypher.export import FORMS
from cypher.library.page import QUESTIONS
from cypher.library.query import Query
from explorer.access.roles import Role, current_visitor, may_ask
from explorer.grid import SCRIPT, text_grid
from explorer.page import Page, page_header
from explorer.pages.console.routes import named_queries, routes
from explorer.parts import attrs, icon

FIND = "console-find"
GRID = "console-grid"
page = Page(
    "console",
    "/console",
    "Console",
    "terminal",
    libraries=(SCRIPT,),
    routes=routes,
)

VIEWS = (("table", "Table"), ("network", "Network"), ("json", "JSON"), ("plan", "Plan"))
KEYS = (
    ("Ctrl+Enter", "run what is selected, else everything"),
    ("Ctrl+Space", "suggestions"),
    ("Tab", "accept the suggestion, while the list is open"),
    ("Esc", "close the list; cancel what runs"),
    ("Ctrl+/", "comment out the line"),
    ("Ctrl+Z, Ctrl+Y", "undo, redo"),
)


@page.layout
def layout() -> html.Div:
    """The sidebar of queries at the left, editor and answer beside it."""
    named_only = {} if current_visitor().may(Role.ANALYST) else attrs(data_named_only="")
    return html.Div(
        [console_header(), sidebar(), html.Main([editor_section(), answer_section()], className="workspace")],
        className="room console",
        **named_only,
    )


def console_header() -> html.Header:
    """The same head as every page has; on a phone with the way to the sidebar, which lies below the answer."""
    title = "Nothing that runs here can change the graph"
    to_sidebar = html.Button("Queries", type="button", className="button quiet to-sidebar")
    return page_header("Console", html.Span("Reads only", className="pill reads", title=title), to_sidebar)


def sidebar() -> html.Aside:
    """The named queries, and what was asked before."""
    tabs = [tab_button("queries", "Queries", "sidebar", chosen=True), tab_button("history", "History", "sidebar")]
    search = dmc.TextInput(
        id=FIND,
        placeholder="Find a query",
        leftSection=icon("search"),
        size="xs",
        debounce=True,
        **attrs(aria_label="Find a query"),
    )
    return html.Aside(
        [
            html.Div(tabs, className="tabs", role="tablist", **attrs(aria_label="Sidebar")),
            html.Div([search, *query_sections()], className="panel", **attrs(data_panel="queries")),
            html.Div(className="panel past", hidden=True, **attrs(data_panel="history")),
        ],
        className="sidebar",
        **attrs(aria_label="Queries and history"),
    )


def query_sections() -> list[Any]:
    """Every named query that one may ask, under its question."""
    shown = [query for query in named_queries() if may_ask(query)]
    return [
        html.Section([html.H2(QUESTIONS.get(folder, "your own")), *[query_entry(query) for query in inside]])
        for folder, inside in groupby(shown, key=lambda query: query.folder)
    ]


def query_entry(query: Query) -> html.Button:
    """One named query, to be brought into the editor."""
    words = [html.Span(query.name, className="query-name"), html.Span(query.purpose, className="soft")]
    return html.Button(words, type="button", className="query", **attrs(data_query=query.name))


def editor_section() -> html.Section:
    """The editor, its parameters, and what to do with them."""
    buttons = [
        html.Button(
            [icon("run"), "Run"], type="button", className="primary", title="Ctrl+Enter", **button_action("run")
        ),
        html.Button(
            [icon("close"), "Cancel"], type="button", className="button quiet", hidden=True, **button_action("cancel")
        ),
        html.Button(
            "Explain",
            type="button",
            className="button quiet",
            title="The plan, without running",
            **button_action("explain"),
        ),
        html.Button(
            "Profile",
            type="button",
            className="button quiet",
            title="Run, and count the work",
            **button_action("profile"),
        ),
        html.Button([icon("link"), "Copy link"], type="button", className="button quiet last", **button_action("link")),
    ]
    return html.Section(
        [
            html.P(className="message", hidden=True, role="status"),
            html.Div(className="editor", **attrs(data_editor="")),
            html.Div(className="parameters", hidden=True, role="group", **attrs(aria_label="Parameters")),
            html.Div(buttons, className="row doing"),
        ],
        className="writing",
        **attrs(aria_label="Statement"),
    )


def answer_section() -> html.Section:
    """What the graph answered, in four forms."""
    tabs = [tab_button(name, title, "answer", chosen=name == "table") for name, title in VIEWS]
    return html.Section(
        [
            html.Div(
                [
                    html.Div(tabs, className="tabs", role="tablist", **attrs(aria_label="Answer")),
                    html.P(className="outcome", role="status", **attrs(aria_live="polite")),
                    html.Div(className="row export"),
                ],
                className="answer-head",
            ),
            html.Div(className="runaways", hidden=True, role="alert"),
            html.Ul(className="notices", hidden=True, role="status"),
            html.Div(
                [
                    html.Div(first_hints(), className="empty"),
                    html.Div(className="rejection", hidden=True, role="alert"),
                    html.Div(text_grid(GRID), className="panel", **attrs(data_panel="table")),
                    html.Div(className="panel", hidden=True, **attrs(data_panel="network")),
                    html.Pre(className="panel", hidden=True, tabIndex=0, **attrs(data_panel="json")),
                    html.Div(className="panel", hidden=True, **attrs(data_panel="plan")),
                ],
                className="answer-body",
            ),
        ],
        className="answer",
        **attrs(aria_label="Answer", data_forms=json.dumps(export_formats())),
    )


def export_formats() -> list[tuple[str, str]]:
    """The formats of an export: name and what it is for."""
    return [(form.name, form.meaning) for form in FORMS.values() if form.name != "table"]


def first_hints() -> list[Any]:
    """What stands in the place of the first answer."""
    keys = [part for key, does in KEYS for part in (html.Dt(html.Kbd(key)), html.Dd(does))]
    return [
        html.H2("Ask the graph anything"),
        html.P("Write Cypher, or take a query from the sidebar. Every answer can be drawn, exported and linked to."),
        html.Dl(keys, className="keys"),
    ]


def tab_button(name: str, title: str, group: str, *, chosen: bool = False) -> html.Button:
    """A tab of the sidebar or of the answer."""
    return html.Button(
        title,
        type="button",
        role="tab",
        className="tab",
        **attrs(data_tab=name, data_group=group, aria_selected=str(chosen).lower()),
    )


def button_action(name: str) -> dict[str, Any]:
    """The action of a button."""
    return attrs(data_do=name)
