"""The fields of a row as values: required texts, keys, dates, numbers, identifiers, links."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, TypeVar

import msgspec

from cypher.schema import CONTENT, FIELDS, EdgeType, Kind, Precision, Property, PropertyType, Stance, Value
from loader.catalogue.columns import STATEMENT_COLUMNS
from loader.catalogue.manifest import Manifest
from loader.catalogue.template import SEVERAL, list_as_text
from loader.model.birth_years import birth_years
from loader.model.countries import country_code, known_codes
from loader.model.dates import Day, Period, begin_day, end_day, first_day, most_precise, period
from loader.model.record import Record
from loader.model.row import RowError
from loader.model.statement import Statement
from loader.model.text import distinct, letters_lost, seen, spelled, tidy, weak_only
from loader.reading.formats.header import FAULT

BETWEEN = "|"
Choice = TypeVar("Choice", Kind, Stance)
DENIED = "denied"
SCHEME = re.compile(r"[a-z][a-z0-9-]*")
WEB = re.compile(r"https?://[^\s]+", re.IGNORECASE)
"""The only links that are kept: they are shown to be clicked on."""
COUNTED = re.compile(r"[+-]?\d(?:[.,]\d+)?E[+-]?\d+")
"""What a spreadsheet makes of a long number: 1.23E+15."""
DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
WHOLE = re.compile(r"[+-]?\d{1,19}", re.ASCII)
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
CONVERTED = frozenset({"evidence", "url", "valid_from", "valid_to", "stance", "confidence"})
"""The columns of a statement whose texts are read in a way of their own."""
PLAIN = tuple(name for name in CONTENT if FIELDS[name].column and name not in CONVERTED)
"""The other columns of its content: each text is a value of the column's type."""
NAMES = ("names", "weak_names")
TRUE, FALSE = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})


def to_record(manifest: Manifest, fields: Mapping[str, str], nobody: frozenset[str] = frozenset()) -> Record:
    """The record in a row; RowError says what is wrong. What says `nobody` is no name and no key."""
    name = required(fields, "name")
    check_somebody(fields, ("name", "key"), nobody)
    if not spelled(name):
        raise RowError("name is empty: it has no visible character")
    if not any(map(str.isalnum, name)):
        raise RowError(f"name is {name!r}: neither a letter nor a digit in it")
    if letters_lost(name):
        raise RowError(f"name is {name!r}: question marks in place of letters")
    others, weak = ([text for text in texts_in(fields, name) if text.casefold() not in nobody] for name in NAMES)
    return Record(
        source=manifest.id,
        key=key_in(fields, "key"),
        name=spelled(name),
        kind=one_of(Kind, required(fields, "kind"), "kind"),
        names=distinct([name, *others, *weak]),
        countries=distinct([country_of_text(code) for code in texts_in(fields, "countries")]),
        identifiers=distinct([identifier(text) for text in texts_in(fields, "identifiers")]),
        description=tidy(fields.get("description", "")) or None,
        url=web_address(fields.get("url", "")),
        weak_names=weak_only(weak, [name]),
        birth_years=birth_years(texts_in(fields, "birth_years")),
    )


class Identity(msgspec.Struct, frozen=True, gc=False):
    """The part of a statement by which it is known again, whatever else its row says."""

    source: str
    edge_type: EdgeType
    subject: str
    object: str
    said_by: str
    key: str
    denied: bool

    @property
    def statement(self) -> str:
        """The statement across its versions."""
        return Statement(
            source=self.source,
            type=self.edge_type.name,
            subject=self.subject,
            object=self.object,
            said_by=self.said_by,
            key=self.key,
            denied=self.denied,
            symmetric=self.edge_type.symmetric,
            evidence="",
        ).statement


@lru_cache(maxsize=100)
def as_ends(source: str, nobody: frozenset[str]) -> frozenset[str]:
    """What names nobody, as ends of statements."""
    return frozenset(f"{source}:{text}" for text in nobody)


class NobodyError(RowError):
    """A name, a key or an end that names nobody: no row can ever have said more."""

    def __init__(self, reason: str, end: str) -> None:
        super().__init__(reason)
        self.end = end


def check_somebody(fields: Mapping[str, str], columns: Iterable[str], nobody: frozenset[str]) -> None:
    """Raise RowError for a name or a key that stands for nobody: it would make one actor of strangers."""
    for column in columns:
        text = fields.get(column, "")
        if text.strip().casefold() in nobody:
            reason = f"{column} is {text!r}, which names nobody; the part's `null_values` say which texts do"
            raise NobodyError(reason, text)


def identity_of(
    manifest: Manifest,
    fields: Mapping[str, str],
    types: Mapping[str, EdgeType],
    nobody: frozenset[str] = frozenset(),
) -> Identity:
    """By what a row's statement is known again; RowError says what is wrong."""
    check_somebody(fields, ("subject", "object"), nobody)
    edge_type = types.get(fields.get("type", "")) or types.get(required(fields, "type"))
    if edge_type is None:
        raise RowError(f"no relationship type: {fields['type']!r}; there are: {', '.join(types)}")
    subject = whole_id(manifest, key_in(fields, "subject"))
    target = whole_id(manifest, key_in(fields, "object"))
    if subject == target:
        raise RowError(f"both ends are the same record: {subject}")
    said_by = fields.get("said_by") or manifest.said_by
    if not said_by:
        raise RowError("said_by is empty: who says it?")
    if letters_lost(said_by):
        raise RowError(f"said_by is {said_by!r}: question marks in place of letters")
    key, denied = seen(fields.get("key", "")), fields.get("stance") == DENIED
    return Identity(manifest.id, edge_type, subject, target, spelled(said_by), key, denied)


def whole_statement(
    known: Identity, fields: Mapping[str, str], manifest: Manifest, dates: str | None = None
) -> Statement:
    """The statement with all that its row says; RowError says what is wrong."""
    edge_type = known.edge_type
    others: dict[str, str] = {}
    if not fields.keys() <= STATEMENT_COLUMNS:
        others = {key: fields[key] for key in fields if key not in STATEMENT_COLUMNS and fields[key]}
    own = own_values(edge_type, others) if others else {}
    when = period_of(fields, dates)
    begin, end = when.begin, when.end
    stance = fields.get("stance")
    return Statement(
        source=known.source,
        type=edge_type.name,
        subject=known.subject,
        object=known.object,
        said_by=known.said_by,
        key=known.key,
        denied=known.denied,
        symmetric=edge_type.symmetric,
        evidence=tidy(required(fields, "evidence") + (roughly(fields) if when.rough else "")),
        url=web_address(text) if (text := fields.get("url")) else None,
        valid_from=begin.iso if begin else None,
        valid_from_precision=begin.precision if begin else None,
        valid_to=end.iso if end else None,
        valid_to_precision=end.precision if end else None,
        stance=one_of(Stance, stance, "stance") if stance and not known.denied else Stance.ASSERTED,
        confidence=confidence_of(text) if (text := fields.get("confidence")) else manifest.confidence,
        own=own,
        **{name: plain_value(text, name) for name in PLAIN if (text := fields.get(name))},
    )


def plain_value(text: str, column: str) -> Any:
    """The text of a column as a value of its type; RowError names the column."""
    if FIELDS[column].type == "boolean":
        return truth(text, column)
    return typed_value(text, FIELDS[column].type, column) or None


def own_values(edge_type: EdgeType, others: Mapping[str, str]) -> dict[str, Value]:
    """The values of the type's own properties; RowError for a property that it has not."""
    own = {prop.name: prop for prop in edge_type.properties}
    unknown = others.keys() - own.keys()
    if unknown:
        raise RowError(f"{edge_type.screen} has no {', '.join(sorted(unknown))}")
    return {key: own_value(text, own[key]) for key, text in others.items()}


def own_value(text: str, prop: Property) -> Value:
    """The text as a value of a property, within its range; RowError for anything else."""
    value = typed_value(text, prop.type, prop.name)
    number = float(text) if isinstance(value, str) and DECIMAL.fullmatch(text) else value
    if isinstance(number, float | int) and not isinstance(number, bool):
        check_range(number, prop, text)
    return value


def check_range(number: float, prop: Property, text: str) -> None:
    """Raise RowError for a number outside the range that a property has."""
    low = -math.inf if prop.minimum is None else prop.minimum
    high = math.inf if prop.maximum is None else prop.maximum
    if low <= number <= high:
        return
    if prop.maximum is None:
        words = f"it is at least {low:g}"
    elif prop.minimum is None:
        words = f"it is at most {high:g}"
    else:
        words = f"it lies between {low:g} and {high:g}"
    if (low, high) == (0, 1) and number > 1:
        words += "; a percentage is mapped as {column:percent}"
    raise RowError(f"{prop.name} is {text!r}: {words}")


def period_of(fields: Mapping[str, str], dates: str | None) -> Period:
    """When it held: from `valid`, or from `valid_from` and `valid_to`; RowError says what is wrong."""
    if text := fields.get("valid", ""):
        if fields.get("valid_from") or fields.get("valid_to"):
            raise RowError("valid stands beside valid_from or valid_to: which one is it?")
        try:
            return period(text, dates)
        except RowError as error:
            raise RowError(f"valid is {text!r}: {error}") from None
    begin, end = (
        day_of_column(fields, "valid_from", dates, first=True),
        day_of_column(fields, "valid_to", dates, first=False),
    )
    if begin and end and begin.iso > end.iso:
        raise RowError(f"valid_to {end.iso} lies before valid_from {begin.iso}")
    return Period(begin, end, rough=bool((begin and begin.circa) or (end and end.circa)))


def roughly(fields: Mapping[str, str]) -> str:
    """What the evidence says besides where a date is written as about: the graph's dates can't say it."""
    written = [text for column in ("valid", "valid_from", "valid_to") if (text := fields.get(column, ""))]
    return f" (dates as written: {' – '.join(map(list_as_text, written))})"


def required(fields: Mapping[str, str], column: str) -> str:
    """The text in a column that has to be there; RowError when it is empty."""
    text = fields.get(column, "").strip()
    if not text:
        raise RowError(f"{column} is empty" if column in fields else f"{column} is missing")
    if SEVERAL in text:
        raise RowError(f"{column} holds several values where one is expected: {list_as_text(text)!r}")
    if text.startswith("#") and FAULT.fullmatch(text):
        raise RowError(f"{column} is {text!r}: a spreadsheet's fault stands in place of it")
    return text


def key_in(fields: Mapping[str, str], column: str) -> str:
    """A key, which no spreadsheet has rewritten; RowError when one has."""
    text = fields.get(column, "")
    if text.isalnum() and text.isascii():
        return text
    text = required(fields, column)
    if COUNTED.fullmatch(text):
        raise RowError(f"{column} is {text!r}: a spreadsheet has made a number of it")
    if not text.isprintable() and CONTROL.search(text):
        raise RowError(f"{column} is {text!r}: a control character in a key")
    if text.isascii():
        return text
    if not (plain := seen(text).strip()):
        raise RowError(f"{column} is empty: it has no visible character")
    return plain


def texts_in(fields: Mapping[str, str], column: str) -> list[str]:
    """The texts in a column that holds several, with | between them, or as a list of its own."""
    text = fields.get(column, "")
    return [part.strip() for part in text.split(SEVERAL if SEVERAL in text else BETWEEN) if part.strip()]


def one_of(choices: type[Choice], text: str, column: str) -> Choice:
    """The member of an enumeration that is written; RowError names the choices."""
    try:
        return choices(text)
    except ValueError:
        raise RowError(f"{column} is {text!r}, not one of {', '.join(choices)}") from None


@lru_cache(maxsize=5000)
def country_of_text(text: str) -> str:
    """The ISO 3166-1 alpha-3 code of a country, given as that or by its name; RowError for anything else."""
    code = text if text in known_codes() else country_code(text)
    if code is None:
        raise RowError(f"{text!r} is no ISO 3166-1 alpha-3 code, and no country is called that")
    return code


def identifier(text: str) -> str:
    """`scheme:value`; RowError for anything else."""
    scheme, colon, value = text.partition(":")
    scheme = scheme.strip().lower()
    if not (colon and SCHEME.fullmatch(scheme) and value.strip()):
        raise RowError(f"{text!r} is no identifier: write scheme:value")
    return f"{scheme}:{value.strip()}"


def web_address(text: str) -> str | None:
    """An address on the web; RowError for anything else, such as javascript:."""
    if text and not WEB.fullmatch(text):
        raise RowError(f"url is {text!r}, no http:// or https:// address")
    return text or None


def whole_id(manifest: Manifest, text: str) -> str:
    """A record's id: as written when it names its source, else of this source."""
    return text if ":" in text else f"{manifest.id}:{text}"


def day_of_column(fields: Mapping[str, str], column: str, dates: str | None, *, first: bool) -> Day | None:
    """The day in a column, if there is one; RowError names the column."""
    text = fields.get(column)
    if not text:
        return None
    try:
        written = most_precise([part for part in text.split(SEVERAL) if part], dates)
        return begin_day(written, dates) if first else end_day(written, dates)
    except RowError as error:
        raise RowError(f"{column} is {list_as_text(text)!r}: {error}") from None


@lru_cache(maxsize=1000)
def confidence_of(text: str) -> float:
    """A number from 0 to 1; RowError for anything else."""
    number = float(typed_value(text, "float", "confidence"))
    if not 0 <= number <= 1:
        raise RowError(f"confidence is {text}: it lies between 0 and 1")
    return number


def truth(text: str, column: str) -> bool:
    """True or false as people write it; RowError for anything else."""
    if text.lower() in TRUE | FALSE:
        return text.lower() in TRUE
    raise RowError(f"{column} is {text!r}, neither true nor false")


def typed_value(text: str, kind: PropertyType, column: str) -> Value:
    """The text as a value of a property's type; RowError names the column.

    Python's own float and int read more than people write as a number: 1_000, inf, ５０.
    """
    if kind == "float" and DECIMAL.fullmatch(text) and math.isfinite(number := float(text)):
        return number
    if kind == "integer" and WHOLE.fullmatch(text) and -(2**63) <= (whole := int(text)) < 2**63:
        return whole
    if kind == "boolean" and text.lower() in TRUE | FALSE:
        return text.lower() in TRUE
    if kind == "date" and (exact := first_day_or_none(text)) and exact.precision is Precision.DAY:
        return exact.iso
    if kind in ("string", "strings", "datetime"):
        return tidy(text)
    raise RowError(f"{column} is {text!r}, no {kind}")


def first_day_or_none(text: str) -> Day | None:
    """The day that is written in ISO 8601; None for anything else."""
    try:
        return first_day(text)
    except RowError:
        return None
