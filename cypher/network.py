"""An answer as a network: actors by their own ids, and one edge for each statement; knows no library of graphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cypher.errors import UsageError
from cypher.values import Node, Relationship, elements

Row = Mapping[str, Any]
ENDS = ("id", "type", "subject", "object")
"""The columns of a named query that tells of statements."""


@dataclass(frozen=True)
class SignedEdge:
    """One relationship between two nodes of the network."""

    key: str
    source: str
    target: str
    attributes: dict[str, Any]


@dataclass
class SignedNetwork:
    """Nodes by their keys, and the edges between them by theirs."""

    nodes: dict[str, dict[str, Any]] = field(default_factory=dict)
    edges: dict[str, SignedEdge] = field(default_factory=dict)


def network_of_statements(rows: Iterable[Row]) -> SignedNetwork:
    """The network of rows that tell of statements; the actors have no attributes but their names, where told."""
    network = SignedNetwork()
    for row in rows:
        if missing := [column for column in ENDS if column not in row]:
            raise UsageError(
                f"this answer is not a network: it has no column {', '.join(missing)}. Ask a query that tells of "
                "statements (between, ego), or Cypher that returns nodes, relationships or paths"
            )
        for end in ("subject", "object"):
            network.nodes.setdefault(row[end], {"name": row[f"{end}_name"]} if f"{end}_name" in row else {})
        told = {
            name: value
            for name, value in row.items()
            if not name.startswith(("subject", "object")) and value is not None
        }
        network.edges[row["id"]] = SignedEdge(row["id"], row["subject"], row["object"], told)
    return network


def network_of_elements(rows: Iterable[Row]) -> tuple[SignedNetwork, set[str]]:
    """The network of all nodes and relationships in the rows, and the server's ids of ends that no row brought."""
    found = list(walk(rows))
    keys = {node.element: edge_key(node) for node in found if isinstance(node, Node)}
    network = SignedNetwork({edge_key(node): attributes_of(node) for node in found if isinstance(node, Node)})
    lacking = set()
    for one in found:
        if isinstance(one, Relationship):
            lacking |= {one.start, one.end} - keys.keys()
            ends = keys.get(one.start, one.start), keys.get(one.end, one.end)
            network.edges[one.id] = SignedEdge(one.id, *ends, {"type": one.type, **one.properties})
    return network, lacking


def walk(rows: Iterable[Row]) -> Iterator[Node | Relationship]:
    """Every element of the rows once."""
    seen: set[tuple[type, str]] = set()
    for row in rows:
        for one in elements(row):
            if (type(one), one.element) not in seen:
                seen.add((type(one), one.element))
                yield one


def edge_key(node: Node) -> str:
    """An actor's own id; of other nodes their label besides, for a record may have the id of its actor."""
    return node.id if "Actor" in node.labels else f"{(*node.labels, 'Node')[0]} {node.id}"


def attributes_of(node: Node) -> dict[str, Any]:
    """A node's labels and properties."""
    return {"labels": list(node.labels), **node.properties}
