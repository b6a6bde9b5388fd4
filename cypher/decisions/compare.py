"""Two records beside each other: what a person looks at who decides whether they are one actor."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any, TypedDict

from cypher.decisions.between import between_pairs
from cypher.errors import UsageError
from cypher.graph import Graph, Row
from cypher.library.statements import Statements
from cypher.likeness.beside import Described, telling_names, weigh_neighbours, weighed
from cypher.likeness.score import Likeness, likeness
from cypher.schema import Kind

statement = Statements(Path(__file__).with_name("queries"))
SIBLINGS = 200
"""Records of one actor that are listed."""
NEIGHBOURS = 12
"""Neighbours in common that are named; all are counted."""


class CommonNeighbours(TypedDict):
    """Whom both actors are tied to: the first of them by name, and how many."""

    total: int
    rows: list[Row]


class Comparison(TypedDict):
    """Both records, what they have in common, and the records among which each was chosen."""

    a: Row
    b: Row
    of_a: list[Row]
    of_b: list[Row]
    identifiers: list[str]
    neighbours: CommonNeighbours
    likeness: dict[str, Any]
    """Score and reason."""


def compare_pair(graph: Graph, first: str, second: str) -> Comparison:
    """Two records, each named by its id or by an actor that it describes; UsageError for what is neither.

    One actor named twice stands for two of its records.
    """
    a = find_record(graph, first)
    of_a = siblings(graph, a)
    b = find_record(graph, second)
    if a["record"] == b["record"]:
        others = [other["record"] for other in of_a if other["record"] != a["record"]]
        if not others:
            raise UsageError(f"{first} and {second} are the same record: name two")
        b = find_record(graph, others[0])
    neighbours = neighbours_in_common(graph, a["actor"], b["actor"])
    return {
        "a": a,
        "b": b,
        "of_a": of_a,
        "of_b": siblings(graph, b),
        "identifiers": sorted({*a["identifiers"]} & {*b["identifiers"]}),
        "neighbours": neighbours,
        "likeness": likeness_of(graph, a, b)._asdict(),
    }


def likeness_of(graph: Graph, a: Row, b: Row) -> Likeness:
    """How like two records are: under the names that are likest, with what stands beside them."""
    kind = a["kind"] if a["kind"] == b["kind"] else Kind.OTHER.value
    pairs = product(telling_names(a), telling_names(b))
    best = max((likeness(first, second, kind) for first, second in pairs), key=lambda alike: alike.score)
    first, second = (Described.read({**record, "id": record["record"]}) for record in (a, b))
    likely = Likeness(*weighed(first, second, best.score, best.reason))
    if first.actor == second.actor:
        return likely
    (between,) = between_pairs(graph, [(first.actor, second.actor)]).values()
    return Likeness(*weigh_neighbours(between, *likely))


def find_record(graph: Graph, name: str) -> Row:
    """The record of an id, or the first of an actor's; UsageError when there is none."""
    rows = graph.read(statement("compared"), {"id": name}, name="compared")
    if not rows:
        raise UsageError(f"there is no record or actor {name!r}")
    return rows[0]


def siblings(graph: Graph, record: Row) -> list[Row]:
    """The records that describe the same actor as this one, itself among them: id, title of the source, name."""
    return graph.read(statement("siblings"), {"record": record["record"], "limit": SIBLINGS}, name="siblings")


def neighbours_in_common(graph: Graph, a: str, b: str) -> CommonNeighbours:
    """Whom two actors are both tied to; of one actor nothing is told."""
    if a == b:
        return {"total": 0, "rows": []}
    rows = graph.read(statement("common-neighbours"), {"a": a, "b": b, "limit": NEIGHBOURS}, name="common-neighbours")
    return {"total": rows[0]["total"] if rows else 0, "rows": rows}
