"""Values of an answer as cells of a table and as JSON; text and numbers, nothing that a page could take for more."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any

from cypher.export.cells import drawn_value, exact, plain_text
from cypher.values import Node, Path, Relationship

SAFE = 2**53
"""Whole numbers beyond this lose digits in a browser: they go as text."""
SHORT = 2_000
"""Characters of a cell; the JSON and the exports hold all of them."""
JSON_ROWS = 500
"""Rows that the JSON view shows."""
Cell = str | int | float | bool | None


def display_cell(value: Any) -> Cell:
    """A value as a table shows it."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if abs(value) < SAFE else str(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    text = drawn_value(value) if isinstance(value, Node | Relationship | Path) else plain_text(value)
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"


def json_view(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """The first rows as JSON for the eye."""
    shown = [{name: exact(value) for name, value in zip(columns, row, strict=True)} for row in rows[:JSON_ROWS]]
    text = json.dumps(shown, ensure_ascii=False, indent=2, default=str)
    left = len(rows) - len(shown)
    return f"{text}\n// {left:,} more rows: export them as JSON" if left > 0 else text
