"""Proposes pairs of records whose names are like each other, for a person to decide on; it joins nothing."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import nsmallest
from pathlib import Path
from typing import NamedTuple

from cypher.decisions.between import between_pairs
from cypher.graph import Graph, Row
from cypher.library.statements import Statements
from cypher.likeness.beside import Described, telling_names, weigh_neighbours, weighed
from cypher.likeness.blocks import NameIndex
from cypher.likeness.score import LEAST, likeness

statement = Statements(Path(__file__).with_name("queries"))

SECONDS = 600.0
"""How long the reading of all names may take."""
SPARE = 3
"""So many times the pairs that are wanted are weighed with what the graph says between their actors."""
LIFT = 0.2
"""How much what stands beside the names may add to a score: names have to be alike to be compared at all."""
BY_NAME = 0.75
"""What is left of a score at least, where the names that the records show are not alike."""
FEW, MANY_BEARERS = 2, 0.85
"""What is left of a score where more than a few are called so."""
Advance = Callable[[int], None]


class LikelyPair(NamedTuple):
    """Two records that may be one actor: how likely by their names and what stands beside them, and why."""

    score: float
    record: str
    record_name: str
    proposed_record: str
    proposed_name: str
    kind: str
    reason: str
    matched: str
    """The name of the record that is like one of the other's."""
    proposed_matched: str
    own: str
    proposed: str
    unsure: bool

    @property
    def place(self) -> tuple[bool, float, str, str]:
        """By what pairs are ordered: what nobody was sure of last."""
        return self.unsure, -self.score, self.record, self.proposed_record


def likely_pairs(
    graph: Graph,
    *,
    sources: Sequence[str] = (),
    within: bool = False,
    least: float = LEAST,
    limit: int = 100,
    begin: Callable[[int], None] = lambda names: None,
    advance: Advance = lambda names: None,
) -> list[LikelyPair]:
    """The likeliest pairs of records that are no actor together, and that nobody has decided on."""
    known = [row["id"] for row in graph.read(statement("sources"), name="sources")]
    pairs = Pairs(within=within)
    for source in sources or known:
        pairs.add_source(graph.stream(statement("records"), {"source": source}, timeout=SECONDS, name="records"))
    decided = graph.read(statement("decided"), timeout=SECONDS, name="decided")
    begin(len(pairs.records))
    likeliest = nsmallest(limit * SPARE, pairs.likely(decided, least, advance), key=lambda pair: pair.place)
    near = weighed_by_neighbours(graph, likeliest)
    return nsmallest(limit, (pair for pair in near if pair.score >= least), key=lambda pair: pair.place)


def weighed_by_neighbours(graph: Graph, pairs: Sequence[LikelyPair]) -> Iterator[LikelyPair]:
    """The pairs with what the graph says between their actors."""
    between = between_pairs(graph, [(pair.own, pair.proposed) for pair in pairs])
    for pair in pairs:
        score, reason = weigh_neighbours(between[pair.own, pair.proposed], pair.score, pair.reason)
        yield pair._replace(score=score, reason=reason)


class Pairs:
    """Records, and which of them may be one actor. Memory grows by about a kilobyte a record, whatever is compared."""

    def __init__(self, *, within: bool) -> None:
        self.within = within
        self.records: list[Described] = []
        self.index = NameIndex()
        self.first_of_next = array("L")
        """For each record from which one on those of later sources stand."""

    def add_source(self, rows: Iterable[Row]) -> None:
        """The records of one more source."""
        start = len(self.records)
        for row in rows:
            number = len(self.records)
            self.records.append(Described.read(row))
            for name in telling_names(row):
                self.index.add(number, name, row["kind"])
        self.first_of_next.extend([len(self.records)] * (len(self.records) - start))

    def likely(self, decided: Iterable[Row], least: float, advance: Advance) -> Iterator[LikelyPair]:
        """Every pair that may be one actor, each once, under its best names."""
        different: set[frozenset[str]] = set()
        unsure: set[frozenset[str]] = set()
        for row in decided:
            (different if row["kind"] == "different" else unsure).add(frozenset((row["first"], row["second"])))
        place = 0
        owners, names = self.index.owners, self.index.names
        for number, record in enumerate(self.records):
            above = number + 1 if self.within else self.first_of_next[number]
            best: dict[int, LikelyPair] = {}
            while place < len(owners) and owners[place] == number:
                for like in self.index.like(names[place], record.kind, least - LIFT, above):
                    other = self.records[like.owner]
                    actors = frozenset((record.actor, other.actor))
                    if len(actors) == 1 or actors in different:
                        continue
                    score, reason = weighed(record, other, like.score, like.reason)
                    if score < least:
                        continue
                    score, reason = self.as_names_tell(record, other, names[place], like.name, score, reason)
                    if score >= least and (like.owner not in best or score > best[like.owner].score):
                        matched = names[place], like.name
                        best[like.owner] = proposal(record, other, score, reason, matched, unsure=actors in unsure)
                place += 1
            yield from best.values()
            advance(1)

    def as_names_tell(
        self, record: Described, other: Described, name: str, like: str, score: float, reason: str
    ) -> tuple[float, str]:
        """The score by what these names tell: by-names less than names, and what many are called less still."""
        if (name, like) != (record.name, other.name):
            score *= BY_NAME + (1 - BY_NAME) * likeness(record.name, other.name, record.kind).score
        bearers = self.index.bearers(like, other.kind)
        if bearers > FEW:
            score *= MANY_BEARERS
            reason = f"{reason}; {bearers} are called so"
        return round(score, 3), reason


def proposal(
    record: Described, other: Described, score: float, reason: str, matched: tuple[str, str], *, unsure: bool
) -> LikelyPair:
    """A pair as it is shown."""
    return LikelyPair(
        score=score,
        record=record.id,
        record_name=record.name,
        proposed_record=other.id,
        proposed_name=other.name,
        kind=record.kind,
        reason=reason,
        matched=matched[0],
        proposed_matched=matched[1],
        own=record.actor,
        proposed=other.actor,
        unsure=unsure,
    )
