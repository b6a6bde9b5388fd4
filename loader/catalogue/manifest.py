"""A source's manifest: who publishes it, on which terms, which parts it has, how far it is to be believed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Container
from functools import lru_cache
from math import floor
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError, field_validator

from cypher import schema
from cypher.errors import InputError, brief
from cypher.scheduling.rhythm import parse_rhythm
from cypher.scheduling.schedule import Schedule, parse_schedule
from cypher.schema import EdgeType, Property, PropertyType, Sign, WithdrawalReason
from loader.catalogue.columns import (
    DATES,
    ENDS,
    LISTS,
    NEEDED_RECORD,
    NEEDED_STATEMENT,
    RECORD_COLUMNS,
    STATEMENT_COLUMNS,
)
from loader.catalogue.origin import From, named_ways
from loader.catalogue.part import NULL_VALUES, VIEW, Block, Mapped, Part, Strict, Texts, View
from loader.catalogue.places import LONGEST_ID, SOURCE_ID
from loader.catalogue.whole import CodeTable, entries_with_files, inherit_entries
from loader.model.record import content_hash

NODE = ("title", "publisher", "url", "licence", "reliability", "rank", "expected")
"""What of a manifest stands on the source's node."""
SIGNS = {"+": Sign.PLUS, "-": Sign.MINUS, "−": Sign.MINUS, "none": Sign.NONE}

MOST_SHOWN = 10
"""Wrong entries that are named at once."""

ROUNDING = 1e-9
"""29 % of 100 are 29, though not in binary fractions."""


class Limit(Strict):
    """How much may be withdrawn or changed in one run before a person has to look.

    `share` of what is live, and at least `least`, but no more than half of it: else a small list may go as a whole.
    """

    share: Annotated[float, Field(ge=0, le=1)] = 0.10
    least: Annotated[int, Field(ge=0)] = 20

    def most(self, live: int) -> int:
        """How many of so many may go in one run."""
        return max(floor(self.share * live + ROUNDING), min(self.least, live // 2))


class DeclaredProperty(Strict):
    """A property of a type's own: its type, and the range outside of which a row is rejected."""

    type: PropertyType
    minimum: float | None = None
    maximum: float | None = None


class Funnel(Strict):
    """How a feed that is too large for a graph is summed up: its rows go into Parquet, sums of them into statements."""

    part: str = Field(description="the part whose files they are")
    rows: str = Field(description="the view that has what is kept of each row")
    by: tuple[str, ...] = Field(min_length=1, description="the columns of `rows` by which a sum is known")
    sums: Annotated[Texts, Field(min_length=1)] = Field(
        description="the view over `rows` that has the sums; of several, each is over the one before"
    )
    actors: str | None = Field(default=None, description="the view that has the actors")

    @property
    def result(self) -> str:
        """The view that has the sums, after which their file is called."""
        return self.sums[-1]


def as_property(value: Any) -> Any:
    """A type alone is a property without a range."""
    return {"type": value} if isinstance(value, str) else value


class DeclaredType(Strict):
    """A further relationship type: its name in files, its sign, its direction."""

    screen: str
    sign: Literal["+", "-", "−", "none"] = "none"
    symmetric: bool = False
    meaning: str = ""
    properties: dict[str, Annotated[DeclaredProperty, BeforeValidator(as_property)]] = Field(default={})


class Manifest(Strict):
    """What a source's manifest.yaml may say."""

    id: str
    title: str
    publisher: str
    url: str | None = None
    licence: str | None = None
    reliability: Annotated[str, Field(pattern="^[A-F]$")] | None = None
    rank: int = 50
    reads: Literal["snapshot", "increment"] = "snapshot"
    disappearance: Literal["ended", "retracted"] = "retracted"
    published: datetime.date | None = None
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None
    said_by: str | None = None
    needs: tuple[str, ...] = ()
    reader: str | None = Field(default=None, description="another source whose reader reads this one too")
    like: str | None = Field(
        default=None,
        description="another source, whose reader, types and views this one has, and those of its parts that it names",
    )
    origin: From = Field(
        default=None, alias="from", description="where the files come from, unless a part says so itself"
    )
    parts: dict[str, Part] = Field(default={})
    views: dict[str, View] = Field(default={}, description="SQL over the parts, whose columns are mapped")
    tables: dict[str, CodeTable] = Field(
        default={}, description="tables of codes in the folder, for `map: table.column` and for views"
    )
    funnel: Funnel | None = Field(default=None, description="how its rows are summed up before they reach the graph")
    limit: Limit = Limit()
    types: dict[str, DeclaredType] = Field(default={})
    schedule: Any = Field(default=None, description="when it is loaded by itself: a cron expression, or a map")
    expected: Any = Field(default=None, description="how often the publisher brings an edition: weekly, 10 days")
    text_hash: str

    @field_validator("id")
    @classmethod
    def plain_id(cls, value: str) -> str:
        """Lower-case letters, digits and hyphens: the id stands in record ids and on command lines."""
        if not SOURCE_ID.fullmatch(value):
            raise ValueError("a source's name consists of lower-case letters, digits and hyphens")
        return value

    @field_validator("reader", "like")
    @classmethod
    def other_source(cls, value: str | None) -> str | None:
        """The name of a source, and no path to anything else."""
        if value is not None and not (SOURCE_ID.fullmatch(value) and len(value) <= LONGEST_ID):
            raise ValueError("another source's name consists of lower-case letters, digits and hyphens")
        return value

    @field_validator("views")
    @classmethod
    def plain_names(cls, value: dict[str, View]) -> dict[str, View]:
        """Names that SQL writes without quotes."""
        for name in value:
            if not VIEW.fullmatch(name):
                raise ValueError(f"{name!r}: a view's name consists of lower-case letters, digits and underscores")
        return value

    @field_validator("schedule")
    @classmethod
    def due(cls, value: object) -> Schedule | None:
        """The schedule that an entry stands for."""
        return None if value is None else parse_schedule(value)

    @field_validator("expected")
    @classmethod
    def rhythm(cls, value: object) -> str | None:
        """How often an edition is expected."""
        return None if value is None else parse_rhythm(value)

    def nobody(self, part: Mapped) -> frozenset[str]:
        """The texts that name nobody in a part, folded."""
        return folded(part.null_values if "null_values" in part.model_fields_set else NULL_VALUES)

    @property
    def files(self) -> dict[str, Part]:
        """The parts that stand for a file; of several that read the same file, the first."""
        first: dict[str, str] = {}
        for name, part in self.parts.items():
            first.setdefault(part.file, name)
        return {name: self.parts[name] for name in first.values()}

    def lacking(self, there: Container[str]) -> list[str]:
        """The parts that have to be there and are not; a format of the list stands for the others."""
        needed = [name for name, part in self.files.items() if not part.optional and not part.instead_of]
        return [name for name in needed if name not in there and not self.stands_for(name, there)]

    def stands_for(self, name: str, there: Container[str]) -> bool:
        """Whether another format of what a part says is there."""
        part = self.parts.get(name)
        own = part.instead_of if part else ()
        return any(other in there for other in own) or any(
            name in other.instead_of for key, other in self.parts.items() if key in there
        )

    def owner(self, name: str) -> str:
        """The part that stands for the file which a part reads."""
        return next(owner for owner, part in self.files.items() if part.file == self.parts[name].file)

    @property
    def fetches(self) -> bool:
        """Whether it says where its files come from."""
        return self.origin is not None or any(part.origin for part in self.parts.values())

    def coming_from(self, origins: Any) -> Manifest:
        """The same manifest with other origins: one for all parts, or one each; ValueError for an invalid one."""
        if not (isinstance(origins, dict) and origins.keys() <= self.parts.keys()):
            parts = {name: part.model_copy(update={"origin": None}) for name, part in self.parts.items()}
            return self.model_copy(update={"origin": named_ways(origins), "parts": parts})
        own = {
            name: part.model_copy(update={"origin": named_ways(origins[name]) if name in origins else None})
            for name, part in self.parts.items()
            if name in origins or self.stands_for(name, origins)
        }
        return self.model_copy(update={"parts": {**self.parts, **own}})

    @property
    def why_gone(self) -> WithdrawalReason:
        """What it means when something is no longer in this source."""
        return WithdrawalReason(self.disappearance)

    @property
    def node(self) -> dict[str, Any]:
        """What the source's node in the graph says of it, its id as `source`."""
        entries = {name: getattr(self, name) for name in NODE}
        return {"source": self.id, **entries}

    def edge_types(self) -> dict[str, EdgeType]:
        """The types that this source may state, by their name in files; ValueError when a declaration is invalid."""
        types = dict(schema.BY_SCREEN)
        for name, declared in self.types.items():
            edge_type = schema.declared_types(
                name, declared.screen, SIGNS[declared.sign], declared.symmetric, declared.meaning
            )
            own = tuple(own_property(key, prop) for key, prop in declared.properties.items())
            types[declared.screen] = edge_type if name in schema.BY_NAME else replace_properties(edge_type, own)
        return types


@lru_cache(maxsize=100)
def folded(texts: tuple[str, ...]) -> frozenset[str]:
    """The texts without case and margins."""
    return frozenset(text.strip().casefold() for text in texts)


def check_blocks(manifest: Manifest) -> None:
    """Raise ValueError for a field that a part's blocks map and nobody knows, or lack and everybody needs."""
    own = {prop.name for edge_type in manifest.edge_types().values() for prop in edge_type.properties}
    needed = NEEDED_STATEMENT | (set() if manifest.said_by else {"said_by"})
    for name, part in manifest.parts.items():
        if strange := [other for other in part.instead_of if other not in manifest.parts or other == name]:
            raise ValueError(f"parts.{name}.instead_of: there is no other part {', '.join(strange)}")
    parts: dict[str, Mapped] = {f"parts.{name}": part for name, part in manifest.parts.items()}
    views: dict[str, Mapped] = {f"views.{name}": view for name, view in manifest.views.items()}
    for place, mapped in (parts | views).items():
        for block in mapped.actors:
            check_block(f"{place}.actors", block, NEEDED_RECORD, RECORD_COLUMNS)
        for block in mapped.statements:
            check_block(f"{place}.statements", block, needed, STATEMENT_COLUMNS | own)
    if same := manifest.parts.keys() & manifest.views.keys():
        raise ValueError(f"views: {', '.join(sorted(same))} is the name of a part")
    if manifest.views and (same := manifest.tables.keys() & (manifest.parts.keys() | manifest.views.keys())):
        raise ValueError(f"tables: {', '.join(sorted(same))} is the name of a part or a view")


def check_block(place: str, block: Block, needed: set[str] | frozenset[str], known: set[str] | frozenset[str]) -> None:
    """Raise ValueError when a block's fields are not those of an actor or of a statement."""
    wrong = [f"{field} is missing" for field in sorted(needed - block.fields.keys())]
    wrong += [f"{field} has no value" for field, values in sorted(block.fields.items()) if not values]
    wrong += [f"{field} is unknown" for field in sorted(block.fields.keys() - known)]
    single = block.fields.keys() - LISTS - DATES - ENDS
    wrong += [f"{field} takes a single text: it cannot be split" for field in sorted(single) if splits(block, field)]
    # Made of nothing but constant words, what says who it is would make one actor of strangers.
    who = ENDS | ({"key"} if "name" in needed else frozenset())
    wrong += [
        f"{field} stands only when all its columns do, not always"
        for field in sorted(block.fields.keys() & who)
        if any(value.always for value in block.fields[field])
    ]
    if wrong:
        raise ValueError(f"{place}: {', '.join(wrong)}")


def splits(block: Block, field: str) -> bool:
    """Whether a field's text is to be taken apart."""
    return any(value.split for value in block.fields[field])


def own_property(name: str, declared: DeclaredProperty) -> Property:
    """The property as it is declared; one that a core type has too (`share`) keeps its range unless told otherwise."""
    core = next((prop for prop in schema.OWN_PROPERTIES if prop.name == name and prop.type == declared.type), None)
    minimum = core.minimum if core and declared.minimum is None else declared.minimum
    maximum = core.maximum if core and declared.maximum is None else declared.maximum
    return Property(name, declared.type, "", minimum=minimum, maximum=maximum)


def replace_properties(edge_type: EdgeType, own: tuple[Property, ...]) -> EdgeType:
    """The type with these properties of its own; ValueError when one has a name that every statement has."""
    taken = {p.name for p in (*schema.STATEMENT, *schema.WITHDRAWAL)}
    for prop in own:
        if prop.name in taken or not re.fullmatch(r"[a-z][a-z0-9_]*", prop.name):
            raise ValueError(f"{edge_type.name}: {prop.name!r} can't be a property of its own")
    return EdgeType(
        edge_type.name,
        edge_type.screen,
        edge_type.meaning,
        edge_type.sign,
        edge_type.symmetric,
        edge_type.look,
        edge_type.forward,
        edge_type.backward,
        own,
    )


def wrong_entry(place: tuple[int | str, ...], words: str, value: object) -> str:
    """What is wrong with an entry, with the beginning of its value."""
    return f"{'.'.join(map(str, place))}: {words} (is {brief(value)})"


def read_manifest(path: Path, source: str) -> Manifest:
    """The manifest in a file; InputError names the file and each entry that is wrong."""
    try:
        text, entries = entries_with_files(path)
        text += inherit_entries(entries, path)
        manifest = Manifest(**{**entries, "id": source, "text_hash": content_hash(text)})
        check_blocks(manifest)
    except ValidationError as error:
        wrong = [wrong_entry(fault["loc"], fault["msg"], fault["input"]) for fault in error.errors()[:MOST_SHOWN]]
        more = len(error.errors()) - len(wrong)
        raise InputError("; ".join(wrong) + (f"; and {more} more" if more else ""), file=path) from None
    except ValueError as error:
        raise InputError(str(error), file=path) from None
    return manifest
