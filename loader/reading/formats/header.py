"""The names of columns, however a format writes them, and what a part wants of each row's values."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from cypher.errors import InputError
from loader.catalogue.part import Part
from loader.catalogue.pattern import EndlessPatternError, Pattern, pattern_of
from loader.catalogue.template import list_as_text
from loader.model.row import Location, Rejected, Row

FAULT = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!|#+)")
"""What a spreadsheet writes where a formula failed, or a column was too narrow."""
KEPT = 2000
"""Characters of a rejected row that are kept."""
LONG_ROW = "a row of more than 16,000,000 bytes"
LOST = "\ufffd"
MOST_COLUMNS = 16_384
"""What the widest workbook has: past this a file is no table."""
SHOWN = 200
"""Characters of a rejected row that are kept where it has too many or too few columns."""
WHOLE = re.compile(r"([+-]?\d+)(?:\.0*)?", re.ASCII)


def read_header(values: Iterable[str], part: Part, path: Path, line: int) -> tuple[str, ...]:
    """The column names of a header row; InputError when one occurs twice or is empty, unless the part numbers them."""
    names = tuple(value.strip() for value in values)
    if len(names) > MOST_COLUMNS:
        raise InputError(f"{len(names):,} columns, more than {MOST_COLUMNS:,}", file=path, line=line)
    if part.number_unnamed or part.mapped:
        return numbered(names)
    if "" in names:
        raise InputError("a column in the header has no name", file=path, line=line, value=",".join(names)[:SHOWN])
    twice = sorted(name for name, count in Counter(names).items() if count > 1)
    if twice:
        raise InputError("a column name occurs twice in the header", file=path, line=line, value=", ".join(twice))
    return names


def numbered(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names with a number where they need one: `column 4` for the fourth without a name, `ID.2` for a second ID."""
    taken: dict[str, None] = {}
    counts: Counter[str] = Counter()
    for place, name in enumerate(names, 1):
        name = name or f"column {place}"
        unique = name
        while unique in taken:
            counts[name] = max(counts[name], 1) + 1
            unique = f"{name}.{counts[name]}"
        taken[unique] = None
    return tuple(taken)


class RowValidator:
    """Makes a row of a line's values, or rejects them, as the part wants."""

    def __init__(self, part: Part, columns: tuple[str, ...], path: Path, line: int | None) -> None:
        wanted = part.needs() | set(part.integers) | set(part.patterns)
        if missing := sorted(wanted - set(columns)):
            words = ", ".join(f"{column} is missing" for column in missing)
            raise InputError(f"wrong columns: {words}", file=path, line=line, value=",".join(columns)[:SHOWN])
        self.path = path
        self.null_values = part.null_values
        self.reads = part.reads()
        self.integers = part.integers
        self.patterns = [(column, pattern_of(text)) for column, text in part.patterns.items()]
        self.plain = not (self.integers or self.patterns)
        self.easy = self.plain and not self.null_values
        """Whether it has nothing to say of a row that is ASCII without a #."""

    def row(self, origin: Location, fields: dict[str, str], *, plain: bool = False) -> Row | Rejected:
        """The row, its integers without a point; rejected for a value of another shape, or that an encoding damaged.

        `plain` says that all of it is ASCII without a #.
        """
        if not plain and (fault := damage(fields, self.reads)):
            return reject(fault, origin, fields)
        if self.null_values:
            for column, value in fields.items():
                if value in self.null_values:
                    fields[column] = ""
        if self.plain:
            return Row(origin, fields)
        for column in self.integers:
            if not (value := fields.get(column, "")):
                continue
            match = WHOLE.fullmatch(value)
            if match is None:
                return reject(f"{column} is {value!r}, which is not a whole number", origin, fields)
            fields[column] = match[1]
        for column, pattern in self.patterns:
            if (value := fields.get(column, "")) and not self.matches(pattern, value, column, origin):
                return reject(f"{column} is {value!r}, which does not match {pattern.text}", origin, fields)
        return Row(origin, fields)

    def matches(self, pattern: Pattern, value: str, column: str, origin: Location) -> bool:
        """Whether a value matches; InputError where nobody can wait for that, as the next rows would take as long."""
        try:
            return pattern.matches(value)
        except EndlessPatternError as error:
            raise InputError(f"{column}: {error}", file=self.path, line=origin.line, value=value[:SHOWN]) from None


def reject(reason: str, origin: Location, fields: dict[str, str]) -> Rejected:
    """The row, rejected, with its text."""
    return Rejected(origin=origin, reason=reason, value=raw_text(fields.values()))


def raw_text(values: Iterable[str]) -> str:
    """A row's values as one line of CSV, so that it can be read, searched and pasted."""
    line, first, size = io.StringIO(), list[str](), 0
    for value in values:
        first.append(list_as_text(value))
        size += len(value) + 1
        if size > KEPT:
            break
    csv.writer(line, lineterminator="").writerow(first)
    return line.getvalue()[:KEPT]


def damage(fields: dict[str, str], reads: frozenset[str] | None = None) -> str | None:
    """What a wrong encoding or a failed formula did to the columns that are read; None when nothing is to be seen."""
    for column, text in fields.items():
        if reads is not None and column not in reads:
            continue
        if text[:1] == "#" and FAULT.fullmatch(text):
            return f"{column} is {text!r}: a formula that failed"
        if text.isascii():
            continue
        if LOST in text:
            return f"{column} has a character that was lost (U+FFFD)"
        if garbled(text):
            return f"{column} is UTF-8 that somebody read as Latin-1"
    return None


def garbled(text: str) -> bool:
    """Whether each letter beyond ASCII is a piece of a letter in UTF-8: nobody writes Ã¼ and means it."""
    for encoding in ("cp1252", "latin-1"):
        try:
            text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        return True
    return False
