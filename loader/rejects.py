"""The rows that a run refused, kept in a file with line, value and reason, for this user alone."""

from __future__ import annotations

import csv
import os
from pathlib import Path

from cypher.settings import Settings
from loader.spool import Spool


def write_rejects(settings: Settings, spool: Spool, run: str) -> Path | None:
    """Keep the refused rows of a run in a file with line, value and reason; None when there are none."""
    rows = spool.rows("SELECT file, line, reason, value FROM refused ORDER BY file, line")
    first = next(rows, None)
    if first is None:
        return None
    path = settings.home / "rejects" / f"{run}.csv"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["file", "line", "reason", "value"])
        writer.writerow(first)
        writer.writerows(rows)
    return path
