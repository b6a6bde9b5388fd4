"""A feed of 20 million events to sums by month, and into a graph by the bulk path: seconds and memory.

`python -m benchmarks.funnel EXPORT FOLDER [MILLIONS]`: the rows of one export of GDELT, repeated with shifted ids, days
and actors, are written to FOLDER, which has to have 0.4 GB for each million; then they are funnelled and loaded.
`… generate`, `… funnel` and `… load` as the last argument do one of these steps.
"""

from __future__ import annotations

import resource
import shutil
import sys
from pathlib import Path
from time import perf_counter

import duckdb

from benchmarks.bulk import Phases
from benchmarks.ground import keep, server
from cypher.feed_rows import rows_behind
from cypher.settings import Settings
from loader.bulk.run import load_bulk
from loader.catalogue.source import Source, find_source
from loader.funnel.rows import FeedCounts
from loader.funnel.run import funnel_of, funnel_rows
from loader.runs.job import Options

ROWS = 1_000_000
"""Rows of one generated file."""
DAYS, SHIFTS = 720, 16
"""Over how many days, and by how many places in the list of its actors, an export is shifted."""
STEPS = ("generate", "funnel", "load")


def generate(source: Source, export: Path, folder: Path, millions: int) -> None:
    """Write files of a million rows each, as the publisher writes them."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    columns = source.manifest.parts["events"].columns or ()
    kinds = "{" + ", ".join(f"'{column}': 'VARCHAR'" for column in columns) + "}"
    with duckdb.connect() as database:
        database.execute(
            f"CREATE TABLE export AS SELECT row_number() OVER () - 1 AS n, * FROM read_csv('{export}', delim = '\t', "
            f"quote = '', escape = '', header = false, auto_detect = false, columns = {kinds})"
        )
        database.execute(
            "CREATE TABLE codes AS SELECT code, row_number() OVER (ORDER BY code) - 1 AS place, "
            "count(*) OVER () AS many "
            "FROM (SELECT Actor1Code AS code FROM export UNION SELECT Actor2Code FROM export) WHERE code IS NOT NULL"
        )
        database.execute(
            "CREATE TABLE shifted AS SELECT c.code AS old, s.shift, d.code AS new FROM codes c, "
            f"(SELECT unnest(range({SHIFTS})) AS shift) s JOIN codes d ON d.place = (c.place + s.shift) % c.many"
        )
        of_export = database.execute("SELECT count(*) FROM export").fetchone()
        each = int(of_export[0]) if of_export else 1
        for number in range(millions):
            first = number * ROWS // each
            select = ", ".join(SHIFTED.get(column, f"e.{column}") for column in columns)
            database.execute(
                f"COPY (SELECT {select} FROM range({first}, {first + ROWS // each + 1}) t(k) CROSS JOIN export e "
                f"LEFT JOIN shifted a ON a.old = e.Actor1Code AND a.shift = k % {SHIFTS} "
                f"LEFT JOIN shifted b ON b.old = e.Actor2Code AND b.shift = k % {SHIFTS} LIMIT {ROWS}) "
                f"TO '{folder / f'{number:04}.export.CSV'}' "
                "(FORMAT csv, DELIMITER '\t', HEADER false, QUOTE '', ESCAPE '')"
            )


SHIFTED = {
    "GLOBALEVENTID": "(e.GLOBALEVENTID::BIGINT + k * 10000)::VARCHAR",
    "SQLDATE": f"strftime(strptime(e.SQLDATE, '%Y%m%d') + to_days((k % {DAYS})::INT), '%Y%m%d')",
    "Actor1Code": "a.new",
    "Actor2Code": "b.new",
}


def funnel(settings: Settings, source: Source, feed: Path, folder: Path) -> dict[str, object]:
    """Sum up the feed."""
    shutil.rmtree(folder, ignore_errors=True)
    begin, counts = perf_counter(), FeedCounts()
    for counts in funnel_rows(settings, source, sorted(feed.glob("*.export.CSV")), folder):
        print(f"{counts.rows:,} rows, {perf_counter() - begin:.0f} s", flush=True)
    took = perf_counter() - begin
    sums = folder / f"{funnel_of(source).result}.parquet"
    with duckdb.connect() as database:
        row = database.execute(f"SELECT count(*), sum(events) FROM '{sums}'").fetchone() or (0, 0)
        busiest = database.execute(f"SELECT a, b, month, type FROM '{sums}' ORDER BY events DESC LIMIT 1").fetchone()
    begin = perf_counter()
    _, rows = rows_behind(folder, funnel_of(source).by, [str(value) for value in busiest or ()], 1000)
    return {
        "rows": counts.rows,
        "rows that are kept": counts.kept,
        "sums": row[0],
        "events in them": int(row[1]),
        "funnel (s)": round(took, 1),
        "1,000 of the rows behind the busiest sum (s)": round(perf_counter() - begin, 2),
        "rows opened": len(rows),
        "memory at most (MB)": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "text (MB)": sum(path.stat().st_size for path in feed.glob("*.CSV")) >> 20,
        "Parquet (MB)": sum(path.stat().st_size for path in folder.rglob("*.parquet")) >> 20,
    }


def load(source: Source, folder: Path) -> dict[str, object]:
    """Bring the sums into an empty graph."""
    watch, begin = Phases(), perf_counter()
    with server() as (settings, _):
        begin = perf_counter()
        files = source.match((folder / f"{funnel_of(source).result}.parquet",))
        outcome = load_bulk(settings, source, files, Options(watch=watch), print)[-1]
        watch.phase("")
        took = perf_counter() - begin
    phases = {f"· {name} (s)": round(seconds, 1) for name, seconds in watch.took.items() if name and seconds >= 0.1}
    return {"statements": outcome.difference.statements.read, "bulk path (s)": round(took, 1), **phases}


def main() -> None:
    """Generate, funnel, load; keep the figures."""
    export, place = Path(sys.argv[1]), Path(sys.argv[2])
    steps = STEPS if sys.argv[-1] not in STEPS else sys.argv[-1:]
    millions = int(sys.argv[3]) if len(sys.argv) > 3 and sys.argv[3].isdigit() else 20
    settings = Settings.read()
    source = find_source(settings, "gdelt-events")
    if "generate" in steps:
        generate(source, export, place / "feed", millions)
    if "funnel" in steps:
        keep("funnel", funnel(settings, source, place / "feed", place / "funnel"))
    if "load" in steps:
        keep("funnel-load", load(source, place / "funnel"))


if __name__ == "__main__":
    main()
