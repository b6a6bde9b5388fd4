"""Writes `cypher/queries/rows.py`: the rows of each named query as a TypedDict, and `Ask`, which goes by the name."""

from __future__ import annotations

from cypher.library.head import Column
from cypher.library.library import SHIPPED, Library
from cypher.library.query import Query

MODULE = SHIPPED / "rows.py"
HEAD = '''"""The rows of the named queries, by their heads; made by `make docs`, a test compares."""

from __future__ import annotations

import datetime
from typing import Any, Literal, Protocol, TypedDict, overload
'''
ASK = '''

class Ask(Protocol):
    """Asks a named query: the rows are of its own type, those of a query of one's own are plain dicts."""

'''
CALL = """    @overload
    def __call__(self, name: {name}, /, **args: Any) -> list[{row}]: ...
"""
PLAIN = {
    "string": "str",
    "actor": "str",
    "statement": "str",
    "integer": "int",
    "float": "float",
    "boolean": "bool",
    "date": "datetime.date",
    "datetime": "datetime.datetime",
    "map": "dict[str, Any]",
    "any": "Any",
}


def module(library: Library) -> str:
    """The module's text."""
    queries = sorted(library.queries.values(), key=lambda query: query.name)
    calls = [CALL.format(name=f'Literal["{query.name}"]', row=row_name(query)) for query in queries]
    calls.append(CALL.format(name="str", row="dict[str, Any]"))
    return HEAD + "".join(map(row, queries)) + ASK + "".join(calls)


def row(query: Query) -> str:
    """The TypedDict of a query's rows."""
    lines = [f"class {row_name(query)}(TypedDict):", f'    """A row of `{query.name}`."""', ""]
    return "\n".join(["\n", *lines, *(f"    {column.name}: {python_type(column)}" for column in query.columns), ""])


def row_name(query: Query) -> str:
    """The class's name: `fifty-percent` is FiftyPercentRow."""
    return "".join(word.capitalize() for word in query.name.split("-")) + "Row"


def python_type(column: Column) -> str:
    """A column's type in Python."""
    inner = column.type
    depth = inner.count("list<")
    plain = PLAIN[inner.replace("list<", "").rstrip(">")]
    return "list[" * depth + plain + "]" * depth + (" | None" if column.optional else "")
