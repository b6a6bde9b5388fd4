"""For people who like py2neo: its Graph on our graph, reading only, and classes for actors, records and sources.

docs/notebooks.md says what py2neo can't do on Neo4j 5.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import py2neo
from py2neo.ogm import Model, Property, Related, RelatedFrom, RelatedTo

from cypher import engine
from cypher.library.statements import Statements
from cypher.settings import Settings

statement = Statements(Path(__file__).with_name("statements"))
LIVE, DENIED, WITHDRAWN = "live", "denied", "withdrawn"
LIKELY = 0.5
"""From this confidence on a statement counts for signs, tensions and balance."""


class ReadingGraph(py2neo.Graph):  # type: ignore[misc]
    """A py2neo Graph whose every transaction has READ access, so that the server refuses to write."""

    def begin(self, readonly: bool = True) -> Any:
        """A transaction, for reading whatever is asked for."""
        return super().begin(readonly=True)

    def auto(self, readonly: bool = True) -> Any:
        """A self-committing transaction, for reading whatever is asked for."""
        return super().auto(readonly=True)

    def close(self) -> None:
        """Close the connections, which py2neo leaves to the collector."""
        self.service.connector.close()


def py2neo_graph() -> ReadingGraph:
    """A py2neo Graph on the server that the settings name, else on the running embedded one."""
    where = engine.locate(Settings.read())
    return ReadingGraph(where.uri, auth=(where.user, where.password), name=where.database, user_agent="faultlines")


class SourceObject(Model):  # type: ignore[misc]
    """A publication."""

    __primarylabel__ = "Source"
    __primarykey__ = "id"

    id = Property()
    title = Property()
    publisher = Property()
    reliability = Property()
    rank = Property()


class RecordObject(Model):  # type: ignore[misc]
    """What one source says of an actor."""

    __primarylabel__ = "Record"
    __primarykey__ = "id"

    id = Property()
    source = Property()
    name = Property()
    names = Property()
    weak_names = Property()
    kind = Property()
    countries = Property()
    description = Property()
    url = Property()
    live = Property()

    # (:Record)-[:DESCRIBES]->(:Actor)
    actors = RelatedTo("ActorObject", "DESCRIBES")


@dataclass(frozen=True, slots=True)
class StatedTie:
    """One statement between two actors, by whom, since when, and how sure; `str()` says all of that in a line."""

    id: str
    type: str
    """The type that is stated, denied or withdrawn: core types and those that sources declare."""
    subject: ActorObject
    object: ActorObject
    said_by: str
    source: str
    evidence: str
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    precision: tuple[str | None, str | None]
    """How exactly each of the two days is known: day, month or year."""
    stance: str
    """asserted or announced; a denial is told by `standing`."""
    confidence: float | None
    standing: str
    """live, denied or withdrawn."""
    url: str | None

    @property
    def is_doubtful(self) -> bool:
        """Whether it is denied, withdrawn, only announced, or less likely than not."""
        unsure = self.confidence is not None and self.confidence < LIKELY
        return self.standing != LIVE or self.stance == "announced" or unsure

    def __str__(self) -> str:
        """The statement with its doubt, dates and speaker."""
        days = [shown_day(day, how) for day, how in zip((self.valid_from, self.valid_to), self.precision, strict=True)]
        doubts = [
            self.standing if self.standing != LIVE else "",
            self.stance if self.stance == "announced" else "",
            f"confidence {self.confidence:g}" if self.confidence is not None and self.confidence < LIKELY else "",
        ]
        span = f" ({days[0] or '…'} – {days[1] or '…'})" if any(days) else " (not dated)"
        marks = "".join(f" [{doubt}]" for doubt in doubts if doubt)
        return f"{self.subject.name} {self.type} {self.object.name}{span}, says {self.said_by}{marks}"


def shown_day(day: datetime.date | None, precision: str | None) -> str:
    """A day no more exactly than it is known."""
    return day.isoformat()[: {"year": 4, "month": 7}.get(precision or "", 10)] if day else ""


class ActorObject(Model):  # type: ignore[misc]
    """A person, organisation, state, vessel …, and the actors that live statements tie it to or set it apart from.

    Several statements between the same two actors are one in these: `statements()` tells them apart, with dates,
    speakers and doubts, and knows the types that sources declare.
    """

    __primarylabel__ = "Actor"
    __primarykey__ = "id"

    id = Property()
    name = Property()
    names = Property()
    kind = Property()
    countries = Property()
    live = Property()

    # (:Actor)-[:ALLY_OF]-(:Actor)
    allies = Related("ActorObject", "ALLY_OF")
    # (:Actor)-[:RIVAL_OF]-(:Actor)
    rivals = Related("ActorObject", "RIVAL_OF")
    # (:Actor)-[:SUPPLIES]->(:Actor)
    supplies = RelatedTo("ActorObject", "SUPPLIES")
    suppliers = RelatedFrom("ActorObject", "SUPPLIES")
    # (:Actor)-[:DESIGNATES]->(:Actor)
    designates = RelatedTo("ActorObject", "DESIGNATES")
    designated_by = RelatedFrom("ActorObject", "DESIGNATES")
    # (:Actor)-[:LEADS]->(:Actor)
    leads = RelatedTo("ActorObject", "LEADS")
    led_by = RelatedFrom("ActorObject", "LEADS")
    # (:Actor)-[:PART_OF]->(:Actor)
    part_of = RelatedTo("ActorObject", "PART_OF")
    parts = RelatedFrom("ActorObject", "PART_OF")
    # (:Actor)-[:OWNS]->(:Actor)
    owns = RelatedTo("ActorObject", "OWNS")
    owners = RelatedFrom("ActorObject", "OWNS")
    # (:Record)-[:DESCRIBES]->(:Actor)
    records = RelatedFrom("RecordObject", "DESCRIBES")

    def statements(
        self, *types: str, denied: bool = True, withdrawn: bool = False, limit: int = 1000
    ) -> list[StatedTie]:
        """Each statement on this actor, or those of some types, the latest to begin first; denials are told as such.

        Of an actor that was made by hand rather than matched in a graph there are none.
        """
        graph = self.__node__.graph
        if graph is None:
            return []
        parameters = {"actor": self.id, "types": list(types) or None, "denied": denied, "withdrawn": withdrawn}
        rows = graph.run(statement("about-actor"), {**parameters, "limit": limit})
        return [stated_tie(row) for row in rows]

    def related(self, *types: str) -> Iterator[ActorObject]:
        """The actors that live statements of these types tie it to, in either direction, each once."""
        others: dict[str, ActorObject] = {}
        for tie in self.statements(*types, denied=False):
            other = tie.object if tie.subject.id == self.id else tie.subject
            others.setdefault(other.id, other)
        return iter(others.values())


def stated_tie(row: Sequence[Any]) -> StatedTie:
    """A statement of an answer."""
    properties, name, standing, subject, object_ = row
    return StatedTie(
        id=properties["id"],
        type=name,
        subject=ActorObject.wrap(subject),
        object=ActorObject.wrap(object_),
        said_by=properties["said_by"],
        source=properties["source"],
        evidence=properties["evidence"],
        valid_from=as_date(properties.get("valid_from")),
        valid_to=as_date(properties.get("valid_to")),
        precision=(properties.get("valid_from_precision"), properties.get("valid_to_precision")),
        stance=properties.get("stance") or "asserted",
        confidence=properties.get("confidence"),
        standing=standing,
        url=properties.get("url"),
    )


def as_date(day: Any) -> datetime.date | None:
    """A day of py2neo as one of Python."""
    return None if day is None else datetime.date(day.year, day.month, day.day)
