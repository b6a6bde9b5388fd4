"""The proof of a dump: it is loaded into a scratch store, checked, and asked by a server of its own what it holds."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cypher import engine
from cypher.engine import conf
from cypher.engine.home import ADOPT, DATABASE, Home
from cypher.engine.jars import fetch_jars
from cypher.engine.tool import neo4j_admin
from cypher.errors import EngineError
from cypher.fingerprint import graph_fingerprint
from cypher.graph import Graph
from cypher.library.statements import Statements
from cypher.settings import Settings

statement = Statements(Path(__file__).with_name("queries"))

DUMP = f"{DATABASE}.dump"
REPORTED = 20_000  # characters of a check's report in which its first error is looked for
FIRST_ERROR = re.compile(r"[+-]\d{4} ERROR +(.{1,300})")
HEAP, PAGE_CACHE = "512m", "128m"
"""The memory of the scratch server, which stands beside the one that serves and only streams what it holds."""


@dataclass(frozen=True)
class Contents:
    """What a graph holds."""

    counts: dict[str, int]
    """Nodes and relationships."""
    fingerprint: str
    schema: int | None
    """The version of its schema; None where faultlines never wrote to it."""
    inputs: dict[str, str]
    """Each archived input that it can't do without, by its hash, and a source that needs it."""


def prove(settings: Settings, dump: Path) -> Contents:
    """Load a dump into a scratch store, check it and read all of it; EngineError when any of this fails."""
    with scratch_graph(settings, dump) as scratch, Graph.connect(scratch) as graph:
        return contents_of(graph)


@contextmanager
def scratch_graph(settings: Settings, dump: Path) -> Iterator[Settings]:
    """A server on what a dump holds, in a folder of its own, which goes with the block."""
    folder = Home(settings).path / "proof"
    scratch = settings.model_copy(update={"home": folder, "heap": HEAP, "page_cache": PAGE_CACHE})
    sweep_scratch(scratch)
    try:
        home = Home(scratch)
        home.make()
        load_dump(scratch, fetch_jars(settings), home, dump)
        home.stage(ADOPT)
        with engine.running(scratch):
            yield scratch
    finally:
        sweep_scratch(scratch)


def sweep_scratch(scratch: Settings) -> None:
    """Remove a scratch store, and end the server that a killed command has left on it."""
    engine.stop(scratch)
    shutil.rmtree(scratch.home, ignore_errors=True)


def contents_of(graph: Graph) -> Contents:
    """What a graph holds; every statement is read."""
    return Contents(count_elements(graph), graph_fingerprint(graph), graph.schema_version(), needed_inputs(graph))


def needed_inputs(graph: Graph) -> dict[str, str]:
    """Each archived input that a graph can't do without, by its hash, and a source that needs it."""
    return {row["sha256"]: row["source"] for row in graph.read(statement("needed-inputs"), name="needed-inputs")}


def count_elements(graph: Graph) -> dict[str, int]:
    """How many nodes and relationships there are."""
    (nodes,) = graph.read(statement("count-nodes"), name="count")
    (relationships,) = graph.read(statement("count-relationships"), name="count")
    return {"nodes": nodes["n"], "relationships": relationships["n"]}


def load_dump(settings: Settings, jars: Path, home: Home, dump: Path) -> None:
    """Load the dump into the staged graph, and have it checked; EngineError leaves the one that serves untouched."""
    conf.write_conf(home.staging, settings, 0)
    folder = home.staging / "dump"
    folder.mkdir()
    (folder / DUMP).symlink_to(dump)
    arguments = ["database", "load", DATABASE, f"--from-path={folder}", "--overwrite-destination=true"]
    neo4j_admin(settings, jars, home.staging, arguments, f"load {dump}")
    check_consistency(settings, jars, home.staging, str(dump))
    shutil.rmtree(folder)


def check_consistency(settings: Settings, jars: Path, home: Path, what: str) -> None:
    """Have neo4j-admin check a graph that is stopped; EngineError says what is inconsistent first."""
    memory = f"--max-off-heap-memory={settings.page_cache}"
    check = ["database", "check", f"--report-path={home}", memory, DATABASE]
    try:
        neo4j_admin(settings, jars, home, check, f"verify {what}")
    except EngineError as error:
        reports = sorted(home.glob("inconsistencies-*.report"))
        if not reports:
            raise
        with reports[-1].open(encoding="utf-8", errors="replace") as report:
            match = FIRST_ERROR.search(report.read(REPORTED))
        raise EngineError(
            f"{what} is inconsistent, and so was the graph that it was made of; restore an earlier backup "
            f"(faultlines graph backup list). The check says: {match[1] if match else error}"
        ) from None
