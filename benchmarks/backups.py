"""Backups while five sources are loaded all the time: each has to restore to the fingerprint that it names.

python -m benchmarks.backups [BACKUPS] [SOURCES]     ten by default, one a minute, under five sources
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from benchmarks.ground import keep
from cypher import engine
from cypher.graph import Graph
from cypher.settings import Settings
from cypher.upkeep.backup import backups, read_notes
from cypher.upkeep.verify import verify_backup

EVERY = "* * * * *"
"""When a backup is due."""
LOADS = "*/5 * * * * *"
"""When each source is: every five seconds."""
MANIFEST = """
title: Source {name}
publisher: benchmarks
schedule: "{loads}"
from: {{folder: {inbox}, settle: 1}}
limit: {{share: 1.0, least: 1000}}
parts: {{actors: {{file: actors.csv}}}}
"""
CHANGES = 5.0
"""Seconds between two inputs of a source: one that has just changed is not loaded yet."""
ACTORS = 200
PATIENCE = 600.0
"""Seconds that one backup may take to come."""


@dataclass(frozen=True)
class Round:
    """One backup, and what its restore found wrong with it."""

    name: str
    nodes: int
    fingerprint: str
    faults: list[str]


def write_input(inbox: Path, number: int) -> None:
    """Another list of actors, put there in one step."""
    chance = random.Random(number)
    keys = chance.sample(range(ACTORS * 2), ACTORS)
    rows = "".join(f"k{key},Actor {key} as of {number},state\n" for key in sorted(keys))
    draft = inbox / f".actors.{number}"
    draft.write_text(f"key,name,kind\n{rows}", "utf-8")
    draft.replace(inbox / "actors.csv")


@contextmanager
def publishers(folder: Path, count: int) -> Iterator[Path]:
    """Sources whose inputs change all the time, for the length of the block; the folder of their manifests."""
    inboxes = [folder / "inbox" / f"busy-{number}" for number in range(count)]
    for inbox in inboxes:
        inbox.mkdir(parents=True)
        write_input(inbox, 0)
        source = folder / "sources" / inbox.name
        source.mkdir(parents=True)
        (source / "manifest.yaml").write_text(MANIFEST.format(name=inbox.name, loads=LOADS, inbox=inbox), "utf-8")
    over = Event()

    def publish() -> None:
        number = 0
        while not over.wait(CHANGES):
            number += 1
            for place, inbox in enumerate(inboxes):
                write_input(inbox, number * count + place)

    publisher = Thread(target=publish, daemon=True)
    publisher.start()
    try:
        yield folder / "sources"
    finally:
        over.set()
        publisher.join()


@contextmanager
def scheduler(settings: Settings, sources: Path, folder: Path, workers: int, every: str) -> Iterator[Path]:
    """`faultlines jobs run`, which loads the sources and makes the backups; its log."""
    changes = {
        "HOME": settings.home,
        "HEAP": settings.heap,
        "PAGE_CACHE": settings.page_cache,
        "SOURCES": sources,
        "BACKUP_SCHEDULE": every,
        "BACKUP_FOLDER": folder,
        "BACKUP_KEEP": 1000,
        "QUERY_TIMEOUT": 300,
        "LOG": "json",
    }
    env = os.environ | {f"FAULTLINES_{name}": str(value) for name, value in changes.items()}
    command = [str(Path(sys.executable).with_name("faultlines")), "jobs", "run", "--workers", str(workers)]
    path = settings.home / "jobs.log"
    with path.open("wb") as log, subprocess.Popen(command, env=env, stderr=log) as process:
        try:
            yield path
        finally:
            process.terminate()
            process.wait(180)


def measure(folder: Path, count: int, sources: int = 5, every: str = EVERY) -> tuple[list[Round], int]:
    """Take so many backups under so many writing sources, then restore each; how many inputs were loaded meanwhile."""
    settings = Settings(home=folder / "home", heap="512m", page_cache="64m", query_timeout=300)
    place = folder / "backups"
    with engine.running(settings):
        with publishers(folder, sources) as manifests, scheduler(settings, manifests, place, sources, every) as path:
            until = time.monotonic() + PATIENCE * count
            while len(backups(place)) < count:
                if time.monotonic() > until:
                    raise TimeoutError(path.read_text("utf-8")[-2000:])
                time.sleep(1)
        with Graph.connect(settings) as graph:
            (row,) = graph.read("MATCH (r:Run {status: 'done'}) RETURN count(DISTINCT r.input) AS inputs")
    rounds = []
    for backup in backups(place):
        notes = read_notes(backup)
        nodes = notes.counts["nodes"] if notes.counts else 0
        rounds.append(Round(backup.name, nodes, notes.fingerprint or "", verify_backup(settings, backup)))
        print(f"{backup.name}  {nodes:>7,} nodes  {(notes.fingerprint or '')[:12]}  {rounds[-1].faults or 'whole'}")
    return rounds, row["inputs"]


def main() -> None:
    """Measure, keep the figures, and fail when one backup is not what it says."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    sources = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory(prefix="faultlines-bench-", ignore_cleanup_errors=True) as folder:
        rounds, inputs = measure(Path(folder), count, sources)
    whole = [taken for taken in rounds if not taken.faults]
    different = len({taken.fingerprint for taken in rounds})
    keep(
        "backups",
        {
            "sources that write": sources,
            "inputs that were loaded": inputs,
            "backups": len(rounds),
            "of these different from each other": different,
            "restored to their own counts and fingerprint": len(whole),
        },
    )
    sys.exit(0 if len(whole) == len(rounds) else 1)


if __name__ == "__main__":
    main()
