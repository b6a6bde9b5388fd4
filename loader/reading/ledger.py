"""Every row that is handed out must come back stated, rejected or skipped; the ledger finds the one that doesn't."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cypher.errors import InputError
from loader.model.row import Location, Progress, Rejected, Row
from loader.reading.formats.header import MOST_COLUMNS

ISSUED, SKIPPED, STATED, REJECTED = 1, 2, 4, 8
"""One byte a row: 1 MB for a million of them. A row of which something is rejected counts as rejected."""


@dataclass
class RowCounts:
    """How many rows there were, and what became of them."""

    read: int = 0
    stated: int = 0
    rejected: int = 0
    skipped: int = 0


class WatchedFields(dict[str, str]):
    """A row's fields, noting which columns somebody reads."""

    def __init__(self, fields: dict[str, str], used: set[str]) -> None:
        super().__init__(fields)
        self.used = used

    def __getitem__(self, column: str) -> str:
        self.used.add(column)
        return super().__getitem__(column)

    def get(self, column: str, default: Any = None) -> Any:
        """The text in a column."""
        self.used.add(column)
        return super().get(column, default)


@dataclass
class ColumnUse:
    """The columns of one part: how often each says something, with an example, and those that somebody reads."""

    used: set[str] = field(default_factory=set)
    filled: dict[str, int] = field(default_factory=dict)
    example: dict[str, str] = field(default_factory=dict)

    def see(self, row: Row) -> None:
        """Count the columns of a row that say something."""
        for column, text in row.fields.items():
            if text:
                self.filled[column] = self.filled.get(column, 0) + 1
                self.example.setdefault(column, text)

    @property
    def left_over(self) -> list[str]:
        """The columns that say something and that nobody reads, in the file's order."""
        return [column for column in self.filled if column not in self.used]


class RowAudit:
    """What became of each row of each file; with `watching`, of each column too."""

    def __init__(self, *, watching: bool = False) -> None:
        self.marks: dict[str, bytearray] = {}
        self.columns: dict[str, ColumnUse] = {}
        self.there: dict[str, set[str]] = {}
        """Of parts whose rows need not have the same columns: those that some row has."""
        self.watching = watching

    def issue(
        self, part: str, rows: Iterator[Row | Rejected | Progress], *, uneven: bool = False
    ) -> Iterator[Row | Rejected | Progress]:
        """The rows of a part, each noted as handed out; `uneven` when they need not have the same columns."""
        name, marks = "", bytearray()
        there = self.there.setdefault(part, set()) if uneven else None
        columns = self.columns.setdefault(part, ColumnUse()) if self.watching else None
        for row in rows:
            if type(row) is Progress:
                yield row
                continue
            origin = row.origin  # type: ignore[union-attr]
            if origin.file != name:
                name = origin.file
                marks = self.marks.setdefault(name, bytearray())
            line = origin.line
            if line >= len(marks):
                marks.extend(bytes(line + 1024 - len(marks)))
            marks[line] |= ISSUED
            if there is not None and type(row) is Row:
                there.update(row.fields)
                if len(there) > MOST_COLUMNS:
                    words = f"its rows have more than {MOST_COLUMNS:,} different columns"
                    raise InputError(words, file=origin.file, line=line)
            if columns is not None and type(row) is Row:
                columns.see(row)
                yield Row(origin, WatchedFields(row.fields, columns.used))
            else:
                yield row

    def note(self, origin: Location, end: int) -> None:
        """Note what became of a row; what no format handed out is nobody's loss."""
        marks = self.marks.get(origin.file)
        if marks is not None and origin.line < len(marks):
            marks[origin.line] |= end

    def lost(self) -> Location | None:
        """The first row that was handed out and never heard of again."""
        for name, marks in self.marks.items():
            line = marks.find(ISSUED)
            if line >= 0:
                return Location(name, line)
        return None

    def mostly_rejected(self, at_least: int) -> Iterator[tuple[str, int, int]]:
        """The files of which more rows were rejected than understood, and more than so many: rejected, understood."""
        for name, marks in self.marks.items():
            kinds = Counter(marks)
            rejected = sum(kinds[mark] for mark in range(16) if mark & REJECTED)
            understood = sum(kinds[mark] for mark in range(16) if mark & (STATED | SKIPPED))
            if rejected > max(understood, at_least):
                yield name, rejected, understood

    def rows(self) -> RowCounts:
        """How many rows were read, and what became of them."""
        counts = RowCounts()
        for marks in self.marks.values():
            for mark in range(1, 16):
                if mark & ISSUED and (count := marks.count(mark)):
                    counts.read += count
                    if mark & REJECTED:
                        counts.rejected += count
                    elif mark & STATED:
                        counts.stated += count
                    else:
                        counts.skipped += count
        return counts
