"""What a format is: its name, whether it is text, and how it writes rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from cypher.values import Node, Relationship

Rows = Iterable[Sequence[Any]]
"""Rows of plain values (`cypher.values`), as the columns are ordered; written as they come."""


@dataclass(frozen=True, slots=True)
class Form:
    """One format."""

    name: str
    suffix: str
    meaning: str
    write: Callable[[Sequence[str], Rows, Any], None]
    binary: bool = False
    network: bool = False
    """It holds nodes and relationships alone, nothing else of a row."""


def claimed(element: Node | Relationship) -> dict[str, Any]:
    """An element's properties for a network; the type that a denial denies or a withdrawn version had is its `claims`.

    As `type` a reader would take it for the edge's own, and a denied rivalry for a rivalry. A node's id that is its
    key is not said twice; an edge's is, since igraph reads the source's id in its place.
    """
    own = element.properties.items()
    return {
        ("claims" if name == "type" and isinstance(element, Relationship) else name): value
        for name, value in own
        if value is not None and not (name == "id" and value == element.element and isinstance(element, Node))
    }
