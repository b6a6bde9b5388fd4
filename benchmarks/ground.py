"""What every benchmark stands on: a server of its own, generated sources, a stopwatch, a table."""

from __future__ import annotations

import csv
import json
import os
import platform
import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter

from cypher import engine
from cypher.graph import Graph
from cypher.settings import Settings
from loader.catalogue.source import Source, open_source

RESULTS = Path(__file__).parent / "results"
TYPES = ("ally-of", "rival-of", "supplies", "designates")
MANIFEST = """
title: Generated statements
publisher: benchmarks
rank: 50
reads: snapshot
disappearance: ended
limit: {share: 1.0, least: 20}
parts:
  actors: {file: actors.csv}
  statements: {file: statements.csv}
"""
ACTOR_COLUMNS = ("key", "name", "kind", "names", "countries", "identifiers", "description", "url")
STATEMENT_COLUMNS = ("key", "subject", "type", "object", "said_by", "evidence", "locator", "valid_from", "confidence")


@contextmanager
def server(heap: str = "2g") -> Iterator[tuple[Settings, Graph]]:
    """A Neo4j of its own in a temporary folder, with the schema applied."""
    folder = Path(tempfile.mkdtemp(prefix="faultlines-bench-"))
    os.environ["FAULTLINES_HOME"] = str(folder)
    os.environ["FAULTLINES_HEAP"] = heap
    os.environ["FAULTLINES_PAGE_CACHE"] = "1g"
    settings = Settings.read()
    try:
        engine.start(settings)
        with Graph.connect(settings) as graph:
            graph.ensure_schema()
            yield settings, graph
    finally:
        engine.stop(settings)
        shutil.rmtree(folder, ignore_errors=True)


def wipe(graph: Graph) -> None:
    """Empty the graph; the schema stays."""
    graph.command(
        "MATCH (n) WHERE NOT n:Meta AND NOT n:EdgeType CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS"
    )


def generate(folder: Path, statements: int, records: int, *, changed: float = 0.0, shuffled: bool = False) -> Source:
    """Write a source of so many rows; a share of the statements changed, or the rows in another order."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.joinpath("manifest.yaml").write_text(MANIFEST, "utf-8")
    actors = (
        [f"a{n}", f"Actor number {n}", "organization", f"No {n}", "RUS", f"x:{n}", "", ""] for n in range(records)
    )
    write_rows(folder / "actors.csv", ACTOR_COLUMNS, actors, shuffled=shuffled)
    rows = (statement(n, records, changed) for n in range(statements))
    write_rows(folder / "statements.csv", STATEMENT_COLUMNS, rows, shuffled=shuffled)
    return open_source(folder)


def statement(n: int, records: int, changed: float) -> list[str]:
    """One generated statement; the same number gives the same one."""
    chance = random.Random(n)
    subject, target = chance.sample(range(records), 2)
    words = f"Report {n} says that a{subject} deals with a{target}" + (
        ", corrected" if chance.random() < changed else ""
    )
    day = date.fromordinal(729_000 + n % 9_000).isoformat()
    return [str(n), f"a{subject}", TYPES[n % 4], f"a{target}", "a reporter", words, f"row {n}", day, "0.8"]


def write_rows(path: Path, columns: tuple[str, ...], rows: Iterator[list[str]], *, shuffled: bool) -> None:
    """Write a CSV; shuffled in blocks, so that no file has to fit in memory."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        if not shuffled:
            writer.writerows(rows)
            return
        block = list(rows)
        random.Random(7).shuffle(block)
        writer.writerows(block)


@contextmanager
def timed(into: dict[str, float], name: str) -> Iterator[None]:
    """Note the seconds that something takes."""
    start = perf_counter()
    yield
    into[name] = perf_counter() - start


def keep(name: str, figures: dict[str, object]) -> None:
    """Keep a benchmark's figures where docs/benchmarks.md is made from, and print them."""
    RESULTS.mkdir(exist_ok=True)
    machine = {
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "date": datetime.now(UTC).date().isoformat(),
    }
    text = json.dumps({**figures, "machine": machine}, indent=2)
    RESULTS.joinpath(f"{name}.json").write_text(text + "\n", "utf-8")
    print(text)
