"""Values of the server as plain, frozen data: nodes, relationships and paths keep what a table and a canvas need."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


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


def node_key(node: Node) -> str:
    """An actor's own id; of other nodes their label besides, for a record may have the id of its actor."""
    if "Actor" in node.labels or "id" not in node.properties:
        return node.id
    return f"{(*node.labels, 'Node')[0]} {node.id}"


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
