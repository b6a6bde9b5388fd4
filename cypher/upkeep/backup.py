"""Backups: a dump by Neo4j's own neo4j-admin, proven by a restore, with inputs, rejected rows and notes on fetches.

FOLDER/archive/ab/abcd…                   inputs by their hash, once for all backups
FOLDER/faultlines-20240601T060000Z/       one backup: backup.json, neo4j.dump, rejects/, fetched/
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from cypher.content import all_archived, archived, copied_whole, hash_of, is_sound
from cypher.engine import conf
from cypher.engine.home import DATABASE, Home
from cypher.engine.jars import fetch_jars
from cypher.engine.lock import NEO4J
from cypher.engine.tool import neo4j_admin
from cypher.errors import EngineError, UsageError
from cypher.file_lock import exclusive
from cypher.names import quantity
from cypher.regular import expanded
from cypher.settings import Settings
from cypher.upkeep.downtime import START, Tell, downtime, wait_for_loads
from cypher.upkeep.proof import DUMP, Contents, prove

NOTES = "backup.json"
NAME = "faultlines-%Y%m%dT%H%M%SZ"
COPIED = 200e6
"""Bytes of the graph that are copied in a second, about."""
OWN = ("rejects", "fetched")
"""Folders of the data folder that go into each backup; the archive goes beside them."""


@dataclass(frozen=True)
class Backup:
    """What is known of one backup."""

    made_at: str
    faultlines: str
    neo4j: str
    schema: int | None
    dump: str
    """The sha256 of the dump."""
    size: int
    archive: tuple[str, ...]
    """The hashes of the inputs that it has."""
    counts: dict[str, int] | None
    """Nodes and relationships; of backups by older versions that were made while the graph was down, unknown."""
    fingerprint: str | None = None
    """What `graph fingerprint` prints of it; unknown in backups by older versions."""
    lacks: tuple[str, ...] = ()
    """The hashes of inputs that the graph needs, and that were missing or damaged when it was made."""


def back_up(
    settings: Settings,
    folder: Path,
    *,
    keep: int | None = None,
    wait: float = 0.0,
    tell: Tell = lambda text: None,
    now: datetime | None = None,
) -> Path:
    """Make a backup in a folder, keeping the last few; its place. The graph is unreachable while its files are copied.

    Nothing is called made, and no older one removed, before the dump has been restored into a scratch store and read.
    """
    home = Home(settings)
    reject_external(settings, folder)
    if not (home.path / "data" / "databases" / DATABASE).is_dir():
        raise UsageError(f"there is no graph in {home.path} to back up")
    folder = expanded(folder).absolute()
    with backup_disk_errors(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    now = now or datetime.now(UTC)
    final = folder / now.strftime(NAME)
    jars = fetch_jars(settings)
    with backup_disk_errors(folder), exclusive(home.path / "backup.lock"):
        sweep_drafts(folder)
        draft = folder / f".{final.name}.{os.getpid()}"
        draft.mkdir(parents=True, mode=0o700)
        try:
            wait_for_loads(settings, wait, tell)
            with copied_store(settings, home, tell) as copy:
                tell("Dumping the copy")
                dump_store(settings, jars, copy, draft)
            tell("Restoring the dump into a scratch store, to prove it")
            contents = prove(settings, draft / DUMP)
            inputs = keep_inputs(settings, folder)
            for own in OWN:
                if (settings.home / own).is_dir():
                    shutil.copytree(settings.home / own, draft / own)
            notes = notes_of(draft / DUMP, contents, inputs, now)
            (draft / NOTES).write_text(json.dumps(asdict(notes), indent=1) + "\n", "utf-8")
            if final.exists():
                raise UsageError(f"{final} already exists")
            draft.rename(final)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
        if notes.lacks:
            tell(f"Warning: {lacking(notes.lacks, contents.inputs)}")
        if keep is not None:
            for gone in thin_out(folder, keep):
                tell(f"Removed the backup {gone.name}: the last {keep} are kept")
    return final


def notes_of(dump: Path, contents: Contents, inputs: tuple[str, ...], now: datetime) -> Backup:
    """What is to be known of a backup with this dump, which holds this, and with these inputs."""
    return Backup(
        now.isoformat(timespec="seconds"),
        metadata.version("faultlines"),
        NEO4J,
        contents.schema,
        hash_of(dump),
        dump.stat().st_size,
        inputs,
        contents.counts,
        contents.fingerprint,
        tuple(sorted(contents.inputs.keys() - set(inputs))),
    )


def lacking(hashes: Iterable[str], sources: dict[str, str]) -> str:
    """Which inputs are missing or damaged, and whose they are, in words."""
    names = [f"{sha256[:12]} of {sources[sha256]}" if sha256 in sources else sha256[:12] for sha256 in hashes]
    return (
        f"{quantity(len(names), 'archived input')} that the graph needs "
        f"{'is' if len(names) == 1 else 'are'} missing or damaged: {', '.join(names)}; "
        "without them no held run can be accepted and no run replayed"
    )


@contextmanager
def backup_disk_errors(folder: Path) -> Iterator[None]:
    """What goes wrong with the disk, in words."""
    try:
        yield
    except OSError as error:
        raise EngineError(f"the backup cannot be stored in {folder}: {error.strerror or error}") from error


def reject_external(settings: Settings, path: Path) -> None:
    """Raise UsageError with the commands to be run where the server is, when it is elsewhere."""
    if settings.neo4j_uri:
        database = settings.neo4j_database
        raise UsageError(
            f"The graph is the server at {settings.neo4j_uri} (FAULTLINES_NEO4J_URI): its files are there. "
            f"On that machine, with Neo4j stopped:\n\n"
            f"  neo4j-admin database dump {database} --to-path={path}\n"
            f"  neo4j-admin database load {database} --from-path={path} --overwrite-destination=true\n\n"
            f"The inputs and rejected rows are here, in {settings.home}: copy archive, rejects and fetched."
        )


@contextmanager
def copied_store(settings: Settings, home: Home, tell: Tell) -> Iterator[Path]:
    """A Neo4j home with a copy of the graph, which is away only while its files are copied."""
    copy = home.path / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    stores = [home.path / "data" / kind / DATABASE for kind in ("databases", "transactions")]
    needed = sum(path.stat().st_size for store in stores for path in store.rglob("*") if path.is_file())
    if shutil.disk_usage(home.path).free < needed * 1.1:
        raise EngineError(f"a copy of the graph takes {needed:,} bytes, more than are free at {home.path}")
    try:
        with downtime(settings, home, tell, "for a backup", seconds=START + needed / COPIED):
            for store in stores:
                shutil.copytree(store, copy / store.relative_to(home.path))
        conf.write_conf(copy, settings, 0)
        yield copy
    finally:
        shutil.rmtree(copy, ignore_errors=True)


def dump_store(settings: Settings, jars: Path, copy: Path, draft: Path) -> None:
    """Have neo4j-admin dump the copy of a store into a folder."""
    neo4j_admin(settings, jars, copy, ["database", "dump", DATABASE, f"--to-path={draft}"], "dump the graph")


def keep_inputs(settings: Settings, folder: Path) -> tuple[str, ...]:
    """Bring the archived inputs into a folder of backups, each read and compared with its hash; the sound ones."""
    return tuple(path.name for path in all_archived(settings.home) if copy_input(path, archived(folder, path.name)))


def copy_input(path: Path, there: Path) -> bool:
    """Have a sound copy of an archived input, whose name is its hash, elsewhere; False when both are damaged."""
    return is_sound(there) or (path.exists() and copied_whole(path, there, path.name))


def backups(folder: Path) -> list[Path]:
    """The backups of a folder, the newest last."""
    return sorted(path.parent for path in folder.glob(f"faultlines-*/{NOTES}"))


def read_notes(path: Path) -> Backup:
    """What is known of a backup; UsageError when it is none that this version reads."""
    try:
        notes = json.loads((path / NOTES).read_text("utf-8"))
        return Backup(**{**notes, "archive": tuple(notes["archive"]), "lacks": tuple(notes.get("lacks", ()))})
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise UsageError(f"{path / NOTES} can't be read: {error}") from None


def thin_out(folder: Path, keep: int) -> list[Path]:
    """Remove all but the last backups, and the inputs that none of these has: what was removed."""
    paths = backups(folder)
    gone = paths[: max(len(paths) - keep, 0)]
    for path in gone:
        shutil.rmtree(path)
    needed = {name for path in backups(folder) for name in read_notes(path).archive}
    for path in (folder / "archive").glob("??/*"):
        if path.name not in needed:
            path.unlink()
    return gone


def sweep_drafts(folder: Path) -> None:
    """Remove what a killed backup has left: only one runs at a time."""
    for path in folder.glob(".faultlines-*"):
        shutil.rmtree(path, ignore_errors=True)
