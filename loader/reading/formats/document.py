"""XML and JSON documents to rows; a row's line is that on which it begins, counted on where several begin on one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from cypher.errors import InputError
from loader.catalogue.part import Part
from loader.model.row import Location, Progress, Rejected, Row, RowError
from loader.reading.formats.confined import decoded
from loader.reading.formats.documents import CHOSEN, UP, levels_up
from loader.reading.formats.header import LONG_ROW, RowValidator, raw_text
from loader.reading.formats.values import flatten

WHAT = {"xml": "no XML", "json": "no JSON"}
EXAMPLE = {"xml": "sdnEntry", "json": "items[]"}


def read_document(
    path: Path, part: Part, shown: Path, written: Literal["xml", "json"]
) -> Iterator[Row | Rejected | Progress]:
    """The rows of a document; InputError when it is none, is damaged or has no row."""
    if part.each is None:
        raise InputError(f"say in the part's `each` what is a row, like `each: {EXAMPLE[written]}`", file=shown)
    size = path.stat().st_size
    if size == 0:
        raise InputError("the file is empty", file=shown)
    reads = part.reads()
    above = sorted(column for column in reads or () if column.startswith(UP))
    if written == "xml" and levels_up(above) >= part.each.count("/") + 1:
        raise InputError(f"{UP * levels_up(above)} leads out of {part.each}", file=shown)
    name, noted, any_row, met = f"{shown.name}#{part.each}", 0, False, ()
    judge = RowValidator(part, tuple(part.needs()), shown, None)
    columns = None if part.columns is None else sorted({*part.columns, *part.needs()} - {*above})
    options = {
        "each": part.each,
        "above": above,
        "columns": columns,
        "chosen": sorted(filter(CHOSEN.match, reads or ())),
    }
    for frame in decoded(written, path, shown, WHAT[written], **options):
        match frame:
            case ["at", position]:
                yield Progress(position - noted)
                noted = position
            case ["met", names]:
                met = tuple(names)
            case [_, rows]:
                any_row = True
                for number, values, *fault in rows:
                    yield document_row(Location(name, number), values, fault[0] if fault else LONG_ROW, judge, reads)
    yield Progress(size - noted)
    if not any_row and not part.optional:
        there = f"; there are: {', '.join(met)}" if met else ""
        raise InputError(f"nothing in it is {part.each}{there}", file=shown)


def document_row(
    origin: Location, values: dict[str, Any] | None, fault: str, judge: RowValidator, reads: frozenset[str] | None
) -> Row | Rejected:
    """The row as text; rejected when it has no values, or one is none that a field can hold."""
    if values is None:
        return Rejected(origin=origin, reason=fault)
    try:
        return judge.row(origin, flatten(values, reads))
    except RowError as error:
        texts = (value for value in values.values() if isinstance(value, str))
        return Rejected(origin=origin, reason=str(error), value=raw_text(texts))
