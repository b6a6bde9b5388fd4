"""Which archived inputs are kept, and why; what nobody needs any longer is removed, and named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cypher.content import all_archived
from cypher.graph import Graph
from cypher.library.statements import Statements
from cypher.settings import Settings
from loader.archive.fetched import read_known

statement = Statements(Path(__file__).with_name("queries"))


WAITING = frozenset({"held", "running"})


@dataclass
class Archived:
    """A file of the archive, the runs that read it, and why it stays; with no reason it may go."""

    path: Path
    size: int
    used: datetime
    """The last time that a run or a fetch took it."""
    runs: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    @property
    def sha256(self) -> str:
        """The hash of its content."""
        return self.path.name

    @property
    def stray(self) -> bool:
        """Whether no run of this graph read it: another graph may share the archive."""
        return not self.runs

    def as_row(self) -> dict[str, Any]:
        """The same for a table."""
        return {
            "file": self.sha256[:12],
            "name": self.names[0] if self.names else None,
            "bytes": self.size,
            "used": self.used.replace(microsecond=0).isoformat(sep=" "),
            "last run": self.runs[0] if self.runs else None,
            "runs": len(self.runs),
            "kept because": ", ".join(self.reasons) or None,
        }


@dataclass(frozen=True)
class RetentionPolicy:
    """How long inputs are kept."""

    days: int
    versions: int

    @classmethod
    def of(cls, settings: Settings, days: int | None = None, versions: int | None = None) -> RetentionPolicy:
        """As asked for, else as the settings say."""
        return cls(
            settings.archive_keep_days if days is None else days,
            settings.archive_keep_versions if versions is None else versions,
        )


def archived(settings: Settings, graph: Graph, keeping: RetentionPolicy, now: datetime) -> list[Archived]:
    """Every file of the archive, those used last first."""
    files = {path.name: look_at_file(path) for path in all_archived(settings.home)}
    inputs: dict[str, list[str]] = {}
    for row in graph.read(statement("archived-runs"), name="archived-runs"):
        versions = inputs.setdefault(row["source"], [])
        if row["input"] not in versions:
            versions.append(row["input"])
        rank = versions.index(row["input"]) + 1
        for text in row["archived"]:
            _, sha256, name = text.split("=", 2)
            if file := files.get(sha256):
                note_run(file, row, name, rank, keeping)
    for source in sorted(path.stem for path in (settings.home / "fetched").glob("*.json")):
        for part in read_known(settings, source).values():
            if part.sha256 and (file := files.get(part.sha256)):
                file.reasons.append(f"the last fetch of {source}")
    for file in files.values():
        if now - file.used < timedelta(days=keeping.days):
            file.reasons.append(f"used in the last {keeping.days} days")
        file.reasons = list(dict.fromkeys(file.reasons))
    return sorted(files.values(), key=lambda file: file.used, reverse=True)


def look_at_file(path: Path) -> Archived:
    """A file as the disk knows it: its time is that of the last load or fetch that took it."""
    stat = path.stat()
    return Archived(path, stat.st_size, datetime.fromtimestamp(stat.st_mtime, UTC))


def note_run(file: Archived, row: dict[str, Any], name: str, rank: int, keeping: RetentionPolicy) -> None:
    """Note that a run read a file, and what that run may need it for."""
    file.runs.append(row["run"])
    file.names.append(name)
    file.used = max(file.used, row["at"])
    if row["run"] == row["last"]:
        file.reasons.append(f"the last load of {row['source']}")
    if row["status"] in WAITING or row["accepted"]:
        file.reasons.append(f"{row['run']} is {row['status']}")
    if rank <= keeping.versions:
        file.reasons.append(f"among the last {keeping.versions} of {row['source']}")


def prune(
    settings: Settings,
    graph: Graph,
    keeping: RetentionPolicy | None = None,
    now: datetime | None = None,
    *,
    strays: bool = False,
    dry_run: bool = False,
) -> list[Archived]:
    """Remove what no rule keeps: what was removed. Files that no run of this graph read go only when asked for."""
    now = now or datetime.now(UTC)
    keeping = keeping or RetentionPolicy.of(settings)
    return list(remove_files(archived(settings, graph, keeping, now), strays=strays, dry_run=dry_run))


def remove_files(files: list[Archived], *, strays: bool, dry_run: bool) -> Iterator[Archived]:
    """Remove files that have no reason to stay."""
    for file in files:
        if file.reasons or (file.stray and not strays):
            continue
        if not dry_run:
            if look_at_file(file.path).used > file.used:  # a load took it a moment ago
                continue
            file.path.unlink(missing_ok=True)
        yield file
