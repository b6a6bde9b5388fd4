"""Views: SQL over the rows of parts, run by DuckDB without files or network; each of their rows knows those behind it.

The strict readers read each part into a table, so that nothing is guessed; `_row` is a row's number. A view says in
`_rows` which rows stand behind each of its own. What no view has is skipped by name: every row is accounted for.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any

import duckdb

from cypher.errors import InputError
from cypher.feed_rows import in_quotes
from loader.catalogue.manifest import Manifest
from loader.catalogue.part import Part, View, holds
from loader.catalogue.whole import CodeTable
from loader.model.row import Location, Merged, Rejected, Row, RowError, Skipped
from loader.model.states import periods
from loader.reading.formats.header import raw_text
from loader.reading.formats.opening import UNEVEN, format_of
from loader.reading.formats.values import flatten
from loader.reading.input import AuditedInput, Reading, rows_of
from loader.reading.ledger import REJECTED, SKIPPED, STATED
from loader.reading.mapped import ActorBuilder, Types, read_row

CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "temp_directory": "",
    "memory_limit": "1GB",
    "threads": "1",  # the same rows in the same order, each time
    "lock_configuration": "true",
}
SECONDS = 60.0
"""Seconds for which one view may work."""
MOST_ROWS = 10_000_000
"""Rows of one view."""
BATCH = 5000
ROW, ROWS = "_row", "_rows"
PLACE = 40
"""Bits of a row's number that are its line; those above are its part's."""
ISSUED, USED = 1, 2
STATE_CODES, BY_STATE = "state_codes", "spells_by_state"
"""A table and a macro that every view may use."""
STATES = Path(__file__).with_name("states.sql")


class IssuedRows:
    """The rows that stand in tables, and which of them a view has."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.names: list[str] = []
        self.marks: list[bytearray] = []

    def add_part(self, part: str) -> int:
        """The number of a part."""
        self.parts.append(part)
        self.names.append("")
        self.marks.append(bytearray())
        return len(self.parts) - 1

    def issue(self, part: int, origin: Location) -> int:
        """The number of a row."""
        marks = self.marks[part]
        self.names[part] = origin.file
        if origin.line >= len(marks):
            marks.extend(bytes(origin.line + 1024 - len(marks)))
        marks[origin.line] |= ISSUED
        return part << PLACE | origin.line

    def use(self, number: int) -> Location:
        """The place of a row that a view has; RowError for a number that no row has."""
        part, line = number >> PLACE, number & ((1 << PLACE) - 1)
        if not (0 <= part < len(self.marks) and line < len(self.marks[part]) and self.marks[part][line]):
            raise RowError(f"{ROWS} has {number}, which is no row's {ROW}")
        self.marks[part][line] |= USED
        return Location(self.names[part], line)

    def unused(self) -> Iterator[Skipped]:
        """The rows that no view has."""
        for part, name, marks in zip(self.parts, self.names, self.marks, strict=True):
            line = marks.find(ISSUED)
            while line >= 0:
                yield Skipped(Location(name, line), f"no view has this row of {part}")
                line = marks.find(ISSUED, line + 1)


def read_views(manifest: Manifest, files: AuditedInput) -> Iterator[Reading]:
    """What the views of a manifest say of the rows of its parts."""
    issued, types = IssuedRows(), manifest.edge_types()
    views = possible_views(manifest, files)
    with duckdb.connect(":memory:", config=CONFIG) as database:
        for name, part in manifest.parts.items():
            if not part.mapped and name in files.parts:
                yield from fill_table(database, manifest, files, name, issued)
        add_views(database, manifest, views)
        for name, view in views.items():
            if view.mapped:
                yield from read_view(database, manifest, files, name, issued, types)
    yield from issued.unused()


def possible_views(manifest: Manifest, files: AuditedInput) -> dict[str, View]:
    """The views all of whose parts are there: an optional part that is not given takes with it what is made of it."""
    missing = {name for name in manifest.parts if name not in files.parts}
    possible = {}
    for name, view in manifest.views.items():
        if any(is_named(other, view.sql) for other in missing):
            missing.add(name)
        else:
            possible[name] = view
    return possible


def fill_table(
    database: duckdb.DuckDBPyConnection, manifest: Manifest, files: AuditedInput, name: str, issued: IssuedRows
) -> Iterator[Reading]:
    """Put the rows of a part into a table of its name; those that the part skips or the reader rejects stay outside."""
    part, number = manifest.parts[name], issued.add_part(name)
    columns: tuple[str, ...] = ()
    batch: list[list[Any]] = []
    for row in rows_of(manifest, files, name):
        if not isinstance(row, Row):
            yield row
            continue
        if not columns:
            columns = table_columns(part, row, files, name)
            create_table(database, name, columns, files)
        if rule := next((rule.rule for rule in part.skip_when if holds(rule.when, row.fields)), None):
            yield Skipped(row.origin, rule, raw_text(row.fields.values()))
            continue
        # Of a dict that notes who reads it: a table reads nothing by itself.
        values = dict(row.fields)
        batch.append([issued.issue(number, row.origin), *(values.get(column) or None for column in columns)])
        if len(batch) >= BATCH:
            insert(database, name, batch)
            batch = []
    if not columns:
        create_table(database, name, part.columns or (), files)
    insert(database, name, batch)
    if use := files.ledger.columns.get(name):
        texts = [view.sql for view in manifest.views.values()]
        use.used.update(column for column in columns if any(is_named(column, text) for text in texts))


def fill_codes(database: duckdb.DuckDBPyConnection, name: str, table: CodeTable) -> None:
    """Put a table of codes beside the parts; an empty cell is nothing."""
    written = ", ".join(f"{in_quotes(column)} VARCHAR" for column in table.columns)
    database.execute(f"CREATE TABLE {in_quotes(name)} ({written})")
    insert_columns(
        database, name, ["VARCHAR"] * len(table.columns), [[cell or None for cell in row] for row in table.rows]
    )


def is_named(column: str, text: str) -> bool:
    """Whether a query has a column's name as a word."""
    return re.search(rf"(?<!\w){re.escape(column)}(?!\w)", text, re.IGNORECASE) is not None


def table_columns(part: Part, row: Row, files: AuditedInput, name: str) -> tuple[str, ...]:
    """The columns of a table; InputError where rows need not have the same and the manifest does not name them."""
    if part.columns:
        return part.columns
    if format_of(part, files.shown(name).name) in UNEVEN - {"parquet"}:
        raise InputError("its rows need not have the same fields: name in `columns` those of the table", file=part.file)
    return tuple(row.fields)


def create_table(database: duckdb.DuckDBPyConnection, name: str, columns: Sequence[str], files: AuditedInput) -> None:
    """A table of texts; InputError for names that SQL can't tell apart."""
    written = "".join(f", {in_quotes(column)} VARCHAR" for column in columns)
    try:
        database.execute(f"CREATE TABLE {in_quotes(name)} ({ROW} BIGINT{written})")
    except duckdb.Error as error:
        raise InputError(f"no table: {duckdb_reason(error)}", file=files.shown(name)) from None


def insert(database: duckdb.DuckDBPyConnection, name: str, batch: list[list[Any]]) -> None:
    """Put rows into a table."""
    if not batch:
        return
    try:
        insert_columns(database, name, ["BIGINT"] + ["VARCHAR"] * (len(batch[0]) - 1), batch)
    except duckdb.OutOfMemoryException:
        raise InputError(f"the rows of {name} need more than {CONFIG['memory_limit']} in a table") from None


def insert_columns(
    database: duckdb.DuckDBPyConnection, name: str, types: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """Put rows into a table whose columns have these types, column by column."""
    holes = ", ".join(f"unnest(${place}::{kind}[])" for place, kind in enumerate(types, 1))
    database.execute(
        f"INSERT INTO {in_quotes(name)} SELECT {holes}", [list(column) for column in zip(*rows, strict=True)]
    )


def add_views(database: duckdb.DuckDBPyConnection, manifest: Manifest, views: Mapping[str, View]) -> None:
    """The manifest's tables of codes, that of the states where a view names it, and the views."""
    for name, table in manifest.tables.items():
        fill_codes(database, name, table)
    if any(is_named(name, view.sql) for view in views.values() for name in (STATE_CODES, BY_STATE)):
        add_states(database)
    for name, view in views.items():
        create_view(database, name, view)


def add_states(database: duckdb.DuckDBPyConnection) -> None:
    """The table of the codes of states, and what parts spells by the states that had their codes."""
    for statement in STATES.read_text("utf-8").split(";\n"):
        database.execute(statement)
    insert_columns(database, STATE_CODES, ["VARCHAR"] * 3 + ["INTEGER"] * 2, periods())


def create_view(database: duckdb.DuckDBPyConnection, name: str, view: View) -> None:
    """A view of this name; InputError when its text is more or less than one query that can be asked here."""
    try:
        statements = database.extract_statements(view.sql)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise InputError(f"the view {name} is not one SELECT")
        database.execute(f"CREATE VIEW {in_quotes(name)} AS {statements[0].query.strip().removesuffix(';')}")
    except duckdb.Error as error:
        raise InputError(f"the view {name}: {duckdb_reason(error)}") from None


def read_view(
    database: duckdb.DuckDBPyConnection,
    manifest: Manifest,
    files: AuditedInput,
    name: str,
    issued: IssuedRows,
    types: Types,
) -> Iterator[Reading]:
    """What the rows of a view say."""
    view = manifest.views[name]
    gathered: dict[str, ActorBuilder] | None = {} if view.statements else None
    for values in view_rows(database, name, view):
        numbers = values.pop(ROWS, None) or values.pop(ROW, None)
        if not numbers:
            raise InputError(f"the view {name} has a row without {ROWS}: the {ROW} of the rows that stand behind it")
        try:
            behind = {issued.use(number) for number in (numbers if isinstance(numbers, list) else [numbers])}
        except (RowError, TypeError) as error:
            raise InputError(f"the view {name}: {error}") from None
        origin, *others = sorted(behind, key=place_of)
        try:
            outcomes = list(read_row(manifest, view, Row(origin, flatten(values)), types, gathered))
        except RowError as error:
            outcomes = [Rejected(origin=origin, reason=str(error), value=raw_text(map(str, values.values())))]
        yield from outcomes
        end = end_of(outcomes)
        for other in others:
            files.ledger.note(other, end)
    for key, builder in (gathered or {}).items():
        yield builder.first, builder.record(manifest.id, key)


def place_of(origin: Location) -> tuple[str, int]:
    """By what the places of rows are in order."""
    return origin.file, origin.line


def end_of(outcomes: Sequence[Reading]) -> int:
    """What became of the rows behind a view's row: rejected if anything of it was."""
    if any(isinstance(outcome, Rejected) for outcome in outcomes):
        return REJECTED
    return STATED if any(isinstance(outcome, tuple | Merged) for outcome in outcomes) else SKIPPED


def view_rows(database: duckdb.DuckDBPyConnection, name: str, view: View) -> Iterator[dict[str, Any]]:
    """The rows of a view by column; InputError when it fails, takes too long or has too many."""
    left, count = SECONDS, 0
    try:
        with limited(database, left) as spent:
            result = database.execute(f"SELECT * FROM {in_quotes(name)}")  # noqa: S608
        left -= spent[0]
        columns = [column[0] for column in result.description or ()]
        if missing := sorted(column for column in view.lacking(columns) if column.partition(".")[0] not in columns):
            raise InputError(f"the view {name} has no {', '.join(missing)}")
        if not {ROW, ROWS} & {*columns}:
            raise InputError(f"the view {name} has no {ROWS}: the {ROW} of the rows that stand behind each of its own")
        while True:
            with limited(database, left) as spent:
                rows = result.fetchmany(BATCH)
            left -= spent[0]
            if not rows:
                return
            count += len(rows)
            if count > MOST_ROWS:
                raise InputError(f"the view {name} has more than {MOST_ROWS:,} rows")
            for row in rows:
                yield dict(zip(columns, row, strict=True))
    except duckdb.InterruptException:
        raise InputError(f"the view {name} takes more than {SECONDS:g} s") from None
    except duckdb.OutOfMemoryException:
        raise InputError(f"the view {name} needs more than {CONFIG['memory_limit']}") from None
    except duckdb.Error as error:
        raise InputError(f"the view {name}: {duckdb_reason(error)}") from None


@contextmanager
def limited(database: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[list[float]]:
    """Interrupt what DuckDB does in the block when it takes longer; how long it took stands in the list afterwards."""
    timer, begin, spent = Timer(max(seconds, 0.0), database.interrupt), time.monotonic(), [0.0]
    timer.daemon = True
    timer.start()
    try:
        yield spent
    finally:
        timer.cancel()
        spent[0] = time.monotonic() - begin


def duckdb_reason(error: duckdb.Error) -> str:
    """What DuckDB says, without the query."""
    return str(error).splitlines()[0][:300]
