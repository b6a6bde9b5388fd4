"""Small made-up graphs for tests: statements written as the loader would write them."""

import datetime
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from cypher import schema
from cypher.graph import Graph

WHEN = datetime.datetime(2023, 1, 30, 12, tzinfo=datetime.UTC)


class Said(NamedTuple):
    """One statement: (subject, type, object) and what it carries; type DENIED or WITHDRAWN with a `type` of its own."""

    subject: str
    type: str
    object: str
    more: Mapping[str, Any] = MappingProxyType({})


EMPTY = "MATCH (n) WHERE NOT n:Meta AND NOT (n:EdgeType AND n.name IN $core) DETACH DELETE n"
"""What no test wrote takes one round trip of some milliseconds."""


def empty(graph: Graph) -> None:
    """Take everything but the schema out of a small graph, the types that a source has declared too."""
    graph.command(EMPTY, {"core": list(schema.BY_NAME)})


def clear(graph: Graph) -> None:
    """Take everything but schema and types out of a small graph."""
    graph.command("MATCH (n) WHERE NOT n:Meta AND NOT n:EdgeType DETACH DELETE n")


def write(
    graph: Graph, said: Iterable[Said], actors: Iterable[dict[str, Any]] = (), sources: Iterable[str] = ()
) -> None:
    """Write actors, made up where only a statement names them, each with a record, and the statements."""
    said = list(said)
    known = {actor["id"]: actor for actor in actors}
    for statement in said:
        for end in (statement.subject, statement.object):
            known.setdefault(end, {"id": end, "name": end.partition(":")[2]})
    rows = [{"kind": "organization", "names": [], "countries": [], "live": True} | actor for actor in known.values()]
    identifiers = [{"id": actor["id"], "of": i} for actor in rows for i in actor.pop("identifiers", [])]
    graph.command(
        "UNWIND $rows AS row MERGE (a:Actor {id: row.id}) SET a += row "
        "MERGE (r:Record {id: row.id}) SET r += row, r.source = split(row.id, ':')[0], r.key = split(row.id, ':')[1], "
        "r.recorded_at = $at MERGE (r)-[:DESCRIBES]->(a) MERGE (s:Source {id: r.source}) "
        "ON CREATE SET s.title = 'Title of ' + r.source, s.rank = 10, s.publisher = 'us', s.reliability = 'B'",
        {"rows": rows, "at": WHEN},
    )
    graph.command(
        "UNWIND $rows AS row MATCH (r:Record {id: row.id}) MERGE (i:Identifier {id: row.of}) "
        "SET i.scheme = split(row.of, ':')[0], i.value = split(row.of, ':')[1] MERGE (r)-[:HAS]->(i)",
        {"rows": identifiers},
    )
    graph.command(
        "UNWIND $sources AS id MERGE (s:Source {id: id}) ON CREATE SET s.title = 'Title of ' + id, s.rank = 10, "
        "s.publisher = 'us', s.reliability = 'B'",
        {"sources": sorted({*sources, *(one.more["source"] for one in said if "source" in one.more)})},
    )
    by_type: dict[str, list[dict[str, Any]]] = {}
    for number, (subject, kind, target, more) in enumerate(said):
        base = {"statement": f"s{number:04}", "id": f"s{number:04}:1", "source": "test", "said_by": "test"}
        base |= {"evidence": "so it is said", "stance": "asserted", "recorded_at": WHEN}
        by_type.setdefault(kind, []).append({"from": subject, "to": target, "all": {**base, **more}})
    for kind, statements in by_type.items():
        graph.command(
            f"UNWIND $rows AS row MATCH (a:Actor {{id: row.from}}) MATCH (b:Actor {{id: row.to}}) "
            f"CREATE (a)-[r:{kind}]->(b) SET r = row.all",
            {"rows": statements},
        )
