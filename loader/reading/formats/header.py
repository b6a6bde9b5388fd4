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
from loader.reading.formats.spoiled import faults, separate_columns

FAULT = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!|#+)")
"""What a spreadsheet writes where a formula failed, or a column was too narrow."""
KEPT = 2000
"""Characters of a rejected row that are kept."""
LONG_ROW = "a row of more than 16,000,000 bytes"
LOST = "\ufffd"
MOST_VALUES = 4096
"""Different values of a column that are looked at once."""
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
        self.integers: list[tuple[str, dict[str, str]]] = [(column, {}) for column in part.integers]
        self.patterns = [(column, pattern_of(text)) for column, text in part.patterns.items()]
        self.good: list[set[str]] = [set() for _ in self.patterns]
        """Values that match, by pattern: most columns that have one say a few things again and again."""
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
        for column, plain_numbers in self.integers:
            if not (value := fields.get(column, "")):
                continue
            number = plain_numbers.get(value)
            if number is None:
                match = WHOLE.fullmatch(value)
                if match is None:
                    return reject(f"{column} is {value!r}, which is not a whole number", origin, fields)
                number = match[1]
                if len(plain_numbers) < MOST_VALUES:
                    plain_numbers[value] = number
            fields[column] = number
        for (column, pattern), good in zip(self.patterns, self.good, strict=True):
            if not (value := fields.get(column, "")) or value in good:
                continue
            if not self.matches(pattern, value, column, origin):
                return reject(self.words(fields, origin), origin, fields)
            if len(good) < MOST_VALUES:
                good.add(value)
        return Row(origin, fields)

    def resaved(self, origin: Location, line: str, columns: tuple[str, ...], delimiter: str) -> Rejected | None:
        """A row that another mark separates into the columns, rejected with all that is wrong with it; else None."""
        mark, fields = separate_columns(line, columns) if self.patterns else ("", {})
        if not mark:
            return None
        words = f"separated by {mark!r} in place of {delimiter!r}, as a spreadsheet saves it"
        return reject("; ".join(text for text in (words, self.words(fields, origin)) if text), origin, fields)

    def words(self, fields: dict[str, str], origin: Location) -> str:
        """What is wrong with a row by the patterns of its columns."""
        try:
            return "; ".join(faults(fields, self.patterns))
        except EndlessPatternError as error:
            raise InputError(str(error), file=self.path, line=origin.line) from None

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
