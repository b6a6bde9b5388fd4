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
BARE = """
import sys
from cypher.graph import Graph
from cypher.settings import Settings
with Graph.connect(Settings.read()) as graph, graph.driver.session() as session:
    assert sum(1 for _ in session.run(sys.argv[1])) == int(sys.argv[2])
"""
"""The official driver's rows, one by one, and nothing done with them."""
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
        bare = rows_a_second([sys.executable, "-c", BARE, STATEMENT, str(ROWS)])[0]
        figures["bare driver"] = {"rows/s": round(bare)}
        for form in FORMS:
            command = [str(Path(sys.executable).with_name("faultlines")), "cypher", STATEMENT, "--timeout", "600"]
            output = Path(folder) / form
            rate, peak = rows_a_second([*command, "--format", form, "--output", str(output)])
            figures[form] = {
                "peak (MB)": round(peak),
                "rows/s": round(rate),
                "of the bare driver's": round(rate / bare, 2),
                "file (MB)": round(output.stat().st_size / 1e6),
            }
            if form == "parquet" and peak > LIMIT:
                raise SystemExit(f"Parquet took {peak:.0f} MB; {LIMIT} are the most")
    keep("export", figures)


def rows_a_second(command: list[str]) -> tuple[float, float]:
    """How many rows a second a process takes, and its peak memory in MB."""
    began = time.monotonic()
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[-3:]} failed")
    return ROWS / (time.monotonic() - began), usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
