"""Values of the server as plain, frozen data: nodes, relationships and paths keep what a table and a canvas need."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from neo4j import graph, spatial
from neo4j.time import Date, DateTime, Duration, Time


@dataclass(frozen=True, slots=True)
class Node:
    """A node: the server's id, its labels and properties; `id` is our own."""

    element: str
    labels: tuple[str, ...]
    properties: dict[str, Any]

    @property
    def id(self) -> str:
        """Our own id where it has one, else the server's."""
        return str(self.properties.get("id", self.element))


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship: the server's ids of itself and of its ends, its type and properties."""

    element: str
    type: str
    start: str
    end: str
    properties: dict[str, Any]

    @property
    def id(self) -> str:
        """Our own id where it has one, else the server's."""
        return str(self.properties.get("id", self.element))


@dataclass(frozen=True, slots=True)
class Path:
    """A path: its nodes, and between each two of them a relationship."""

    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]


def from_server(value: Any) -> Any:
    """A value of the driver as plain data."""
    if isinstance(value, graph.Node):
        return Node(
            value.element_id, tuple(sorted(value.labels)), {key: from_server(item) for key, item in value.items()}
        )
    if isinstance(value, graph.Relationship):
        start, end = value.nodes
        ends = [node.element_id if node is not None else "" for node in (start, end)]
        properties = {key: from_server(item) for key, item in value.items()}
        return Relationship(value.element_id, value.type, ends[0], ends[1], properties)
    if isinstance(value, graph.Path):
        return Path(tuple(map(from_server, value.nodes)), tuple(map(from_server, value.relationships)))
    if isinstance(value, spatial.Point):
        return {"srid": value.srid, "coordinates": list(value)}
    if isinstance(value, list):
        return [from_server(item) for item in value]
    if isinstance(value, dict):
        return {key: from_server(item) for key, item in value.items()}
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


def simple(value: Any) -> Any:
    """A value that JSON and a table can show: a node is a map of `labels` and properties, a path a list by turns."""
    if isinstance(value, Node):
        return {"labels": list(value.labels), "properties": simple(value.properties), "element": value.element}
    if isinstance(value, Relationship):
        ends = {"start": value.start, "end": value.end}
        return {"type": value.type, "properties": simple(value.properties), "element": value.element, **ends}
    if isinstance(value, Path):
        return [simple(part) for part in by_turns(value)]
    if isinstance(value, Mapping):
        return {key: simple(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [simple(item) for item in value]
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return value


def by_turns(path: Path) -> Iterator[Node | Relationship]:
    """A path's nodes and relationships in the order in which they are walked."""
    for node, relationship in zip(path.nodes, path.relationships, strict=False):
        yield node
        yield relationship
    yield path.nodes[-1]


def elements(value: Any) -> Iterator[Node | Relationship]:
    """Every node and relationship in a value, however deep."""
    if isinstance(value, Node | Relationship):
        yield value
    elif isinstance(value, Path):
        yield from by_turns(value)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from elements(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from elements(item)
