"""Loading against py2neo.bulk: first load, the same bytes again, other bytes with the same rows, 1 % changed."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from py2neo import Graph as Py2neoGraph
from py2neo.bulk import create_nodes, create_relationships

from benchmarks.ground import generate, keep, server, statement, timed, wipe
from cypher import engine
from cypher.graph import Graph
from cypher.settings import Settings
from loader.run import Options, load
from loader.source import Source
from loader.spool import batches

STATEMENTS = 100_000
BATCH = 10_000


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
    load(settings, graph, source, source.shipped_input(), Options())


def main() -> None:
    """Measure and keep the ratios."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    figures: dict[str, object] = {}
    with server() as (settings, graph), TemporaryDirectory() as folder:
        graph.command("CREATE CONSTRAINT bare IF NOT EXISTS FOR (n:Bare) REQUIRE n.id IS UNIQUE")
        warm = generate(Path(folder) / "bench", 20_000, 5_000)
        first(settings, graph, warm)
        wipe(graph)
        bulk(settings, graph, 20_000, 5_000)
        wipe(graph)
        for number in range(rounds):
            for records in (25_000, 85_000):
                figures[f"{records} records, round {number + 1}"] = measure(settings, graph, Path(folder), records)
    keep("load", figures)


def measure(settings: Settings, graph: Graph, folder: Path, records: int) -> dict[str, float]:
    """Seconds and ratios for one number of records."""
    took: dict[str, float] = {}
    source = generate(folder / "bench", STATEMENTS, records)
    with timed(took, "py2neo.bulk"):
        bulk(settings, graph, STATEMENTS, records)
    wipe(graph)
    with timed(took, "first load"):
        first(settings, graph, source)
    with timed(took, "same bytes"):
        first(settings, graph, source)
    source = generate(folder / "bench", STATEMENTS, records, shuffled=True)
    with timed(took, "same rows, other bytes"):
        first(settings, graph, source)
    source = generate(folder / "bench", STATEMENTS, records, changed=0.01)
    with timed(took, "1 % changed"):
        first(settings, graph, source)
    wipe(graph)
    base = took["first load"]
    ratios = {
        "first load / py2neo.bulk (rate)": took["py2neo.bulk"] / base,
        "same bytes": base / took["same bytes"],
        "same rows, other bytes": base / took["same rows, other bytes"],
        "1 % changed": base / took["1 % changed"],
    }
    return {
        **{f"{name} (s)": round(value, 2) for name, value in took.items()},
        **{k: round(v, 2) for k, v in ratios.items()},
    }


if __name__ == "__main__":
    main()
