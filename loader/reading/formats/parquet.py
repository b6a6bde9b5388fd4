"""Parquet to rows, a batch at a time; the line of a row is its number in the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cypher.errors import InputError
from loader.catalogue.part import Part
from loader.model.row import Location, Progress, Rejected, Row, RowError
from loader.reading.formats.confined import decoded
from loader.reading.formats.header import LONG_ROW, RowValidator, read_header
from loader.reading.formats.values import flatten


def read_parquet(path: Path, part: Part, shown: Path) -> Iterator[Row | Rejected | Progress]:
    """The rows of a Parquet file; InputError when it is none, or damaged."""
    size, noted, number = path.stat().st_size, 0, 0
    frames = decoded("parquet", path, shown, "no Parquet")
    for _, names, count in frames:
        columns = read_header(names, part, shown, 1)
        checked = (*columns, *nested(columns, part))
        judge, reads = RowValidator(part, checked, shown, None), part.reads()
        if count == 0 and not part.optional:
            raise InputError("columns and no rows", file=shown)
        for _, rows in frames:
            for number, values in rows:
                if values is None:
                    yield Rejected(origin=Location(shown.name, number), reason=LONG_ROW)
                    continue
                fields = dict(zip(columns, values, strict=True))
                yield parquet_row(Location(shown.name, number), fields, judge, reads)
            read = size * number // max(count, number, 1)
            yield Progress(read - noted)
            noted = read
        if number != count:
            raise InputError(f"{number} rows where its own count says {count}", file=shown)
    yield Progress(size - noted)


def nested(columns: tuple[str, ...], part: Part) -> list[str]:
    """The columns that a manifest needs and that lie within a column of objects."""
    return [name for name in part.needs() if name not in columns and name.split(".")[0] in columns]


def parquet_row(
    origin: Location, values: dict[str, Any], judge: RowValidator, reads: frozenset[str] | None
) -> Row | Rejected:
    """The row as text; rejected when a value is none."""
    try:
        return judge.row(origin, flatten(values, reads))
    except RowError as error:
        return Rejected(origin=origin, reason=str(error), value=repr(list(values.values()))[:500])
