"""Writing Parquet from rows, and noticing a damaged page: pyarrow and DuckDB side by side."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import duckdb
import pyarrow as pa
from pyarrow import parquet

from benchmarks.ground import keep

ROWS, FEW, MANY = 100_000, 4_000, 500
DAY = datetime.date(2020, 1, 1)
Row = tuple[Any, ...]


def main() -> None:
    """Measure and keep the figures: `python -m benchmarks.parquet`."""
    rows = [(f"actor {n}", n, n / 3, DAY, ["a", "b"]) for n in range(ROWS)]
    with tempfile.TemporaryDirectory(prefix="faultlines-bench-") as folder:
        path = Path(folder, "t.parquet")
        rate = per_second(lambda: parquet.write_table(table_of(rows), path), ROWS)
        with duckdb.connect() as database:
            database.execute("CREATE TABLE t (name TEXT, number BIGINT, share DOUBLE, day DATE, names TEXT[])")
            single = per_second(lambda: database.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?)", rows[:FEW]), FEW)
            several = per_second(lambda: insert_many(database, rows[:FEW]), FEW)
        damaged = damage(rows, path)
        figures: dict[str, object] = {
            "pyarrow, rows a second": round(rate),
            "DuckDB, one row a statement, as a share of that": round(single / rate, 3),
            f"DuckDB, {MANY} rows a statement, as a share of that": round(several / rate, 3),
            "a changed byte in a page with a checksum, read by pyarrow": outcome(lambda: read_by_pyarrow(damaged)),
            "the same, read by DuckDB": outcome(lambda: duckdb.read_parquet(str(damaged)).fetchall()),
        }
    print(figures)
    keep("parquet", figures)


def table_of(rows: list[Row]) -> pa.Table:
    """The rows as columns."""
    names = ("name", "number", "share", "day", "names")
    return pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))


def insert_many(database: duckdb.DuckDBPyConnection, rows: list[Row]) -> None:
    """Insert some hundreds of rows with each statement."""
    for start in range(0, len(rows), MANY):
        some = rows[start : start + MANY]
        places = ", ".join(["(?, ?, ?, ?, ?)"] * len(some))
        database.execute(f"INSERT INTO t VALUES {places}", [value for row in some for value in row])


def damage(rows: list[Row], path: Path) -> Path:
    """A file whose pages have checksums, with another letter in one name."""
    parquet.write_table(table_of(rows), path, write_page_checksum=True, use_dictionary=False, compression="none")
    content = path.read_bytes()
    path.write_bytes(content.replace(b"actor 777", b"actor 779", 1))
    return path


def read_by_pyarrow(path: Path) -> None:
    """Read a file with the check that decoder.py asks for."""
    with parquet.ParquetFile(path, page_checksum_verification=True) as file:
        file.read()


def per_second(work: Callable[[], object], rows: int) -> float:
    """Rows a second."""
    start = perf_counter()
    work()
    return rows / (perf_counter() - start)


def outcome(work: Callable[[], object]) -> str:
    """Whether a reader notices."""
    try:
        work()
    except (OSError, pa.ArrowException, duckdb.Error):
        return "refused"
    return "read as if it were whole"


if __name__ == "__main__":
    main()
