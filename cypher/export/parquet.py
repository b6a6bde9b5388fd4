"""Parquet: typed columns, written in groups of rows, so that any number of them takes little memory."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

import pyarrow as pa
from pyarrow import parquet

from cypher.export.cells import exact
from cypher.export.form import Rows

GROUP = 10_000
"""Rows of a group: a million take under 300 MB of memory, readers still skip well."""
TYPES: dict[str, pa.DataType] = {
    "null": pa.null(),
    "boolean": pa.bool_(),
    "integer": pa.int64(),
    "float": pa.float64(),
    "string": pa.string(),
    "date": pa.date32(),
    "datetime": pa.timestamp("us", tz="UTC"),
    "local datetime": pa.timestamp("us"),
    "strings": pa.list_(pa.string()),
    "json": pa.string(),
}
Kinds = dict[str, str]


def write_parquet(columns: Sequence[str], rows: Rows, out: BinaryIO) -> None:
    """All rows, each column of the narrowest type that holds all its values; what fits none is JSON text.

    A type is guessed from the first group. Where a later value does not fit, what was written is written anew with the
    wider type, group by group.
    """
    with TemporaryDirectory() as folder:
        kinds: Kinds = dict.fromkeys(columns, "null")
        path, version = Path(folder) / "0", 0
        file = parquet.ParquetWriter(path, arrow_schema(kinds))
        stream = iter(rows)
        while group := list(islice(stream, GROUP)):
            values = {column: [row[at] for row in group] for at, column in enumerate(columns)}
            wider = {column: widened(kinds[column], values[column]) for column in columns}
            if wider != kinds:
                file.close()
                version += 1
                later = Path(folder) / str(version)
                file = parquet.ParquetWriter(later, arrow_schema(wider))
                for before in written_tables(path, kinds, wider):
                    file.write_table(before)
                path.unlink()
                path, kinds = later, wider
            file.write_table(table_of_values(values, kinds))
        file.close()
        with path.open("rb") as whole:
            while part := whole.read(1 << 20):
                out.write(part)


def arrow_schema(kinds: Kinds) -> pa.Schema:
    """The file's schema."""
    return pa.schema([pa.field(column, TYPES[kind]) for column, kind in kinds.items()])


def table_of_values(values: Mapping[str, Sequence[Any]], kinds: Kinds) -> pa.Table:
    """A group of rows as a table of Arrow."""
    arrays = [
        pa.array([fitted(value, kinds[name]) for value in column], TYPES[kinds[name]])
        for name, column in values.items()
    ]
    return pa.Table.from_arrays(arrays, schema=arrow_schema(kinds))


def written_tables(path: Path, kinds: Kinds, wider: Kinds) -> Iterator[pa.Table]:
    """What a file holds, group by group, with wider types."""
    with parquet.ParquetFile(path) as file:
        for number in range(file.num_row_groups):
            values = file.read_row_group(number).to_pydict()
            for column, kind in kinds.items():
                if kind == "json":
                    values[column] = [value if value is None else json.loads(value) for value in values[column]]
            yield table_of_values(values, wider)


def widened(kind: str, values: Iterable[Any]) -> str:
    """The type that holds a column's values, those before included."""
    for value in values:
        if value is not None and (own := arrow_kind(value)) != kind:
            if kind == "null":
                kind = own
            elif {kind, own} == {"integer", "float"}:
                kind = "float"
            else:
                return "json"
    return kind


def arrow_kind(value: Any) -> str:
    """The narrowest type of one value."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, datetime.datetime):
        return "datetime" if value.tzinfo else "local datetime"
    for kind, types in (("integer", int), ("float", float), ("string", str), ("date", datetime.date)):
        if isinstance(value, types):
            return kind
    return "strings" if isinstance(value, list) and all(isinstance(item, str | None) for item in value) else "json"


def fitted(value: Any, kind: str) -> Any:
    """A value as its column holds it."""
    if value is None:
        return None
    return json.dumps(exact(value), ensure_ascii=False, default=str) if kind == "json" else value
