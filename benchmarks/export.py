"""The peak memory and the time of answers of a million rows, written to files; each format in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.ground import keep, server

ROWS = 1_000_000
FORMS = ("parquet", "csv", "jsonl")
STATEMENT = (
    f"UNWIND range(1, {ROWS}) AS n RETURN n, toString(n) AS text, n * 1.5 AS half, date('2020-01-01') AS on, "
    "['a', 'b'] AS names"
)
LIMIT = 300


def main() -> None:
    """Measure, and fail when Parquet took more than it may."""
    figures: dict[str, object] = {}
    with server() as (settings, _), TemporaryDirectory() as folder:
        os.environ["FAULTLINES_HOME"] = str(settings.home)
        for form in FORMS:
            command = [str(Path(sys.executable).with_name("faultlines")), "cypher", STATEMENT, "--timeout", "600"]
            output = Path(folder) / form
            began = time.monotonic()
            process = subprocess.Popen([*command, "--format", form, "--output", str(output)])
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                raise SystemExit(f"{form} failed")
            peak = usage.ru_maxrss / 1024
            figures[form] = {
                "peak (MB)": round(peak),
                "rows/s": round(ROWS / (time.monotonic() - began)),
                "file (MB)": round(output.stat().st_size / 1e6),
            }
            if form == "parquet" and peak > LIMIT:
                raise SystemExit(f"Parquet took {peak:.0f} MB; {LIMIT} are the most")
    keep("export", figures)


if __name__ == "__main__":
    main()
