"""Values of formats that have types (JSON, Parquet, sheets) as the text of a field."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from loader.catalogue.template import SEVERAL
from loader.model.row import RowError

DEEPEST = 8
"""Levels of objects in objects: past this nobody's columns have names that can be written down."""


class Unreadable:
    """A value that no field can hold, and why: a fault only where somebody reads it."""

    def __init__(self, reason: str) -> None:
        self.reason = reason


def flatten(value: Mapping[str, Any], reads: frozenset[str] | None = None) -> dict[str, str]:
    """The fields of an object, those of objects in it by `outer.inner`.

    RowError for what no field can hold, unless it stands where nobody `reads`; None reads everything. A list of objects
    is more than a column: the row that leaves it out would lose what each of them says.
    """
    fields: dict[str, str] = {}
    spread_lists(fields, "", value, 0, reads)
    return fields


def spread_lists(fields: dict[str, str], path: str, value: Any, depth: int, reads: frozenset[str] | None) -> None:
    """Put a value, or all that is in it, under its path."""
    if isinstance(value, Mapping):
        if depth >= DEEPEST:
            return refuse(path, f"{path} is nested more than {DEEPEST} deep", reads)
        for key, inner in value.items():
            spread_lists(fields, f"{path}.{key}" if path else str(key), inner, depth + 1, reads)
        return None
    if path in fields:
        return refuse(path, f"the field {path} occurs twice", reads)
    if isinstance(value, list | tuple) and any(isinstance(element, Mapping) for element in value):
        raise RowError(f"{path} is a list of objects, which no column can hold")
    try:
        fields[path] = as_list(path, value) if isinstance(value, list | tuple) else value_as_text(path, value)
    except RowError as error:
        refuse(path, str(error), reads)
    return None


def refuse(path: str, reason: str, reads: frozenset[str] | None) -> None:
    """Raise RowError for a fault in a field that is read, or that has fields in it that are."""
    if reads is None or path in reads or any(field.startswith(f"{path}.") for field in reads):
        raise RowError(reason)


def as_list(path: str, values: Sequence[Any]) -> str:
    """The values of a list in one field."""
    if any(isinstance(value, list | tuple) for value in values):
        raise RowError(f"{path} is a list of lists, which no column can hold")
    return SEVERAL.join(text for value in values if (text := value_as_text(path, value)))


def value_as_text(path: str, value: Any) -> str:
    """A single value as text; nothing for nothing."""
    if isinstance(value, str):
        if "\x00" in value or SEVERAL in value:
            raise RowError(f"{path} has a control character")
        if not value.isascii() and not encodable(value):
            raise RowError(f"{path} has half a character (a surrogate)")
        return value.strip()
    match value:
        case None:
            return ""
        case Unreadable():
            raise RowError(f"{path}: {value.reason}")
        case bool():
            return "true" if value else "false"
        case bytes():
            try:
                return value_as_text(path, value.decode("utf-8"))
            except UnicodeDecodeError:
                raise RowError(f"{path} has bytes that are no UTF-8") from None
        case datetime.datetime():
            midnight = value.time() == datetime.time()
            return value.date().isoformat() if midnight else value.isoformat()
        case datetime.date() | datetime.time():
            return value.isoformat()
        case _:
            return str(value)


def encodable(text: str) -> bool:
    """Whether a text can be written at all."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
