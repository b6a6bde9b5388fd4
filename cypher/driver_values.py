"""Values of the driver as plain data; apart from `cypher.values`, which commands load that ask no graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from neo4j import graph, spatial
from neo4j.time import Date, DateTime, Duration, Time

from cypher.values import Node, Path, Relationship

AS_IT_IS = frozenset({str, int, float, bool, type(None)})
"""Types of the driver that are plain already: most values of most answers."""


def plain_row(values: list[Any]) -> list[Any]:
    """A row of the driver as plain data."""
    return [value if type(value) in AS_IT_IS else from_server(value) for value in values]


def plain_rows(rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rows of the driver as plain data; a node that stands in many of them is made once."""
    nodes: dict[str, Node] = {}
    for row in rows:
        plain_values = {}
        for name, value in row.items():
            if type(value) is graph.Node:
                known = nodes.get(value.element_id)
                if known is None:
                    known = nodes[value.element_id] = from_server(value)
                plain_values[name] = known
            else:
                plain_values[name] = from_server(value)
        yield plain_values


def plain_map(items: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """A map or the properties of the driver as plain data."""
    return {key: value if type(value) in AS_IT_IS else from_server(value) for key, value in items}


def from_server(value: Any) -> Any:
    """A value of the driver as plain data."""
    if type(value) is Date:
        return value.to_native()
    if isinstance(value, graph.Node):
        return Node(value.element_id, tuple(sorted(value.labels)), plain_map(value.items()))
    if isinstance(value, graph.Relationship):
        start, end = value.nodes
        ends = [node.element_id if node is not None else "" for node in (start, end)]
        return Relationship(value.element_id, value.type, ends[0], ends[1], plain_map(value.items()))
    if isinstance(value, graph.Path):
        return Path(tuple(map(from_server, value.nodes)), tuple(map(from_server, value.relationships)))
    if isinstance(value, spatial.Point):
        return {"srid": value.srid, "coordinates": list(value)}
    if isinstance(value, list):
        return plain_row(value)
    if isinstance(value, dict):
        return plain_map(value.items())
    if isinstance(value, bytes | bytearray):
        return value.hex()
    return plain(value)


def plain(value: Any) -> Any:
    """A value of the server as plain Python: dates and times of the standard library, lists and maps inside too."""
    if isinstance(value, Date | DateTime | Time):
        return value.to_native()
    if isinstance(value, Duration):
        return str(value)
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value
