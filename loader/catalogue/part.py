"""One file of a source as its manifest describes it: how it is written, and what its columns mean."""

from __future__ import annotations

import codecs
import re
from collections.abc import Container, Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from loader.catalogue.origin import From
from loader.catalogue.pattern import pattern_of
from loader.catalogue.template import ELSEWHERE, NUMBER, SEVERAL, Placeholder, Template, template
from loader.model.row import RowError

Format = Literal["delimited", "sheet", "jsonl", "parquet", "json", "xml"]
Order = Literal["dmy", "mdy", "ymd", "historic", "dmy historic", "mdy historic", "ymd historic"]
NULL_VALUES = (
    "null",
    "none",
    "nil",
    "nan",
    "n/a",
    "#n/a",
    "undefined",
    "unknown",
    "-",
    "--",
    "---",
    "–",
    "—",
    "?",
    ".",
)
"""What tables say where they name nobody. NA is not among them: it is Namibia's code."""
NO_ENCODING = frozenset(
    {
        *("base64", "bz2", "hex", "quopri", "rot-13", "uu", "zlib"),
        *("idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"),
    }
)
"""What Python calls codecs although no table is written so; some of them unpack without end."""
ANYTHING = "*"
"""In a condition: the column says something, whatever it is."""


PATH = re.compile(r"[^\s/@\[\]]+(/[^\s/@\[\]]+)*|(\[\])+|[^\s/.@\[\]]+(\[\])*(\.[^\s/.@\[\]]+(\[\])*)*")
LONGEST_PATH = 500
"""Characters of a path to rows."""

RENAMED = {
    "nothing": "null_values",
    "shapes": "patterns",
    "closing": "final_byte",
    "leave_out": "skip_when",
    "numbered": "number_unnamed",
}
"""Entries of a part by their former names, which are still read, with a warning."""


class Strict(BaseModel):
    """A part of a manifest: nothing unknown in it, nothing changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def text_of_cell(value: Any) -> Any:
    """What YAML takes for a number or a truth value is the text that stands in the file."""
    if isinstance(value, bool):
        raise ValueError("YAML reads this as true or false: put it in quotes")
    return str(value) if isinstance(value, int | float) else value


def as_texts(value: Any) -> Any:
    """One text or a list of them."""
    return [text_of_cell(cell) for cell in value] if isinstance(value, list) else [text_of_cell(value)]


def by_text(value: Any) -> Any:
    """A mapping whose keys are texts."""
    return {text_of_cell(key): text_of_cell(cell) for key, cell in value.items()} if isinstance(value, dict) else value


def as_order(value: Any) -> Any:
    """An order, `historic`, or both as one text."""
    return " ".join(sorted(map(str, value), key="historic".__eq__)) if isinstance(value, list) else value


Texts = Annotated[tuple[str, ...], BeforeValidator(as_texts)]


class Value(Strict):
    """A field: a template, its list taken apart at `split`, each text replaced by what `map` has for it.

    The words of a template without any text from its columns stand only if they do so `always`.
    """

    source: str = Field(alias="from")
    always: bool = False
    split: str | None = None
    map: Annotated[dict[str, str] | None, BeforeValidator(by_text)] = None

    @model_validator(mode="before")
    @classmethod
    def always_alone(cls, value: Any) -> Any:
        """`always: "Listed. {note}"` is a template that always stands."""
        if isinstance(value, dict) and isinstance(value.get("always"), str) and "from" not in value:
            return {**value, "from": value["always"], "always": True}
        return value

    @field_validator("source")
    @classmethod
    def whole_template(cls, value: str) -> str:
        """A template with a brace too few is rejected with the manifest, not with every row."""
        template(value)
        return value

    @property
    def template(self) -> Template:
        """The template as its pieces."""
        return template(self.source)

    def read(self, fields: Mapping[str, str], *, whole: bool = False) -> str:
        """The one text that a row has for this field; RowError when `map` does not have it."""
        return self.mapped(self.template.fill(fields, whole=whole, always=self.always))

    def read_list(self, fields: Mapping[str, str]) -> list[str]:
        """All texts that a row has for this field."""
        return [text for row in self.rows(fields) for text in self.texts(row)]

    def texts(self, fields: Mapping[str, str]) -> list[str]:
        """The texts of a row whose list, if its template is one column's, has been taken apart."""
        texts = self.template.values(fields, always=self.always)
        if self.split:
            texts = [part for text in texts for piece in text.split(self.split) if (part := piece.strip())]
        return [text for raw in texts if (text := self.mapped(raw))]

    def rows(self, fields: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
        """The row once for each text of the list that the template's one column holds."""
        column = self.template.column(fields)
        text = fields.get(column, "") if column else ""
        if SEVERAL not in text and not (self.split and self.split in text):
            yield fields
            return
        for part in text.replace(self.split or SEVERAL, SEVERAL).split(SEVERAL):
            if piece := part.strip():
                yield {column: piece}

    def is_foreign(self, text: str) -> bool:
        """Whether a text names another source's record: because the template does, or because `map` has it so."""
        return self.template.is_foreign or (self.map is not None and ELSEWHERE.match(text) is not None)

    def mapped(self, text: str) -> str:
        """What stands for a text; nothing stands for nothing."""
        if self.map is None or (not text and "" not in self.map):
            return text
        if text not in self.map:
            raise RowError(f"{self.source} is {text!r}, not one of {', '.join(self.map)}")
        return self.map[text]


def as_value(value: Any) -> Any:
    """A text alone is a template."""
    return value if isinstance(value, dict) else {"from": text_of_cell(value)}


def as_values(value: Any) -> Any:
    """One value or a list of them."""
    return [as_value(entry) for entry in value] if isinstance(value, list) else [as_value(value)]


class Condition(Strict):
    """What a column has to say: one of some texts, none of others, or what matches a pattern as a whole."""

    texts: Texts | None = None
    never: Texts = Field(default=(), alias="not")
    matches: str | None = None

    @field_validator("matches")
    @classmethod
    def valid_pattern(cls, value: str | None) -> str | None:
        """A regular expression within bounds."""
        if value is not None:
            pattern_of(value)
        return value

    def holds(self, text: str) -> bool:
        """Whether a column's text is what it has to be."""
        if self.texts is not None and not says(self.texts, text):
            return False
        if self.never and says(self.never, text):
            return False
        return self.matches is None or pattern_of(self.matches).matches(text)


def says(texts: tuple[str, ...], text: str) -> bool:
    """Whether a text is one of some."""
    return text in texts or (bool(text) and ANYTHING in texts)


def as_condition(value: Any) -> Any:
    """Texts alone are those that the column has to say."""
    if isinstance(value, dict) and not value.keys() & {"not", "matches"}:
        raise ValueError("a condition is a text, a list of texts, {not: …} or {matches: …}")
    return value if isinstance(value, dict) else {"texts": value}


When = dict[str, Annotated[Condition, BeforeValidator(as_condition)]]


def holds(when: When, fields: Mapping[str, str]) -> bool:
    """Whether each column of a condition says what it has to say."""
    return all(condition.holds(fields.get(column, "")) for column, condition in when.items())


class Block(Strict):
    """What each row says, under a condition: our fields by name, each with the values that it is made of."""

    when: When = {}
    each: str | None = None
    fields: dict[str, Annotated[tuple[Value, ...], BeforeValidator(as_values)]]

    @model_validator(mode="before")
    @classmethod
    def beside_when(cls, value: Any) -> Any:
        """Everything beside `when` and `each` is a field."""
        if not isinstance(value, dict):
            return value
        fields = {key: entry for key, entry in value.items() if key not in ("when", "each")}
        return {"when": value.get("when", {}), "each": value.get("each"), "fields": fields}

    def rows(self, fields: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
        """The row once for each value of the list in the column `each`, and not at all where there is none."""
        if self.each is None:
            yield fields
            return
        for text in fields.get(self.each, "").split(SEVERAL):
            if text:
                yield {**fields, self.each: text}


def as_blocks(value: Any) -> Any:
    """One block or a list of them."""
    return [value] if isinstance(value, dict) else value


Blocks = Annotated[tuple[Block, ...], BeforeValidator(as_blocks)]


class SkipRule(Strict):
    """A rule by which rows are skipped, with the name under which they are counted."""

    rule: str
    when: When


class Mapped(Strict):
    """Rows whose columns a manifest maps to our fields: those of a part or of a view."""

    null_values: Texts = Field(
        default=(),
        description="one text or several that mean that a field is empty; unless set, only names and keys of actors "
        "are: " + ", ".join(f"`{text}`" for text in NULL_VALUES),
    )
    dates: Annotated[Order, BeforeValidator(as_order)] | None = Field(
        default=None,
        description="the order in dates like 01/02/2023 (unless set, they're rejected); `historic`, alone or beside it "
        "(`[dmy, historic]`): years before 1000 are meant",
    )
    skip_when: tuple[SkipRule, ...] = Field(default=(), description="rows that are skipped, each under its rule's name")
    reject: Annotated[Value, BeforeValidator(as_value)] | None = Field(
        default=None, description="a template: a row for which it says something is rejected, and that is the reason"
    )
    actors: Blocks = Field(default=(), description="the actors that each row describes")
    statements: Blocks = Field(default=(), description="the statements that each row makes")

    @property
    def mapped(self) -> bool:
        """Whether the manifest says what the columns mean; else they have our names."""
        return bool(self.actors or self.statements or self.reject)

    @cached_property
    def numbers_rows(self) -> bool:
        """Whether a template has the number of a row's line."""
        return any(hole.written == NUMBER for hole in self.holes())

    @property
    def place(self) -> str:
        """What people call the rows' home."""
        return "the view"

    def blocks(self) -> Iterator[Block]:
        """Everything that a row says."""
        yield from self.actors
        yield from self.statements

    def holes(self) -> Iterator[Placeholder]:
        """The columns' places in all templates."""
        for block in self.blocks():
            for values in block.fields.values():
                for value in values:
                    yield from value.template.holes
        if self.reject:
            yield from self.reject.template.holes

    def reads(self) -> frozenset[str] | None:
        """The columns that the manifest reads; None where they have our names and each of them is read."""
        if not self.mapped:
            return self.kept()
        holes = {name for hole in self.holes() for name in (hole.written, hole.column)} - {NUMBER}
        return frozenset(holes | self.needs())

    def lacking(self, there: Container[str]) -> list[str]:
        """The columns that the manifest names and that are not there."""
        lacking = {
            hole.column if hole.spec else hole.written
            for hole in self.holes()
            if hole.written != NUMBER and hole.written not in there and not (hole.spec and hole.column in there)
        }
        return sorted(lacking | {column for column in self.needs() if column not in there})

    def needs(self) -> set[str]:
        """The columns without which the rows can't be what the manifest says."""
        columns: set[str] = set()
        for when in (*(block.when for block in self.blocks()), *(rule.when for rule in self.skip_when)):
            columns |= when.keys()
        columns.update(block.each for block in self.blocks() if block.each)
        return columns

    def kept(self) -> frozenset[str] | None:
        """The columns that rows without a mapping keep; None for all of them."""
        return None


class Part(Mapped):
    """One file of a source: how it is called, how it is written, what its columns mean, whether it may be missing."""

    file: str = Field(description="its name; a given file is matched to the part whose stem its name starts with")
    format: Format | None = Field(default=None, description="its format; by default that of its name")
    each: str | None = Field(
        default=None,
        description="which elements of XML or values of JSON are rows: `sdnEntry/akaList/aka` below the root element, "
        "`data.items[]`; in XML `*` is any element",
    )
    optional: bool = Field(default=False, description="it may be missing")
    instead_of: tuple[str, ...] = Field(
        default=(),
        description="the parts for which it stands: the same list in another format, needed only without them",
    )
    origin: From = Field(default=None, alias="from", description="where it comes from: an address, a file, a folder")
    encoding: str = Field(default="utf-8-sig", description="how delimited text and JSON lines are encoded")
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] | None = Field(
        default=None, description="what separates fields; by default a tab in a .tsv file, else a comma"
    )
    quotes: Literal["double", "none"] | None = Field(
        default=None,
        description="double: fields may be in double quotes; none: a quote is an ordinary character; "
        "by default none for tab-separated files, else double",
    )
    skip: Annotated[int, Field(ge=0)] = Field(default=0, description="lines or rows before the header")
    sheet: str | None = Field(default=None, description="the sheet of a workbook that has several")
    columns: tuple[str, ...] | None = Field(
        default=None, description="the columns of a file without header, in their order"
    )
    number_unnamed: bool = Field(
        default=False, description="columns without a name, or with a name that occurs twice, get a number"
    )
    final_byte: Literal["1a-with-crlf"] | None = Field(
        default=None, description="1a-with-crlf: an edition with CRLF line ends has 0x1A as its final byte"
    )
    integers: tuple[str, ...] = Field(default=(), description="columns whose integers are written like 2.0")
    patterns: dict[str, str] = Field(
        default={}, description="a regular expression for a column: a row whose value does not match is rejected"
    )

    @field_validator("encoding")
    @classmethod
    def known_encoding(cls, value: str) -> str:
        """An encoding that Python has."""
        try:
            codec = codecs.lookup(value)
        except (LookupError, ValueError):
            codec = None
        if codec is None or codec.name in NO_ENCODING:
            raise ValueError("unknown encoding; try utf-8-sig, iso-8859-1, cp1252, utf-16") from None
        return value

    @field_validator("each")
    @classmethod
    def plain_path(cls, value: str | None) -> str | None:
        """Names with / or . between them, the arrays of JSON with [] behind."""
        if value is not None and not (len(value) <= LONGEST_PATH and PATH.fullmatch(value)):
            raise ValueError("a path like sdnEntry/akaList/aka in XML, or like data.items[] in JSON")
        return value

    @field_validator("patterns")
    @classmethod
    def valid_patterns(cls, value: dict[str, str]) -> dict[str, str]:
        """Each is a regular expression within bounds."""
        for text in value.values():
            pattern_of(text)
        return value

    @property
    def place(self) -> str:
        """What people call the rows' home."""
        return self.file

    def needs(self) -> set[str]:
        """The columns without which the file can't be what the manifest says."""
        return {*self.integers, *self.patterns} | super().needs()

    def kept(self) -> frozenset[str] | None:
        """The columns that rows without a mapping keep: of documents those that the manifest names, if it does."""
        return frozenset(self.columns) if self.each and self.columns else None


VIEW = re.compile(r"[a-z][a-z0-9_]*")


class View(Mapped):
    """What SQL makes of the rows of parts: its columns are mapped like those of a part."""

    sql: str = Field(description="one SELECT over the parts and the views before; unless set, it stands in `views.sql`")
