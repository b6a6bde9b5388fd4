"""Restoring: the dump is loaded and checked beside the graph that serves, which is kept until the new one answers."""

from __future__ import annotations

import shutil
from pathlib import Path

from cypher import engine
from cypher.content import hash_of
from cypher.engine import conf
from cypher.engine.home import BACK, DATABASE, KEEPING, Home
from cypher.engine.jars import fetch_jars
from cypher.engine.tool import neo4j_admin
from cypher.errors import EngineError, FaultlinesError, UsageError
from cypher.graph import Graph
from cypher.settings import Settings
from cypher.upkeep.backup import (
    DUMP,
    NOTES,
    Backup,
    backups,
    check_consistency,
    copy_input,
    count_graph,
    read_notes,
    reject_external,
)
from cypher.upkeep.downtime import Tell, downtime, wait_for_loads
from cypher.upkeep.staging import only_one


def find_backup(path: Path) -> tuple[Path, Backup | None]:
    """The dump that a path means, and what is known of it: a backup, the newest of a folder, or a dump alone."""
    path = path.expanduser().absolute()
    if path.is_file():
        return path, None
    if (path / NOTES).is_file():
        return path / DUMP, read_notes(path)
    if folders := backups(path):
        return folders[-1] / DUMP, read_notes(folders[-1])
    dumps = sorted(path.glob("*.dump"))
    if len(dumps) == 1:
        return dumps[0], None
    raise UsageError(f"{path} is not a backup, a folder of backups or a dump")


def restore_backup(settings: Settings, path: Path, *, wait: float = 0.0, tell: Tell = lambda text: None) -> Path:
    """Replace the graph by a backup, and return the dump that was loaded; there is a short downtime."""
    home = Home(settings)
    reject_external(settings, path)
    dump, notes = find_backup(path)
    if notes and hash_of(dump) != notes.dump:
        raise EngineError(f"{dump} is damaged: its checksum differs from the one in {dump.parent / NOTES}")
    jars = fetch_jars(settings)
    with only_one(settings):
        shutil.rmtree(home.replaced, ignore_errors=True)  # of a restore that was killed after its graph was adopted
        tell(f"Loading {dump}")
        load_dump(settings, jars, home, dump)
        wait_for_loads(settings, wait, tell)
        served = home.serving() is not None
        try:
            swap(settings, home, notes, tell)
        finally:
            if not served:
                engine.stop(settings)
            if not home.staged_file.exists():  # else the next start still needs it
                shutil.rmtree(home.replaced, ignore_errors=True)
    if notes:
        bring_files(settings, dump.parent, notes)
    return dump


def swap(settings: Settings, home: Home, notes: Backup | None, tell: Tell) -> None:
    """Put the staged graph in the place of the one that serves; that comes back when the new one is not sound."""
    try:
        with downtime(settings, home, tell, starts=True):
            home.stage(KEEPING)
        verify(settings, notes)
    except (FaultlinesError, KeyboardInterrupt) as error:
        if not (home.replaced / "data").exists():  # nothing was adopted, or there was nothing before
            home.staged_file.unlink(missing_ok=True)
            raise
        tell("Restoring the old graph")
        with downtime(settings, home, tell, starts=True):
            home.stage(BACK)
        if isinstance(error, KeyboardInterrupt):
            raise
        raise EngineError(f"nothing was restored, and the graph is as it was: {error}") from error


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


def verify(settings: Settings, notes: Backup | None) -> None:
    """Raise FaultlinesError unless the graph answers, is of a known version, and holds as much as was saved."""
    with Graph.connect(settings) as graph:
        graph.refuse_schema(graph.schema_version())
    if notes and notes.counts and (counts := count_graph(settings)) != notes.counts:
        raise EngineError(f"it holds {counts}, not {notes.counts}")


def bring_files(settings: Settings, backup: Path, notes: Backup) -> None:
    """Bring the inputs, rejected rows and notes on fetches that the data folder does not have."""
    for name in notes.archive:
        kept = backup.parent / "archive" / name[:2] / name
        if kept.exists():
            copy_input(kept, settings.home / "archive" / name[:2] / name)
    for path in sorted((backup / "rejects").glob("*")):
        (settings.home / "rejects").mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copy2(path, settings.home / "rejects" / path.name)  # a run of that name was another one since
    for path in sorted((backup / "fetched").glob("*")):
        there = settings.home / "fetched" / path.name
        if not there.exists():
            there.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            shutil.copy2(path, there)
