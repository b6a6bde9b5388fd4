"""What a file looks like: format, encoding, delimiter, the lines before its header, its columns, its first rows."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from cypher.errors import InputError
from cypher.regular import open_regular
from loader.catalogue.part import Format, Part
from loader.draft.document import guess_each, is_document
from loader.draft.encoding import BYTES, encoding_of
from loader.model.row import Row
from loader.reading.formats.opening import SUFFIXES, open_rows
from loader.reading.formats.sheet import sheet_rows, workbook_frames

ROWS = 1000
"""Rows from which the meaning of columns is guessed."""
LINES = 500
"""Lines from which the delimiter and the header are found."""
DELIMITERS = ",;\t|"
FEW_COLUMNS = 4
"""Columns of an edge list without header: two ends, and what is said of them."""
NUMBER = re.compile(r"[+-]?\d+([.,]\d+)*")
YEAR = re.compile(r"1[89]\d\d|20\d\d")


@dataclass(frozen=True)
class FileHead:
    """A file as it looks: the part of a manifest that reads it, its columns, its first rows."""

    part: Part
    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    notes: dict[str, str] = field(default_factory=dict)
    """Why an entry of the part is a guess, by the entry."""

    @property
    def doubts(self) -> Iterator[str]:
        """Each entry of the part that is a guess, and why."""
        for entry, note in self.notes.items():
            value = getattr(self.part, entry)
            yield f"{entry} {value}: {note}" if isinstance(value, str) else f"{entry}: {note}"


def read_head(path: Path) -> FileHead:
    """What a file looks like; InputError when nothing in it can be read as rows."""
    try:
        with open_regular(path) as file:
            start = file.read(BYTES)
    except OSError as error:
        raise InputError(f"can't be read: {error.strerror}", file=path) from None
    form = guess_format(path, start)
    part = Part(file=general_name(path), number_unnamed=True)
    usual = SUFFIXES.get(path.suffix.lower()) or "delimited"
    if form != ("json" if form == "json" and usual == "jsonl" else usual):
        part = replaced(part, format=form)
    notes: dict[str, str] = {}
    if form in ("xml", "json"):
        each = guess_each(form, start)
        if each is None:
            raise InputError("nothing stands in it more than once: write a manifest with `each`", file=path)
        part, notes = replaced(part, each=each), {"each": "what stands in it more than once"}
    if form in ("delimited", "jsonl"):
        encoding, note = encoding_of(path, start)
        part = replaced(part, encoding=encoding)
        notes |= {"encoding": note} if note else {}
    if form == "delimited":
        part = delimited(part, path, lines_of(start, part.encoding))
    elif form == "sheet":
        part, note = sheet(part, path)
        notes |= {"sheet": note} if note else {}
    return with_rows(part, path, form, notes)


def with_rows(part: Part, path: Path, form: Format, notes: dict[str, str]) -> FileHead:
    """The first rows, read as a load would read them; without a header the columns have numbers."""
    rows = first_rows(part, path)
    if form == "delimited" and part.columns is None and (headless(rows) or is_edge_list(rows)):
        part = replaced(part, columns=tuple(f"column {place}" for place in range(1, len(rows[0]) + 1)))
        rows = first_rows(part, path)
        notes = notes | {"columns": "the first row looks like data: name the columns in their order"}
    seen = rows if form in ("jsonl", "xml", "json") else rows[:1]
    columns = tuple(dict.fromkeys(column for row in seen for column in row))
    return FileHead(part, columns, tuple(rows), notes)


def first_rows(part: Part, path: Path) -> list[dict[str, str]]:
    """The fields of the first rows that can be believed; InputError when none can."""
    rows = [row.fields for row in islice(open_rows(path, part, path), ROWS) if isinstance(row, Row)]
    if not rows:
        raise InputError("no row in it can be read", file=path)
    return rows


def headless(rows: Sequence[dict[str, str]]) -> bool:
    """Whether the first row is no header: a number, other than a year, stands above numbers."""
    return any(
        NUMBER.fullmatch(column)
        and not YEAR.fullmatch(column)
        and all(NUMBER.fullmatch(row[column]) for row in rows if row[column])
        for column in rows[0]
    )


def is_edge_list(rows: Sequence[dict[str, str]]) -> bool:
    """Whether what stands in place of a header are the first two of those whom the rows tie to each other."""
    columns = list(rows[0])
    return 2 <= len(columns) <= FEW_COLUMNS and all(
        any(column in (row[columns[0]], row[columns[1]]) for row in rows) for column in columns[:2]
    )


def general_name(path: Path) -> str:
    """A file's name without the date at its end, so that the next edition of the file fits too."""
    stem = re.sub(r"[-_. ]*(?<!\d)\d{4}[-_.]?\d\d([-_.]?\d\d)?$", "", path.stem)
    return f"{stem or path.stem}{path.suffix}"


def guess_format(path: Path, start: bytes) -> Format:
    """What a file is, by what is in it, else by its name."""
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return "sheet"
    if start.startswith(b"PAR1"):
        return "parquet"
    named = SUFFIXES.get(path.suffix.lower()) or "delimited"
    if named == "delimited" and start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
        return "xml"
    if named == "jsonl" and path.suffix.lower() == ".json" and is_document(start):
        return "json"
    if named == "delimited" and start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b'{"'):
        return "jsonl"
    return named


def lines_of(start: bytes, encoding: str) -> list[str]:
    """The first whole lines of a text."""
    text = start.decode(encoding, "replace")
    lines = [f"{line}\n" for line in text.split("\n")]
    whole = lines[:-1] if len(start) == BYTES else lines
    return whole[:LINES]


def delimited(part: Part, path: Path, lines: list[str]) -> Part:
    """The part with the delimiter that gives most rows of one width, and the lines before the first of them."""
    usual = "\t" if path.suffix.lower() in (".tsv", ".tab") else ","
    layouts = [(layout, mark) for mark in DELIMITERS if (layout := layout_of(lines, mark)) is not None]
    if not layouts:
        return part
    (_, _, skip), mark = max(layouts, key=lambda pair: (pair[0][0], pair[0][1], pair[1] == usual))
    return replaced(part, skip=skip, **({} if mark == usual else {"delimiter": mark}))


def layout_of(lines: list[str], mark: str) -> tuple[int, int, int] | None:
    """How many rows a delimiter makes that are as wide as most, how wide, and the lines before the first of them."""
    widths: list[tuple[int, int]] = []
    for start, values in rows_at(lines, mark):
        if values:
            widths.append((start, len(values)))
    wide = Counter(width for _, width in widths if width > 1)
    if not wide:
        return None
    width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
    first = next(start for start, size in widths if size == width)
    return count, width, first


def rows_at(lines: list[str], mark: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the lines before it."""
    reader = csv.reader(lines, delimiter=mark)
    while True:
        before = reader.line_num
        try:
            yield before, next(reader)
        except StopIteration:
            return
        except csv.Error:
            continue


def sheet(part: Part, path: Path) -> tuple[Part, str | None]:
    """The part with the fullest sheet of a workbook, and the rows before the first that is as full as most."""
    frames = workbook_frames("survey", path, path, rows=LINES)
    _, filled, name = next(frames)
    rows = [(number, values) for number, values, _ in sheet_rows(frames) if values is not None]
    if not rows:
        raise InputError("no row in it can be read", file=path)
    full = [(number, sum(value not in ("", None) for value in values)) for number, values in rows]
    most = max(count for _, count in full)
    skip = next(number for number, count in full if count * 2 > most) - 1
    part = replaced(part, skip=skip)
    if len(filled) == 1:
        return part, None
    return replaced(part, sheet=name), f"the fullest of {', '.join(filled)}"


def replaced(part: Part, **changes: object) -> Part:
    """The part with other entries."""
    return part.model_copy(update=changes)
