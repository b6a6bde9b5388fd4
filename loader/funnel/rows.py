"""The rows of a feed's files, taken apart by DuckDB as they are written, each accounted for; the rest is rejected.

DuckDB's reader guesses where it is left to: here it is told delimiter, columns and that a quotation mark is a letter,
and the lines that it gives and rejects are counted against those of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from cypher.errors import InputError, UsageError
from cypher.feed_rows import in_quotes, text_literal
from loader.catalogue.manifest import Manifest
from loader.catalogue.part import Part
from loader.reading.formats.opening import format_of
from loader.reading.views import ROW, add_views, duckdb_reason, is_named

PIECE = 1 << 22
"""Bytes in which lines are counted."""
BATCH = 256 << 20
"""Bytes of files that are taken together."""


@dataclass
class FeedCounts:
    """What became of the rows of a feed."""

    rows: int = 0
    rejected: int = 0
    kept: int = 0


def count_lines(path: Path) -> int:
    """The lines of a file; the last may have no end."""
    count, last = 0, b"\n"
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            count += piece.count(b"\n")
            last = piece[-1:]
    return count + (last != b"\n")


def batches_of(paths: Sequence[Path]) -> Iterator[list[Path]]:
    """Files of about so many bytes together: a feed may come in thousands of small ones."""
    batch: list[Path] = []
    size = 0
    for path in paths:
        batch.append(path)
        size += path.stat().st_size
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def prepare_tables(database: duckdb.DuckDBPyConnection, manifest: Manifest, name: str) -> None:
    """The tables of codes, an empty table for the rows of a part, and the views over both."""
    part = manifest.parts[name]
    if not part.columns or format_of(part, part.file) != "delimited":
        raise UsageError(f"only delimited files without a header are summed up, whose columns the part {name} names")
    columns = ", ".join(f"{in_quotes(column)} VARCHAR" for column in read_columns(manifest, part))
    database.execute(f"CREATE TABLE {in_quotes(name)} ({ROW} BIGINT, {columns})")
    add_views(database, manifest, manifest.views)


def take_files(database: duckdb.DuckDBPyConnection, manifest: Manifest, name: str, paths: Sequence[Path]) -> FeedCounts:
    """Put the rows of some files into the part's table; those that are none, or not of their shape, are rejected."""
    part = manifest.parts[name]
    database.execute(f"DELETE FROM {in_quotes(name)}")  # noqa: S608
    for table in ("reject_errors", "reject_scans"):
        database.execute(f"DROP TABLE IF EXISTS {table}")
    files = ", ".join(text_literal(str(path)) for path in paths)
    columns = ", ".join(f"{text_literal(column)}: 'VARCHAR'" for column in part.columns or ())
    used = read_columns(manifest, part)
    select = ", ".join(f"nullif(trim({in_quotes(column)}), '') AS {in_quotes(column)}" for column in used)
    shapes = (
        f"NOT regexp_full_match({in_quotes(c)}, {text_literal(part.patterns[c])})" for c in used if c in part.patterns
    )
    wrong = " OR ".join(shapes) or "false"
    # A pattern that does not match rejects the row; an empty field is nothing, as the strict reader has it.
    try:
        database.execute(
            f"CREATE OR REPLACE TEMP TABLE incoming AS SELECT row_number() OVER () AS {ROW}, {select} "  # noqa: S608
            f"FROM read_csv([{files}], delim = {text_literal(part.delimiter or ',')}, quote = '', escape = '', "
            f"header = false, columns = {{{columns}}}, auto_detect = false, strict_mode = true, store_rejects = true, "
            "rejects_limit = 0, null_padding = false)"
        )
        rejected = single_number(database, "SELECT count(DISTINCT (file_id, line)) FROM reject_errors")
        rows = single_number(database, "SELECT count(*) FROM incoming")
        database.execute(f"INSERT INTO {in_quotes(name)} SELECT * FROM incoming WHERE NOT coalesce({wrong}, false)")  # noqa: S608
        good = single_number(database, f"SELECT count(*) FROM {in_quotes(name)}")  # noqa: S608
        database.execute("DROP TABLE incoming")
    except duckdb.Error as error:
        raise InputError(f"can't be read: {duckdb_reason(error)}", file=paths[0]) from None
    lines = sum(map(count_lines, paths))
    if lines != rows + rejected:
        raise InputError(f"{lines:,} lines, of which {rows:,} were read and {rejected:,} rejected", file=paths[0])
    return FeedCounts(lines, rejected + rows - good)


def read_columns(manifest: Manifest, part: Part) -> list[str]:
    """The columns of a part that the views read."""
    texts = [view.sql for view in manifest.views.values()]
    return [column for column in part.columns or () if any(is_named(column, text) for text in texts)]


def single_number(database: duckdb.DuckDBPyConnection, query: str) -> int:
    """The one number that a query gives."""
    row = database.execute(query).fetchone()
    return int(row[0]) if row else 0
