"""Random statements among a few actors, and what plain Python says of them under a filter."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from cypher import schema
from cypher.graph import Graph
from explorer.network.filter import Filter

ACTORS = [f"t:{letter}" for letter in "abcdefgh"]
SOURCES = ("one", "two", "three")
MERGE = """
MERGE (a:Actor {id: $a}) SET a.name = $a, a.names = [$a], a.kind = 'other', a.live = true
MERGE (b:Actor {id: $b}) SET b.name = $b, b.names = [$b], b.kind = 'other', b.live = true
CREATE (a)-[r:TYPE]->(b) SET r = $properties
"""


@dataclass(frozen=True)
class Said:
    """One statement, as the graph has it."""

    id: str
    type: str
    a: str
    b: str
    standing: str
    source: str
    stance: str
    confidence: float | None
    since: datetime.date | None
    until: datetime.date | None
    known_from: datetime.date
    known_until: datetime.date | None

    @property
    def sign(self) -> int:
        """The type's sign."""
        return int(schema.BY_NAME[self.type].sign)

    @property
    def dated(self) -> bool:
        """Whether it has any date."""
        return bool(self.since or self.until)

    def passes(self, seen: Filter) -> bool:
        """Whether it passes all of a filter but the days."""
        return (
            self.type not in seen.hidden
            and (not seen.sources or self.source in seen.sources)
            and (self.confidence is None or self.confidence >= seen.confidence)
            and (not seen.stances or self.stance in seen.stances)
            and (seen.undated or self.dated)
            and (
                self.known_from <= seen.known.last and (self.known_until is None or self.known_until > seen.known.last)
                if seen.known
                else self.standing != "withdrawn"
            )
        )

    def held(self, day: datetime.date) -> bool:
        """Whether it held on a day, as far as is known."""
        return (self.since is None or self.since <= day) and (self.until is None or self.until >= day)

    def overlaps(self, seen: Filter) -> bool:
        """Whether it held on some of the days that the filter is about."""
        first, last = seen.span
        return (self.since is None or self.since <= last) and (self.until is None or self.until >= first)

    def affirms(self, seen: Filter) -> bool:
        """Whether it counts under a filter: it passes, held, and is no denial."""
        return self.stance != "denied" and self.passes(seen) and self.overlaps(seen)


def random_statements(seed: int, number: int) -> list[Said]:
    """Statements of every type, standing, stance and age among the actors."""
    dice = random.Random(seed)
    return [random_statement(dice, n) for n in range(number)]


def random_statement(dice: random.Random, n: int) -> Said:
    """One of them."""
    a, b = dice.sample(ACTORS, 2)
    standing = dice.choices(("live", "denied", "withdrawn"), (8, 1, 2))[0]
    since = random_day(dice, 2000, 2030) if dice.random() < 0.6 else None
    until = random_day(dice, 2010, 2040) if dice.random() < 0.4 else None
    if since and until and until < since:
        since, until = until, since
    known_from = random_day(dice, 2015, 2022)
    denied = standing == "denied" or (standing == "withdrawn" and dice.random() < 0.2)
    return Said(
        id=f"{n:03}:1",
        type=dice.choice(list(schema.BY_NAME)),
        a=a,
        b=b,
        standing=standing,
        source=dice.choice(SOURCES),
        stance="denied" if denied else dice.choice(("asserted", "asserted", "announced")),
        confidence=dice.choice((None, 0.3, 0.5, 0.7, 0.9)),
        since=since,
        until=until,
        known_from=known_from,
        known_until=random_day(dice, 2022, 2026) if standing == "withdrawn" else None,
    )


def random_day(dice: random.Random, first: int, last: int) -> datetime.date:
    """A day of some years."""
    return datetime.date(dice.randint(first, last), dice.randint(1, 12), dice.randint(1, 28))


def plant(graph: Graph, statements: list[Said]) -> None:
    """Write them as loads would leave them."""
    for said in statements:
        kind = {"live": said.type, "denied": schema.DENIED, "withdrawn": schema.WITHDRAWN}[said.standing]
        properties: dict[str, Any] = {
            "id": said.id,
            "statement": said.id.partition(":")[0],
            "source": said.source,
            "said_by": said.source,
            "evidence": "said",
            "stance": "asserted" if said.stance == "denied" else said.stance,
            "confidence": said.confidence,
            "valid_from": said.since,
            "valid_to": said.until,
            "said_at": said.known_from,
            "recorded_at": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC),
        }
        if kind != said.type:
            properties["type"] = said.type
        if said.standing == "withdrawn":
            properties |= {
                "why": "changed",
                "denied": said.stance == "denied" or None,
                "said_until": said.known_until,
                "withdrawn_at": datetime.datetime(2026, 2, 1, tzinfo=datetime.UTC),
            }
        graph.command(MERGE.replace("TYPE", kind), {"a": said.a, "b": said.b, "properties": properties})


def neighbours(statements: list[Said], actor: str, seen: Filter) -> set[str]:
    """The actors that what counts joins to one."""
    ends = [{s.a, s.b} for s in statements if s.affirms(seen)]
    return {other for pair in ends if actor in pair for other in pair} - {actor}


def signs_on(statements: list[Said], pair: frozenset[str], day: datetime.date, seen: Filter) -> tuple[set[int], bool]:
    """The signs of a pair on a day, and whether something with a date says so."""
    sure = [
        s
        for s in statements
        if {s.a, s.b} == pair and s.sign and s.stance != "denied" and s.passes(seen) and s.held(day)
        if s.confidence is None or s.confidence >= 0.5
    ]
    return {s.sign for s in sure}, any(s.dated for s in sure)


def tensions(statements: list[Said], seen: Filter) -> dict[tuple[str, ...], bool]:
    """The unbalanced triples on some of the filter's days, and whether on all of those days a side has no date."""
    first, last = seen.span
    marks = {s.since for s in statements if s.since} | {
        s.until + datetime.timedelta(1) for s in statements if s.until
    }  # nothing changes between them
    days = sorted({first, *(day for day in marks if first <= day <= last)})
    found: dict[tuple[str, ...], bool] = {}
    for triple in combinations(ACTORS, 3):
        for day in days:
            sides = [signs_on(statements, frozenset(pair), day, seen) for pair in combinations(triple, 2)]
            if all(len(signs) == 1 for signs, _ in sides):
                product = 1
                for signs, _ in sides:
                    product *= next(iter(signs))
                if product < 0:
                    found[triple] = found.get(triple, True) and not all(dated for _, dated in sides)
    return found


def mixed(statements: list[Said], seen: Filter) -> int:
    """The pairs with both signs on the filter's only day."""
    day = seen.span[0]
    return sum(len(signs_on(statements, frozenset(pair), day, seen)[0]) == 2 for pair in combinations(ACTORS, 2))


def chains(statements: list[Said], start: str, end: str, seen: Filter) -> set[tuple[str, ...]]:
    """The chains of at most four steps that neither take a designation nor pass an authority."""
    ties = [s for s in statements if s.affirms(seen) and s.type != "DESIGNATES"]
    near = {actor: {o for s in ties if actor in (s.a, s.b) for o in (s.a, s.b)} - {actor} for actor in ACTORS}
    authorities = {s.a for s in statements if s.standing == "live" and s.type == "DESIGNATES"}
    found: set[tuple[str, ...]] = set()

    def walk(way: tuple[str, ...]) -> None:
        if way[-1] == end:
            found.add(way)
        elif len(way) <= 4 and (len(way) == 1 or way[-1] not in authorities):
            for other in near[way[-1]] - set(way):
                walk((*way, other))

    walk((start,))
    return found
