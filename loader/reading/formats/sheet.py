"""Workbooks (xlsx, xlsm, xlsb, xls, ods) to rows by calamine; the line of a row is the sheet's own number for it.

Calamine unpacks one sheet into memory, so files are limited in size: a larger table belongs into CSV or Parquet.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cypher.errors import InputError
from loader.catalogue.part import Part
from loader.model.row import Location, Progress, Rejected, Row, RowError
from loader.reading.formats.confined import decoded
from loader.reading.formats.header import FAULT, LONG_ROW, RowValidator, raw_text, read_header
from loader.reading.formats.values import value_as_text

LARGEST = 64 << 20
"""Bytes of a workbook: calamine holds a whole sheet in memory, many times as large as its file."""
UNPACKED = 512 << 20
"""Bytes of what a workbook packs: past this it is not a table that somebody typed."""
EXACT = 10**15
"""From here on a sheet's numbers have lost digits: they hold fifteen."""
SheetRow = tuple[int, list[Any] | None, str | None]
"""A row's number, its values unless they are too long, and the cell in which a formula failed."""


def read_sheet(path: Path, part: Part, shown: Path) -> Iterator[Row | Rejected | Progress]:
    """The rows of one sheet; InputError when the workbook can't be opened or it is not said which sheet."""
    size = path.stat().st_size
    frames = workbook_frames("sheet", path, shown, sheet=part.sheet)
    for _, name in frames:
        yield from read_sheet_rows(sheet_rows(frames), f"{shown.name}#{name}", part, shown)
    yield Progress(size)


def workbook_frames(kind: str, path: Path, shown: Path, **options: Any) -> Iterator[list[Any]]:
    """What decoding a workbook gives; InputError for an empty one, or one that is larger than a table."""
    size = path.stat().st_size
    if size == 0:
        raise InputError("the file is empty", file=shown)
    if size > LARGEST:
        raise InputError(f"a workbook of more than {LARGEST >> 20} MB: save it as CSV", file=shown)
    return decoded(kind, path, shown, "no workbook", unpacked=UNPACKED, **options)


def sheet_rows(frames: Iterator[list[Any]]) -> Iterator[SheetRow]:
    """The rows of a sheet from the frames after its head."""
    for _, rows in frames:
        for row in rows:
            yield row[0], row[1], row[2] if len(row) > 2 else None


def read_sheet_rows(rows: Iterator[SheetRow], name: str, part: Part, shown: Path) -> Iterator[Row | Rejected]:
    """The rows below the header."""
    columns, any_row = part.columns, False
    judge = RowValidator(part, columns, shown, None) if columns else None
    for number, values, failed in rows:
        if number <= part.skip:
            continue
        if values is None:
            any_row = True
            yield Rejected(origin=Location(name, number), reason=LONG_ROW)
            continue
        if columns is None or judge is None:
            columns = read_header(trimmed([cell_text("header", value) for value in values]), part, shown, number)
            judge = RowValidator(part, columns, shown, number)
            continue
        any_row = True
        if failed and is_read(failed, columns, judge):
            reason = f"a formula failed in {failed}"
            yield Rejected(origin=Location(name, number), reason=reason, value=raw_text(map(str, values)))
            continue
        yield sheet_row(Location(name, number), columns, values, judge)
    if not any_row and not part.optional:
        raise InputError("a header and no rows", file=shown)


def is_read(place: str, columns: tuple[str, ...], judge: RowValidator) -> bool:
    """Whether the column of a cell such as B7 is one that the manifest reads."""
    number = 0
    for letter in place.rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return judge.reads is None or number > len(columns) or columns[number - 1] in judge.reads


def sheet_row(origin: Location, columns: tuple[str, ...], values: list[Any], judge: RowValidator) -> Row | Rejected:
    """The row as text; rejected when a cell can't be believed or lies beyond the header."""
    beyond = len(trimmed([str(value) for value in values[len(columns) :]]))
    try:
        if beyond:
            raise RowError(f"{len(columns) + beyond} columns where {len(columns)} are expected")
        reads = judge.reads
        pairs = zip(columns, values, strict=False)
        texts = [
            cell_text(column, value) if reads is None or column in reads else shown(value) for column, value in pairs
        ]
    except RowError as error:
        return Rejected(origin=origin, reason=str(error), value=raw_text(map(str, values)))
    texts += [""] * (len(columns) - len(texts))
    return judge.row(origin, dict(zip(columns, texts, strict=True)))


def shown(value: Any) -> str:
    """The text of a cell that nobody reads, whatever is in it."""
    return "" if value is None else str(value)


def trimmed(texts: list[str]) -> list[str]:
    """The texts without the empty ones at their end."""
    while texts and not texts[-1].strip():
        texts.pop()
    return texts


def cell_text(column: str, value: Any) -> str:
    """A cell as text, whole numbers without a point; RowError for a formula's fault or lost digits."""
    if isinstance(value, float):
        if abs(value) >= EXACT:
            raise RowError(f"{column} is {value:.15g}: a sheet keeps fifteen digits, so this number has lost some")
        return str(int(value)) if value.is_integer() else repr(value)
    text = value_as_text(column, value)
    if text.startswith("#") and FAULT.fullmatch(text):
        raise RowError(f"{column} is {text!r}: a formula that failed")
    return text
