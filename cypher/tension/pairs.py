"""From statements to pairs with one sign each: what holds on one day, those with both signs apart."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from cypher.balance.ties import SignedTie
from cypher.queries.rows import SignedStatementsRow

PARTS = 100
"""A confidence of 1 in whole numbers, when pairs are weighed by it."""


class Weighing(Enum):
    """What it costs to break a pair."""

    PAIRS = "pairs"
    """1 each."""
    CONFIDENCE = "confidence"
    """The highest confidence of its statements; one that is not known counts as 1."""


class Mixed(Enum):
    """What becomes of a pair with statements of both signs."""

    APART = "apart"
    """It has no sign, and is listed."""
    MAJORITY = "majority"
    """It has the sign of the greater number of statements; with as many of both it is apart."""


@dataclass(frozen=True)
class Pair:
    """Two actors, the smaller id first, with the sign on which the statements between them agree; 0 when they don't."""

    a: str
    b: str
    sign: int
    weight: int
    statements: tuple[SignedStatementsRow, ...]

    @property
    def undated(self) -> bool:
        """Whether no dated statement is behind it: that it held on the day is not certain."""
        return all(row["valid_from"] is None and row["valid_to"] is None for row in self.statements)

    @property
    def sources(self) -> list[str]:
        """Who published a statement of it."""
        return sorted({row["source"] for row in self.statements})


@dataclass(frozen=True)
class SignedPairs:
    """The network of one day: names of actors by id, pairs with a sign, pairs with both."""

    names: dict[str, str]
    pairs: list[Pair]
    mixed: list[Pair]

    def numbered(self) -> tuple[list[str], list[SignedTie]]:
        """The actors of pairs with a sign in order, and the pairs by their numbers."""
        actors = sorted({actor for pair in self.pairs for actor in (pair.a, pair.b)})
        places = {actor: place for place, actor in enumerate(actors)}
        return actors, [SignedTie(places[pair.a], places[pair.b], pair.sign, pair.weight) for pair in self.pairs]


def signed_pairs(
    rows: Iterable[SignedStatementsRow], weighing: Weighing = Weighing.PAIRS, mixed: Mixed = Mixed.APART
) -> SignedPairs:
    """The pairs that statements of one day make."""
    names: dict[str, str] = {}
    between: dict[tuple[str, str], list[SignedStatementsRow]] = defaultdict(list)
    for row in rows:
        names[row["subject"]], names[row["object"]] = row["subject_name"], row["object_name"]
        ends = row["subject"], row["object"]
        between[min(ends), max(ends)].append(row)
    network = SignedPairs(names, [], [])
    for (a, b), statements in sorted(between.items()):
        total = sum(row["sign"] for row in statements)
        agreed = abs(total) == len(statements) or (mixed is Mixed.MAJORITY and total != 0)
        sign = (1 if total > 0 else -1) if agreed else 0
        counted = [row for row in statements if row["sign"] == sign] if sign else statements
        pair = Pair(a, b, sign, weight_of(counted, weighing), tuple(statements))
        (network.pairs if agreed else network.mixed).append(pair)
    return network


def network_rows(network: Any) -> Iterator[SignedStatementsRow]:
    """The statements with a sign in a network of igraph or NetworkX, as a notebook makes them or anybody else.

    Edges need a `sign`; what else statements have is read where it is there. Without an `id` a node goes by its name.
    """
    if hasattr(network, "es"):
        nodes = [{"id": place, **vertex.attributes()} for place, vertex in enumerate(network.vs)]
        edges = [(nodes[edge.source], nodes[edge.target], edge.attributes()) for edge in network.es]
    else:
        by_key = {key: {"id": key, **attributes} for key, attributes in network.nodes(data=True)}
        edges = [(by_key[a], by_key[b], attributes) for a, b, attributes in network.edges(data=True)]
    for number, (subject, target, attributes) in enumerate(edges):
        sign = attributes.get("sign") or 0
        if not sign or subject["id"] == target["id"]:
            continue
        yield {
            "id": str(attributes.get("key") or attributes.get("id") or number),
            "type": str(attributes.get("type") or ("ALLY_OF" if sign > 0 else "RIVAL_OF")),
            "sign": 1 if sign > 0 else -1,
            "subject": str(subject["id"]),
            "subject_name": str(subject.get("name") or subject["id"]),
            "subject_record": str(attributes.get("subject_record") or subject["id"]),
            "object": str(target["id"]),
            "object_name": str(target.get("name") or target["id"]),
            "object_record": str(attributes.get("object_record") or target["id"]),
            "source": str(attributes.get("source") or ""),
            "said_by": str(attributes.get("said_by") or ""),
            "confidence": attributes.get("confidence"),
            "valid_from": attributes.get("valid_from"),
            "valid_to": attributes.get("valid_to"),
        }


def weight_of(statements: Sequence[SignedStatementsRow], weighing: Weighing) -> int:
    """What it costs to break the pair that these are about, in whole numbers."""
    if weighing is Weighing.PAIRS:
        return 1
    return max(max(1, round(PARTS * (1.0 if row["confidence"] is None else row["confidence"]))) for row in statements)


def holds_on(row: SignedStatementsRow, day: datetime.date) -> bool:
    """Whether a statement holds on a day; an end that is not said is open."""
    first, last = row["valid_from"], row["valid_to"]
    return (first is None or first <= day) and (last is None or last >= day)


def shared_days(pairs: Iterable[Pair]) -> tuple[datetime.date | None, datetime.date | None]:
    """The days around the one asked for on which every dated statement behind the pairs held; None where it is open."""
    rows = [row for pair in pairs for row in pair.statements]
    first = max((row["valid_from"] for row in rows if row["valid_from"] is not None), default=None)
    last = min((row["valid_to"] for row in rows if row["valid_to"] is not None), default=None)
    return first, last
