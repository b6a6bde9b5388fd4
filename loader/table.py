"""The general reader: rows that have our column names become records and statements."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import TypeVar

from cypher.errors import InputError
from cypher.schema import EdgeType, Kind, PropertyType, Stance
from loader.dates import Day, first_day, last_day
from loader.manifest import Manifest
from loader.record import Record
from loader.row import Refused, Row
from loader.source import Input, Said, rows_of
from loader.statement import Statement, Value
from loader.text import distinct, tidy

BETWEEN = "|"
Choice = TypeVar("Choice", Kind, Stance)
DENIED = "denied"
RECORD_COLUMNS = frozenset({"key", "name", "kind", "names", "countries", "identifiers", "description", "url"})
STATEMENT_COLUMNS = frozenset(
    {"key", "subject", "type", "object", "said_by", "evidence", "url", "locator", "valid_from", "valid_to"}
    | {"stance", "confidence", "inferred"}
)
NEEDED_RECORD = frozenset({"key", "name", "kind"})
NEEDED_STATEMENT = frozenset({"subject", "type", "object", "evidence"})
SCHEME = re.compile(r"[a-z][a-z0-9-]*")
WEB = re.compile(r"https?://[^\s]+", re.IGNORECASE)
"""The only links that are kept: they are shown to be clicked on."""
TRUE, FALSE = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})


def read_table(manifest: Manifest, given: Input) -> Iterator[Said]:
    """What the parts `actors` and `statements` say."""
    types = manifest.edge_types()
    if "actors" in given.parts:
        yield from read_actors(manifest, given)
    if "statements" in given.parts:
        yield from read_statements(manifest, given, types)


def read_actors(manifest: Manifest, given: Input) -> Iterator[Said]:
    """A record for each row; a row that can't be believed is refused and protects its record."""
    checked = False
    for row in rows_of(manifest, given, "actors"):
        if not isinstance(row, Row):
            yield row
            continue
        if not checked:
            check_columns(given, "actors", row, NEEDED_RECORD, RECORD_COLUMNS)
            checked = True
        key = row.fields.get("key", "")
        try:
            yield row.origin, to_record(manifest, row.fields)
        except ValueError as error:
            about = f"{manifest.id}:{key}" if key else None
            yield Refused(origin=row.origin, reason=str(error), value=shown(row), record=about)


def read_statements(manifest: Manifest, given: Input, types: Mapping[str, EdgeType]) -> Iterator[Said]:
    """A statement for each row; a row that can't be believed is refused and protects its statement."""
    own = {prop.name for edge_type in types.values() for prop in edge_type.properties}
    checked = False
    for row in rows_of(manifest, given, "statements"):
        if not isinstance(row, Row):
            yield row
            continue
        if not checked:
            check_columns(given, "statements", row, NEEDED_STATEMENT, STATEMENT_COLUMNS | own)
            checked = True
        bare: Statement | None = None
        try:
            bare = bare_statement(manifest, row.fields, types)
            yield row.origin, whole_statement(bare, row.fields, types, manifest)
        except ValueError as error:
            protects = bare.statement if bare else None
            yield Refused(origin=row.origin, reason=str(error), value=shown(row), statement=protects)


def check_columns(given: Input, part: str, row: Row, needed: frozenset[str], known: frozenset[str]) -> None:
    """Raise InputError when the file's columns are not those of this part: all its rows would be refused one by one."""
    there = row.fields.keys()
    wrong = [f"there is no {column}" for column in sorted(needed - there)]
    wrong += [f"nobody reads {column}" for column in sorted(there - known)]
    if wrong:
        raise InputError(f"wrong columns: {', '.join(wrong)}", file=given.shown(part), line=1, value=",".join(there))


def to_record(manifest: Manifest, fields: Mapping[str, str]) -> Record:
    """The record in a row; ValueError says what is wrong."""
    name = required(fields, "name")
    return Record(
        source=manifest.id,
        key=required(fields, "key"),
        name=tidy(name),
        kind=one_of(Kind, required(fields, "kind"), "kind"),
        names=distinct([name, *several(fields, "names")]),
        countries=distinct([country(code) for code in several(fields, "countries")]),
        identifiers=distinct([identifier(text) for text in several(fields, "identifiers")]),
        description=tidy(fields.get("description", "")) or None,
        url=link(fields.get("url", "")),
    )


def bare_statement(manifest: Manifest, fields: Mapping[str, str], types: Mapping[str, EdgeType]) -> Statement:
    """The part of a statement by which it is known again; ValueError says what is wrong."""
    screen = required(fields, "type")
    edge_type = types.get(screen)
    if edge_type is None:
        raise ValueError(f"no relationship type: {screen!r}; there are: {', '.join(types)}")
    subject, target = (whole_id(manifest, required(fields, end)) for end in ("subject", "object"))
    if subject == target:
        raise ValueError(f"both ends are the same record: {subject}")
    said_by = fields.get("said_by") or manifest.said_by
    if not said_by:
        raise ValueError("said_by is empty: who says it?")
    return Statement(
        source=manifest.id,
        type=edge_type.name,
        subject=subject,
        object=target,
        said_by=tidy(said_by),
        key=fields.get("key", ""),
        denied=fields.get("stance") == DENIED,
        symmetric=edge_type.symmetric,
        evidence="",
    )


def whole_statement(
    bare: Statement, fields: Mapping[str, str], types: Mapping[str, EdgeType], manifest: Manifest
) -> Statement:
    """The statement with all that its row says; ValueError says what is wrong."""
    edge_type = types[fields["type"]]
    own_types = {prop.name: prop.type for prop in edge_type.properties}
    others = {key: fields[key] for key in fields.keys() - STATEMENT_COLUMNS if fields[key]}
    unknown = others.keys() - own_types.keys()
    if unknown:
        raise ValueError(f"{edge_type.screen} has no {', '.join(sorted(unknown))}")
    begin, end = day(fields, "valid_from", first=True), day(fields, "valid_to", first=False)
    if begin and end and begin.iso > end.iso:
        raise ValueError(f"valid_to {end.iso} lies before valid_from {begin.iso}")
    stance = fields.get("stance") or Stance.ASSERTED
    return Statement(
        source=bare.source,
        type=bare.type,
        subject=bare.subject,
        object=bare.object,
        said_by=bare.said_by,
        key=bare.key,
        denied=bare.denied,
        symmetric=bare.symmetric,
        evidence=tidy(required(fields, "evidence")),
        url=link(fields.get("url", "")),
        locator=tidy(fields.get("locator", "")) or None,
        valid_from=begin.iso if begin else None,
        valid_from_precision=begin.precision if begin else None,
        valid_to=end.iso if end else None,
        valid_to_precision=end.precision if end else None,
        stance=Stance.ASSERTED if bare.denied else one_of(Stance, stance, "stance"),
        confidence=confidence(fields.get("confidence", ""), manifest.confidence),
        inferred=truth(fields["inferred"], "inferred") if fields.get("inferred") else None,
        own={key: typed(text, own_types[key], key) for key, text in others.items()},
    )


def shown(row: Row) -> str:
    """The row as one line for the list of refused rows."""
    return ",".join(row.fields.values())[:500]


def required(fields: Mapping[str, str], column: str) -> str:
    """The text in a column that has to be there; ValueError when it is empty."""
    text = fields.get(column, "").strip()
    if not text:
        raise ValueError(f"{column} is empty" if column in fields else f"there is no column {column}")
    return text


def several(fields: Mapping[str, str], column: str) -> list[str]:
    """The texts in a column that holds several, with | between them."""
    return [text.strip() for text in fields.get(column, "").split(BETWEEN) if text.strip()]


def one_of(choices: type[Choice], text: str, column: str) -> Choice:
    """The member of an enumeration that is written; ValueError names the choices."""
    try:
        return choices(text)
    except ValueError:
        raise ValueError(f"{column} is {text!r}, not one of {', '.join(choices)}") from None


def country(code: str) -> str:
    """An ISO 3166-1 alpha-3 code; ValueError for anything else."""
    if not (len(code) == 3 and code.isalpha() and code.isupper() and code.isascii()):
        raise ValueError(f"{code!r} is no ISO 3166-1 alpha-3 code")
    return code


def identifier(text: str) -> str:
    """`scheme:value`; ValueError for anything else."""
    scheme, colon, value = text.partition(":")
    scheme = scheme.strip().lower()
    if not (colon and SCHEME.fullmatch(scheme) and value.strip()):
        raise ValueError(f"{text!r} is no identifier: write scheme:value")
    return f"{scheme}:{value.strip()}"


def link(text: str) -> str | None:
    """An address on the web; ValueError for anything else, such as javascript:."""
    if text and not WEB.fullmatch(text):
        raise ValueError(f"url is {text!r}, no http:// or https:// address")
    return text or None


def whole_id(manifest: Manifest, text: str) -> str:
    """A record's id: as written when it names its source, else of this source."""
    return text if ":" in text else f"{manifest.id}:{text}"


def day(fields: Mapping[str, str], column: str, *, first: bool) -> Day | None:
    """The day in a column, if there is one; ValueError names the column."""
    text = fields.get(column, "")
    if not text:
        return None
    try:
        return first_day(text) if first else last_day(text)
    except ValueError as error:
        raise ValueError(f"{column} is {text!r}: {error}") from None


def confidence(text: str, otherwise: float | None) -> float | None:
    """A number from 0 to 1; ValueError for anything else."""
    if not text:
        return otherwise
    number = float(typed(text, "float", "confidence"))
    if not 0 <= number <= 1:
        raise ValueError(f"confidence is {text}: it lies between 0 and 1")
    return number


def truth(text: str, column: str) -> bool:
    """True or false as people write it; ValueError for anything else."""
    if text.lower() in TRUE | FALSE:
        return text.lower() in TRUE
    raise ValueError(f"{column} is {text!r}, neither true nor false")


def typed(text: str, kind: PropertyType, column: str) -> Value:
    """The text as a value of a property's type; ValueError names the column."""
    try:
        match kind:
            case "float":
                number = float(text)
                if not math.isfinite(number):
                    raise ValueError
                return number
            case "integer":
                whole = int(text)
                if not -(2**63) <= whole < 2**63:
                    raise ValueError
                return whole
            case "boolean":
                return truth(text, column)
            case _:
                return tidy(text)
    except ValueError:
        raise ValueError(f"{column} is {text!r}, no {kind}") from None
