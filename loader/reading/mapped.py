"""The general reader's other half: rows whose columns a manifest names become rows that have our names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from cypher.errors import InputError
from cypher.schema import EdgeType, Kind
from loader.catalogue.columns import DATES, ENDS, LISTS
from loader.catalogue.manifest import Manifest
from loader.catalogue.part import Block, Mapped, Part, holds
from loader.catalogue.pattern import EndlessPatternError
from loader.catalogue.template import NUMBER, SEVERAL
from loader.model.record import Record
from loader.model.row import Location, Merged, Rejected, Row, RowError, Skipped
from loader.model.text import distinct, most_common, spelled, weak_only
from loader.reading.fields import Identity, as_ends, country_of_text, identity_of, to_record, whole_statement
from loader.reading.formats.header import raw_text
from loader.reading.formats.opening import format_of
from loader.reading.input import AuditedInput, Reading, rows_of
from loader.reading.named import reject_statement

Types = Mapping[str, EdgeType]


@dataclass
class ActorBuilder:
    """What the rows of a part say of one actor, whatever their order."""

    first: Location
    kind: Kind
    called: Counter[str] = field(default_factory=Counter)
    names: set[str] = field(default_factory=set)
    strong: set[str] = field(default_factory=set)
    """Those of the names that some row does not call weak."""
    countries: set[str] = field(default_factory=set)
    birth_years: set[str] = field(default_factory=set)
    identifiers: set[str] = field(default_factory=set)
    descriptions: Counter[str] = field(default_factory=Counter)
    urls: Counter[str] = field(default_factory=Counter)

    def take(self, record: Record) -> None:
        """Take what one more row says."""
        self.called[record.name] += 1
        self.names.update(record.names)
        self.strong.update(set(record.names) - {*record.weak_names})
        self.countries.update(record.countries)
        self.birth_years.update(record.birth_years)
        self.identifiers.update(record.identifiers)
        self.descriptions.update([record.description] if record.description else [])
        self.urls.update([record.url] if record.url else [])

    def record(self, source: str, key: str) -> Record:
        """The actor under the name that most rows give it."""
        return Record(
            source=source,
            key=key,
            name=most_common(self.called) or key,
            kind=self.kind,
            names=distinct([*self.names]),
            countries=distinct([*self.countries]),
            identifiers=distinct([*self.identifiers]),
            description=most_common(self.descriptions),
            url=most_common(self.urls),
            weak_names=weak_only(self.names, self.strong),
            birth_years=distinct([*self.birth_years]),
            called=tuple(sorted(self.called.items())),
        )


def read_mapped(manifest: Manifest, files: AuditedInput, name: str) -> Iterator[Reading]:
    """What a part says whose columns the manifest maps.

    Where a part makes statements too, its actors are gathered from all rows, since each row names its ends anew; in a
    part of actors alone, two rows that say different things of one actor are rejected like everywhere else.
    """
    part = manifest.parts[name]
    types = manifest.edge_types()
    gathered: dict[str, ActorBuilder] | None = {} if part.statements else None
    checked = False
    for row in rows_of(manifest, files, name):
        if not isinstance(row, Row):
            yield row
            continue
        if not checked:
            check_holes(part, row, files, name)
            checked = True
        yield from read_row(manifest, part, row, types, gathered)
    for key, builder in (gathered or {}).items():
        yield builder.first, builder.record(manifest.id, key)


def check_holes(part: Part, row: Row, files: AuditedInput, name: str) -> None:
    """Raise InputError when a template names a column that is not there; objects may leave fields out."""
    shown = files.shown(name)
    written = format_of(part, shown.name)
    if written in ("jsonl", "json", "xml"):
        return
    missing = part.lacking(row.fields)
    if written == "parquet":  # in the first row, an object may be nothing
        outer = {column.partition(".")[0] for column in row.fields}
        missing = [column for column in missing if column.partition(".")[0] not in outer]
    if missing:
        words = ", ".join(f"{column} is missing" for column in missing)
        raise InputError(f"wrong columns: {words}", file=shown, line=1, value=",".join(row.fields))


def read_row(
    manifest: Manifest, part: Mapped, row: Row, types: Types, gathered: dict[str, ActorBuilder] | None
) -> Iterator[Reading]:
    """What one row says."""
    try:
        yield from read_fields(manifest, part, row, types, gathered)
    except EndlessPatternError as error:
        raise InputError(str(error), file=row.origin.file, line=row.origin.line) from None


def read_fields(
    manifest: Manifest, part: Mapped, row: Row, types: Types, gathered: dict[str, ActorBuilder] | None
) -> Iterator[Reading]:
    """What the fields of a row say."""
    if part.numbers_rows:
        row.fields.setdefault(NUMBER, str(row.origin.line))
    for rule in part.skip_when:
        if holds(rule.when, row.fields):
            yield Skipped(row.origin, rule.rule, raw_text(row.fields.values()))
            return
    if part.reject and (reason := part.reject.read(row.fields)):
        yield Rejected(origin=row.origin, reason=reason, value=raw_text(row.fields.values()))
        return
    any_block, empty = False, ""
    for block in part.blocks():
        empty = empty or (block.each if block.each and not row.fields.get(block.each) else "")
        for fields in block.rows(row.fields):
            if not holds(block.when, fields):
                continue
            any_block = True
            single = row if fields is row.fields else Row(row.origin, dict(fields))
            if "name" in block.fields:
                yield from read_mapped_actor(manifest, block, single, gathered, manifest.nobody(part))
            else:
                yield from read_statements(manifest, part, block, single, types)
    if not any_block:
        reason = f"{empty} is empty" if empty else f"none of the manifest's `when` holds for a row of {part.place}"
        yield Skipped(row.origin, reason, raw_text(row.fields.values()))


def read_mapped_actor(
    manifest: Manifest, block: Block, row: Row, gathered: dict[str, ActorBuilder] | None, nobody: frozenset[str]
) -> Iterator[Reading]:
    """The record of a block, or why the row is rejected; a country that no table knows is left out of it."""
    countries, unknown = countries_of(block, row)
    for text in unknown:
        yield Skipped(row.origin, "a country that no table knows", text)
    yield actor_of(manifest, block, row, gathered, SEVERAL.join((*countries, "")) if countries else "", nobody)


def countries_of(block: Block, row: Row) -> tuple[list[str], list[str]]:
    """The codes of a row's countries, and those of its texts that are none."""
    codes, unknown = [], []
    for value in block.fields.get("countries", ()):
        for fields in value.rows(row.fields):
            try:
                codes += [country_of_text(text) for text in value.texts(fields)]
            except RowError:
                unknown.append(raw_text(fields[hole.column] for hole in value.template.holes if hole.column in fields))
    return codes, unknown


def actor_of(
    manifest: Manifest,
    block: Block,
    row: Row,
    gathered: dict[str, ActorBuilder] | None,
    countries: str,
    nobody: frozenset[str],
) -> Reading:
    """The record of a block, or why the row is rejected."""
    key = ""
    try:
        key = own_key(block, row)
        record = to_record(manifest, fields_of(block, row, key=key, countries=countries), nobody)
        if gathered is None:
            return row.origin, record
        builder = gathered.setdefault(key, ActorBuilder(row.origin, record.kind))
        if builder.kind is not record.kind:
            raise RowError(f"kind is {record.kind.value!r}, and {builder.kind.value!r} in line {builder.first.line}")
        builder.take(record)
        return Merged(row.origin)
    except RowError as error:
        about = f"{manifest.id}:{key}" if key else None
        return Rejected(origin=row.origin, reason=str(error), value=raw_text(row.fields.values()), record=about)


def own_key(block: Block, row: Row) -> str:
    """The key of a block's actor."""
    return spelled(block.fields["key"][0].read(row.fields, whole=True))


def read_statements(manifest: Manifest, part: Mapped, block: Block, row: Row, types: Types) -> Iterator[Reading]:
    """The statements of a block, one for each pair of ends that a row names, or why it is rejected."""
    try:
        fields = fields_of(block, row)
        pairs = product(*(end_records(manifest, block, row, end) for end in ("subject", "object")))
    except RowError as error:
        yield Rejected(origin=row.origin, reason=str(error), value=raw_text(row.fields.values()))
        return
    for subject, target in pairs:
        yield statement_of(manifest, part, row, types, {**fields, "subject": subject, "object": target})


def statement_of(manifest: Manifest, part: Mapped, row: Row, types: Types, fields: dict[str, str]) -> Reading:
    """The statement between two ends, or why the row is rejected."""
    known: Identity | None = None
    try:
        known = identity_of(manifest, fields, types, as_ends(manifest.id, manifest.nobody(part)))
        return row.origin, whole_statement(known, fields, manifest, part.dates)
    except RowError as error:
        return reject_statement(row, error, known)


def end_records(manifest: Manifest, block: Block, row: Row, end: str) -> list[str]:
    """The whole ids of an end, several for a list: other sources' records where template or `map` say so, else ours."""
    value = block.fields[end][0]
    texts = [spelled(value.read(fields, whole=True)) for fields in value.rows(row.fields)]
    return [text if not text or value.is_foreign(text) else f"{manifest.id}:{text}" for text in texts] or [""]


def fields_of(block: Block, row: Row, **known: str) -> dict[str, str]:
    """The fields of a block under our names."""
    fields = dict(known)
    for name, values in block.fields.items():
        if name in fields:
            continue
        if name in LISTS:
            texts = [text for value in values for text in value.read_list(row.fields)]
            # The mark behind a single text keeps it from being taken apart at a |.
            fields[name] = SEVERAL.join((*texts, "")) if texts else ""
        elif name in DATES:
            texts = [text for value in values for text in value.read_list(row.fields)]
            # {year}-{month:02}-{day:02} of a row that has no day, or no month either.
            fields[name] = SEVERAL.join(text.strip().rstrip("-") for text in texts)
        elif name not in ENDS:
            fields[name] = "; ".join(text for value in values if (text := value.read(row.fields).strip()))
    return fields
