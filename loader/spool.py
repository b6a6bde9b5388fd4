"""Where one run puts what it read and what it means to do, on disk, before the first write to the graph."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import psutil

from cypher.settings import Settings

SQL = Path(__file__).with_name("spool.sql")
PRAGMAS = ("journal_mode = OFF", "synchronous = OFF", "temp_store = FILE", "cache_size = -16000")
"""A spool that is lost costs one more reading: no journal; 16 MB of cache keep the memory flat."""


@cache
def sections() -> dict[str, str]:
    """The sections of `spool.sql` by name."""
    _, *parts = re.split(r"^-- name: ([a-z-]+)\n", SQL.read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def section(name: str) -> str:
    """The statements of one section."""
    return sections()[name]


class Spool:
    """A temporary database on disk for one run."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.unlink(missing_ok=True)
        self.path = path
        self.db = sqlite3.connect(path, isolation_level=None)
        try:
            for pragma in PRAGMAS:
                self.db.execute(f"PRAGMA {pragma}")
            self.script("run")
        except sqlite3.Error:  # a full disk: leave nothing on it
            self.__exit__()
            raise

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        self.db.close()
        self.path.unlink(missing_ok=True)

    def script(self, name: str) -> None:
        """Run the statements of a section of `spool.sql`."""
        self.db.executescript(section(name))  # ends the transaction, of which there is only ever one
        self.db.execute("BEGIN")

    def add(self, table: str, rows: Sequence[Sequence[Any]]) -> None:
        """Put rows into a table."""
        if rows:
            marks = ",".join("?" * len(rows[0]))
            self.db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Run one statement; the number of rows that it touched."""
        return self.db.execute(sql, values).rowcount

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a question, as they come."""
        yield from self.db.execute(sql, values)

    def number(self, sql: str, values: Sequence[Any] = ()) -> int:
        """The one number that a question answers with."""
        return int(self.db.execute(sql, values).fetchone()[0] or 0)

    def chunks(self, sql: str, values: Sequence[Any] = (), size: int = 2000) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of a question in lists of at most `size`."""
        cursor = self.db.execute(sql, values)
        while chunk := cursor.fetchmany(size):
            yield chunk


def batches(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """The rows in lists of at most `size`."""
    batch: list[Any] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def run_spool(settings: Settings, run: str) -> Path:
    """Where the spool of a run lies."""
    return settings.home / "spool" / f"{run}.sqlite"


def scratch_spool(settings: Settings, purpose: str) -> Path:
    """Where this process spools what no run writes: a preview, a comparison."""
    return settings.home / "spool" / f"scratch-{os.getpid()}-{purpose}.sqlite"


def sweep_spools(settings: Settings, source: str) -> None:
    """Remove the spools that killed processes left: those of the source's runs, which we hold, and scratch ones."""
    for path in (settings.home / "spool").glob("*.sqlite*"):
        of_run = re.fullmatch(rf"{re.escape(source)}-\d+\.sqlite.*", path.name)
        scratch = re.fullmatch(r"(?:scratch|dry)-(\d+)(?:-\w+)?\.sqlite.*", path.name)
        if of_run or (scratch and not psutil.pid_exists(int(scratch[1]))):
            path.unlink(missing_ok=True)
