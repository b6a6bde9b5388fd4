"""For people who like py2neo: its Graph on our graph, reading only, and classes for actors, records and sources.

docs/notebooks.md says what py2neo can't do on Neo4j 5.
"""

from __future__ import annotations

from typing import Any

import py2neo
from py2neo.ogm import Model, Property, Related, RelatedFrom, RelatedTo

from cypher import engine
from cypher.settings import Settings


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


class ActorObject(Model):  # type: ignore[misc]
    """A person, organisation, state, vessel …, and the actors that live statements tie it to or set it apart from.

    Several statements between the same two actors are one here: `evidence` tells them apart.
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
