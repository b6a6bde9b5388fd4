"""Keys that a source gave to another actor: what others say of the one must not become a saying about the other.

A record whose new version shares no name with the old one, while something beside its source hangs on its actor, waits
for a person. Accepted, the new version becomes a record of an actor of its own. The old one keeps its actor and what
others say, under an id that says which version it was (`list:6875~1`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec
from msgspec import structs

from cypher.library.statements import Statements
from loader.model.likeness import names_agree
from loader.model.statement import Statement
from loader.runs.diff import CHUNK, ENDS, Known
from loader.runs.identity import decode as decode_record
from loader.runs.identity import strong
from loader.spool import Spool

statement = Statements(Path(__file__).with_name("queries"))

SHOWN = 3
"""Reused keys that the reason for which a run is held names."""
decode = msgspec.msgpack.Decoder(Statement).decode
encode = msgspec.msgpack.Encoder().encode


@dataclass(frozen=True)
class ReusedKey:
    """A record and what it was called before and is called now."""

    record: str
    was: str
    now: str


def plan_reused(spool: Spool, graph: Known, source: str) -> list[ReusedKey]:
    """Plan a new actor for each record whose key was given to another; these records."""
    keep_ends(spool, graph)
    reused = [
        key
        for chunk in spool.chunks(
            "SELECT p.id, r.body FROM plan_record p JOIN read_record r ON r.rowid = p.body "
            "WHERE p.action IN ('changed', 'returned') ORDER BY p.id"
        )
        for key in reused_of(graph, source, dict(chunk))
    ]
    if not reused:
        return []
    ids = [key.record for key in reused]
    spool.db.executemany("UPDATE plan_record SET action = 'reused' WHERE id = ?", [(record,) for record in ids])
    rows = graph.read(statement("own-naming"), {"ids": ids, "source": source}, name="own-naming", timeout=300)
    spool.add("reused_statement", [(row["statement"], row["n"], row["type"]) for row in rows])
    plan_statements(spool)
    return reused


def reused_of(graph: Known, source: str, bodies: dict[str, bytes]) -> list[ReusedKey]:
    """Those of some records no name of which agrees with what is known, and on which something of others hangs."""
    rows = graph.read(statement("records"), {"ids": list(bodies)}, name="records", timeout=300)
    strangers = {}
    for row in rows:
        old, new = row["said"], decode_record(bodies[row["said"]["id"]])
        if not names_agree([old["name"], *old["names"]], [new.name, *new.names]):
            strangers[new.id] = (old["name"], new)
    if not strangers:
        return []
    parameters = {"ids": list(strangers), "source": source}
    reused = []
    for row in graph.read(statement("hanging"), parameters, name="hanging", timeout=300):
        was, new = strangers[row["id"]]
        if row["hangs"] and not {*strong(new)} & {*row["identifiers"]}:
            reused.append(ReusedKey(new.id, was, new.name))
    return reused


def plan_statements(spool: Spool) -> None:
    """Plan a new version of each statement of ours that still names a reused key; what is not said again goes."""
    spool.run(
        "INSERT INTO plan_statement (action, type, id, n, body, subject, object) "
        "SELECT 'changed', u.type, s.id, u.n + 1, s.rowid, s.subject, s.object "
        "FROM reused_statement u JOIN read_statement s ON s.id = u.id "
        "WHERE u.id NOT IN (SELECT id FROM plan_statement)"
    )
    spool.run(
        "INSERT INTO plan_statement (action, type, id, n) SELECT 'withdrawn', u.type, u.id, u.n "
        "FROM reused_statement u WHERE u.id NOT IN (SELECT id FROM plan_statement) "
        "AND u.id NOT IN (SELECT id FROM read_statement)"
    )


def keep_ends(spool: Spool, graph: Known) -> None:
    """Let a changed statement go on to speak of whom it spoke, whatever the other source means by that key now."""
    away = "(subject IN (SELECT id FROM outside) OR object IN (SELECT id FROM outside))"
    planned = f"SELECT id, n, body FROM plan_statement WHERE action = 'changed' AND type = ? AND {away}"  # noqa: S608
    for (name,) in list(spool.rows("SELECT DISTINCT type FROM plan_statement WHERE action = 'changed'")):
        for chunk in list(spool.chunks(planned, (name,), size=CHUNK)):
            bodies = {key: body for key, _, body in chunk}
            ids = [f"{key}:{n - 1}" for key, n, _ in chunk]
            for row in graph.read(ENDS.format(type=name), {"ids": ids}, name="ends", timeout=300):
                keep_ends_of(spool, bodies[row["id"]], row["subject"], row["object"])


def keep_ends_of(spool: Spool, body: int, subject: str, target: str) -> None:
    """Put the records that a statement names where its row names their keys."""
    ((text,),) = spool.rows("SELECT body FROM read_statement WHERE rowid = ?", (body,))
    stated = decode(text)
    if {stated.subject, stated.object} != {subject, target}:
        kept = structs.replace(stated, subject=subject, object=target)
        spool.run("UPDATE read_statement SET body = ? WHERE rowid = ?", (encode(kept), body))


def reason(reused: list[ReusedKey]) -> str:
    """Why a run with reused keys is held."""
    first = ", ".join(f"{key.record} was {key.was!r} and is {key.now!r}" for key in reused[:SHOWN])
    more = ", …" if len(reused) > SHOWN else ""
    return (
        f"{len(reused):,} {'key seems' if len(reused) == 1 else 'keys seem'} to be given to another actor, "
        f"while other sources speak of the one before: {first}{more}"
    )
