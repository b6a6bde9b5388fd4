"""The named queries as text for people: one page of them all, a section for each, a command to try it."""

from __future__ import annotations

import json
from itertools import groupby

from cypher.library.library import Library
from cypher.library.parameter import shown
from cypher.library.query import Query

QUESTIONS = {
    "who": "Who is there, and next to whom?",
    "paths": "How are two actors connected?",
    "supply": "Who supplies whom?",
    "designations": "Who is on whose list?",
    "tensions": "Where does it strain?",
    "time": "What held when, and when did we know?",
    "provenance": "Who says so?",
    "quality": "How much is there, and how good is it?",
}
"""The folders of the product's queries, in the order of the page."""


def page(library: Library) -> str:
    """All queries as one page of Markdown."""
    parts = ["# Named queries\n"]
    order = list(QUESTIONS)
    queries = sorted(library, key=lambda query: order.index(query.folder) if query.folder in order else len(order))
    for folder, inside in groupby(queries, key=lambda query: query.folder):
        parts.append(f"## {QUESTIONS.get(folder, folder)}\n")
        parts += [section(query) for query in inside]
    return "\n".join(parts)


def section(query: Query) -> str:
    """One query's part of the page."""
    lines = [f"### {query.name}", "", query.purpose, ""]
    if query.parameters:
        lines += ["| parameter | type | default | meaning |", "|---|---|---|---|"]
        for p in query.parameters:
            default = "*needed*" if p.required else f"`{json.dumps(p.default, ensure_ascii=False)}`"
            example = "" if p.example is None else f" Example: `{p.name}={shown(p.example)}`"
            lines.append(f"| `{p.name}` | `{cell(p.declared)}` | {default} | {cell(p.meaning)}{cell(example)} |")
        lines.append("")
    lines += ["| column | type | meaning |", "|---|---|---|"]
    lines += [f"| `{c.name}` | `{c.type}{'?' if c.optional else ''}` | {cell(c.meaning)} |" for c in query.columns]
    if query.scan:
        lines += ["", f"*What it reads:* {query.scan}"]
    return "\n".join([*lines, ""])


def cell(text: str) -> str:
    """Text inside a Markdown table."""
    return text.replace("|", "\\|")


def command(query: Query) -> str:
    """A query's examples as they are typed."""
    words = [f"{name}={shown(value)}" for name, value in query.examples().items()]
    return " ".join(["faultlines query", query.name, *(f"'{word}'" if " " in word else word for word in words)])
