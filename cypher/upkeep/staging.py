"""A graph that neo4j-admin makes out of files beside the one that serves, and that then takes its place."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cypher.engine import conf
from cypher.engine.home import ADOPT, DATABASE, Home
from cypher.engine.jars import fetch_jars
from cypher.engine.server import refuse_elsewhere
from cypher.engine.tool import neo4j_admin
from cypher.errors import EngineError
from cypher.file_lock import exclusive
from cypher.settings import Settings
from cypher.upkeep.downtime import Tell, downtime

PERCENT = re.compile(r"(\d+)% ∆")
STAGES = 4  # of the import: nodes, relationships, linking, post processing
TOTAL = STAGES * 100
STEP = 5  # per cent from one line of its report to the next

Advance = Callable[[int], None]


@contextmanager
def only_one(settings: Settings) -> Iterator[None]:
    """Run the block while nobody else stages a graph for this data folder; what a killed one left is removed."""
    home = Home(settings)
    home.make()
    with exclusive(home.path / "staging.lock"):
        sweep_staging(home)
        try:
            yield
        finally:
            sweep_staging(home)


def sweep_staging(home: Home) -> None:
    """Remove a staged graph that was never to be adopted."""
    if not home.staged_file.exists():
        shutil.rmtree(home.staging, ignore_errors=True)


def import_graph(settings: Settings, folder: Path, arguments: list[str], advance: Advance) -> None:
    """Make a graph out of the files in a folder, to be adopted; EngineError when neo4j-admin could not."""
    refuse_elsewhere(settings)
    home, jars = Home(settings), fetch_jars(settings)
    conf.write_conf(home.staging, settings, 0)

    def progress(line: str) -> bool:
        if match := PERCENT.search(line):
            advance(STEP)
        return bool(match)

    neo4j_admin(settings, jars, home.staging, arguments, "import the files", folder=folder, on_line=progress)
    if not (home.staging / "data" / "databases" / DATABASE).is_dir():
        raise EngineError(f"neo4j-admin created no graph in {home.staging}")


def replace_graph(settings: Settings, tell: Tell, hook: Callable[[str], None]) -> None:
    """Put the staged graph in the place of the one that serves, which is away meanwhile.

    Cut short before the staged graph is written down, the old one stays; after that, the next start brings the new.
    """
    home = Home(settings)
    with downtime(settings, home, tell, "for an import", starts=True):
        hook("stopped")
        home.stage(ADOPT)
        hook("staged")
