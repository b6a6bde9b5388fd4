"""Parquet to rows, a batch at a time; the line of a row is its number in the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cypher.errors import InputError
from loader.catalogue.part import Part
from loader.model.row import Location, Progress, Rejected, Row, RowError
from loader.reading.formats.header import RowValidator, read_header
from loader.reading.formats.values import flatten

BATCH = 2000
"""Rows that are Python objects at one time."""
LARGEST_GROUP = 2 << 30
"""Bytes of one group of rows, unpacked: past this its writer has to make smaller groups."""


def read_parquet(path: Path, part: Part, shown: Path) -> Iterator[Row | Rejected | Progress]:
    """The rows of a Parquet file; InputError when it is none, or damaged."""
    import pyarrow as pa
    from pyarrow import parquet

    number = 0
    try:
        with parquet.ParquetFile(path, page_checksum_verification=True) as file:
            meta = file.metadata
            columns = read_header(file.schema_arrow.names, part, shown, 1)
            checked = (*columns, *nested(columns, part))
            judge, reads = RowValidator(part, checked, shown, None), part.reads()
            if meta.num_rows == 0 and not part.optional:
                raise InputError("columns and no rows", file=shown)
            for group in range(meta.num_row_groups):
                if meta.row_group(group).total_byte_size > LARGEST_GROUP:
                    reason = f"a group of rows of more than {LARGEST_GROUP >> 30} GB"
                    raise InputError(reason, file=shown, line=number + 1)
                for batch in file.iter_batches(batch_size=BATCH, row_groups=[group]):
                    for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                        number += 1
                        fields = dict(zip(columns, values, strict=True))
                        yield parquet_row(Location(shown.name, number), fields, judge, reads)
                yield Progress(
                    sum(meta.row_group(group).column(n).total_compressed_size for n in range(meta.num_columns))
                )
    except (pa.ArrowException, OSError, OverflowError, UnicodeDecodeError) as error:
        words = f"no Parquet, or damaged: {' '.join(str(error).split())[:200]}"
        raise InputError(words, file=shown, line=number + 1 if number else None) from None
    if number != meta.num_rows:
        raise InputError(f"{number} rows where its own count says {meta.num_rows}", file=shown)


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
