"""Differences as rows for people, old and new side by side; of a plan in the spool what it would change."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from cypher.graph import Graph
from cypher.library.statements import Statements
from cypher.nodes import RECORD_PROPERTIES
from cypher.schema import DENIED, STATEMENT, STORED, WITHDRAWAL
from loader.model.record import Record
from loader.model.statement import Statement
from loader.runs.identity import decode as decode_record
from loader.runs.writer import decode_statement
from loader.spool import Spool

statement = Statements(Path(__file__).with_name("queries"))


Change = dict[str, Any]
COLUMNS = ("action", "because", "type", "subject", "object", "old", "new", "id")
FIRST = 200
"""Differences that a held run carries with it, for those who look at the graph alone."""

SILENT = {prop.name for prop in (*STATEMENT, *WITHDRAWAL, *RECORD_PROPERTIES)} | {"denied", "replaced_at"}
SILENT |= {"replaced_run"}
SAID = set(STORED.values()) - {"source", "subject_record", "object_record"}
"""The properties of a statement that a difference shows; it names source and ends apart."""
TOLD = {"name", "names", "weak_names", "kind", "countries", "identifiers", "description", "url"}
LIVE = "UNWIND $ids AS id MATCH ()-[e:{type} {{id: id}}]->() RETURN properties(e) AS said"


def planned_changes(spool: Spool, graph: Graph) -> Iterator[Change]:
    """What a held run would do, from its plan; what is there now is asked of the graph."""
    yield from planned_records(spool, graph)
    yield from planned_statements(spool, graph)


def planned_records(spool: Spool, graph: Graph) -> Iterator[Change]:
    """What it would do to records."""
    text = "SELECT p.id, p.action, p.because, r.body FROM plan_record p LEFT JOIN read_record r ON r.rowid = p.body"
    for chunk in spool.chunks(text):
        ids = [key for key, action, *_ in chunk if action in ("changed", "reused", "withdrawn")]
        rows = graph.read(statement("records"), {"ids": ids}, name="records", timeout=300)
        now = {row["said"]["id"]: row["said"] for row in rows}
        for key, _, why, body in chunk:
            new = format_value(decode_record(body)) if body else None
            yield {**record_change(key, now.get(key), new), "because": why or "source"}


def planned_statements(spool: Spool, graph: Graph) -> Iterator[Change]:
    """What it would do to statements."""
    text = (
        "SELECT p.id, p.action, p.because, p.n, coalesce(p.type, ''), s.body FROM plan_statement p "
        "LEFT JOIN read_statement s ON s.rowid = p.body ORDER BY p.type"
    )
    for chunk in spool.chunks(text):
        versions: dict[str, list[str]] = {}
        for key, action, _, n, name, _ in chunk:
            if action != "created":
                versions.setdefault(name, []).append(f"{key}:{n if action == 'withdrawn' else n - 1}")
        now = {}
        for name, ids in versions.items():
            rows = graph.read(LIVE.format(type=name), {"ids": ids}, name="statements", timeout=300)
            for row in rows:
                now[row["said"]["statement"]] = typed_change(row["said"], name)
        pairs = [(now.get(key), spell_value(decode_statement(body), key) if body else None) for key, *_, body in chunk]
        for entry, (_, _, why, *_) in zip(statement_changes(graph, pairs), chunk, strict=True):
            yield {**entry, "because": why or "source"}


def summarise_plan(spool: Spool, graph: Graph) -> str:
    """How many differences are planned, and the first of them, as JSON."""
    total = sum(spool.number(f"SELECT count(*) FROM plan_{what}") for what in ("record", "statement"))  # noqa: S608
    records = list(islice(planned_records(spool, graph), FIRST))
    statements = list(islice(planned_statements(spool, graph), FIRST))
    rows = records[: max(FIRST // 2, FIRST - len(statements))] + statements
    rows = rows[:FIRST]
    return json.dumps({"total": total, "rows": rows}, ensure_ascii=False, default=str)


def record_change(key: str, old: Change | None, new: Change | None) -> Change:
    """A record that was created, changed or withdrawn."""
    fields = sorted(TOLD)
    name = (new or old or {}).get("name")
    return {**change(old, new, fields), "type": "record", "subject": name, "object": None, "id": key}


def statement_changes(graph: Graph, pairs: Sequence[tuple[Change | None, Change | None]]) -> Iterator[Change]:
    """Statements that were created, changed or withdrawn, their ends by name."""
    ends = {(new or old or {})[end] for old, new in pairs for end in ("subject_record", "object_record")}
    rows = graph.read(statement("record-names"), {"ids": sorted(ends)}, name="names", timeout=300)
    names = {row["id"]: row["name"] for row in rows}
    for old, new in pairs:
        latest = new or old or {}
        own = {key for key in (*(old or {}), *(new or {})) if key not in SILENT}
        denied = "not " if latest.get("denied") else ""
        yield {
            **change(old, new, sorted(SAID | own)),
            "type": f"{denied}{latest['type']}",
            "subject": names.get(latest["subject_record"], latest["subject_record"]),
            "object": names.get(latest["object_record"], latest["object_record"]),
            "id": latest["statement"],
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


def decode_row(text: str | None) -> Change | None:
    """Properties from the spool."""
    return None if text is None else dict(json.loads(text))


def typed_change(properties: Change | None, name: str) -> Change | None:
    """Properties with the type under which they are stored; a denial carries the type that it denies."""
    if properties is None:
        return None
    return properties | ({"denied": True} if name == DENIED else {"type": properties.get("type") or name})


def format_value(record: Record) -> Change:
    """A record's fields under the names of its properties, as the graph gives them."""
    fields = msgspec.structs.asdict(record)
    return {key: list(value) if isinstance(value, tuple) else value for key, value in fields.items()}


def spell_value(statement: Statement, key: str) -> Change:
    """A statement's fields under the names of its properties, as the graph gives them."""
    fields = {prop: getattr(statement, name) for name, prop in STORED.items()}
    return {**fields, **statement.own, "statement": key, "type": statement.type, "denied": statement.denied or None}
