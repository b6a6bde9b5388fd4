"""An answer as a network: actors by their own ids, and one edge for each statement; knows no library of graphs."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from cypher import schema
from cypher.errors import UsageError
from cypher.library.query import Query
from cypher.values import Node, Relationship, elements, node_key

Row = Mapping[str, Any]
TOLD = ("subject", "object", "type", "id")
"""What an edge has of its own; a row's columns of these names (and `subject_name` …) don't become attributes."""


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

    def signed(self, signs: Mapping[str, int], day: datetime.date) -> SignedNetwork:
        """The network with `standing` and `sign` of each statement; only one that is live on the day has a sign."""
        edges = {}
        for key, edge in self.edges.items():
            standing = standing_of(edge.attributes, day)
            sign = signs.get(edge.attributes["type"], 0) if standing == "live" else 0
            edges[key] = SignedEdge(
                key, edge.source, edge.target, {**edge.attributes, "standing": standing, "sign": sign}
            )
        return SignedNetwork(self.nodes, edges)


def standing_of(attributes: Mapping[str, Any], day: datetime.date) -> str:
    """How a statement stands on a day: live, denied, withdrawn, ended (over by then) or announced (still to come)."""
    if attributes["type"] in (schema.DENIED, schema.WITHDRAWN):
        return str(attributes["type"]).lower()
    if isinstance(end := attributes.get("valid_to"), datetime.date) and end < day:
        return "ended"
    if isinstance(start := attributes.get("valid_from"), datetime.date) and start > day:
        return "announced"
    return "live"


def statement_columns(query: Query) -> list[str]:
    """The columns of a query that hold ids of statements; UsageError when it has none."""
    columns = [column.name for column in query.columns if column.type in ("statement", "list<statement>")]
    if not columns:
        raise UsageError(
            f"{query.name} is not a network: none of its columns holds statements. Ask a query that has such a column "
            "(between, ego, paths, tensions), or Cypher that returns nodes, relationships or paths"
        )
    return columns


def statements_told(query: Query, rows: Iterable[Row]) -> dict[str, dict[str, Any]]:
    """The ids of the statements in an answer; with what the row says, when its one statement is in the column `id`."""
    columns = statement_columns(query)
    statements: dict[str, dict[str, Any]] = {}
    for row in rows:
        for column in columns:
            value = row[column]
            of_row = told_beside(row, columns) if column == "id" else {}
            for key in value if isinstance(value, list) else [value]:
                if key is not None:
                    statements[key] = {**statements.get(key, {}), **of_row}
    return statements


def told_beside(row: Row, columns: Iterable[str]) -> dict[str, Any]:
    """The columns of a row that become attributes of its statement's edge."""
    return {
        name: value
        for name, value in row.items()
        if value is not None and name not in columns and name.removesuffix("_name") not in TOLD
    }


def edge_attributes(kind: str, properties: Mapping[str, Any]) -> dict[str, Any]:
    """A relationship's type and properties; `claims` is what a denial denies and what a withdrawn version claimed."""
    claims = {"claims": properties["type"]} if "type" in properties else {}
    return {**properties, **claims, "type": kind}


def network_of_elements(
    rows: Iterable[Row], extra: Mapping[str, Mapping[str, Any]] = MappingProxyType({})
) -> tuple[SignedNetwork, set[str]]:
    """The network of all nodes and relationships in the rows, and the server's ids of ends that no row brought.

    What `extra` has of a relationship, by its id, becomes attributes besides its own properties.
    """
    entities = list(walk(rows))
    keys = {node.element: node_key(node) for node in entities if isinstance(node, Node)}
    network = SignedNetwork({node_key(node): attributes_of(node) for node in entities if isinstance(node, Node)})
    lacking: set[str] = set()
    for entity in entities:
        if isinstance(entity, Relationship):
            lacking.update(end for end in (entity.start, entity.end) if end not in keys)
            ends = keys.get(entity.start, entity.start), keys.get(entity.end, entity.end)
            network.edges[entity.id] = SignedEdge(
                entity.id, *ends, {**extra.get(entity.id, {}), **edge_attributes(entity.type, entity.properties)}
            )
    return network, lacking


def walk(rows: Iterable[Row]) -> Iterator[Node | Relationship]:
    """Every element of the rows once."""
    seen: set[tuple[type, str]] = set()
    for row in rows:
        for element in elements(row):
            if (type(element), element.element) not in seen:
                seen.add((type(element), element.element))
                yield element


def attributes_of(node: Node) -> dict[str, Any]:
    """A node's labels and properties."""
    return {"labels": list(node.labels), **node.properties}
