"""Who is whom, from the rules and the decisions that stand; the order of loads and decisions makes no difference.

The rules give each record an actor when it first arrives. A decision `different A B` takes A out of the actor that the
rules gave to both; a decision `same A B` unites what is left of the actors of both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cypher.errors import GraphError, UsageError


class DecisionKind(StrEnum):
    """What can be decided on two records."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True)
class StandingDecision:
    """A decision that was not undone."""

    id: str
    n: int
    kind: DecisionKind
    first: str
    second: str


@dataclass(frozen=True)
class DescribingRecord:
    """A record and its place: the actor that it describes, and the one that the rules alone would give it."""

    id: str
    actor: str
    rule: str
    apart: bool
    rank: int
    taken: bool
    """Its own id is that of an actor which other records have made."""


@dataclass(frozen=True)
class Place:
    """Where a record belongs."""

    actor: str
    apart: bool


def places_of(records: Mapping[str, DescribingRecord], decisions: Sequence[StandingDecision]) -> dict[str, Place]:
    """The place of each record; UsageError when decisions contradict each other, as they never do in the graph."""
    ordered = sorted(decisions, key=lambda decision: decision.n)
    different = [decision for decision in ordered if decision.kind is DecisionKind.DIFFERENT]
    apart: set[str] = set()
    for decision in different:
        first, second = decision.first, decision.second
        if records[first].rule == records[second].rule and not {first, second} & apart:
            apart.add(first)
    clusters = clusters_of(records, apart, (d for d in ordered if d.kind is DecisionKind.SAME))
    for decision in different:
        if clusters[decision.first] is clusters[decision.second]:
            raise UsageError(
                f"{decision.first} and {decision.second} would be one actor, but {decision.id} says that they are "
                f"different (faultlines identity history {decision.id})"
            )
    actors: dict[str, list[str]] = {}
    for cluster in {id(cluster): cluster for cluster in clusters.values()}.values():
        actor = leading_actor(cluster, records, apart)
        if actor in actors:
            raise GraphError(f"two actors would be {actor}: nothing was changed")
        actors[actor] = cluster
    return {record: Place(actor, record in apart) for actor, cluster in actors.items() for record in cluster}


def clusters_of(
    records: Mapping[str, DescribingRecord], apart: set[str], same: Iterable[StandingDecision]
) -> dict[str, list[str]]:
    """For each record those that are one actor with it: by the rules, but for those apart, and by decisions."""
    clusters: dict[str, list[str]] = {record: [record] for record in records}

    def join(first: str, second: str) -> None:
        into, other = clusters[first], clusters[second]
        if into is not other:
            into += other
            clusters.update(dict.fromkeys(other, into))

    groups: dict[str, str] = {}
    for record in records:
        if record not in apart:
            join(groups.setdefault(records[record].rule, record), record)
    for decision in same:
        join(decision.first, decision.second)
    return clusters


def leading_actor(cluster: Sequence[str], records: Mapping[str, DescribingRecord], apart: set[str]) -> str:
    """The actor of some records: that of the record whose source ranks highest, as the name that it shows."""
    leading = min((records[record] for record in cluster), key=lambda record: (record.rank, record.id))
    founder = records.get(leading.rule)
    founder_left = founder is not None and founder.rule == leading.rule and founder.id in apart
    if leading.id not in apart and not founder_left:
        return leading.rule
    return f"{leading.id}~apart" if leading.taken else leading.id
