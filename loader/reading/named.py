"""Rows that have our column names become records and statements."""

from __future__ import annotations

from collections.abc import Iterator, KeysView, Mapping

from cypher.errors import InputError
from cypher.schema import EdgeType
from loader.catalogue.columns import NEEDED_RECORD, NEEDED_STATEMENT, RECORD_COLUMNS, STATEMENT_COLUMNS
from loader.catalogue.manifest import Manifest
from loader.model.row import Rejected, Row, RowError
from loader.reading.fields import Identity, NobodyError, identity_of, to_record, whole_statement
from loader.reading.formats.header import raw_text
from loader.reading.input import AuditedInput, Reading, rows_of


def read_named(manifest: Manifest, files: AuditedInput, part: str, types: Mapping[str, EdgeType]) -> Iterator[Reading]:
    """A record or a statement for each row, as its columns say; a rejected row protects what it would have said."""
    rows = rows_of(manifest, files, part)
    own = frozenset(prop.name for edge_type in types.values() for prop in edge_type.properties)
    columns, nobody = NamedColumns(files, part, own, manifest.parts[part].dates), manifest.nobody(manifest.parts[part])
    for row in rows:
        if not isinstance(row, Row):
            yield row
            continue
        if row.fields.keys() != columns.there and (rejected := columns.check(row)):
            yield rejected
        elif columns.of_actors:
            yield read_named_actor(manifest, row, nobody)
        else:
            yield read_named_statement(manifest, row, types, columns.dates, nobody)


class NamedColumns:
    """The columns of a part that has our names: of actors or of statements, as the first row has them."""

    def __init__(self, files: AuditedInput, part: str, own: frozenset[str], dates: str | None) -> None:
        self.files, self.part, self.dates = files, part, dates
        self.of_actors = part == "actors"
        self.known = STATEMENT_COLUMNS | own
        self.there: KeysView[str] | frozenset[str] = frozenset()

    def check(self, row: Row) -> Rejected | None:
        """Raise InputError when the columns are not those of this part; a later row, as JSON may have, is rejected."""
        there = row.fields.keys()
        if not self.there:
            if self.part not in ("actors", "statements"):
                self.of_actors = not {"subject", "object"} & there
            wrong = self.wrong(there)
            if wrong:
                file = self.files.shown(self.part)
                raise InputError(f"wrong columns: {', '.join(wrong)}", file=file, line=1, value=",".join(there))
            self.there = there
            return None
        if wrong := self.wrong(there):
            return Rejected(origin=row.origin, reason=", ".join(wrong), value=raw_text(row.fields.values()))
        return None

    def wrong(self, there: KeysView[str]) -> list[str]:
        """What is missing, and what is unknown."""
        needed, known = (NEEDED_RECORD, RECORD_COLUMNS) if self.of_actors else (NEEDED_STATEMENT, self.known)
        missing = [f"{column} is missing" for column in sorted(needed - there)]
        return missing + [f"{column} is unknown" for column in sorted(there - known)]


def read_named_actor(manifest: Manifest, row: Row, nobody: frozenset[str]) -> Reading:
    """The record in a row, or why the row is rejected."""
    try:
        return row.origin, to_record(manifest, row.fields, nobody)
    except RowError as error:
        key = row.fields.get("key", "")
        about = f"{manifest.id}:{key}" if key else None
        return Rejected(origin=row.origin, reason=str(error), value=raw_text(row.fields.values()), record=about)


def read_named_statement(
    manifest: Manifest, row: Row, types: Mapping[str, EdgeType], dates: str | None, nobody: frozenset[str]
) -> Reading:
    """The statement in a row, or why the row is rejected."""
    known: Identity | None = None
    try:
        known = identity_of(manifest, row.fields, types, nobody)
        return row.origin, whole_statement(known, row.fields, manifest, dates)
    except RowError as error:
        return reject_statement(row, error, known)


def reject_statement(row: Row, error: RowError, known: Identity | None) -> Rejected:
    """The row, rejected: it protects the statement that it would have made; one of nobody protects nothing."""
    protects = known.statement if known else error.end if isinstance(error, NobodyError) else None
    return Rejected(origin=row.origin, reason=str(error), value=raw_text(row.fields.values()), statement=protects)
