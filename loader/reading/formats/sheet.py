"""Workbooks (xlsx, xlsm, xlsb, xls, ods) to rows by calamine; the line of a row is the sheet's own number for it.

Calamine unpacks one sheet into memory, so files are limited in size: a larger table belongs into CSV or Parquet.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from cypher.errors import InputError
from loader.catalogue.part import Part
from loader.model.row import Location, Progress, Rejected, Row, RowError
from loader.reading.formats.header import FAULT, RowValidator, raw_text, read_header
from loader.reading.formats.values import value_as_text

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

LARGEST = 64 << 20
"""Bytes of a workbook: calamine holds a whole sheet in memory, many times as large as its file."""
UNPACKED = 512 << 20
"""Bytes of what a workbook packs: past this it is not a table that somebody typed."""
EXACT = 10**15
"""From here on a sheet's numbers have lost digits: they hold fifteen."""
WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
SHEET, SHEET_ID = re.compile(rb"<(?:\w+:)?sheet [^>]*>"), re.compile(rb'\br:id="([^"]+)"')
RELATION, TARGET = re.compile(rb"<(?:\w+:)?Relationship [^>]*>"), re.compile(rb'\bTarget="([^"]+)"')
CELL, FAILED, PLACE = re.compile(rb"<c [^>]*>"), re.compile(rb'\bt="e"'), re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
PIECE = 1 << 20
"""Bytes of a sheet's XML that are searched at one time."""
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    EOFError,
    RuntimeError,
    struct.error,
    UnicodeDecodeError,
)
"""What zipfile raises for an archive that is damaged, encrypted or packed in an unknown way."""
PANIC = "PanicException"
"""What calamine raises where it did not expect a damage: a BaseException whose class nobody can import."""


def read_sheet(path: Path, part: Part, shown: Path) -> Iterator[Row | Rejected | Progress]:
    """The rows of one sheet; InputError when the workbook can't be opened or it is not said which sheet."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        reject_large(path, shown)
        with CalamineWorkbook.from_path(str(path)) as book:
            sheet = book.get_sheet_by_name(chosen_sheet(book, part, shown))
            name = f"{shown.name}#{sheet.name}"
            above = sheet.start[0] if sheet.start else 0
            failed = failed_formulas(path, book.sheet_names.index(sheet.name))
            rows = numbered_rows(sheet.to_python(skip_empty_area=True), above)
            yield from read_sheet_rows(rows, name, part, shown, failed)
    except (CalamineError, OSError, *DAMAGED) as error:
        raise InputError(f"no workbook, or damaged: {error}", file=shown) from None
    except BaseException as error:
        if type(error).__name__ != PANIC:
            raise
        raise InputError(f"no workbook, or damaged: {error}", file=shown) from None
    yield Progress(path.stat().st_size)


def failed_formulas(path: Path, place: int) -> dict[int, str]:
    """The rows of an xlsx sheet in which a formula failed, with the cell: calamine reads such a cell as empty."""
    if not zipfile.is_zipfile(path):
        return {}
    failures: dict[int, str] = {}
    with zipfile.ZipFile(path) as packed:
        names = set(packed.namelist())
        if not {WORKBOOK, RELATIONS} <= names:
            return {}
        sheets = [SHEET_ID.search(tag) for tag in SHEET.findall(packed.read(WORKBOOK))]
        wanted = sheets[place][1] if place < len(sheets) and sheets[place] else b""  # type: ignore[index]
        targets = [
            TARGET.search(tag) for tag in RELATION.findall(packed.read(RELATIONS)) if b'"' + wanted + b'"' in tag
        ]
        for target in filter(None, targets):
            name = target[1].decode("utf-8", "replace").lstrip("/")
            name = name if name in names else f"xl/{name}"
            if name in names:
                with packed.open(name) as sheet:
                    for tag in tags(sheet):
                        if FAILED.search(tag) and (cell := PLACE.search(tag)):
                            failures.setdefault(int(cell[2]), (cell[1] + cell[2]).decode("ascii"))
    return failures


def tags(sheet: IO[bytes]) -> Iterator[bytes]:
    """The cells' tags of a sheet's XML, read a piece at a time."""
    rest = b""
    while piece := sheet.read(PIECE):
        text = rest + piece
        end = text.rfind(b"<c ")
        yield from CELL.findall(text, 0, max(end, 0))
        rest = text[max(end, 0) :][-PIECE:]
    yield from CELL.findall(rest)


def reject_large(path: Path, shown: Path) -> None:
    """Raise InputError for a workbook that would take more memory than a table is worth."""
    size = path.stat().st_size
    if size == 0:
        raise InputError("the file is empty", file=shown)
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            size = max(size, sum(member.file_size for member in packed.infolist()) * LARGEST // UNPACKED)
    if size > LARGEST:
        reason = f"a workbook of more than {LARGEST >> 20} MB, or {UNPACKED >> 20} MB unpacked: save it as CSV"
        raise InputError(reason, file=shown)


def chosen_sheet(book: CalamineWorkbook, part: Part, shown: Path) -> str:
    """The sheet that the manifest names, else the only one that has something in it."""
    if part.sheet is not None:
        if part.sheet not in book.sheet_names:
            raise InputError(f"there is no sheet {part.sheet!r}, only {', '.join(book.sheet_names)}", file=shown)
        return part.sheet
    filled = [name for name in book.sheet_names if len(book.sheet_names) == 1 or book.get_sheet_by_name(name).height]
    if len(filled) != 1:
        reason = (
            "nothing in it" if not filled else f"several sheets: name one in the part's `sheet`: {', '.join(filled)}"
        )
        raise InputError(reason, file=shown)
    return filled[0]


def numbered_rows(rows: list[list[Any]], above: int) -> Iterator[tuple[int, list[Any]]]:
    """Each row that says something with its number; it leaves memory once it is read."""
    rows.reverse()
    number = above
    while rows:
        number += 1
        values = rows.pop()
        if any(value != "" and value is not None for value in values):
            yield number, values


def read_sheet_rows(
    rows: Iterator[tuple[int, list[Any]]], name: str, part: Part, shown: Path, failed: dict[int, str]
) -> Iterator[Row | Rejected]:
    """The rows below the header."""
    columns, any_row = part.columns, False
    judge = RowValidator(part, columns, shown, None) if columns else None
    for number, values in rows:
        if number <= part.skip:
            continue
        if columns is None or judge is None:
            columns = read_header(trimmed([cell_text("header", value) for value in values]), part, shown, number)
            judge = RowValidator(part, columns, shown, number)
            continue
        any_row = True
        if number in failed and is_read(failed[number], columns, judge):
            reason = f"a formula failed in {failed[number]}"
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
