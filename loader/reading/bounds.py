"""What the graph can hold and anybody can believe, whichever reader brought it."""

from __future__ import annotations

from collections.abc import Mapping

from cypher.schema import EdgeType, Property
from loader.model.record import Record
from loader.model.row import RowError
from loader.model.statement import Statement
from loader.reading.fields import check_range

LONGEST_ID = 8000
"""Bytes of a record's id or an identifier: Neo4j's range index holds keys of 8,167 bytes at most, a few of them its own
(https://neo4j.com/docs/cypher-manual/5/indexes/search-performance-indexes/managing-indexes/)."""
SHOWN = 60
PYTHON_TYPES = {"float": (float, int), "integer": (int,), "boolean": (bool,)}


def check_record(record: Record) -> None:
    """Raise RowError for a record that no index can hold."""
    check_length(record.id, "key")
    for identifier in record.identifiers:
        check_length(identifier, "identifiers")


def check_statement(statement: Statement, properties: Mapping[str, Property]) -> None:
    """Raise RowError for a statement whose values can't be true or whose ends no index can hold."""
    check_length(statement.subject, "subject")
    check_length(statement.object, "object")
    if statement.confidence is not None and not 0 <= statement.confidence <= 1:
        raise RowError(f"confidence is {statement.confidence}: it lies between 0 and 1")
    for name, value in statement.own.items():
        if prop := properties.get(name):
            check_own(value, prop)


def check_own(value: object, prop: Property) -> None:
    """Raise RowError for a value of another type than the property's, or outside its range."""
    if not isinstance(value, PYTHON_TYPES.get(prop.type, (str,))) or (
        isinstance(value, bool) and prop.type != "boolean"
    ):
        raise RowError(f"{prop.name} is {value!r}, no {prop.type}")
    if isinstance(value, float | int) and not isinstance(value, bool):
        check_range(value, prop, str(value))


def check_length(text: str, what: str) -> None:
    """Raise RowError for a text that is too long for the graph's index."""
    if len(text) * 4 > LONGEST_ID and (size := len(text.encode("utf-8"))) > LONGEST_ID:
        raise RowError(f"{what} is {text[:SHOWN]!r}… and has {size:,} bytes: the graph's index holds {LONGEST_ID:,}")


def properties_of(types: Mapping[str, EdgeType]) -> dict[str, dict[str, Property]]:
    """The properties of each relationship type by its name."""
    return {edge_type.name: {prop.name: prop for prop in edge_type.properties} for edge_type in types.values()}
