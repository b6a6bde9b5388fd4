"""The answer of a question, row by row: names that lead to their actors, facts, and the evidence behind each."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from dash import html

from cypher.library.head import Column
from cypher.library.query import Query
from explorer.network.elements import edge_type
from explorer.network.words import LENGTHS
from explorer.parts import choose_button, fact_row, icon, name_text, request_button

LISTED = 12
"""Entries of a list that a row shows."""
ACTORS, STATEMENTS = ("actor", "list<actor>"), ("statement", "list<statement>")
Row = Mapping[str, Any]


def answer_list(query: Query, rows: Sequence[Row], values: Mapping[str, Any]) -> html.Ol:
    """The rows, each as a card."""
    named = name_columns(query)
    return html.Ol(
        [html.Li(answer_card(query, named, row, values), className="card answer") for row in rows], className="answers"
    )


def answer_card(query: Query, named: Mapping[str, str], row: Row, values: Mapping[str, Any]) -> list[Any]:
    """One row: whom it is about, what it says, and what can be opened."""
    people = [
        actor_links(row[column.name], row[named[column.name]] if column.name in named else None)
        for column in query.columns
        if column.type in ACTORS and row[column.name]
    ]
    hidden = set(named.values()) | {f"{column.name}_precision" for column in query.columns}
    facts = [
        part
        for column in query.columns
        if column.type not in (*ACTORS, *STATEMENTS) and column.name not in hidden
        for part in fact_row(html.Span(column.name.replace("_", " "), title=column.meaning), fact_words(column, row))
    ]
    return [
        html.P([part for n, links in enumerate(people) for part in (" · " if n else "", *links)], className="who")
        if people
        else None,
        html.Dl(facts) if facts else None,
        html.Footer(buttons, className="row") if (buttons := card_buttons(query, row, values)) else None,
    ]


def name_columns(query: Query) -> dict[str, str]:
    """For each column of actors the one that has their names, where there is one."""
    columns = {column.name: column for column in query.columns}
    pairs: dict[str, str] = {}
    for column in query.columns:
        if column.type not in ACTORS:
            continue
        single = column.name.removesuffix("s")
        kind = "list<string>" if column.type.startswith("list") else "string"
        for name in (f"{column.name}_name", f"{column.name}_names", f"{single}_names"):
            if name in columns:
                pairs[column.name] = name
        for name in ("names", "path") if kind == "list<string>" else ("name",):
            if (
                column.name not in pairs
                and name in columns
                and columns[name].type == kind
                and name not in pairs.values()
            ):
                pairs[column.name] = name
    return pairs


def actor_links(actors: Any, names: Any) -> list[Any]:
    """Names that lead to their actors; ids where nothing else is known."""
    ids = actors if isinstance(actors, list) else [actors]
    texts = names if isinstance(names, list) else [names]
    if len(texts) != len(ids):
        texts = ids
    links = [
        choose_button(name_text(text or actor), {"kind": "actor", "actor": actor}, look="title-link")
        for actor, text in zip(ids[:LISTED], texts, strict=False)
    ]
    more = [f" and {len(ids) - LISTED} more"] if len(ids) > LISTED else []
    return [part for n, link in enumerate(links) for part in (", " if n else "", link)] + more


def fact_words(column: Column, row: Row) -> Any:
    """A value as a person reads it; nothing for what is empty."""
    value = row[column.name]
    if value is None or value in ("", []):
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, datetime.date):
        return str(value)[: LENGTHS[row.get(f"{column.name}_precision") or "day"]]
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, list):
        return words_of(column.name, value)
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {content}" for name, content in value.items())
    return type_words(column.name, str(value))


def words_of(name: str, values: list[Any]) -> str:
    """A list in one line."""
    texts = [type_words(name, str(value)) for value in values if value not in (None, "")]
    more = f" and {len(texts) - LISTED} more" if len(texts) > LISTED else ""
    return ", ".join(texts[:LISTED]) + more


def type_words(name: str, text: str) -> str:
    """A relationship's type by the name that the screen has for it; any other text as it is."""
    return edge_type(text).screen if name == "claims" or name.rpartition("_")[2] in ("type", "types") else text


def card_buttons(query: Query, row: Row, values: Mapping[str, Any]) -> list[Any]:
    """The chain to draw, the evidence of a pair to read."""
    chain: list[str] = next(
        (row[column.name] for column in query.columns if column.type == "list<actor>" and "statements" in row), []
    )
    buttons: list[Any] = []
    if len(chain) > 1 and {"length", "steps"} & row.keys():
        buttons.append(
            request_button([icon("path"), "Draw the chain"], {"do": "path", "actors": chain}, look="button quiet")
        )
    if pair := pair_of(query, row, values):
        buttons.append(
            choose_button(
                [icon("inbox"), "Evidence"], {"kind": "pair", "a": pair[0], "b": pair[1]}, look="button quiet"
            )
        )
    return buttons


def pair_of(query: Query, row: Row, values: Mapping[str, Any]) -> tuple[str, str] | None:
    """The two actors whose statements stand behind a row; None where more or fewer are meant."""
    if not any(column.type in STATEMENTS for column in query.columns) or row.get("steps", 1) != 1:
        return None
    if any(column.type == "list<actor>" for column in query.columns) and "steps" not in row:
        return None
    ends = [row[column.name] for column in query.columns if column.type == "actor" and row[column.name]]
    asked_about = [values[p.name] for p in query.parameters if p.declared == "actor" and values.get(p.name)]
    pair = ends if len(ends) == 2 else [*ends, *asked_about] if len(ends) + len(asked_about) == 2 else []
    return (pair[0], pair[1]) if len(pair) == 2 and pair[0] != pair[1] else None
