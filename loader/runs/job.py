"""What one run works on: its source, its input, its options."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from cypher.graph import Graph
from cypher.settings import Settings
from loader.archive import store
from loader.catalogue.input import Input
from loader.catalogue.source import Source
from loader.model.dates import date_in
from loader.runs import journal
from loader.runs.diff import Difference


class ProgressWatch(Protocol):
    """Someone who is told how far a run is."""

    def phase(self, name: str, total: int | None = None) -> None:
        """A phase begins, of so many bytes or rows."""

    def advance(self, count: int) -> None:
        """So many bytes or rows are done."""


class NoProgress:
    """Nobody watches."""

    def phase(self, name: str, total: int | None = None) -> None:
        """Say nothing."""

    def advance(self, count: int) -> None:
        """Say nothing."""


@dataclass(frozen=True)
class Options:
    """How a load is asked for."""

    as_of: date | None = None
    older: bool = False
    """Load an input that is older than the last one; the later date stays the source's."""
    hold_older: bool = False
    """Hold such an input for a person, where nobody is there to be told."""
    accepted: bool = False
    """A person has accepted this very input: its date becomes the source's, also where the last one's was later."""
    dry_run: bool = False
    wait: float = 0.0
    """Seconds to wait for another process that loads the same source."""
    due: datetime | None = None
    """The due time that it is for; a due time has one run that is done."""
    job: str | None = None
    """The attempt of a scheduler that it is."""
    by: str | None = None
    """Who asked for it; None for the schedule."""
    watch: ProgressWatch = field(default_factory=NoProgress)
    hook: Callable[[str], None] = lambda point: None
    """Called between every two phases and after every commit; the kill tests end the process in it."""


@dataclass(frozen=True)
class Job:
    """What one run works on."""

    settings: Settings
    graph: Graph
    source: Source
    files: Input
    hashes: dict[str, str]
    said_at: date | None
    options: Options
    last: journal.LastLoad

    @property
    def digest(self) -> str:
        """The hash of the input: of its parts and their bytes."""
        return sha256(repr(sorted(self.hashes.items())).encode()).hexdigest()

    @property
    def fingerprint(self) -> str:
        """Of the bytes, the manifest and the reader: equal fingerprint, nothing to do."""
        return sha256(f"{self.digest} {self.source.version}".encode()).hexdigest()

    @property
    def same(self) -> bool:
        """Whether this input, read as now, is what was loaded last."""
        return self.last.fingerprint == self.fingerprint

    @property
    def latest(self) -> date | None:
        """The later of this input's publication date and the last one's, unless a person has accepted this one."""
        if self.options.accepted and self.said_at:
            return self.said_at
        return max(filter(None, (self.said_at, self.last.said_at)), default=None)

    @property
    def older(self) -> str | None:
        """Why the input is not to be loaded just so: it is older than the one loaded last, in words."""
        said_at, last = self.said_at, self.last.said_at
        if said_at and last and said_at < last and not (self.options.older or self.options.accepted):
            return f"this input is of {said_at}, older than the last one loaded, of {last}"
        return None

    def completed(self, difference: Difference) -> journal.LastLoad:
        """What is remembered of this input once it is loaded.

        What other sources may change (an actor that is not described yet, a record that they still name) leaves no
        fingerprint: the same bytes may say more next time.
        """
        return journal.LastLoad(self.fingerprint if difference.settled else None, self.latest, tuple(self.files.parts))


def prepare(
    settings: Settings, graph: Graph, source: Source, files: Input, options: Options, said_at: date | None
) -> Job:
    """Hash the input, and look up what was loaded last."""
    graph.ensure_schema()
    options.watch.phase("hash", files.size)
    hashes = {part: store.hash_file(path) for part, path in files.parts.items()}
    return Job(settings, graph, source, files, hashes, said_at, options, journal.last_load(graph, source.id))


def said_at_of(source: Source, files: Input, options: Options) -> date | None:
    """The publication date of an input: as asked for, as the manifest says, or as its files say."""
    return options.as_of or source.manifest.published or date_of(files, source.folder)


def date_of(files: Input, shipped: Path) -> date | None:
    """The publication date of an input: the one in a file's name, else the day the file was last changed.

    Files that came with the product were last changed when it was installed, the archive's when they were copied:
    those days say nothing.
    """
    for path in files.names.values():
        if named := date_in(path.stem):
            return named
    own = [path for part, path in files.parts.items() if part not in files.given_as]
    times = [path.stat().st_mtime for path in own if path.parent != shipped]
    days = [datetime.fromtimestamp(time, UTC).date() for time in times]
    return max([*days, *files.dated.values()], default=None)
