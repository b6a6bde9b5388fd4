"""What the browser holds and sends back: the stores that callbacks take, with their bounds."""

from __future__ import annotations

from typing import Annotated, Any, Literal, NotRequired, TypedDict

from msgspec import Meta

from explorer.bounds import Key, Keys, Names, Number, Short, Text, TypeName, Types, ViewId


class DaysStore(TypedDict):
    """A day, month or year as it was typed."""

    text: Short
    first: Short
    last: Short


class DatesStore(TypedDict):
    """The two dates of the filter."""

    on: DaysStore | None
    known: DaysStore | None


class FilterStore(TypedDict, total=False):
    """The filter of the screen."""

    hidden: Types | None
    sources: Names | None
    confidence: Annotated[float, Meta(ge=0, le=1)] | None
    stances: Annotated[list[Short], Meta(max_length=20)] | None
    on: DaysStore | None
    known: DaysStore | None
    undated: bool | None


# `from` is no name of Python's, hence this form.
Side = TypedDict(
    "Side",
    {
        "from": Text,
        "to": Text,
        "pair": Annotated[list[Key], Meta(min_length=2, max_length=2)],
        "sign": Literal[-1, 1],
        "types": Annotated[list[TypeName], Meta(min_length=1, max_length=500)],
        "statements": Keys,
    },
)


class Tension(TypedDict):
    """A triple that does not fit, as the browser found it."""

    actors: Annotated[list[Key], Meta(min_length=3, max_length=3)]
    sides: Annotated[list[Side], Meta(min_length=3, max_length=3)]
    since: Short | None
    until: Short | None
    undated: bool
    dated: bool
    total: Number


Tensions = Annotated[list[Tension], Meta(max_length=500)]


class SupposedEdge(TypedDict):
    """An edge that a person supposes, or one that is supposed not to be there."""

    type: TypeName
    a: Key
    b: Key
    sign: Literal[-1, 0, 1]


SomeSupposed = Annotated[list[SupposedEdge], Meta(max_length=500)]


class SupposedStore(TypedDict):
    """What a person supposes on the canvas."""

    supposed: SomeSupposed
    doubted: SomeSupposed


Told = bool | int | float | Key | Keys | None
"""A value that a question is asked with."""

Choice = TypedDict(
    "Choice",
    {
        "kind": Literal[
            "overview",
            "actor",
            "several",
            "group",
            "gathered",
            "pair",
            "rows",
            "paths",
            "tension",
            "questions",
            "question",
            "notes",
            "trust",
            "camps",
            "views",
            "view",
        ],
        "actor": Key,
        "actors": Keys,
        "pairs": Annotated[list[tuple[Key, Key, Number]], Meta(min_length=1, max_length=200)],
        "total": Number,
        "a": Key,
        "b": Key,
        "from": Key,
        "to": Key,
        "name": Short,
        "values": Annotated[dict[Short, Told], Meta(max_length=50)],
        "view": ViewId,
        "statement": Key,
    },
    total=False,
)
"""What is chosen on the canvas, for the inspector."""


class MenuTarget(TypedDict):
    """The actor that a menu is about."""

    actor: Key
    name: Text
    group: NotRequired[Number]
    leaves: NotRequired[Number]
    pinned: NotRequired[bool]


class QueryCall(TypedDict):
    """A query that was asked: what a person needs to ask it again."""

    name: Short
    parameters: dict[Short, Any]


Calls = Annotated[list[QueryCall], Meta(max_length=200)]


class AskedChange(TypedDict, total=False):
    """The queries behind the last change of the canvas."""

    asked: Calls
