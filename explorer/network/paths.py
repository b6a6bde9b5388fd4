"""Paths between two actors: their surroundings are asked for layer by layer from both ends, the search itself is here.

The graph answers simple questions, one step on from some actors; what stops a step under the filter comes with it, so
that one and the same look says also what would be there without a certain part of the filter.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from explorer.network.elements import edge_type
from explorer.network.filter import Filter
from explorer.network.supposed import NOTHING, Supposed, SupposedTie

if TYPE_CHECKING:
    from cypher.queries.rows import Ask, CanvasLegsRow

ENOUGH = 11
"""Paths that are shown: the shortest and the next ten."""
LONGEST = 6
"""Steps of the longest path that is looked for."""
LEGS = 20_000
"""Steps that one look into the graph brings."""
WIDE = 3_000
"""Actors from which one look goes on."""
ALIKE = 500
"""Paths of one length that are looked at."""
PATIENCE = 0.9
"""Seconds after which no further lift is tried."""
DESIGNATES = "DESIGNATES"


@dataclass(frozen=True, slots=True)
class Ways:
    """What a path may take and pass, beside what the filter lets through."""

    avoided: frozenset[str] = frozenset({DESIGNATES})
    around: frozenset[str] = frozenset()
    authorities: bool = False
    along: bool = False
    confidence: float = 0.0

    @classmethod
    def read(cls, values: Mapping[str, Any] | None) -> Ways:
        """The options of a form; what it doesn't name, or names in another form, is as usual."""
        fields = values or {}
        lists = {name: fields[name] for name in ("avoided", "around") if isinstance(fields.get(name), list)}
        sure = fields.get("confidence")
        return cls(
            **{name: frozenset(value) for name, value in lists.items()},
            authorities=fields.get("authorities") is True,
            along=fields.get("along") is True,
            confidence=min(1.0, max(0.0, float(sure))) if isinstance(sure, int | float) else 0.0,
        )

    def values(self) -> dict[str, Any]:
        """The same for the form."""
        return {
            "avoided": sorted(self.avoided),
            "around": sorted(self.around),
            "authorities": self.authorities,
            "along": self.along,
            "confidence": self.confidence,
        }

    def parameters(self, seen: Filter) -> dict[str, Any]:
        """The filter for a query, of whichever least confidence is higher."""
        return {**seen.parameters(), "confidence": max(self.confidence, seen.confidence)}


@dataclass(frozen=True, slots=True)
class Leg:
    """One step on: to whom, along which type and way round, and what of the filter stops it."""

    to: str
    type: str
    direction: str
    stopped: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """What a search may take: the ways, the filter without some of its parts, and what is supposed."""

    ways: Ways
    without: frozenset[str] = frozenset()
    supposed: Supposed = NOTHING

    def takes(self, leg: Leg, *, backwards: bool) -> bool:
        """Whether a path goes this step, seen from its beginning or, backwards, from its end."""
        if leg.type in self.ways.avoided or not leg.stopped <= self.without:
            return False
        return not self.ways.along or leg.direction != ("out" if backwards else "in")


@dataclass
class Surroundings:
    """What is known of the graph around the two ends; asks for what is missing, and for nothing twice."""

    look: Callable[[list[str], bool], list[CanvasLegsRow]]
    names: dict[str, str] = field(default_factory=dict)
    authorities: set[str] = field(default_factory=set)
    legs: dict[tuple[str, bool], list[Leg]] = field(default_factory=dict)
    cut: bool = False

    @classmethod
    def of(cls, ask: Ask, parameters: Mapping[str, Any]) -> Surroundings:
        """The surroundings in the graph; `parameters` are the filter's."""
        return cls(
            lambda actors, designations: ask(
                "canvas-legs", actors=actors, filter=parameters, designations=designations, limit=LEGS
            )
        )

    def around(self, actors: Iterable[str], rule: Rule) -> Iterator[tuple[str, Leg]]:
        """Every step from some actors, with where it begins; along designations where the rule takes them."""
        near = sorted(actors)
        if len(near) > WIDE:
            near, self.cut = near[:WIDE], True
        for designations in (False, True) if DESIGNATES not in rule.ways.avoided else (False,):
            self.fill([actor for actor in near if (actor, designations) not in self.legs], designations)
            for actor in near:
                for leg in self.legs[actor, designations]:
                    if not doubted(actor, leg, rule.supposed):
                        yield actor, leg
                for to, name, direction in rule.supposed.steps(actor):
                    if (name == DESIGNATES) is designations:
                        yield actor, Leg(to, name, direction, frozenset())

    def fill(self, missing: list[str], designations: bool) -> None:
        """Ask for the steps from some actors."""
        if not missing:
            return
        rows = self.look(missing, designations)
        self.cut = self.cut or len(rows) >= LEGS
        for actor in missing:
            self.legs[actor, designations] = []
        for row in rows:
            leg = Leg(row["neighbour"], row["type"], row["direction"], frozenset(row["stopped"]))
            self.legs[row["actor"], designations].append(leg)
            self.names[row["neighbour"]] = row["name"]
            if row["authority"]:
                self.authorities.add(row["neighbour"])


def doubted(actor: str, leg: Leg, supposed: Supposed) -> bool:
    """Whether a step is supposed not to be there."""
    ends = (leg.to, actor) if leg.direction == "in" else (actor, leg.to)
    return bool(supposed.doubted) and SupposedTie.of(leg.type, *ends) in supposed.doubted


@dataclass(frozen=True)
class Paths:
    """The paths of a search, the shortest first; there may be more when a bound was met."""

    chains: list[tuple[str, ...]]
    bounded: bool


@dataclass
class Search:
    """One search from both ends at once, each going on by a layer when its rim is the smaller one."""

    near: Surroundings
    start: str
    end: str
    rule: Rule

    def __post_init__(self) -> None:
        self.depths = [0, 0]
        self.rims = [{self.start}, {self.end}]
        self.reached = [{self.start}, {self.end}]
        self.onward: dict[str, set[str]] = {}

    def paths(self, enough: int = ENOUGH, longest: int = LONGEST) -> Paths:
        """Every path of one length after the other, until there are enough."""
        chains: list[tuple[str, ...]] = []
        bounded = False
        if self.start == self.end:
            return Paths(chains, bounded)
        for length in range(1, longest + 1):
            # With nothing left to go on from at one end, every path is known.
            while sum(self.depths) < length and all(self.rims):
                self.widen()
            alike = list(self.walk(length))
            bounded = bounded or len(alike) >= ALIKE
            chains += sorted(alike, key=lambda chain: ([self.near.names.get(actor, actor) for actor in chain], chain))
            if len(chains) >= enough:
                break
        return Paths(chains, bounded or self.near.cut)

    def widen(self) -> None:
        """One layer more around one of the ends."""
        back = len(self.rims[1]) < len(self.rims[0])
        rim: set[str] = set()
        for actor, leg in self.near.around(self.rims[back], self.rule):
            if not self.rule.takes(leg, backwards=back) or not self.passes(leg.to):
                continue
            origin, target = (leg.to, actor) if back else (actor, leg.to)
            self.onward.setdefault(origin, set()).add(target)
            rim.add(leg.to)
        self.rims[back] = rim - self.reached[back] - {self.start, self.end}
        self.reached[back] |= rim
        self.depths[back] += 1

    def passes(self, actor: str) -> bool:
        """Whether a path may pass an actor, or begin or end there."""
        if actor in (self.start, self.end):
            return True
        return actor not in self.rule.ways.around and (self.rule.ways.authorities or actor not in self.near.authorities)

    def walk(self, length: int) -> Iterator[tuple[str, ...]]:
        """The paths of one length, no actor twice; at most as many as are looked at."""
        behind: dict[str, set[str]] = {}
        for origin, targets in self.onward.items():
            for target in targets:
                behind.setdefault(target, set()).add(origin)
        # From where the end is so many steps away: the walk goes nowhere else.
        layers = [{self.end}]
        for _ in range(length):
            layers.append({origin for target in layers[-1] for origin in behind.get(target, ())} - {self.end})
        left = ALIKE
        ways: list[tuple[str, ...]] = [(self.start,)] if self.start in layers[length] else []
        while ways and left:
            way = ways.pop()
            if len(way) == length + 1:
                left -= 1
                yield way
                continue
            ahead = self.onward.get(way[-1], set()) & layers[length - len(way)]
            ways += [(*way, actor) for actor in sorted(ahead - set(way), reverse=True)]


@dataclass(frozen=True)
class Lift:
    """A part of the filter or of the options without which there is a path: in words, how long, and the ways then."""

    words: str
    steps: int
    ways: Ways | None


def helpful_lifts(
    near: Surroundings, start: str, end: str, seen: Filter, ways: Ways, supposed: Supposed = NOTHING
) -> tuple[list[Lift], bool]:
    """What helps when it alone is lifted, the shortest path first, and whether all was tried in time."""
    due = time.monotonic() + PATIENCE
    helpful: list[Lift] = []
    for words, rule in lifts(near, seen, ways, supposed):
        if time.monotonic() > due:
            return sorted(helpful, key=lambda lift: lift.steps), False
        chains = Search(near, start, end, rule).paths(enough=1).chains
        if chains:
            helpful.append(Lift(words, len(chains[0]) - 1, rule.ways if rule.ways != ways else None))
    return sorted(helpful, key=lambda lift: lift.steps), True


def lifts(near: Surroundings, seen: Filter, ways: Ways, supposed: Supposed = NOTHING) -> Iterator[tuple[str, Rule]]:
    """Each restriction with the rule that lacks it alone."""
    base = base_rule(seen, ways, supposed)
    yield "at any time", lifted(base, "days")
    if supposed.doubted:
        yield "with what is supposed not", replace(base, supposed=replace(supposed, doubted=frozenset()))
    if not seen.undated:
        yield "with undated statements", lifted(base, "undated")
    if seen.hidden:
        yield "with the types that the legend hides", lifted(base, "types")
    if sure := max(seen.confidence, ways.confidence):
        yield (
            f"with a confidence below {sure:.0%}",
            replace(lifted(base, "confidence"), ways=replace(ways, confidence=0.0)),
        )
    if seen.sources:
        yield "with all sources", lifted(base, "sources")
    if seen.stances:
        yield "with every stance", lifted(base, "stance")
    if seen.known:
        yield "as known today", replace(base, without=frozenset({"known"}))
    if ways.along:
        yield "in either direction", replace(base, ways=replace(ways, along=False))
    for name in sorted(ways.avoided):
        yield f"with {edge_type(name).screen}", replace(base, ways=replace(ways, avoided=ways.avoided - {name}))
    if not ways.authorities:
        yield "through authorities", replace(base, ways=replace(ways, authorities=True))
        if DESIGNATES in ways.avoided:
            open_ways = replace(ways, authorities=True, avoided=ways.avoided - {DESIGNATES})
            yield "through authorities and along their designations", replace(base, ways=open_ways)
    for actor in sorted(ways.around)[:10]:
        words = f"through {near.names.get(actor, actor)}"
        yield words, replace(base, ways=replace(ways, around=ways.around - {actor}))


def base_rule(seen: Filter, ways: Ways, supposed: Supposed = NOTHING) -> Rule:
    """The rule of the filter as it is: what was known on a day may have been withdrawn since."""
    return Rule(ways, frozenset({"withdrawn"}) if seen.known else frozenset(), supposed)


def lifted(base: Rule, part: str) -> Rule:
    """A rule without one more part of the filter."""
    return replace(base, without=base.without | {part})
