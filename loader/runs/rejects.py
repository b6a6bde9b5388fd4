"""The rows that runs rejected, one file a run with line, reason and text, for this user alone."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator
from pathlib import Path

from cypher.errors import UsageError
from cypher.settings import Settings
from loader.reading.check import general
from loader.spool import Spool

COLUMNS = ("file", "line", "reason", "value")
RUN = re.compile(r"(.+)-(\d+)")
Rejected = dict[str, str]


def rejects_folder(settings: Settings) -> Path:
    """Where the rejected rows of all runs are."""
    return settings.home / "rejects"


def write_rejects(settings: Settings, spool: Spool, run: str) -> Path | None:
    """Keep the rejected rows of a run in a file with line, value and reason; None when there are none."""
    rows = spool.rows("SELECT file, line, reason, value FROM refused ORDER BY file, line")
    first = next(rows, None)
    if first is None:
        return None
    path = rejects_folder(settings) / f"{run}.csv"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerow(first)
        writer.writerows(rows)
    return path


def reasons(spool: Spool) -> dict[str, int]:
    """How many rows of a run were rejected for each reason, the values in it left out; the fifty most frequent."""
    counts: dict[str, int] = {}
    for reason, rows in spool.rows("SELECT reason, count(*) FROM refused GROUP BY reason"):
        name = general(reason)[:200]
        counts[name] = counts.get(name, 0) + rows
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:50])


def kept_runs(settings: Settings, source: str | None = None, run: str | None = None) -> list[tuple[str, str, Path]]:
    """Source, run and file of each run that rejected rows, the latest of a source first; UsageError for no such run."""
    runs = []
    for path in rejects_folder(settings).glob("*.csv"):
        named = RUN.fullmatch(path.stem)
        if named and source in (None, named[1]) and run in (None, path.stem):
            runs.append((named[1], -int(named[2]), path))
    if run is not None and not runs:
        raise UsageError(f"no rejected rows are kept of run {run!r}")
    return [(source, path.stem, path) for source, _, path in sorted(runs)]


def rejected(settings: Settings, source: str | None, run: str | None, reason: str | None) -> Iterator[Rejected]:
    """The rejected rows, those of one source, run or reason (a part of its text)."""
    csv.field_size_limit(1_000_000)
    for source_id, run_id, path in kept_runs(settings, source, run):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if reason is None or reason.casefold() in row["reason"].casefold():
                    yield {"source": source_id, "run": run_id} | row


def counted(settings: Settings, source: str | None, run: str | None) -> list[dict[str, str | int]]:
    """How many rows each run rejected for each reason, the values in it left out."""
    counts: dict[tuple[str, str, str], int] = {}
    for row in rejected(settings, source, run, None):
        key = (row["source"], row["run"], general(row["reason"]))
        counts[key] = counts.get(key, 0) + 1
    runs = {run_id: place for place, (_, run_id, _) in enumerate(kept_runs(settings, source, run))}
    order = sorted(counts, key=lambda key: (runs[key[1]], -counts[key], key[2]))
    return [{"source": s, "run": r, "reason": reason, "rows": counts[s, r, reason]} for s, r, reason in order]


def export_rejected_rows(settings: Settings, run: str, path: Path) -> int:
    """Write the rejected rows of a run to a new file, for this user alone; how many."""
    rows = rejected(settings, None, run, None)
    kept_runs(settings, None, run)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise UsageError(f"{path} already exists: name another file") from None
    except OSError as error:
        raise UsageError(f"{path} can't be written: {error.strerror}") from None
    count = 0
    with open(descriptor, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ("source", "run", *COLUMNS))
        writer.writeheader()
        for count, row in enumerate(rows, 1):  # noqa: B007
            writer.writerow(row)
    return count
