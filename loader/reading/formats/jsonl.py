"""JSON lines to rows: one object a line; lists keep their values, objects in objects become `outer.inner`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cypher.errors import InputError
from cypher.regular import open_regular
from loader.catalogue.part import Part
from loader.model.row import Location, Progress, Rejected, Row, RowError
from loader.reading.formats.delimited import EVERY, LineReader, reject_strange
from loader.reading.formats.header import KEPT, MOST_COLUMNS, RowValidator
from loader.reading.formats.values import Unreadable, flatten

LONGEST_OBJECT = 4_000_000
"""Characters: past this one line is no row of a table."""


def read_jsonl(path: Path, part: Part, shown: Path) -> Iterator[Row | Rejected | Progress]:
    """The rows of a file of JSON lines; a line that is no object is Rejected, a file that has none is an InputError."""
    reject_strange(path, part, shown)
    judge = RowValidator(part, tuple(part.needs()), shown, None)
    reported, good, reads = 0, 0, part.reads()
    with open_regular(path, shown) as file:
        lines = LineReader(file, shown, part.encoding, part.skip)
        for text in lines:
            lines.of_row.clear()
            lines.before = lines.bytes
            plain, lines.plain = lines.plain, True
            if lines.bytes - reported >= EVERY:
                yield Progress(lines.bytes - reported)
                reported = lines.bytes
            if not text.strip():
                continue
            origin = Location(shown.name, lines.number)
            try:
                fields = object_of(text, reads)
            except (RowError, json.JSONDecodeError, RecursionError) as error:
                words = json_text(error)
                if good == 0:
                    raise InputError(words, file=shown, line=lines.number, value=text[:60]) from None
                if not lines.whole:
                    words = f"cut off in the middle of a line: {words}"
                    raise InputError(words, file=shown, line=lines.number, value=text[-60:]) from None
                yield Rejected(origin=origin, reason=words, value=text[:KEPT].rstrip("\r\n"))
                continue
            good += 1
            # Escapes bring letters that the line itself does not have.
            yield judge.row(origin, fields, plain=plain and "\\u" not in text)
    yield Progress(lines.bytes - reported)
    if good == 0 and not part.optional:
        raise InputError("nothing in it", file=shown)


def object_of(text: str, reads: frozenset[str] | None) -> dict[str, str]:
    """The fields of one line; RowError when it is no object, or has a field twice that somebody reads."""
    if len(text) > LONGEST_OBJECT:
        raise RowError(f"more than {LONGEST_OBJECT:,} characters in one line")
    if text.lstrip().startswith("["):
        raise RowError("a JSON array in place of JSON lines: write one object a line")
    value = json.loads(text, object_pairs_hook=once, parse_float=str, parse_int=str, parse_constant=no_number)
    if not isinstance(value, dict):
        raise RowError("no JSON object")
    fields = flatten(value, reads)
    if len(fields) > MOST_COLUMNS:
        raise RowError(f"{len(fields):,} fields, more than {MOST_COLUMNS:,}")
    return fields


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object in which a field that stands twice can't be read."""
    fields = dict(pairs)
    if len(fields) < len(pairs):
        for name, count in Counter(name for name, _ in pairs).items():
            if count > 1:
                fields[name] = Unreadable(f"the field {name!r} occurs twice")
    return fields


def no_number(text: str) -> Unreadable:
    """NaN and Infinity are no JSON."""
    return Unreadable(f"{text} is no JSON number")


def json_text(error: Exception) -> str:
    """The error in words."""
    if isinstance(error, RecursionError):
        return "nested too deep"
    if isinstance(error, json.JSONDecodeError):
        return f"no JSON: {error.msg} at character {error.pos + 1}"
    return str(error)
