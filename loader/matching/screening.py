"""Screens a list of names against the names of all actors; it only lists what is alike, and joins nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import nsmallest
from itertools import groupby, islice
from pathlib import Path
from typing import NamedTuple

from cypher.graph import Graph, Row
from cypher.library.statements import Statements
from cypher.likeness.blocks import NameIndex
from cypher.likeness.score import LEAST
from cypher.screening.matches import ActorMatch, Hit, about_actors, actor_match
from loader.matching.listed import ListedName

statement = Statements(Path(__file__).with_name("queries"))

SECONDS = 600.0
"""How long the reading of all names may take."""
BATCH = 200
"""So many names are answered at once."""
SPARE = 10
"""So many times as many actors are looked at as are listed where a country or birth year may still put one behind."""


class NameMatch(NamedTuple):
    """A name of the list and an actor with one like it."""

    line: int
    name: str
    match: ActorMatch

    def row(self) -> dict[str, object]:
        """Where the name stands, and the match."""
        return {"line": self.line, "name": self.name, **self.match._asdict()}


COLUMNS = ("line", "name", *ActorMatch._fields)
"""The columns of a row."""


class Screen:
    """The names of all actors."""

    def __init__(self, actors: Iterable[Row]) -> None:
        self.index = NameIndex()
        self.actors: list[str] = []
        for number, row in enumerate(actors):
            self.actors.append(row["id"])
            for name in row["names"]:
                self.index.add(number, name, row["kind"])

    def hits(self, listed: ListedName, least: float, most: int) -> list[Hit]:
        """The actors whose names are likest, each once, under the likest of its names."""
        best: dict[str, Hit] = {}
        for like in self.index.like(listed.name, listed.kind, least):
            hit = Hit(self.actors[like.owner], like.name, like.score, like.reason)
            if hit.actor not in best or hit.score > best[hit.actor].score:
                best[hit.actor] = hit
        return nsmallest(most, best.values(), key=lambda hit: (-hit.score, hit.actor))


def screen_names(
    graph: Graph,
    names: Sequence[ListedName],
    *,
    least: float = LEAST,
    most: int = 5,
    advance: Callable[[int], None] = lambda names: None,
) -> Iterator[NameMatch]:
    """What is like each name of a list, the likest first."""
    screen = Screen(graph.stream(statement("names"), timeout=SECONDS, name="names"))
    for start in range(0, len(names), BATCH):
        batch = names[start : start + BATCH]
        hits = [(listed, hit) for listed in batch for hit in screen.hits(listed, least, most * spare(listed))]
        about = about_actors(graph, (hit for _, hit in hits), SECONDS)
        matches = [
            NameMatch(listed.line, listed.name, actor_match(hit, listed.country, about[hit.actor], listed.birth_years))
            for listed, hit in hits
            if hit.actor in about
        ]
        sure = (each for each in matches if each.match.score >= least)
        likeliest = sorted(sure, key=lambda each: (each.line, -each.match.score, each.match.actor))
        for _, of_line in groupby(likeliest, key=lambda each: each.line):
            yield from islice(of_line, most)
        advance(len(batch))


def spare(listed: ListedName) -> int:
    """How many times as many actors are looked at: where nothing stands beside a name, no score changes any more."""
    return SPARE if listed.country or listed.birth_years else 1
