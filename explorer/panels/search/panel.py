"""Search as you type: any script, typos forgiven; Enter adds to the canvas."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import dash_mantine_components as dmc
from dash import Input, Output, html

from cypher.errors import FaultlinesError
from explorer.bounds import Short
from explorer.graph import ask
from explorer.network.words import about_actor
from explorer.panel import Panel
from explorer.parts import attrs, icon, name_text

if TYPE_CHECKING:
    from cypher.queries.rows import SearchRow

panel = Panel("search", "header", 10)
SEARCH = "search"
HITS = "hits"


@panel.layout
def layout() -> html.Div:
    """The field and the place for what it finds."""
    return html.Div(
        [
            dmc.TextInput(
                id=SEARCH,
                placeholder="Search people, organisations, states …",
                debounce=140,
                value="",
                leftSection=icon("search"),
                rightSection=dmc.Kbd("/", size="xs"),
                radius="md",
                size="sm",
                **attrs(aria_label="Search actors"),
            ),
            html.Div(id=HITS, className="hits"),
        ],
        className="search",
        role="search",
    )


@panel.callback(Output(HITS, "children"), Input(SEARCH, "value"), prevent_initial_call=True)
def find_actors(text: Short | None) -> Any:
    """The actors that match what has been typed so far."""
    typed = (text or "").strip()
    if not typed:
        return None
    try:
        return hit_list(typed, ask("search", text=typed, limit=10))
    except FaultlinesError as error:
        return html.Div(str(error), className="nothing", role="status")


def hit_list(typed: str, rows: list[SearchRow]) -> html.Div:
    """Matches as a list to walk with the arrow keys."""
    if not rows:
        return html.Div(f"No actor is called “{typed}”", className="nothing", role="status", **attrs(data_for=typed))
    hits = [hit_option(row, n) for n, row in enumerate(rows)]
    return html.Div(hits, role="listbox", id="hit-list", **attrs(data_for=typed, aria_label="Matches"))


def hit_option(row: SearchRow, n: int) -> html.Div:
    """One match: its name, the alias that matched, kind, countries and number of statements."""
    alias = row["matched"] if row["matched"] and row["matched"] != row["name"] else None
    text = html.Span(
        [
            name_text(row["name"], look="hit-name"),
            name_text(alias, look="hit-alias") if alias else None,
            html.Span(about_actor(row), className="hit-about"),
        ],
        className="hit-text",
    )
    what = json.dumps({"do": "add", "actor": row["actor"]})
    return html.Div(
        [icon(row["kind"]), text],
        role="option",
        id=f"hit-{n}",
        className="hit",
        **attrs(aria_selected="false", data_request=what),
    )
