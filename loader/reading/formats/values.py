"""Values of formats that have types (JSON, Parquet, sheets) as the text of a field."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from loader.catalogue.template import SEVERAL
from loader.model.row import RowError

DEEPEST = 8
"""Levels of objects in objects: past this nobody's columns have names that can be written down."""


def flatten(value: Mapping[str, Any]) -> dict[str, str]:
    """The fields of an object, those of objects in it by `outer.inner`; RowError for what no field can hold."""
    found: dict[str, str] = {}
    spread_lists(found, "", value, 0)
    return found


def spread_lists(found: dict[str, str], path: str, value: Any, depth: int) -> None:
    """Put a value, or all that is in it, under its path."""
    if depth > DEEPEST:
        raise RowError(f"{path} is nested more than {DEEPEST} deep")
    if isinstance(value, Mapping):
        for key, one in value.items():
            spread_lists(found, f"{path}.{key}" if path else str(key), one, depth + 1)
        return
    if path in found:
        raise RowError(f"the field {path} occurs twice")
    found[path] = as_list(path, value) if isinstance(value, list | tuple) else value_as_text(path, value)


def as_list(path: str, values: Sequence[Any]) -> str:
    """The values of a list in one field."""
    if any(isinstance(value, Mapping | list | tuple) for value in values):
        raise RowError(f"{path} is a list of lists or objects, which no column can hold")
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
