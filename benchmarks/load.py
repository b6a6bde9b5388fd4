"""Loading against py2neo.bulk and against Cypher by hand: first load, same bytes, same rows, 1 % changed."""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from py2neo import Graph as Py2neoGraph
from py2neo.bulk import create_nodes, create_relationships

from benchmarks import byhand
from benchmarks.ground import generate, keep, server, statement, timed, wipe
from cypher import engine
from cypher.graph import Graph
from cypher.settings import Settings
from loader.catalogue.source import Source
from loader.runs.job import Options
from loader.runs.run import load_source
from loader.spool import batches

STATEMENTS = 100_000
BATCH = 10_000
WARMING = 3
"""Rounds that don't count: by then the server's own compiler is done with most of what a load runs."""


def bulk(settings: Settings, graph: Graph, statements: int, records: int) -> None:
    """Write nodes and bare edges by py2neo.bulk, as its documentation does."""
    where = engine.locate(settings)
    connected = Py2neoGraph(where.uri, auth=(where.user, where.password))
    for batch in batches(({"id": f"a{n}", "name": f"Actor number {n}"} for n in range(records)), BATCH):
        create_nodes(connected.auto(), batch, labels={"Bare"})
    rows = (statement(n, records, 0.0) for n in range(statements))
    edges = (((row[1],), {"id": row[0]}, (row[3],)) for row in rows)
    for batch in batches(edges, BATCH):
        create_relationships(
            connected.auto(), batch, "BARE", start_node_key=("Bare", "id"), end_node_key=("Bare", "id")
        )


def first(settings: Settings, graph: Graph, source: Source) -> None:
    """Load a source."""
    load_source(settings, graph, source, source.shipped_input(), Options())


def main() -> None:
    """Measure and keep the ratios: `python -m benchmarks.load [ROUNDS [STATEMENTS]]`, the median of the rounds."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    statements = int(sys.argv[2]) if len(sys.argv) > 2 else STATEMENTS
    figures: dict[str, object] = {}
    with server() as (settings, graph), TemporaryDirectory() as folder:
        graph.command("CREATE CONSTRAINT bare IF NOT EXISTS FOR (n:Bare) REQUIRE n.id IS UNIQUE")
        # The server's first minutes are its slowest: everything is done a few times before anything counts.
        for _ in range(WARMING if statements == STATEMENTS else 1):  # a million rows warm it themselves
            measure(settings, graph, Path(folder), 100_000, 25_000)
        sizes = (statements // 4,) if statements > STATEMENTS else (statements // 4, statements * 85 // 100)
        for records in sizes:
            found = [measure(settings, graph, Path(folder), statements, records) for _ in range(rounds)]
            middle = {name: round(median(one[name] for one in found), 2) for name in found[0]}
            figures[f"{records:,} records, median of {rounds}"] = middle
            print(records, middle, flush=True)
    name = "load" if statements == STATEMENTS else f"load-{statements}"
    keep(name, figures)


def measure(settings: Settings, graph: Graph, folder: Path, statements: int, records: int) -> dict[str, float]:
    """Seconds and ratios for one number of records."""
    took: dict[str, float] = {}
    source = generate(folder / "bench", statements, records)
    wipe(graph)
    with timed(took, "py2neo.bulk"):
        bulk(settings, graph, statements, records)
    wipe(graph)
    with timed(took, "UNWIND by hand"):
        byhand.create(settings, source)
    with timed(took, "MERGE by hand again"):
        byhand.merge(settings, source)
    wipe(graph)
    with timed(took, "first load"):
        first(settings, graph, source)
    with timed(took, "same bytes"):
        first(settings, graph, source)
    source = generate(folder / "bench", statements, records, shuffled=True)
    with timed(took, "same rows, other bytes"):
        first(settings, graph, source)
    source = generate(folder / "bench", statements, records, changed=0.01)
    with timed(took, "1 % changed"):
        first(settings, graph, source)
    wipe(graph)
    base, again = took["first load"], took["MERGE by hand again"]
    return {
        **{f"{name} (s)": value for name, value in took.items()},
        "first load / py2neo.bulk (rate)": took["py2neo.bulk"] / base,
        "first load / UNWIND by hand (rate)": took["UNWIND by hand"] / base,
        "same bytes / first load (rate)": base / took["same bytes"],
        "same bytes / MERGE by hand (rate)": again / took["same bytes"],
        "same rows, other bytes / first load (rate)": base / took["same rows, other bytes"],
        "1 % changed / first load (rate)": base / took["1 % changed"],
        "1 % changed / MERGE by hand (rate)": again / took["1 % changed"],
    }


if __name__ == "__main__":
    main()
