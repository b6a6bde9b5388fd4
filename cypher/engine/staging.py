"""A graph that neo4j-admin makes out of files beside the one that serves, and that then takes its place."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cypher.engine import conf
from cypher.engine.home import DATABASE, Home, write_private
from cypher.engine.jars import fetch
from cypher.engine.server import ADMIN, AlreadyRunning, end, refuse_elsewhere, start
from cypher.engine.turnstile import alone
from cypher.errors import EngineError
from cypher.settings import Settings

PERCENT = re.compile(r"(\d+)% ∆")
STAGES = 4  # of the import: nodes, relationships, linking, post processing
TOTAL = STAGES * 100
STEP = 5  # per cent from one line of its report to the next
WORDS = re.compile(r"^(?:Caused by|Error|[\w.$]*Exception): *(.*)$", re.MULTILINE)
TOLD = 20_000  # characters of its last words in which the reason is looked for

Advance = Callable[[int], None]


@contextmanager
def only_one(settings: Settings) -> Iterator[None]:
    """Run the block while nobody else stages a graph for this data folder; what a killed one left is removed."""
    home = Home(settings)
    home.make()
    with alone(home.path / "staging.lock"):
        sweep(home)
        try:
            yield
        finally:
            sweep(home)


def sweep(home: Home) -> None:
    """Remove a staged graph that was never to be adopted."""
    if not home.staged_file.exists():
        shutil.rmtree(home.staging, ignore_errors=True)


def import_graph(settings: Settings, folder: Path, arguments: list[str], advance: Advance) -> None:
    """Make a graph out of the files in a folder, to be adopted; EngineError when neo4j-admin could not."""
    refuse_elsewhere(settings)
    home, jars = Home(settings), fetch(settings)
    conf.write_conf(home.staging, settings, 0)
    command = [*conf.java(jars, settings), ADMIN, *arguments, "--verbose"]
    said = ""
    with subprocess.Popen(
        command,
        cwd=folder,
        env=conf.environment(home.staging),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        try:
            for line in process.stdout or ():
                if PERCENT.search(line):
                    advance(STEP)
                else:
                    said = (said + line)[-TOLD:]
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        if "No space left on device" in said:
            raise EngineError(f"the disk is full: neo4j-admin could not write the graph to {home.staging}")
        reasons = list(dict.fromkeys(WORDS.findall(said))) or said.strip().splitlines()[-3:]
        raise EngineError(
            f"neo4j-admin did not import the files (exit code {process.returncode}): {'; '.join(reasons)}"
        )
    if not (home.staging / "data" / "databases" / DATABASE).is_dir():
        raise EngineError(f"neo4j-admin left no graph in {home.staging}")


def replace(settings: Settings, hook: Callable[[str], None]) -> None:
    """Stop the graph that serves, put the staged one in its place, and start it.

    Cut short before the staged graph is written down, the old one stays; after that, the next start brings the new.
    """
    home = Home(settings)
    serving = home.serving()
    try:
        with alone(home.lock_file):
            if serving:
                end(serving.process)
            hook("stopped")
            write_private(home.staged_file, "to be adopted by the next start\n")
        hook("staged")
    finally:
        if serving:  # Ctrl-C may have come while it ended
            end(serving.process)
        try:
            start(settings)
        except AlreadyRunning:  # somebody else was quicker, and has adopted it
            hook("started by another")
