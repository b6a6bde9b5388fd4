"""What a browser says is in view, and what the graph knows of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec

from cypher.errors import UsageError
from cypher.names import folded, quantity
from explorer.bounds import MOST, Key, Keys, Place, Short
from explorer.network.citations import one_line
from explorer.network.elements import edge_type
from explorer.network.filter import Filter
from explorer.network.requests import LINKS
from explorer.network.supposed import NOTHING, Supposed
from explorer.network.words import show_date
from explorer.stores import FilterStore, SupposedStore

if TYPE_CHECKING:
    from cypher.queries.rows import ActorsRow, Ask, CanvasEvidenceRow

STATEMENTS = 20_000
"""Statements that one export takes."""
CODE, TELLING = 3, 4
"""Letters from which on an id, and a word of a name, tells who is meant."""

Facts = Annotated[dict[Short, Short | float | bool | None], msgspec.Meta(max_length=40)]
"""What an element of the canvas is drawn by."""


class PictureNode(msgspec.Struct):
    """An actor as it is drawn: its place, what decides on its look, the lines of its name, a state's code."""

    at: Place
    data: Facts
    lines: Annotated[list[Short], msgspec.Meta(max_length=8)] = []
    code: Annotated[str, msgspec.Meta(pattern="^([A-Z]{3})?$")] = ""


class PictureEdge(msgspec.Struct):
    """An edge as it is drawn: its ends with the bends between them, its middle, and whose statements it stands for."""

    points: Annotated[list[Place], msgspec.Meta(min_length=2, max_length=40)]
    middle: Place
    data: Facts
    sources: Annotated[list[Short], msgspec.Meta(max_length=200)] = []


class PictureNote(msgspec.Struct):
    """A note as it is drawn: where it stands, its lines, the point that it is about and that it grows away from."""

    at: Place
    lines: Annotated[list[Short], msgspec.Meta(max_length=40)]
    about: Place | None = None


class KeyColour(msgspec.Struct):
    """A colour of actors, and what it means."""

    words: Short
    colour: Annotated[str, msgspec.Meta(pattern="^#[0-9a-f]{6}$")]


class Picture(msgspec.Struct):
    """The drawn part of the canvas; later nodes and edges lie over earlier ones."""

    nodes: Annotated[list[PictureNode], msgspec.Meta(max_length=MOST)] = []
    edges: Annotated[list[PictureEdge], msgspec.Meta(max_length=LINKS)] = []
    notes: Annotated[list[PictureNote], msgspec.Meta(max_length=500)] = []
    key: Annotated[list[KeyColour], msgspec.Meta(max_length=20)] = []
    width: Short = ""


class WrittenNote(msgspec.Struct):
    """What a person wrote about an actor, a pair or a place of the canvas."""

    text: Annotated[str, msgspec.Meta(max_length=2_000)]
    about: Annotated[list[Key], msgspec.Meta(max_length=2)] = []


class CollapsedNode(msgspec.Struct):
    """Actors that stand as one node, and what it is called."""

    name: Short
    actors: Keys


class DrawnReach(msgspec.Struct):
    """How far from whom the canvas is shown."""

    actors: Annotated[list[Key], msgspec.Meta(min_length=1, max_length=MOST)]
    steps: Annotated[int, msgspec.Meta(ge=1, le=9)]


class ViewRequest(msgspec.Struct):
    """What is in view: actors, statements, the filter that chose them; and how it is to be taken away."""

    actors: Keys
    statements: Annotated[list[Key], msgspec.Meta(max_length=STATEMENTS)]
    filter: FilterStore
    title: Short = ""
    names: bool = True
    scheme: Literal["light", "dark"] = "light"
    form: Short = ""
    picture: Picture = msgspec.field(default_factory=Picture)
    collapsed: Annotated[list[CollapsedNode], msgspec.Meta(max_length=MOST)] = []
    own: SupposedStore | None = None
    within: DrawnReach | None = None
    notes: Annotated[list[WrittenNote], msgspec.Meta(max_length=500)] = []


@dataclass(frozen=True)
class CitedSource:
    """A source of what is in view, with its number in the footnotes."""

    number: int
    id: str
    title: str
    publisher: str
    reliability: str
    statements: int
    days: tuple[str, str]
    """The first and the last day of its publications."""
    read: str
    """The last day on which it was read."""


@dataclass(frozen=True)
class NetworkView:
    """What is in view, as the graph knows it now."""

    actors: Sequence[ActorsRow]
    statements: Sequence[CanvasEvidenceRow]
    seen: Filter
    title: str
    names: bool = True
    today: date = field(default_factory=lambda: datetime.now(UTC).date())
    collapsed: Mapping[str, str] = field(default_factory=dict)
    """What the node is called that stands for an actor."""
    collapsed_nodes: int = 0
    supposed: Supposed = NOTHING
    within: DrawnReach | None = None
    notes: Sequence[WrittenNote] = ()

    @classmethod
    def gather(cls, ask: Ask, request: ViewRequest) -> NetworkView:
        """Ask the graph for the actors and the statements that a browser names; it names them by our ids."""
        actors = ask("actors", actors=request.actors) if request.actors else []
        rows = (
            ask("canvas-evidence", actors=request.actors, statements=request.statements, limit=STATEMENTS)
            if len(request.actors) > 1 and request.statements
            else []
        )
        ordered = sorted(rows, key=lambda row: (row["subject_name"], row["claims"], row["object_name"], row["id"]))
        view = cls(
            actors,
            ordered,
            Filter.read(request.filter),
            one_line(request.title),
            request.names,
            collapsed=collapsed_into(request),
            collapsed_nodes=len(request.collapsed),
            supposed=Supposed.read(request.own),
            within=request.within,
            notes=request.notes if request.names else (),
        )
        if not view.names and view.title and view.nameless(view.title) != view.title:
            raise UsageError("the title names an actor of the picture: choose another, or show the names")
        return view

    @property
    def heading(self) -> str:
        """The title that a person chose, or one that names nobody."""
        return self.title or f"A network of {quantity(len(self.actors), 'actor')}"

    @cached_property
    def sources(self) -> list[CitedSource]:
        """The sources of the statements, those with most of them first."""
        by: dict[str, list[CanvasEvidenceRow]] = defaultdict(list)
        for row in self.statements:
            by[row["source"]].append(row)
        ordered = sorted(by.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        return [cited_source(number, name, rows) for number, (name, rows) in enumerate(ordered, 1)]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each statement in the page that lists them."""
        return {row["id"]: number for number, row in enumerate(self.statements, 1)}

    @cached_property
    def telling(self) -> re.Pattern[str]:
        """What would tell who is in a picture without names: names, ids, and each word of them that is long enough.

        In the form in which names are searched for; what is short counts as a word of its own alone.
        """
        names = {folded(row["name"] or "") for row in self.actors}
        names |= {folded(row[end]) for row in self.statements for end in ("subject_name", "object_name")}
        names |= {key for row in self.actors if len(key := folded(row["actor"].rpartition(":")[2])) >= CODE}
        long = {word for name in names for word in name.split() if len(word) >= TELLING}
        long |= {name for name in names if not name.isascii() or len(name) >= TELLING}
        some = [re.escape(word) for word in sorted(long - {""})]
        some += [rf"(?<!\S){re.escape(word)}(?!\S)" for word in sorted(names - long - {""})]
        return re.compile("|".join(some) or r"(?!)")

    def nameless(self, text: str, instead: str = "") -> str:
        """A text that names nobody: the same where names are shown or none is in it, else what stands instead of it."""
        return instead if not self.names and self.telling.search(folded(text)) else text

    def ties(self, row: CanvasEvidenceRow) -> bool:
        """Whether a statement ties its two ends in the picture: neither denials do, nor what is over or to come."""
        first, last = self.seen.span
        begun = row["valid_from"] is None or row["valid_from"] <= last
        return row["stance"] != "denied" and begun and (row["valid_to"] is None or row["valid_to"] >= first)

    @property
    def types(self) -> list[tuple[str, int]]:
        """The types in view with the number of their statements, as the legend orders them; denials count there."""
        counts: dict[str, int] = defaultdict(int)
        for row in self.statements:
            counts[row["claims"]] += 1
        return sorted(counts.items(), key=lambda pair: (-pair[1], edge_type(pair[0]).screen))


def collapsed_into(request: ViewRequest) -> dict[str, str]:
    """The name of the node that stands for an actor."""
    return {actor: one_line(node.name) for node in request.collapsed for actor in node.actors}


def cited_source(number: int, name: str, rows: Sequence[Mapping[str, Any]]) -> CitedSource:
    """A source with the statements that are taken from it."""
    days = sorted(filter(None, (show_date(row["said_at"]) for row in rows)))
    return CitedSource(
        number,
        name,
        one_line(rows[0]["source_title"]) or name,
        one_line(rows[0]["publisher"]),
        rows[0]["reliability"] or "",
        len(rows),
        (days[0], days[-1]) if days else ("", ""),
        max((show_date(row["recorded_at"]) for row in rows), default=""),
    )
