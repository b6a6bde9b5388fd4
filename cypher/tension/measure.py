"""Measures the tension of the graph under a filter; may be given a time, and be stopped."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cypher.balance.blocks import parts_by_node
from cypher.balance.solve import Balance, solve
from cypher.balance.ties import Allowance, never
from cypher.errors import UsageError
from cypher.graph import Graph
from cypher.library.parameter import meant
from cypher.tension.pairs import PARTS, Mixed, Pair, SignedPairs, Weighing, holds_on, shared_days, signed_pairs

SECONDS = 60.0
"""How long a bracket may take to close, unless somebody says otherwise."""


@dataclass(frozen=True)
class FaultLines:
    """Where a network cracks: its pairs, what was proven of them, and the day that they are about."""

    day: datetime.date
    network: SignedPairs
    actors: list[str]
    balance: Balance
    weighing: Weighing
    most: int | None = 2

    @property
    def unit(self) -> int:
        """By what weights are to be divided."""
        return PARTS if self.weighing is Weighing.CONFIDENCE else 1

    @property
    def frustrated(self) -> list[Pair]:
        """The pairs that contradict the camps."""
        return [self.network.pairs[number] for number in self.balance.broken]

    @cached_property
    def parts(self) -> list[list[list[str]]]:
        """The camps of each connected part, the larger ones first; the largest part first."""
        part = parts_by_node(len(self.actors), self.balance.ties)
        sides: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
        for place, actor in enumerate(self.actors):
            sides[part[place]][self.balance.camps[place]].append(actor)
        ordered = [sorted(camps.values(), key=lambda camp: (-len(camp), camp)) for camps in sides.values()]
        return sorted(ordered, key=lambda camps: (-sum(map(len, camps)), camps))

    @property
    def camps(self) -> list[list[str]]:
        """The camps of all parts; which camp of one part stands with which of another is not said by anything."""
        count = max((len(camps) for camps in self.parts), default=0)
        count = max(count, 2) if self.most == 2 else count
        return [sorted(actor for camps in self.parts for actor in (camps[n : n + 1] or [[]])[0]) for n in range(count)]

    @cached_property
    def contradictions(self) -> list[list[Pair]]:
        """Contradictions without a common pair, each in a round, short ones first: the work to be done."""
        return [in_a_round([self.network.pairs[number] for number in cycle]) for cycle in self.balance.apart()]

    @property
    def unstated(self) -> float:
        """The share of pairs between these actors of which nothing is stated."""
        count = len({actor for pair in [*self.network.pairs, *self.network.mixed] for actor in (pair.a, pair.b)})
        stated = len(self.network.pairs) + len(self.network.mixed)
        return 1 - stated / (count * (count - 1) / 2) if count > 1 else 0.0

    def name(self, actor: str) -> str:
        """An actor's name."""
        return self.network.names[actor]


def is_round(pairs: Sequence[Pair]) -> bool:
    """Whether each actor is in two of the pairs."""
    return all(times == 2 for times in Counter(actor for pair in pairs for actor in (pair.a, pair.b)).values())


def in_a_round(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs of a cycle, each beside the next, from the smallest on; those of mutual rivals in their order."""
    rest = sorted(pairs, key=lambda pair: (pair.a, pair.b))
    if not is_round(rest):
        return rest
    ordered = [rest.pop(0)]
    here = ordered[0].b
    while rest:
        following = next(pair for pair in rest if here in (pair.a, pair.b))
        rest.remove(following)
        ordered.append(following)
        here = following.a if following.b == here else following.b
    return ordered


def corners(pairs: Sequence[Pair]) -> list[str]:
    """The actors of a cycle in a round, in the order of its pairs; those of mutual rivals by their ids."""
    if not is_round(pairs):
        return sorted({actor for pair in pairs for actor in (pair.a, pair.b)})
    here = pairs[0].a
    actors = []
    for pair in pairs:
        actors.append(here)
        here = pair.b if pair.a == here else pair.a
    return actors


def one_day(
    graph: Graph,
    day: datetime.date,
    sources: Iterable[str] = (),
    types: Iterable[str] = (),
    confidence: float = 0.0,
    known: datetime.date | None = None,
    undated: bool = True,
) -> dict[str, Any]:
    """The one filter, as queries take it, of one day; UsageError for a source or type that the graph does not know."""
    known_sources = [row["id"] for row in graph.ask("sources")]
    for source in sources:
        if source not in known_sources:
            raise UsageError(f"there is no source {source!r}{meant(source, known_sources)}")
    signed = {row["name"] for row in graph.ask("types") if row["sign"]}
    shown = {name.upper().replace("-", "_") for name in types}
    for name in shown - signed:
        raise UsageError(f"there is no type {name!r} that has a sign{meant(name, sorted(signed))}")
    return {
        "hidden": sorted(signed - shown) if shown else [],
        "sources": sorted(sources),
        "confidence": confidence,
        "stances": [],
        "first": day.isoformat(),
        "last": day.isoformat(),
        "known": known.isoformat() if known else None,
        "undated": undated,
    }


def measure_tension(
    graph: Graph,
    passing: Mapping[str, Any],
    weighing: Weighing = Weighing.PAIRS,
    mixed: Mixed = Mixed.APART,
    seconds: float = SECONDS,
    stop: Callable[[], bool] = never,
    tell: Callable[[int, int], None] = lambda lower, upper: None,
    most: int | None = 2,
) -> FaultLines:
    """The fault lines of what passes a filter on its last day, the one day on which every pair is to hold."""
    day = passing["last"]
    rows = graph.ask("signed-statements", filter={**passing, "first": day, "sources": sorted(passing["sources"])})
    network = signed_pairs(rows, weighing, mixed)
    return fault_lines(datetime.date.fromisoformat(day), network, weighing, seconds, stop, tell, most)


def tension_over(
    graph: Graph,
    passing: Mapping[str, Any],
    days: Sequence[datetime.date],
    weighing: Weighing = Weighing.PAIRS,
    mixed: Mixed = Mixed.APART,
    seconds: float = SECONDS,
    stop: Callable[[], bool] = never,
    most: int | None = 2,
) -> Iterator[FaultLines]:
    """The fault lines of several days, from one look at the graph; a day has its share of the time that is left."""
    span = {"first": min(days).isoformat(), "last": max(days).isoformat(), "sources": sorted(passing["sources"])}
    rows = graph.ask("signed-statements", filter={**passing, **span})
    allowance = Allowance(seconds, stop)
    for place, day in enumerate(days):
        if stop():
            return
        network = signed_pairs((row for row in rows if holds_on(row, day)), weighing, mixed)
        yield fault_lines(day, network, weighing, allowance.share(1 / (len(days) - place)).seconds, stop, most=most)


def fault_lines(
    day: datetime.date,
    network: SignedPairs,
    weighing: Weighing = Weighing.PAIRS,
    seconds: float = SECONDS,
    stop: Callable[[], bool] = never,
    tell: Callable[[int, int], None] = lambda lower, upper: None,
    most: int | None = 2,
) -> FaultLines:
    """The same of pairs that are at hand."""
    actors, ties = network.numbered()
    return FaultLines(day, network, actors, solve(len(actors), ties, seconds, stop, tell, most), weighing, most)


__all__ = ["FaultLines", "corners", "fault_lines", "measure_tension", "one_day", "shared_days"]
