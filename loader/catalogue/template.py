"""How a field is made of a row's columns: `{column}` stands for its text, `{column:02}` for its digits filled up."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from loader.catalogue.pattern import pattern_of
from loader.model.countries import country_code, from_alpha_2, from_alpha_3, named_country
from loader.model.row import RowError
from loader.model.states import SCHEMES, holder_of, is_shared, state_named, year

SEVERAL = "\x1f"
"""Stands between the values of a list in one field: no text that people write has this character."""
PIECE = re.compile(r"\{\{|\}\}|\{([^{}]+)\}|[{}]|[^{}]+")
PERCENT = re.compile(r"([+-]?(?:\d+(?:\.\d*)?|\.\d+))(?: ?%)?", re.ASCII)
PADDED = re.compile(r"0([1-9])")
COUNTRIES: dict[str, tuple[Callable[[str], str | None], str]] = {
    "iso3": (from_alpha_3, "no ISO 3166-1 alpha-3 code"),
    "iso2": (from_alpha_2, "no ISO 3166-1 alpha-2 code"),
    "country": (named_country, "no country is called that"),
}
"""How a column says which country it is, and what is said of a text that says none."""
STATES = frozenset({*SCHEMES, "state"}) - {"iso3"}
ONE_OF_LIST = {"first": 0, "last": -1}
SPECS = (*COUNTRIES, *(f"{name}?" for name in COUNTRIES), *ONE_OF_LIST, "percent")
CODED = re.compile(r"(.+?):(cow|gw|cameo|fips|m49|iso3166-3|state)(\??)(?::(.+))?")
"""A column with a state's code or name, by which list, and perhaps the column that says in which year."""
FOUND = "re:"
"""Before a regular expression of which a template takes the first group, or all that matches."""
NUMBER = "row"
"""Stands for the line of a row, where no column is called so."""
ELSEWHERE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*:")


@dataclass(frozen=True)
class Placeholder:
    """A column's place in a template, and what is done to its text: one of SPECS, `0N`, `re:…`, or nothing.

    Of a state's code, which is one of CODED, `year` is the column that says when the code held.
    """

    written: str
    column: str
    spec: str
    year: str = ""

    def fill(self, fields: Mapping[str, str]) -> str:
        """The column's text as the template wants it; RowError says why there is none."""
        if self.written in fields:
            return single(fields[self.written], self.written)
        if self.column not in fields or not self.spec:
            return ""
        text = fields[self.column]
        if self.spec in ONE_OF_LIST:
            return text.split(SEVERAL)[ONE_OF_LIST[self.spec]]
        return self.apply(single(text, self.column), fields)

    def apply(self, text: str, fields: Mapping[str, str]) -> str:
        """One text as the template wants it; RowError says why it is none."""
        if self.spec.removesuffix("?") in STATES:
            return state_key(text, self, single(fields.get(self.year, ""), self.year))
        return apply_spec(text, self.spec, self.column)


@dataclass(frozen=True)
class Template:
    """Text with columns in it; a template none of whose columns says anything says nothing."""

    pieces: tuple[str | Placeholder, ...]

    @property
    def holes(self) -> tuple[Placeholder, ...]:
        """The columns' places."""
        places = [piece for piece in self.pieces if isinstance(piece, Placeholder)]
        return (*places, *(Placeholder(place.year, place.year, "") for place in places if place.year))

    @property
    def is_foreign(self) -> bool:
        """Whether it begins with another source's name, as `states:{country:iso3}` does."""
        first = self.pieces[0] if self.pieces else ""
        return isinstance(first, str) and ELSEWHERE.match(first) is not None

    def column(self, fields: Mapping[str, str]) -> str:
        """The one column that it consists of, unless only its first text is wanted; nothing for any other template."""
        if len(self.pieces) != 1 or isinstance(self.pieces[0], str):
            return ""
        hole = self.pieces[0]
        if hole.written in fields:
            return hole.written
        return "" if hole.spec in ONE_OF_LIST else hole.column

    def values(self, fields: Mapping[str, str], *, always: bool = False) -> list[str]:
        """The texts that it makes of a row: several where its one column holds a list."""
        if len(self.pieces) == 1 and isinstance(hole := self.pieces[0], Placeholder):
            text = fields.get(hole.written)
            if text is None:
                text = fields.get(hole.column, "")
            else:
                hole = Placeholder(hole.written, hole.written, "")
            if SEVERAL in text and hole.spec not in ONE_OF_LIST:
                return [hole.apply(part, fields) for part in text.split(SEVERAL) if part]
        filled = self.fill(fields, always=always)
        return [filled] if filled else []

    def fill(self, fields: Mapping[str, str], *, whole: bool = False, always: bool = False) -> str:
        """The text that it makes of a row; `whole`: nothing, unless every column says something.

        Its constant words stand alone where none of its columns says anything only if they do so `always`.
        """
        texts = [piece if isinstance(piece, str) else piece.fill(fields) for piece in self.pieces]
        values = [text for piece, text in zip(self.pieces, texts, strict=True) if isinstance(piece, Placeholder)]
        if values and not always and not (all(values) if whole else any(values)):
            return ""
        return "".join(texts)


@lru_cache(maxsize=1000)
def template(text: str) -> Template:
    """The template that is written; ValueError for a brace that has no partner."""
    pieces: list[str | Placeholder] = []
    for match in PIECE.finditer(text):
        piece = match[0]
        if match[1] is not None:
            pieces.append(placeholder_of(match[1]))
        elif piece in "{}":
            raise ValueError(f"{text!r} has an unmatched brace; write a literal brace twice")
        else:
            pieces.append(piece[0] if piece in ("{{", "}}") else piece)
    return Template(tuple(pieces))


def placeholder_of(text: str) -> Placeholder:
    """What stands between braces; a colon may belong to the column's name, which is tried first."""
    column, mark, expression = text.partition(f":{FOUND}")
    if column and mark:
        pattern_of(expression)
        return Placeholder(text, column, FOUND + expression)
    if coded := CODED.fullmatch(text):
        return Placeholder(text, coded[1], coded[2] + coded[3], coded[4] or "")
    column, _, spec = text.rpartition(":")
    if column and (spec in SPECS or PADDED.fullmatch(spec)):
        return Placeholder(text, column, spec)
    return Placeholder(text, text, "")


def single(text: str, column: str) -> str:
    """The text of a field that holds one value; RowError for a list."""
    if SEVERAL in text:
        raise RowError(f"{column} holds several values where one is expected: {list_as_text(text)!r}")
    return text


def list_as_text(text: str) -> str:
    """A field's text as people read it, the values of a list with | between them."""
    return text.replace(SEVERAL, " | ")


def apply_spec(text: str, spec: str, column: str) -> str:
    """The text after what a template does to it; RowError names column and text."""
    if not text or not spec:
        return text
    if spec.startswith(FOUND):
        return pattern_of(spec.removeprefix(FOUND)).found(text)
    if width := PADDED.fullmatch(spec):
        if not (text.isascii() and text.isdecimal()):
            raise RowError(f"{column} is {text!r}, which is not a whole number")
        return text.zfill(int(width[1]))
    if spec == "percent":
        return share_of(text, column)
    code_of, fault = COUNTRIES[spec.removesuffix("?")]
    if (code := code_of(text)) is None and not spec.endswith("?"):
        if spec == "iso3" and country_code(text):
            fault += "; names are read by {column:country}"
        raise RowError(f"{column} is {text!r}: {fault}")
    return code or ""


def state_key(text: str, hole: Placeholder, when: str) -> str:
    """The key in the source `states` of the state that has this code or name; RowError says why there is none."""
    scheme, may_lack = hole.spec.removesuffix("?"), hole.spec.endswith("?")
    if not text:
        return ""
    state = state_named(text) if scheme == "state" else holder_of(scheme, text, year(when))
    if state is None and not may_lack:
        if scheme == "state":
            fault = "no state is called that"
        elif is_shared(scheme, text):
            fault = f"several states had this code of {SCHEMES[scheme]}, in which year is not said"
        else:
            fault = f"no code of {SCHEMES[scheme]}"
        raise RowError(f"{hole.column} is {text!r}: {fault}")
    return state or ""


def share_of(text: str, column: str) -> str:
    """The share that a percentage is: 0.125 of 12.5 or 12.5 %; RowError for what is none."""
    written = PERCENT.fullmatch(text)
    if written is None:
        raise RowError(f"{column} is {text!r}, which is not a percentage")
    return format(Decimal(written[1]).scaleb(-2), "f")
