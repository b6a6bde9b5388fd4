"""Answers as parts of the canvas: an actor is a node, statements of one type between two actors fold into one edge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypedDict

from cypher import schema
from cypher.names import mixed_script
from explorer.network.forces import Point

Row = Mapping[str, Any]


class ActorNode(TypedDict):
    """An actor on the canvas."""

    id: str
    name: str
    mixed: bool
    kind: str
    countries: list[str]
    degree: int
    x: float
    y: float


class DrawnStatement(TypedDict):
    """What the canvas must know of a statement to fold and to filter it; dates as text, which compares as they do."""

    id: str
    confidence: float | None
    stance: str
    since: str | None
    since_precision: str | None
    until: str | None
    until_precision: str | None
    source: str
    stands: bool
    known_from: str
    known_until: str | None


class FoldedEdge(TypedDict):
    """All statements of one type from one actor to another; denials apart."""

    id: str
    source: str
    target: str
    type: str
    sign: int
    denied: bool
    statements: list[DrawnStatement]


def edge_type(name: str) -> schema.EdgeType:
    """The declaration of a type; a manifest's own type is grey and named by its words."""
    known = schema.BY_NAME.get(name)
    if known is not None:
        return known
    words = name.replace("_", " ").lower()
    screen, back = words.replace(" ", "-"), f"{words} (incoming)"
    return schema.EdgeType(name, screen, "", schema.Sign.NONE, False, schema.GREY, words, back)


def actor_nodes(rows: Iterable[Row], places: Mapping[str, Point]) -> list[ActorNode]:
    """Actors at their places; `rows` have actor (or neighbour), name, kind, countries and degree."""
    drawn: list[ActorNode] = []
    for row in rows:
        actor = row.get("actor") or row["neighbour"]
        x, y = places[actor]
        drawn.append(
            {
                "id": actor,
                "name": row["name"] or actor,
                "mixed": mixed_script(row["name"] or actor),
                "kind": row["kind"] or schema.Kind.OTHER,
                "countries": list(row["countries"] or ()),
                "degree": row["degree"] or 0,
                "x": x,
                "y": y,
            }
        )
    return drawn


def fold_edges(statements: Iterable[Row]) -> list[FoldedEdge]:
    """Statements (rows of `canvas-statements`) folded by pair, type and denial; loops are not drawn."""
    folded: dict[str, FoldedEdge] = {}
    for row in statements:
        a, b = row["subject"], row["object"]
        if a == b:
            continue
        name, denied = row["type"], row["denied"]
        if edge_type(name).symmetric:
            a, b = sorted((a, b))
        key = "|".join((name, "denied" if denied else "stated", a, b))
        edge = folded.setdefault(
            key,
            {
                "id": key,
                "source": a,
                "target": b,
                "type": name,
                "sign": row["sign"],
                "denied": denied,
                "statements": [],
            },
        )
        edge["statements"].append(drawn_statement(row))
    return [folded[key] for key in sorted(folded)]


def drawn_statement(row: Row) -> DrawnStatement:
    """One statement for the browser."""
    return {
        "id": row["id"],
        "confidence": row["confidence"],
        "stance": row["stance"],
        "since": iso_day(row["valid_from"]),
        "since_precision": row["valid_from_precision"],
        "until": iso_day(row["valid_to"]),
        "until_precision": row["valid_to_precision"],
        "source": row["source"],
        "stands": row["stands"],
        "known_from": str(row["known_from"]),
        "known_until": iso_day(row["known_until"]),
    }


def linked_pairs(statements: Iterable[Row]) -> list[tuple[str, str]]:
    """The pairs of actors that some statement joins."""
    return sorted({(row["subject"], row["object"]) for row in statements})


def iso_day(value: Any) -> str | None:
    """A date as the browser compares it."""
    return None if value is None else str(value)[:10]
