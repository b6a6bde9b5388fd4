"""How many rows an answer would have without its limits, and how that is said; knows no server."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from cypher.names import quantity

MOST = 10_000
"""Rows that are counted at most."""
LIMITS = ("limit", "neighbours", "members")
"""The parameters that cut an answer short."""


def counting(text: str) -> str:
    """A statement that counts the rows of another."""
    return f"CALL () {{\n{text.strip().rstrip(';')}\n}}\nRETURN count(*) AS total"


def unlimited(parameters: Mapping[str, Any], bounds: Mapping[str, int] = MappingProxyType({})) -> dict[str, Any]:
    """The parameters with every limit raised as far as rows are counted, and as far as its own upper bound."""
    raised = {name: min(MOST, bounds.get(name, MOST)) for name in LIMITS if isinstance(parameters.get(name), int)}
    return {**parameters, **raised}


def may_be_cut(parameters: Mapping[str, Any], count: int) -> bool:
    """Whether an answer of so many rows may lack some."""
    return count >= parameters.get("limit", count + 1) or any(name in parameters for name in LIMITS[1:])


def answer_words(count: int, seconds: float, form: str = "") -> str:
    """What an answer came to: "12 rows in 34 ms"; a table without rows has said so itself."""
    took = f"{seconds * 1000:,.0f} ms" if seconds < 10 else f"{seconds:,.1f} s"
    return f"Took {took}" if not count and form == "table" else f"{quantity(count, 'row')} in {took}"


def cut_words(count: int, total: int | None) -> str:
    """What is said of an answer that lacks rows: "100 of 109"; nothing of one that is whole."""
    if total is None:
        return f"{count:,} of more"
    if total <= count:
        return ""
    return f"{count:,} of {'more than ' if total >= MOST else ''}{total:,}"
