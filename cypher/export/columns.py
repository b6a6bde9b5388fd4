"""Columns of answers as columns of Arrow: the narrowest type that holds all values; what fits none is JSON text."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import pyarrow as pa

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
    "list<null>": pa.list_(pa.string()),
    "json": pa.string(),
}
TYPES |= {f"list<{kind}>": pa.list_(TYPES[kind]) for kind in ("boolean", "integer", "float", "string", "date")}
SIMPLE: dict[type, Any] = {bool: True, int: 0, float: 0.0, str: "", datetime.date: datetime.date.min}
"""A value of each type whose values are all of one kind."""
Kinds = dict[str, str]
"""The kind of each column."""
Group = dict[str, Sequence[Any]]
"""Some rows, column by column."""


def groups(columns: Sequence[str], rows: Rows) -> Iterator[Group]:
    """The rows in groups."""
    stream = iter(rows)
    while group := list(islice(stream, GROUP)):
        yield dict(zip(columns, zip(*group, strict=True), strict=True))


def arrow_table(columns: Sequence[str], rows: Rows, kinds: Mapping[str, str] | None = None) -> pa.Table:
    """All rows as one table, whose columns have these kinds where they are known."""
    known: Kinds = dict.fromkeys(columns, "null") | dict(kinds or {})
    tables: list[pa.Table] = []
    for group in groups(columns, rows):
        wider = {column: widened(known[column], group[column]) for column in columns}
        if wider != known:
            tables = [rebuilt(table, known, wider) for table in tables]
            known = wider
        tables.append(table_of_values(group, known))
    return pa.concat_tables(tables) if tables else arrow_schema(known).empty_table()


def arrow_schema(kinds: Kinds) -> pa.Schema:
    """The schema of columns of these kinds."""
    return pa.schema([pa.field(column, TYPES[kind]) for column, kind in kinds.items()])


def table_of_values(values: Mapping[str, Sequence[Any]], kinds: Kinds) -> pa.Table:
    """A group of rows as a table of Arrow."""
    arrays = [
        pa.array(
            [as_json(value) for value in column] if kinds[name] == "json" else column, TYPES[kinds[name]]
        )
        for name, column in values.items()
    ]  # fmt: skip
    return pa.Table.from_arrays(arrays, schema=arrow_schema(kinds))


def rebuilt(table: pa.Table, kinds: Kinds, wider: Kinds) -> pa.Table:
    """A table with wider types."""
    values = table.to_pydict()
    for column, kind in kinds.items():
        if kind == "json":
            values[column] = [value if value is None else json.loads(value) for value in values[column]]
    return table_of_values(values, wider)


def widened(kind: str, values: Sequence[Any]) -> str:
    """The kind that holds a column's values, those before included."""
    types = set(map(type, values)) - {type(None)}
    if types <= SIMPLE.keys():  # told by the types alone, without a look at each value
        values = [SIMPLE[own] for own in types]
    for value in values:
        if value is not None and (own := kind_of_value(value)) != kind:
            kind = wider_kind(kind, own)
            if kind == "json":
                break
    return kind


def wider_kind(kind: str, other: str) -> str:
    """The kind that holds the values of two."""
    if kind == "null":
        return other
    if {kind, other} == {"integer", "float"}:
        return "float"
    if kind.startswith("list<") and other.startswith("list<"):
        inner = wider_kind(*sorted((kind[5:-1], other[5:-1]), key=lambda name: name != "null"))
        return kind if kind == other else "json" if inner == "json" else f"list<{inner}>"
    return "json"


def kind_of_value(value: Any) -> str:
    """The narrowest kind of one value."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, datetime.datetime):
        return "datetime" if value.tzinfo else "local datetime"
    for kind, types in (("integer", int), ("float", float), ("string", str), ("date", datetime.date)):
        if isinstance(value, types):
            return kind
    if not isinstance(value, list):
        return "json"
    inner = widened("null", value)
    return f"list<{inner}>" if f"list<{inner}>" in TYPES else "json"


def as_json(value: Any) -> str | None:
    """A value in a column of mixed types."""
    return None if value is None else json.dumps(exact(value), ensure_ascii=False, default=str)
