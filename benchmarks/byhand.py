"""What somebody writes by hand against Neo4j: the same actors, records and statements by UNWIND, or by MERGE again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import neo4j

from cypher import engine
from cypher.settings import Settings
from loader.catalogue.source import Source
from loader.model.row import Progress
from loader.model.statement import Statement
from loader.reading.input import AuditedInput
from loader.reading.reader import read_input
from loader.spool import batches

BATCH = 2_000
RECORDS = """
UNWIND $rows AS r
{word} (rec:Record {{id: r.id}}) {to} SET rec += r.record
{word} (a:Actor {{id: r.id}}) {to} SET a += r.actor, a:Organization
{word} (rec)-[:DESCRIBES]->(a)
FOREACH (i IN r.identifiers | MERGE (d:Identifier {{id: i}}) {word} (rec)-[:HAS]->(d))
"""
STATEMENTS = """
UNWIND $rows AS r
MATCH (s:Actor {{id: r.subject}}) MATCH (o:Actor {{id: r.object}})
{word} (s)-[e:{type} {{id: r.id}}]->(o) SET e += r.statement
"""


def create(settings: Settings, source: Source) -> None:
    """Create everything that the source says."""
    write(settings, source, "CREATE")


def merge(settings: Settings, source: Source) -> None:
    """Merge everything that the source says into what is there."""
    write(settings, source, "MERGE")


def write(settings: Settings, source: Source, word: str) -> None:
    """Read the files by the same reader, and write batch after batch with the official driver."""
    where = engine.locate(settings)
    at = datetime.now(UTC)
    with neo4j.GraphDatabase.driver(where.uri, auth=(where.user, where.password)) as driver:
        waiting: dict[str, list[dict[str, Any]]] = {}
        texts = {"": RECORDS.format(word=word, to="")}
        for kind, row in rows(source, at):
            texts.setdefault(kind, STATEMENTS.format(word=word, type=kind))
            batch = waiting.setdefault(kind, [])
            batch.append(row)
            if len(batch) == BATCH:
                driver.execute_query(texts[kind], rows=waiting.pop(kind))
            if kind and "" in waiting:
                driver.execute_query(texts[""], rows=waiting.pop(""))
        for kind, left in waiting.items():
            for batch in batches(left, BATCH):
                driver.execute_query(texts[kind], rows=batch)


def rows(source: Source, at: datetime) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each record (under no type) and statement with the properties that the model gives it."""
    stamp = {"source": source.id, "recorded_at": at, "recorded_run": "by hand"}
    for said in read_input(source, AuditedInput(source.shipped_input().parts)):
        if isinstance(said, Progress) or not isinstance(said, tuple):
            continue
        one = said[1]
        if isinstance(one, Statement):
            values = {name: getattr(one, name) for name in ("evidence", "locator", "valid_from", "confidence")}
            values |= {"valid_from_precision": one.valid_from_precision, "said_by": one.said_by, "stance": one.stance}
            values |= {"statement": one.statement, "hash": one.hash, "because": "source"}
            values |= {"subject_record": one.subject, "object_record": one.object, **stamp}
            row = {"id": f"{one.statement}:1", "subject": one.subject, "object": one.object, "statement": values}
            yield one.type, row
        else:
            shown = {"name": one.name, "names": one.names, "kind": one.kind, "countries": one.countries, "live": True}
            record = {**shown, **stamp, "key": one.key, "hash": one.hash, "n": 1, "description": one.description}
            yield "", {"id": one.id, "record": record, "actor": shown, "identifiers": one.identifiers}
