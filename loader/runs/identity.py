"""Which records are one actor: a shared strong identifier joins records of two sources, anything less proposes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from cypher.library.statements import Statements
from cypher.schema import STRONG_SCHEMES, Kind
from loader.model.record import Record
from loader.runs.diff import Known
from loader.spool import Spool

statement = Statements(Path(__file__).with_name("queries"))


ONLY_FOR = {"imo": Kind.VESSEL, "domain": Kind.ORGANIZATION}
"""Schemes that are strong for one kind of actor only."""

decode = msgspec.msgpack.Decoder(Record).decode


def strong(record: Record) -> list[str]:
    """The identifiers of a record that say by themselves who it is."""
    return strong_for(record.kind, record.identifiers)


def strong_for(kind: Kind, identifiers: Iterable[str]) -> list[str]:
    """Those of some identifiers that say by themselves who an actor of this kind is."""
    chosen = []
    for text in identifiers:
        scheme = text.partition(":")[0]
        if scheme in STRONG_SCHEMES and ONLY_FOR.get(scheme, kind) is kind:
            chosen.append(text)
    return chosen


def assign(spool: Spool, graph: Known, source: str) -> None:
    """Give each new record its actor; propose, never merge, where identifiers point to two or come later."""
    planned = (
        "SELECT p.rowid, p.action, p.n, r.body FROM plan_record p JOIN read_record r ON r.rowid = p.body "
        "WHERE p.action <> 'withdrawn' ORDER BY p.id"
    )
    for chunk in spool.chunks(planned):
        records = [(rowid, action, n, decode(body)) for rowid, action, n, body in chunk]
        identifiers = sorted({text for *_, record in records for text in strong(record)})
        holders = ask_holders(graph, source, identifiers)
        joined = []
        for rowid, action, n, record in records:
            candidates = {actor: (text, ours) for text in strong(record) for actor, ours in holders.get(text, ())}
            if action == "created":
                joined.append((join(spool, record.id, candidates), rowid))
            elif action == "reused":
                actor = join(spool, record.id, candidates)
                joined.append((set_apart(actor, n) if actor == record.id else actor, rowid))
            elif candidates:
                propose(spool, record.id, {actor: text for actor, (text, ours) in candidates.items() if not ours})
        spool.db.executemany("UPDATE plan_record SET actor = ? WHERE rowid = ?", joined)
    spool.script("proposal-index")


def ask_holders(graph: Known, source: str, identifiers: list[str]) -> dict[str, list[tuple[str, bool]]]:
    """For each identifier the actors to which others have given it, and whether this source describes them already."""
    if not identifiers:
        return {}
    parameters = {"identifiers": identifiers, "source": source}
    return by_identifier(
        graph.read(statement("identifier-holders"), parameters, name="identifier-holders", timeout=300)
    )


def by_identifier(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[tuple[str, bool]]]:
    """The answers to `identifier-holders` by identifier."""
    holders: dict[str, list[tuple[str, bool]]] = {}
    for row in rows:
        # The number of a ship that its owner carries does not make the owner the ship.
        if ONLY_FOR.get(row["identifier"].partition(":")[0], row["kind"]) == row["kind"]:
            holders.setdefault(row["identifier"], []).append((row["actor"], row["ours"]))
    return holders


def join(spool: Spool, record: str, candidates: dict[str, tuple[str, bool]]) -> str:
    """The actor of a new record: the one other source's actor that shares an identifier, else one of its own."""
    if not candidates:
        return record
    free = [actor for actor, (_, ours) in candidates.items() if not ours and not claimed(spool, actor)]
    if len(candidates) == 1 and free:
        spool.add("claimed", [(free[0],)])
        return free[0]
    propose(spool, record, {actor: text for actor, (text, _) in candidates.items()})
    return record


def set_apart(key: str, n: int) -> str:
    """The id of what has a key that means another by now: of a record's version n, or of the actor that it made."""
    return f"{key}~{n}"


def claimed(spool: Spool, actor: str) -> bool:
    """Whether another new record of this run joins the actor already."""
    return bool(spool.number("SELECT EXISTS (SELECT 1 FROM claimed WHERE actor = ?)", (actor,)))


def propose(spool: Spool, record: str, actors: dict[str, str]) -> None:
    """Note for a person to decide that a record may be one of these actors, and by which identifier."""
    spool.add("proposal", [(record, actor, text) for actor, text in sorted(actors.items())])
