"""Restoring: the dump is loaded and checked beside the graph that serves, which is kept until somebody discards it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cypher import engine
from cypher.content import archived, hash_of, is_sound
from cypher.engine.home import BACK, DATABASE, KEEPING, Home
from cypher.engine.jars import fetch_jars
from cypher.errors import EngineError, FaultlinesError, UsageError
from cypher.graph import Graph
from cypher.names import quantity
from cypher.regular import expanded
from cypher.settings import Settings
from cypher.upkeep.backup import NAME, NOTES, OWN, Backup, backups, copy_input, lacking, read_notes, reject_external
from cypher.upkeep.downtime import Tell, downtime, wait_for_loads
from cypher.upkeep.proof import DUMP, count_elements, load_dump
from cypher.upkeep.staging import only_one

STORE = Path("data", "databases", DATABASE)


@dataclass(frozen=True)
class Restorable:
    """A backup as it can be restored."""

    dump: Path
    notes: Backup | None
    """None of a plain dump."""
    lacks: tuple[str, ...]
    """The hashes of inputs that it had and that are missing or damaged by now."""


def find_backup(path: Path) -> tuple[Path, Backup | None]:
    """The dump that a path means, and what is known of it: a backup, the newest of a folder, or a dump alone."""
    path = expanded(path).absolute()
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


def look_at_backup(settings: Settings, path: Path, *, alone: bool = False) -> Restorable:
    """What a restore would bring; EngineError when the dump is not the one that was made. Nothing is changed.

    What the backup has lost may still be in the data folder, unless it is to be judged `alone`.
    """
    reject_external(settings, path)
    dump, notes = find_backup(path)
    if notes is None:
        return Restorable(dump, None, ())
    if not dump.is_file() or hash_of(dump) != notes.dump:
        raise EngineError(f"{dump} is damaged: its checksum differs from the one in {dump.parent / NOTES}")
    roots = [dump.parent.parent] if alone else [dump.parent.parent, settings.home]
    lacks = [sha256 for sha256 in notes.archive if not any(is_sound(archived(root, sha256)) for root in roots)]
    return Restorable(dump, notes, tuple(lacks))


def restore_backup(
    settings: Settings,
    backup: Restorable,
    *,
    wait: float = 0.0,
    incomplete: bool = False,
    tell: Tell = lambda text: None,
) -> Path:
    """Replace the graph by a backup, and return the dump that was loaded; there is a short downtime.

    All of it is brought or nothing: a backup that has lost inputs is restored only as `incomplete`. The graph that
    served before is kept.
    """
    home = Home(settings)
    if backup.lacks and not incomplete:
        raise EngineError(
            f"nothing was restored: {lost_inputs(backup)}; look for them in another backup, or restore the rest "
            "with --incomplete"
        )
    jars = fetch_jars(settings)
    with only_one(settings):
        keep_replaced(home)  # of a restore that was killed after its graph was adopted
        tell(f"Loading {backup.dump}")
        load_dump(settings, jars, home, backup.dump)
        if backup.notes:
            bring_inputs(settings, backup.dump.parent, backup.notes)
        wait_for_loads(settings, wait, tell)
        exchange(settings, home, backup.notes, tell)
    if backup.notes:
        bring_files(settings, backup.dump.parent)
    return backup.dump


def exchange(settings: Settings, home: Home, notes: Backup | None, tell: Tell, *, source: Path | None = None) -> None:
    """Put the staged graph, or the one in a folder, in the place of the one that serves, and keep that."""
    served = home.serving() is not None
    try:
        swap(settings, home, notes, tell, source)
    finally:
        if not served:
            engine.stop(settings)
        if not home.staged_file.exists() and (kept := keep_replaced(home)):
            tell(f"The graph that served before is kept in {kept}: faultlines graph restore --undo | --discard")


def swap(settings: Settings, home: Home, notes: Backup | None, tell: Tell, source: Path | None) -> None:
    """Exchange the graphs; the one that served comes back when the new one is not sound."""
    try:
        with downtime(settings, home, tell, "for a restore", starts=True):
            home.stage(KEEPING)
            if source:  # one rename, after the note: cut off before it, the next start finds nothing to adopt
                home.staging.mkdir(exist_ok=True)
                (source / "data").rename(home.staging / "data")
        verify(settings, notes)
    except (FaultlinesError, KeyboardInterrupt) as error:
        if not (home.replaced / "data").exists():  # nothing was adopted, or there was nothing before
            home.staged_file.unlink(missing_ok=True)
            raise
        tell("Restoring the old graph")
        with downtime(settings, home, tell, "for a restore", starts=True):
            if source:
                set_apart(home, source)
            home.stage(BACK)
        shutil.rmtree(home.replaced, ignore_errors=True)
        if isinstance(error, KeyboardInterrupt):
            raise
        raise EngineError(f"nothing was restored, and the graph is as it was: {error}") from error


def set_apart(home: Home, folder: Path) -> None:
    """Put the graph that serves, which is stopped, back into the folder from which it came."""
    for kind in ("databases", "transactions"):
        there = folder / "data" / kind / DATABASE
        there.parent.mkdir(parents=True, exist_ok=True)
        (home.path / "data" / kind / DATABASE).rename(there)


def keep_replaced(home: Home) -> Path | None:
    """Put the graph that a restore has replaced among those that are kept; its place, or None when there is none."""
    if not (home.replaced / STORE).exists():
        return None
    home.kept.mkdir(exist_ok=True, mode=0o700)
    kept = home.kept / datetime.now(UTC).strftime(NAME)
    home.replaced.rename(kept)
    return kept


def kept_graphs(settings: Settings) -> list[Path]:
    """The graphs that restores have replaced and nobody has discarded, the newest last."""
    return sorted(folder for folder in Home(settings).kept.glob("*") if (folder / STORE).exists())


def undo_restore(settings: Settings, *, wait: float = 0.0, tell: Tell = lambda text: None) -> Path:
    """Exchange the graph that serves for the one that the last restore replaced; both are still there after it."""
    reject_external(settings, settings.home)
    with only_one(settings):
        keep_replaced(Home(settings))
        paths = kept_graphs(settings)
        if not paths:
            raise UsageError(f"no graph is kept in {Home(settings).kept}: there is no restore to undo")
        kept = paths[-1]
        wait_for_loads(settings, wait, tell)
        exchange(settings, Home(settings), None, tell, source=kept)
        shutil.rmtree(kept, ignore_errors=True)
    return kept


def discard_kept(settings: Settings) -> list[Path]:
    """Remove the graphs that restores have replaced; what was removed."""
    with only_one(settings):
        keep_replaced(Home(settings))
        folders = kept_graphs(settings)
        for folder in folders:
            shutil.rmtree(folder)
    return folders


def describe(backup: Restorable) -> list[str]:
    """What a restore would bring and what it would lack, a line each."""
    if backup.notes is None:
        return ["a dump by neo4j-admin: its inputs and rejected rows are not here"]
    notes = backup.notes
    lines = [f"faultlines {notes.faultlines}, Neo4j {notes.neo4j}, schema {notes.schema}; the checksum is right"]
    if notes.counts:
        lines.append(f"{notes.counts['nodes']:,} nodes and {notes.counts['relationships']:,} relationships")
    lines.append(f"{len(notes.archive) - len(backup.lacks):,} of {len(notes.archive):,} inputs")
    lines += [lost_inputs(backup)] if backup.lacks else []
    lines += [f"when it was made, {lacking(notes.lacks, {})}"] if notes.lacks else []
    return lines


def lost_inputs(backup: Restorable) -> str:
    """Which inputs a backup has lost, in words."""
    names = ", ".join(sha256[:12] for sha256 in backup.lacks)
    count, verb = quantity(len(backup.lacks), "input"), "is" if len(backup.lacks) == 1 else "are"
    return f"{count} {verb} missing or damaged in {backup.dump.parent.parent / 'archive'}: {names}"


def verify(settings: Settings, notes: Backup | None) -> None:
    """Raise FaultlinesError unless the graph answers, is of a known version, and holds as much as was saved."""
    with Graph.connect(settings) as graph:
        graph.refuse_schema(graph.schema_version())
        if notes and notes.counts and (counts := count_elements(graph)) != notes.counts:
            raise EngineError(f"it holds {counts}, not {notes.counts}")


def bring_inputs(settings: Settings, backup: Path, notes: Backup) -> None:
    """Bring the inputs that the data folder does not have, or only damaged."""
    for sha256 in notes.archive:
        copy_input(archived(backup.parent, sha256), archived(settings.home, sha256))


def bring_files(settings: Settings, backup: Path) -> None:
    """Bring rejected rows, and those notes on fetches that the data folder does not have."""
    for own in OWN:
        for path in sorted((backup / own).glob("*")):
            there = settings.home / own / path.name
            if own == "rejects" or not there.exists():  # a run of that name was another one since
                there.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                shutil.copy2(path, there)
