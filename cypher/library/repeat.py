"""Queries that are asked again and again: `// repeat: until no new rows` in the head.

Each round is the whole query, with two parameters that nobody declares and nobody else gives: `$found`, a map from the
first column's value in every row so far to the number of the round that first gave it, and `$round`, the round's number
from 1 on. The first round that gives no new value ends it, and its rows are the answer: they were found knowing all
that was to be found. A declared `limit` bounds the answer; no round is cut short by it. All rounds share one
transaction and its timeout; each but the last finds something new, so there is an end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

UNTIL = "until no new rows"
GIVEN: Mapping[str, Any] = {"found": {}, "round": 1}
"""The first round's parameters."""
Row = TypeVar("Row")


def repeat(
    run: Callable[[Mapping[str, Any]], list[Row]], parameters: Mapping[str, Any], key: Callable[[Row], str]
) -> list[Row]:
    """The rows of the last round; `run` gives those of one, `key` a row's value in the first column."""
    rounds: dict[str, int] = {}
    number = 0
    while True:
        number += 1
        rows = run({**parameters, "found": rounds, "round": number})
        new = {value: number for value in map(key, rows) if value not in rounds}
        if not new:
            return rows[: parameters.get("limit")]
        rounds |= new
