"""What a person's parameters may hold: values that the server takes, none of them a bomb."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from cypher.errors import StatementRejected

ITEMS = 200_000
CHARACTERS = 10_000_000
DEPTH = 16
TAKEN = (bool, int, float, datetime.date, datetime.time, datetime.timedelta)


def check_parameters(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters, when each is a value that may be sent; StatementRejected (layer 1) names the one that is not."""
    items = characters = 0
    for name, value in parameters.items():
        stack: list[tuple[Any, int]] = [(name, 0), (value, 0)]
        while stack:
            inner, depth = stack.pop()
            items += 1
            if items > ITEMS or depth > DEPTH:
                raise StatementRejected(
                    1, f"the parameter {name!r} is too large: {ITEMS:,} values, {DEPTH} deep, are allowed"
                )
            if isinstance(inner, str):
                characters += len(inner)
                if characters > CHARACTERS or not checked_text(inner):
                    raise StatementRejected(1, f"the parameter {name!r} contains too much text, or a lone surrogate")
            elif isinstance(inner, int) and not isinstance(inner, bool) and not -(2**63) <= inner < 2**63:
                raise StatementRejected(1, f"the parameter {name!r} contains a number of more than 64 bits")
            elif isinstance(inner, Mapping):
                if not all(isinstance(key, str) for key in inner):
                    raise StatementRejected(1, f"the parameter {name!r} contains a map whose keys are not strings")
                stack += [(part, depth + 1) for pair in inner.items() for part in pair]
            elif isinstance(inner, list | tuple):
                stack += [(part, depth + 1) for part in inner]
            elif inner is not None and not isinstance(inner, TAKEN):
                raise StatementRejected(
                    1, f"the parameter {name!r} holds a {type(inner).__name__}, which the server does not accept"
                )
    return dict(parameters)


def checked_text(text: str) -> bool:
    """Whether a text can be written as UTF-8."""
    return text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text)
