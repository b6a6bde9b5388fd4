"""A feed's files become Parquet: the rows that are kept, sums of them, and the actors that they name."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import duckdb

from cypher.errors import InputError, UsageError
from cypher.feed_rows import confined_database, in_quotes, note_summed_by, rows_in, text_literal
from cypher.settings import Settings
from loader.catalogue.manifest import Funnel
from loader.catalogue.source import Source
from loader.fetch.packed import single_file
from loader.funnel.rows import FeedCounts, batches_of, prepare_tables, single_number, take_files
from loader.reading.views import ROW, ROWS, duckdb_reason

GATHERED = "gathered actors"
"""The table of the actors that the files name."""
ROW_GROUP = 100_000
"""Rows of Parquet that are read or passed over together."""
COPY = f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})"


def funnel_of(source: Source) -> Funnel:
    """How a source is funnelled; UsageError for one that is not."""
    if source.manifest.funnel is None:
        raise UsageError(f"the manifest of {source.id} does not say how its rows are summed (funnel: …)")
    return source.manifest.funnel


def funnel_rows(
    settings: Settings, source: Source, paths: Sequence[Path], folder: Path, *, add: bool = False
) -> Iterator[FeedCounts]:
    """Fill a folder with rows, sums and actors, or `add` to those that are there; the counts after each batch of files.

    InputError for a file that is none of the source's. What fails or is killed leaves what was in the folder as it was.
    """
    how = funnel_of(source)
    if not add and next(folder.rglob("*.parquet"), None):
        raise UsageError(f"{folder} has rows already: name a new folder with --into, or add to them with --add")
    kept = folder / "rows"
    kept.mkdir(parents=True, exist_ok=True)
    total, draft, first = FeedCounts(), folder / "draft", len(rows_in(folder))
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    with ExitStack() as until_done:
        until_done.callback(shutil.rmtree, draft, ignore_errors=True)
        unpacked = draft / "unpacked"
        unpacked.mkdir()
        with confined_database(folder, *(path.parent for path in paths)) as database:
            prepare_tables(database, source.manifest, how.part)
            begin_actors(database, how, folder / "actors.parquet")
            for place, batch in enumerate(batches_of(paths), first):
                plain = [single_file(settings, path, unpacked) for path in batch]
                counts = take_files(database, source.manifest, how.part, plain)
                total.rows += counts.rows
                total.rejected += counts.rejected
                total.kept += write_batch(database, how, draft / f"{place:06}.parquet")
                for path in unpacked.iterdir():
                    path.unlink()
                yield total
            if how.actors:
                copy(database, f"SELECT * FROM {in_quotes(GATHERED)}", draft / "actors.parquet")  # noqa: S608
            database.execute(f"DROP TABLE {in_quotes(how.part)}")
        rows = sorted(draft.glob("*[0-9].parquet"))
        write_sums(source, how, [*rows_in(folder), *rows], draft / f"{how.result}.parquet")
        for path in rows:
            path.replace(kept / path.name)
        for path in draft.glob("*.parquet"):
            path.replace(folder / path.name)
        note_summed_by(folder, how.by)


def begin_actors(database: duckdb.DuckDBPyConnection, how: Funnel, earlier: Path) -> None:
    """A table for the actors, with those that are known already."""
    if how.actors:
        columns = database.execute(f"DESCRIBE {in_quotes(how.actors)}").fetchall()
        names = ", ".join(in_quotes(str(column[0])) for column in columns if column[0] not in (ROW, ROWS))
        known = f"UNION ALL SELECT * FROM read_parquet({text_literal(str(earlier))})" if earlier.exists() else ""  # noqa: S608
        query = f"SELECT {names} FROM {in_quotes(how.actors)} {known}"  # noqa: S608
        database.execute(f"CREATE TABLE {in_quotes(GATHERED)} AS {query}")


def write_batch(database: duckdb.DuckDBPyConnection, how: Funnel, path: Path) -> int:
    """Write what is kept of the rows in the part's table, those of one sum side by side, and gather their actors."""
    by = ", ".join(map(in_quotes, how.by))
    copy(database, f"SELECT * FROM {in_quotes(how.rows)} ORDER BY {by}", path)  # noqa: S608
    if how.actors:
        names = ", ".join(
            in_quotes(str(row[0])) for row in database.execute(f"DESCRIBE {in_quotes(GATHERED)}").fetchall()
        )
        database.execute(
            f"INSERT INTO {in_quotes(GATHERED)} "  # noqa: S608
            f"SELECT {names} FROM {in_quotes(how.actors)} EXCEPT SELECT * FROM {in_quotes(GATHERED)}"
        )
    return single_number(database, f"SELECT count(*) FROM read_parquet({text_literal(str(path))})")  # noqa: S608


def write_sums(source: Source, how: Funnel, rows: Sequence[Path], path: Path) -> None:
    """Write the sums of all rows that were kept."""
    with confined_database(path.parent, *(file.parent for file in rows)) as database:
        files = ", ".join(text_literal(str(file)) for file in rows)
        database.execute(f"CREATE VIEW {in_quotes(how.rows)} AS SELECT * FROM read_parquet([{files}])")  # noqa: S608
        for step in how.sums[:-1]:  # one after another, so that each has all the memory
            create_table_of(database, step, source.manifest.views[step].sql)
        copy(database, source.manifest.views[how.result].sql, path)


def create_table_of(database: duckdb.DuckDBPyConnection, name: str, query: str) -> None:
    """A table of what a query gives."""
    try:
        database.execute(f"CREATE TABLE {in_quotes(name)} AS {query.strip().removesuffix(';')}")
    except duckdb.Error as error:
        raise InputError(f"the view {name}: {duckdb_reason(error)}") from None


def copy(database: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    """Write what a query gives."""
    try:
        database.execute(f"COPY ({query.strip().removesuffix(';')}) TO {text_literal(str(path))} {COPY}")
    except duckdb.Error as error:
        raise InputError(f"can't be written: {duckdb_reason(error)}", file=path) from None
