"""What the columns of a foreign table look like, by name and values: ids, names, dates, kinds, countries, links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from loader.catalogue.template import SEVERAL
from loader.draft.head import NUMBER, FileHead
from loader.model.countries import from_alpha_2, from_alpha_3, named_country
from loader.model.dates import first_day
from loader.model.row import RowError
from loader.reading.fields import WEB

POINTED = re.compile(r"(\d+)\.0+", re.ASCII)
"""A whole number as a program writes it that takes all numbers for fractions: 1494.0."""
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+|[^\W\d_]+")
YEARS = re.compile(r"(1[4-9]|20)\d\d( ?; ?(1[4-9]|20)\d\d)*")
MOST = 0.9
"""A column is what nine of ten of its values are."""
FEW = 20
"""Different values that a person can still map one by one."""
ORDERS = ("dmy", "mdy", "ymd")
NAMELESS = frozenset({"column"})
PERSONAL = frozenset({"birth", "birthdate", "birthday", "born", "dob", "passport", "tax", "tin", "ssn", "iban"})
PAIRS = (
    *(("subject", "object"), ("source", "target"), ("supplier", "recipient"), ("supplier", "customer")),
    *(("seller", "buyer"), ("exporter", "importer"), ("donor", "recipient"), ("sender", "receiver")),
    *(("parent", "child"), ("parent", "subsidiary"), ("owner", "company"), ("owner", "asset"), ("owner", "owned")),
    *(("attacker", "target"), ("authority", "target"), ("leader", "organization"), ("from", "to")),
    *(("1", "2"), ("a", "b")),
)
SCHEMES = {"wikidata": r"Q[1-9]\d*", "lei": r"[A-Z0-9]{18}\d\d", "imo": r"\d{7}"}


@dataclass(frozen=True)
class DraftColumn:
    """A column's name and its values in the first rows."""

    name: str
    values: tuple[str, ...]
    pointed: bool = False
    """Whether the file writes them like 1494.0; here they stand without the point."""

    @cached_property
    def words(self) -> frozenset[str]:
        """The words in its name."""
        return frozenset(word.lower() for word in WORD.findall(self.name))

    @cached_property
    def filled(self) -> tuple[str, ...]:
        """The values that say something."""
        return tuple(value for value in self.values if value)

    @cached_property
    def usable(self) -> bool:
        """Whether a template can name it and it holds one text, none that is nobody's business."""
        return bool(self.filled) and self.nameable and not any(SEVERAL in value for value in self.values)

    @property
    def nameable(self) -> bool:
        """Whether a template can name it, and it is nothing personal."""
        return not ({"{", "}"} & {*self.name}) and not self.personal

    @property
    def personal(self) -> bool:
        """Whether it holds what the graph never keeps, such as birth dates and tax numbers."""
        return bool(self.words & PERSONAL)

    @property
    def alias(self) -> bool:
        """Whether it holds further names: of an alias in a document, what is called a name."""
        last = self.name.rpartition(".")[2]
        return self.called("alias", "aliases", "aka", "alt", "acronym") and (
            last == self.name or "name" in DraftColumn(last, ()).words
        )

    @property
    def whole(self) -> bool:
        """Whether it says something in every row."""
        return len(self.filled) == len(self.values)

    @property
    def unique(self) -> bool:
        """Whether no two rows say the same."""
        return self.whole and len(set(self.values)) == len(self.values)

    @property
    def different(self) -> list[str]:
        """Its different values in their order, an empty one too."""
        return list(dict.fromkeys(self.values))

    @cached_property
    def orders(self) -> frozenset[str]:
        """The orders in which all its values are dates; "" when they are dates in any case."""
        return frozenset(order for order in ("", *ORDERS) if self.filled and all(is_day(v, order) for v in self.filled))

    @cached_property
    def years(self) -> bool:
        """Whether its values are years, and some of them several: `2005; 2006; 2007`."""
        return any(len(value) > len("2005") for value in self.filled) and all(map(YEARS.fullmatch, self.filled))

    @cached_property
    def link(self) -> bool:
        """Whether all its values are addresses on the web."""
        return bool(self.filled) and all(WEB.fullmatch(value) for value in self.filled)

    @cached_property
    def number(self) -> bool:
        """Whether all its values are numbers."""
        return all(NUMBER.fullmatch(value) for value in self.filled)

    @cached_property
    def country(self) -> str | None:
        """How to read it as a country's code, `iso2`, `iso3?` or `country?`; None when it holds no countries."""
        values = set(self.filled)
        if values and all(len(value) == 2 and from_alpha_2(value) for value in values):
            return "iso2"
        if mostly(values, lambda value: from_alpha_3(value) is not None):
            return "iso3?"
        return "country?" if mostly(values, lambda value: named_country(value) is not None) else None

    @property
    def scheme(self) -> str | None:
        """The strong identifier that it holds."""
        for scheme, shape in SCHEMES.items():
            if (scheme in self.words or scheme == "wikidata") and all(re.fullmatch(shape, v) for v in self.filled):
                return scheme
        return None

    def called(self, *words: str) -> bool:
        """Whether one of these words is in its name."""
        return not self.words.isdisjoint(words)

    def hole(self, spec: str | None = None) -> str:
        """Its place in a template."""
        return f"{{{self.name}:{spec}}}" if spec else f"{{{self.name}}}"


@dataclass(frozen=True)
class End:
    """One end of a tie: the column that tells actors apart and the one with their names."""

    key: DraftColumn
    name: DraftColumn
    kind: DraftColumn | None = None
    """The column that says what kind of actor stands there."""

    @property
    def columns(self) -> set[str]:
        """The names of its columns."""
        return {column.name for column in (self.key, self.name, self.kind) if column}


def columns_of(head: FileHead) -> list[DraftColumn]:
    """The columns of a file."""
    return [column_of(name, tuple(row.get(name, "") for row in head.rows)) for name in head.columns]


def column_of(name: str, values: tuple[str, ...]) -> DraftColumn:
    """A column by its values."""
    matches = [POINTED.fullmatch(value) for value in values if value]
    if not matches or None in matches:
        return DraftColumn(name, values)
    return DraftColumn(name, tuple(value.partition(".")[0] for value in values), pointed=True)


def mostly(values: Iterable[str], test: Callable[[str], bool]) -> bool:
    """Whether nine of ten values pass."""
    passed = [test(value) for value in values]
    return bool(passed) and sum(passed) >= MOST * len(passed)


def is_day(text: str, order: str) -> bool:
    """Whether a text is a date; a number of four digits is one only when it can be a year of ours."""
    if len(text) == 4 and text.isdecimal() and not 1400 <= int(text) <= 2100:
        return False
    try:
        first_day(text, order or None)
    except RowError:
        return False
    return True


def ends_of(columns: Sequence[DraftColumn]) -> tuple[End, End] | None:
    """The two ends of an edge list, by the pair of words in the names of columns; None for a table of actors."""
    fit = [column for column in columns if column.usable and not column.orders and not column.link]
    for first, second in PAIRS:
        ones = [column for column in fit if first in column.words and second not in column.words]
        others = [column for column in fit if second in column.words and first not in column.words]
        if len(first) == 1:
            # `column 1` is what the reader calls a column without a name.
            rests = {column.words - {second} for column in others} & {column.words - {first} for column in ones} - {
                NAMELESS
            }
            ones = [column for column in ones if column.words - {first} in rests]
            others = [column for column in others if column.words - {second} in rests]
        if ones and others:
            return draft_end(ones), draft_end(others)
    return None


def draft_end(columns: Sequence[DraftColumn]) -> End:
    """The end that these columns describe."""
    key = next((column for column in columns if is_id(column)), None)
    kind = next((column for column in columns if says_kind(column) and len(column.different) <= FEW), None)
    name = next((column for column in columns if column.called("name", "label", "title")), None)
    name = name or next(
        (column for column in columns if column not in (key, kind) and not column.number and not is_id(column)), None
    )
    return End(key or name or columns[0], name or key or columns[0], kind if kind not in (key, name) else None)


def says_kind(column: DraftColumn) -> bool:
    """Whether a column's name says that it has kinds, and no names."""
    return column.called("type", "kind", "category", "class", "schema") and not column.called("name")


def is_id(column: DraftColumn) -> bool:
    """Whether a column's name says that it tells actors apart."""
    return column.called("id", "key", "code", "uid", "uuid", "identifier", "ccode", "iso", "ref", "num", "number")


def self_of(columns: Sequence[DraftColumn]) -> End | None:
    """The columns that tell the actors of a table apart and name them; None when nothing can."""
    fit = [column for column in columns if column.usable]
    texts = [column for column in fit if not (column.number or column.orders or column.link or column.scheme)]
    texts = [column for column in texts if not says_kind(column)] or texts
    if not fit:
        return None
    name = (
        next(
            (
                column
                for column in texts
                if column.called("name") and not column.called("alias", "alt", "other", "short")
            ),
            None,
        )
        or next(
            (column for column in texts if column.called("title", "label", "entity", "organization", "person")), None
        )
        or next((column for column in texts if column.unique), None)
        or (texts or fit)[0]
    )
    key = next((column for column in fit if column.unique and is_id(column)), None)
    return End(key or name, name)


def order_of(columns: Sequence[DraftColumn]) -> tuple[str, list[DraftColumn]]:
    """The order in which all dates of the columns are written, and the columns of which it is not clear."""
    unclear = [column for column in columns if column.orders and "" not in column.orders]
    if not unclear:
        return "", []
    common = frozenset(ORDERS).intersection(*(column.orders for column in unclear))
    return (*common,)[0] if len(common) == 1 else "", [] if len(common) == 1 else unclear
