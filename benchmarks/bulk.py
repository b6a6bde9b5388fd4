"""The bulk path against py2neo.bulk: the same source into an empty graph, phase by phase."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from py2neo import Graph as Py2neoGraph
from py2neo.bulk import create_nodes, create_relationships

from benchmarks.ground import generate, keep, server, timed
from benchmarks.load import BATCH
from benchmarks.load import bulk as bare
from cypher import engine
from cypher.settings import Settings
from loader.bulk.run import load_bulk
from loader.catalogue.source import Source
from loader.runs.job import Options
from loader.spool import batches

STATEMENTS = 1_000_000
CONSTRAINTS = (
    "CREATE CONSTRAINT bare IF NOT EXISTS FOR (n:Bare) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT whole IF NOT EXISTS FOR (n:Whole) REQUIRE n.key IS UNIQUE",
)


class Phases:
    """A Watch that notes how long each phase takes."""

    def __init__(self) -> None:
        self.took: dict[str, float] = {}
        self.now, self.since = "", perf_counter()

    def phase(self, name: str, total: int | None = None) -> None:
        """End one phase and begin the next."""
        self.took[self.now] = self.took.get(self.now, 0) + perf_counter() - self.since
        self.now, self.since = name, perf_counter()

    def advance(self, count: int) -> None:
        """Nothing is drawn."""


def main() -> None:
    """Measure and keep the ratios."""
    size = int(sys.argv[1].replace("_", "")) if len(sys.argv) > 1 else STATEMENTS
    took: dict[str, float] = {}
    watch = Phases()
    with TemporaryDirectory() as folder:
        source = generate(Path(folder) / "bench", size, size // 4)
        with server() as (settings, graph):
            for text in CONSTRAINTS:
                graph.command(text)
            bare(settings, graph, 20_000, 5_000)  # the server's first seconds are slow
            graph.command("MATCH (n:Bare) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS")
            with timed(took, "py2neo.bulk, bare edges"):
                bare(settings, graph, size, size // 4)
            with timed(took, "py2neo.bulk, the files' columns"):
                whole(settings, source)
        with server() as (settings, _), timed(took, "bulk path"):
            load_bulk(settings, source, source.shipped_input(), Options(watch=watch), print)
            watch.phase("")
    phases = {
        "parse": ("hash", "read", "compare"),
        "import files": ("files",),
        "import": ("import",),
        "start": ("start",),
        "constraints": ("constraints",),
    }
    figures = {f"{name} (s)": round(value, 1) for name, value in took.items()}
    figures |= {f"· {name} (s)": round(sum(watch.took[one] for one in which), 1) for name, which in phases.items()}
    for name in ("bare edges", "the files' columns"):
        ratio = took[f"py2neo.bulk, {name}"] / took["bulk path"]
        figures[f"bulk path / py2neo.bulk, {name} (rate)"] = round(ratio, 2)
    keep("bulk", {"statements": size, "records": size // 4, **figures})


def whole(settings: Settings, source: Source) -> None:
    """Write every column of the source's files by py2neo.bulk, as its documentation does."""
    where = engine.locate(settings)
    connected = Py2neoGraph(where.uri, auth=(where.user, where.password))
    for batch in batches(read(source, "actors"), BATCH):
        create_nodes(connected.auto(), batch, labels={"Whole"})
    edges = (((row.pop("subject"),), row, (row.pop("object"),)) for row in read(source, "statements"))
    for batch in batches(edges, BATCH):
        create_relationships(
            connected.auto(), batch, "WHOLE", start_node_key=("Whole", "key"), end_node_key=("Whole", "key")
        )


def read(source: Source, part: str) -> Iterator[dict[str, str]]:
    """The rows of a part of the source."""
    with source.shipped_input().parts[part].open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


if __name__ == "__main__":
    main()
