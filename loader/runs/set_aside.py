"""Writing records whose keys a source gave to other actors: all of it in one transaction, so that no edge ever lies."""

from __future__ import annotations

from pathlib import Path

import neo4j

from cypher.decisions.shown import refresh_actors
from cypher.library.statements import Statements
from loader.runs.identity import set_apart
from loader.runs.writer import PLANNED_RECORDS, RecordRow, WithdrawnVersion, Writer, expect

statement = Statements(Path(__file__).with_name("queries"))

ENDED = (
    "SELECT u.type, u.id || ':' || u.n, p.action, p.because FROM reused_statement u "
    "JOIN plan_statement p ON p.id = u.id ORDER BY u.type"
)


def write_reused(writer: Writer) -> None:
    """Set aside the records whose keys were given to other actors, and let new ones begin."""
    rows = [writer.record_row(*planned) for planned in writer.spool.rows(PLANNED_RECORDS.format("= 'reused'"))]
    if not rows:
        return
    stamp = writer.stamp
    ended: dict[str, list[WithdrawnVersion]] = {}
    for name, version, action, because in writer.spool.rows(ENDED):
        why = stamp.replaced if action == "changed" else stamp.gone
        ended.setdefault(name, []).append(WithdrawnVersion(version, why, because))
    writer.commit("set records aside", lambda tx, rows: set_aside(writer, tx, rows, ended), rows)
    writer.settle()


def set_aside(
    writer: Writer, tx: neo4j.ManagedTransaction, rows: list[RecordRow], ended: dict[str, list[WithdrawnVersion]]
) -> None:
    """End what the source said under these keys; what others say stays with whom they speak of."""
    for name, versions in ended.items():
        writer.move(tx, versions, name)
    old = [
        [row.id, set_apart(row.id, row.n - 1), set_apart(row.key, row.n - 1), row.n - 1, row.because] for row in rows
    ]
    writer.run(tx, statement("repoint"), rows=[row[:2] for row in old])
    done = writer.run(tx, statement("set-aside"), rows=old)
    expect(done, len(old), f"records of {writer.stamp.source} set aside")
    alone = [row for row in rows if row.actor == set_apart(row.id, row.n)]
    joined = [row for row in rows if row.actor != set_apart(row.id, row.n)]
    writer.create_with_actors(tx, alone, joined)
    refresh_actors(tx, [set_apart(row.id, row.n - 1) for row in rows])
