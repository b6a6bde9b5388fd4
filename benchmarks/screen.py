"""Search and expand as the explorer's server does them, on 1 M statements between 200 k actors with hubs."""

from __future__ import annotations

import random
from collections.abc import Callable
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from benchmarks.ground import keep, server
from cypher.graph import Graph
from explorer.network.filter import EVERYTHING
from explorer.network.requests import CanvasRequest, handle
from loader.spool import batches

ACTORS, STATEMENTS, HUBS = 200_000, 1_000_000, 20
ROUNDS = 300
SYLLABLES = (
    "pu",
    "ri",
    "go",
    "zhi",
    "wag",
    "ner",
    "min",
    "is",
    "try",
    "de",
    "fen",
    "ka",
    "mos",
    "ban",
    "co",
    "lim",
    "ta",
)
NODES = """
UNWIND $rows AS r
CREATE (a:Actor {id: r[0], name: r[1], names: [r[1], r[2]], kind: 'organization', live: true, countries: []})
SET a:Organization
"""
EDGES = """
UNWIND $rows AS r MATCH (s:Actor {id: r[0]}) MATCH (o:Actor {id: r[1]})
CREATE (s)-[:TYPE {id: r[2], statement: r[2], source: 'bench', said_by: 'a reporter', stance: 'asserted',
                   subject_record: r[0], object_record: r[1], confidence: 0.8,
                   valid_from: date(r[3]), evidence: r[4]}]->(o)
"""
TYPES = ("ALLY_OF", "RIVAL_OF", "SUPPLIES", "DESIGNATES")


def word(chance: random.Random) -> str:
    """A made-up name of two or three words."""
    parts = (
        "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).capitalize() for _ in range(chance.randint(2, 3))
    )
    return " ".join(parts)


def fill(graph: Graph) -> list[str]:
    """Write the network; one statement in ten touches a hub. The actors' names."""
    chance = random.Random(1)
    names = [word(chance) for _ in range(ACTORS)]
    nodes = ([f"b:{n}", name, name.upper()] for n, name in enumerate(names))
    for batch in batches(nodes, 10_000):
        graph.write(lambda tx, batch=batch: tx.run(NODES, rows=batch).consume())
    for place, edge_type in enumerate(TYPES):
        rows = (edge(n, chance) for n in range(place, STATEMENTS, len(TYPES)))
        text: Any = EDGES.replace(":TYPE", f":{edge_type}")
        for batch in batches(rows, 10_000):
            graph.write(lambda tx, batch=batch, text=text: tx.run(text, rows=batch).consume())
    graph.command("CALL db.awaitIndexes(300)")
    return names


def edge(n: int, chance: random.Random) -> list[str]:
    """One statement between two actors."""
    subject = chance.randrange(HUBS) if chance.random() < 0.1 else chance.randrange(ACTORS)
    target = chance.randrange(ACTORS - 1)
    return [f"b:{subject}", f"b:{target + (target >= subject)}", f"{n:032}", "2020-01-01", f"Report {n}"]


def measure(work: Callable[[int], object]) -> dict[str, float]:
    """Median and 95th percentile of one piece of work, in milliseconds, after a tenth of the rounds to warm up."""
    for n in range(ROUNDS // 10):
        work(-n)
    took = []
    for n in range(ROUNDS):
        start = perf_counter()
        work(n)
        took.append((perf_counter() - start) * 1000)
    return {"median (ms)": round(median(took), 1), "p95 (ms)": round(quantiles(took, n=20)[18], 1)}


def main() -> None:
    """Measure and keep the figures."""
    chance = random.Random(3)
    with server() as (_, graph):
        names = fill(graph)

        def expansion(actor: int, others: int) -> CanvasRequest:
            present = {f"b:{n}": (float(n % 40) * 90, float(n // 40) * 90) for n in range(1000, 1000 + others)}
            return {
                "serial": 1,
                "do": "expand",
                "present": {f"b:{actor}": (0.0, 0.0), **present},
                "actor": f"b:{actor}",
            }

        def expand(others: int, hub: bool = False) -> Callable[[int], object]:
            def work(n: int) -> object:
                actor = n % HUBS if hub else chance.randrange(2000, ACTORS)
                return handle(graph.ask, expansion(actor, others), EVERYTHING)

            return work

        def search(spoil: Callable[[str], str]) -> Callable[[int], object]:
            return lambda n: graph.ask("search", text=spoil(names[chance.randrange(ACTORS)]), limit=10)

        figures: dict[str, object] = {
            "expand, 20 on the canvas": measure(expand(20)),
            "expand, 1,000 on the canvas": measure(expand(1000)),
            "expand a hub of 5,000": measure(expand(20, hub=True)),
            "search, a whole name": measure(search(str)),
            "search, the first letters": measure(search(lambda name: name[: len(name) // 2])),
            "search, a typing error": measure(search(lambda name: name[:2] + name[3:])),
        }
    keep("screen", figures)


if __name__ == "__main__":
    main()
