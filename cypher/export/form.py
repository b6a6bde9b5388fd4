"""What a format is: its name, whether it is text, and how it writes rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Rows = Iterable[Sequence[Any]]
"""Rows of plain values (`cypher.values`), as the columns are ordered; written as they come."""


@dataclass(frozen=True, slots=True)
class Form:
    """One format."""

    name: str
    suffix: str
    meaning: str
    write: Callable[[Sequence[str], Rows, Any], None]
    binary: bool = False
