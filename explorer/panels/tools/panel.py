"""The tools above the canvas: undo, redo, fit, arrange, queries, scheme, help."""

from __future__ import annotations

import dash_mantine_components as dmc
from dash import Input, html

from explorer.ids import Id
from explorer.page import account_links, page_links
from explorer.panel import Panel
from explorer.parts import action_button, attrs, icon

panel = Panel("tools", "tools")
SCHEME_TOGGLE = "scheme-toggle"
HELP = "help"
MORE = "more-tools"
KEYS = (
    ("/", "search"),
    ("↑ ↓ Enter", "choose a match, add it"),
    ("Click", "an edge: its evidence; an actor: its records"),
    ("Double-click, E", "expand an actor"),
    ("Right-click, hold", "the menu of an actor"),
    ("Shift-click", "two actors: paths between them"),
    ("Shift-drag", "select a region"),
    ("Ctrl+Z, Ctrl+Shift+Z", "undo, redo"),
    ("Delete", "remove what is selected"),
    ("K", "keep only what is selected"),
    ("F", "fit everything in view"),
    ("L", "rearrange"),
    ("I", "pin what is selected where it stands; let it go"),
    ("C", "collapse what is selected into one, or the leaves of one actor; open it again"),
    ("O", "order, colour and size"),
    ("N", "next tension"),
    ("B", "fault lines: the two camps in view, and what contradicts them"),
    ("T", "the table of what is in view"),
    ("P", "a path from the chosen actor; again, to the one chosen then"),
    (". ,", "draw the next path, the one before"),
    ("X", "export what is in view"),
    ("Q", "ask a question"),
    ("V", "save this view, open another"),
    ("H", "notes, and what is supposed"),
    ("M", "a note on what is selected, or on the canvas"),
    ("S", "the sources, and what falls without each"),
    ("← ↑ → ↓", "go from actor to actor, with the canvas in focus"),
    ("Esc", "close, clear the selection"),
    ("?", "this page"),
)


@panel.layout
def layout() -> html.Div:
    """Buttons in the order of use, and the page of keys."""
    return html.Div(
        [
            html.Div(
                [
                    action_button("Undo", "undo", "undo", keys="Ctrl+Z"),
                    action_button("Redo", "redo", "redo", keys="Ctrl+Shift+Z"),
                ],
                className="group",
            ),
            html.Div(
                [
                    action_button("Fit", "fit", "fit", keys="F"),
                    action_button("Arrange", "relayout", "arrange", keys="L"),
                    action_button("Order, colour and size", "order", "order", keys="O"),
                ],
                className="group",
            ),
            html.Div(
                [
                    html.Button(
                        icon("more"),
                        type="button",
                        title="More",
                        className="tool tools-more",
                        **attrs(data_act="tools", aria_label="More", aria_expanded="false", aria_controls=MORE),
                    ),
                ],
                className="group",
            ),
            html.Div(
                [
                    action_button("Table", "table", "table", keys="T"),
                    action_button("Export", "export", "export", keys="X"),
                    action_button("Questions", "questions", "question", keys="Q"),
                    action_button("Views", "views", "view", keys="V"),
                    action_button("Notes, and what is supposed", "notes", "note", keys="H"),
                    action_button("Fault lines: camps and cracks", "camps", "camps", keys="B"),
                    action_button("Trust: sources and what rests on each", "trust", "trust", keys="S"),
                    action_button("Queries", "queries", "code"),
                    action_button("Copy a link to this canvas", "share", "link"),
                    *page_links(),
                    *account_links(),
                    dmc.ColorSchemeToggle(
                        id=SCHEME_TOGGLE,
                        lightIcon=icon("sun"),
                        darkIcon=icon("moon"),
                        variant="subtle",
                        color="gray",
                        size=34,
                        **attrs(aria_label="Light or dark"),
                    ),
                    action_button("Help", "help", "help", keys="?"),
                ],
                id=MORE,
                className="group more",
            ),
            dmc.Modal(
                key_table(), id=HELP, title="Keys and gestures", size="md", closeButtonProps={"aria-label": "Close"}
            ),
        ],
        className="groups",
    )


def key_table() -> html.Dl:
    """Every key with what it does."""
    return html.Dl([part for key, does in KEYS for part in (html.Dt(html.Kbd(key)), html.Dd(does))], className="keys")


panel.browser("remember", Input(Id.HISTORY, "data"))
