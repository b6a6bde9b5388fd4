"""Values as cells: safe for whatever reads them, a terminal, a spreadsheet, a program."""

from __future__ import annotations

import datetime
import json
import math
import unicodedata
from typing import Any

from cypher.values import Node, Path, Relationship, simple

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""
JOINERS = frozenset("\u200c\u200d")
"""Invisible characters that some scripts are written with."""
STEERING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def csv_cell(value: Any) -> str:
    """A value as a cell that spreadsheets show and never run."""
    text = plain_text(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text


def table_cell(value: Any) -> str:
    """A value on one line, without what would steer a terminal or turn the direction of reading."""
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, Node | Relationship | Path):
        value = drawn_value(value)
    elif isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = ", ".join(value)
    elif isinstance(value, datetime.datetime):
        value = value.isoformat(" ", "seconds")
    return "".join(
        " "
        if char in "\n\r\t"
        else "\ufffd"
        if unicodedata.category(char) in STEERING and char not in JOINERS
        else char
        for char in plain_text(value)
    )


def drawn_value(value: Node | Relationship | Path) -> str:
    """A node, relationship or path as people draw it: (:Actor A)-[:SUPPLIES]->(:Actor B)."""
    if isinstance(value, Node):
        name = value.properties.get("name") or value.id
        return f"({''.join(f':{label}' for label in value.labels)} {name})"
    if isinstance(value, Relationship):
        return f"[:{value.type} {value.id}]"
    parts = [drawn_value(value.nodes[0])]
    for start, tie, end in zip(value.nodes, value.relationships, value.nodes[1:], strict=False):
        left, right = ("-", "->") if tie.start == start.element else ("<-", "-")
        parts.append(f"{left}[:{tie.type}]{right}{drawn_value(end)}")
    return "".join(parts)


def plain_text(value: Any) -> str:
    """A value as text: nothing for null, ISO for dates, JSON for lists, maps, nodes, relationships and paths."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return json.dumps(exact(value), ensure_ascii=False, default=str)


def exact(value: Any) -> Any:
    """A value as JSON has it: dates in ISO form, null for what is no number (NaN, ∞), for which JSON has no word."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, list | tuple):
        return [exact(item) for item in value]
    if isinstance(value, dict):
        return {key: exact(item) for key, item in value.items()}
    if isinstance(value, Node | Relationship | Path):
        return exact(simple(value))
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else value
