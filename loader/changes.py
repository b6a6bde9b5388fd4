"""What a run changed, as rows for people: old and new side by side, and whether source, reader or identities did it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from cypher.graph import Graph
from cypher.schema import DENIED, RECORD_PROPERTIES, STATEMENT, WITHDRAWAL, RunStatus
from cypher.settings import Settings
from loader import history, journal
from loader.identity import decode as decode_record
from loader.record import Record
from loader.run import Options, archived_input, prepare, previewed, spool_path
from loader.spool import Spool
from loader.statement import Statement
from loader.writer import decode_statement

Change = dict[str, Any]
COLUMNS = ("action", "because", "type", "subject", "object", "old", "new", "id")

SILENT = {prop.name for prop in (*STATEMENT, *WITHDRAWAL, *RECORD_PROPERTIES)} | {"denied", "replaced_at"}
SILENT |= {"replaced_run"}
SAID = {"said_by", "evidence", "url", "locator", "stance", "confidence", "inferred"}
SAID |= {"valid_from", "valid_from_precision", "valid_to", "valid_to_precision"}
TOLD = {"name", "names", "kind", "countries", "identifiers", "description", "url"}
NAMES = "UNWIND $ids AS id MATCH (r:Record {id: id}) RETURN id, r.name AS name"
JOINED = """
MATCH (r:Record) WHERE r.source = $source AND r.key >= '' AND r.recorded_run = $run AND r.n = 1
MATCH (r)-[:DESCRIBES]->(a:Actor) WHERE a.id <> r.id
RETURN 'joined' AS action, r.id AS id, r.name AS subject, a.name AS object, a.id AS new
UNION ALL
MATCH (r:Record) WHERE r.source = $source AND r.key >= ''
MATCH (r)-[p:PROPOSED]->(a:Actor) WHERE p.proposed_run = $run
RETURN 'proposed' AS action, r.id AS id, r.name AS subject, a.name AS object, p.identifier AS new
"""
LIVE = "UNWIND $ids AS id MATCH ()-[e:{type} {{id: id}}]->() RETURN properties(e) AS said"
RECORDS = """
UNWIND $ids AS id MATCH (r:Record {id: id})
RETURN r {.*, identifiers: COLLECT { MATCH (r)-[:HAS]->(i:Identifier) RETURN i.id ORDER BY i.id }} AS said
"""


def changes(settings: Settings, graph: Graph, run: str) -> Iterator[Change]:
    """The differences that a run made; of a held run those that accepting it would make. UsageError for no such run."""
    row = journal.revertible(graph, run)
    with Spool(spool_path(settings, f"dry-{os.getpid()}-diff")) as spool:
        if row["status"] == RunStatus.HELD:
            source, given, said_at = archived_input(settings, graph, run)
            job = prepare(settings, graph, source, given, Options(), said_at)
            previewed(job, spool, accepted=True)
            yield from planned(spool, graph)
            return
        history.gather(spool, graph, row["source"], run)
        yield from done(spool, graph)
        yield from identities(graph, row["source"], run)


def done(spool: Spool, graph: Graph) -> Iterator[Change]:
    """What a run did, from the versions that it made and ended."""
    records = (
        "SELECT m.id, m.said, CASE WHEN e.live THEN e.said END FROM made_record m "
        "LEFT JOIN ended_record e ON e.id = m.id AND e.n = m.n - 1 "
        "UNION ALL SELECT e.id, NULL, e.said FROM ended_record e WHERE e.live "
        "AND NOT EXISTS (SELECT 1 FROM made_record m WHERE m.id = e.id AND m.n = e.n + 1)"
    )
    for key, new, old in spool.rows(records):
        yield record_change(key, loaded(old), loaded(new))
    statements = (
        "SELECT m.said, m.type, e.said FROM made_statement m "
        "LEFT JOIN ended_statement e ON e.id = m.id AND e.n = m.n - 1 "
        "UNION ALL SELECT NULL, e.type, e.said FROM ended_statement e "
        "WHERE NOT EXISTS (SELECT 1 FROM made_statement m WHERE m.id = e.id AND m.n = e.n + 1)"
    )
    for chunk in spool.chunks(statements):
        pairs = [(loaded(old), typed(loaded(new), name)) for new, name, old in chunk]
        yield from statement_changes(graph, pairs)


def planned(spool: Spool, graph: Graph) -> Iterator[Change]:
    """What a held run would do, from its plan; what is there now is asked of the graph."""
    text = "SELECT p.id, p.action, r.body FROM plan_record p LEFT JOIN read_record r ON r.rowid = p.body"
    for chunk in spool.chunks(text):
        asked = [key for key, action, _ in chunk if action in ("changed", "withdrawn")]
        rows = graph.read(RECORDS, {"ids": asked}, name="records", timeout=300)
        now = {row["said"]["id"]: row["said"] for row in rows}
        for key, _, body in chunk:
            yield record_change(key, now.get(key), told(decode_record(body)) if body else None)
    text = (
        "SELECT p.id, p.action, p.n, coalesce(nullif(p.type, ''), ''), s.body FROM plan_statement p "
        "LEFT JOIN read_statement s ON s.rowid = p.body ORDER BY p.type"
    )
    for chunk in spool.chunks(text):
        versions: dict[str, list[str]] = {}
        for key, action, n, name, _ in chunk:
            if action != "created":
                versions.setdefault(name, []).append(f"{key}:{n if action == 'withdrawn' else n - 1}")
        now = {}
        for name, ids in versions.items():
            rows = graph.read(LIVE.format(type=name), {"ids": ids}, name="statements", timeout=300)
            for row in rows:
                now[row["said"]["statement"]] = typed(row["said"], name)
        pairs = [(now.get(key), spelled(decode_statement(body), key) if body else None) for key, *_, body in chunk]
        yield from statement_changes(graph, pairs)


def identities(graph: Graph, source: str, run: str) -> Iterator[Change]:
    """Records that joined another source's actor, and those that wait for a person to decide."""
    for row in graph.stream(JOINED, {"source": source, "run": run}, name="run-identities", timeout=300):
        yield {"because": "identities", "type": "record", "old": None, **row}


def record_change(key: str, old: Change | None, new: Change | None) -> Change:
    """A record that was created, changed or withdrawn."""
    fields = sorted(TOLD)
    name = (new or old or {}).get("name")
    return {**change(old, new, fields), "type": "record", "subject": name, "object": None, "id": key}


def statement_changes(graph: Graph, pairs: Sequence[tuple[Change | None, Change | None]]) -> Iterator[Change]:
    """Statements that were created, changed or withdrawn, their ends by name."""
    ends = {(new or old or {})[end] for old, new in pairs for end in ("subject_record", "object_record")}
    rows = graph.read(NAMES, {"ids": sorted(ends)}, name="names", timeout=300)
    names = {row["id"]: row["name"] for row in rows}
    for old, new in pairs:
        one = new or old or {}
        own = {key for key in (*(old or {}), *(new or {})) if key not in SILENT}
        denied = "not " if one.get("denied") else ""
        yield {
            **change(old, new, sorted(SAID | own)),
            "type": f"{denied}{one['type']}",
            "subject": names.get(one["subject_record"], one["subject_record"]),
            "object": names.get(one["object_record"], one["object_record"]),
            "id": one["statement"],
        }


def change(old: Change | None, new: Change | None, fields: Sequence[str]) -> Change:
    """What happened, why, and the fields that differ."""
    action = "created" if old is None else "withdrawn" if new is None else "changed"
    why = (new or {}).get("because") if new else (old or {}).get("withdrawn_because")
    before, after = old or {}, new or {}
    differ = [field for field in fields if before.get(field) != after.get(field)]
    return {
        "action": action,
        "because": why or "source",
        "old": {field: before[field] for field in differ if before.get(field) not in (None, [])} or None,
        "new": {field: after[field] for field in differ if after.get(field) not in (None, [])} or None,
    }


def loaded(text: str | None) -> Change | None:
    """Properties from the spool."""
    return None if text is None else dict(json.loads(text))


def typed(said: Change | None, name: str) -> Change | None:
    """Properties with the type under which they are stored; a denial carries the type that it denies."""
    if said is None:
        return None
    return said | ({"denied": True} if name == DENIED else {"type": said.get("type") or name})


def told(record: Record) -> Change:
    """A record's fields under the names of its properties, as the graph gives them."""
    fields = msgspec.structs.asdict(record)
    return {key: list(value) if isinstance(value, tuple) else value for key, value in fields.items()}


def spelled(statement: Statement, key: str) -> Change:
    """A statement's fields under the names of its properties, as the graph gives them."""
    fields = msgspec.structs.asdict(statement)
    fields |= {"statement": key, "subject_record": statement.subject, "object_record": statement.object}
    fields |= fields.pop("own")
    for name in ("subject", "object", "key", "symmetric", "source"):
        fields.pop(name)
    return fields | {"denied": statement.denied or None}
