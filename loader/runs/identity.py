"""Which records are one actor: a shared strong identifier joins records of two sources, anything less proposes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from cypher.library.statements import Statements
from cypher.schema import STATE_SCHEMES, STRONG_SCHEMES, Kind
from loader.model.record import Record
from loader.runs.diff import Known
from loader.spool import Spool

statement = Statements(Path(__file__).with_name("queries"))


ONLY_FOR = {"imo": Kind.VESSEL, "domain": Kind.ORGANIZATION, **dict.fromkeys(STATE_SCHEMES, Kind.STATE)}
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


class Holder(NamedTuple):
    """An actor to which others have given an identifier."""

    actor: str
    ours: bool
    """This source describes it already."""
    rule: str
    """The actor to which the rules alone would give the record that has it."""
    apart: bool
    """A person has taken the record that has it out of that actor."""


Holders = dict[str, list[Holder]]
"""Who holds each identifier."""


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
            candidates = candidates_of(strong(record), holders)
            if action == "created":
                joined.append((join(spool, record.id, candidates), rowid))
            elif action == "reused":
                actor = join(spool, record.id, candidates)
                joined.append((set_apart(actor, n) if actor == record.id else actor, rowid))
            elif candidates:
                propose(spool, record.id, [(holder.actor, text) for holder, text in candidates if not holder.ours])
        spool.db.executemany("UPDATE plan_record SET actor = ? WHERE rowid = ?", joined)
    spool.script("proposal-index")


def candidates_of(identifiers: Iterable[str], holders: Holders) -> list[tuple[Holder, str]]:
    """Whom some identifiers point to, each with the identifier that does."""
    return list({holder: (holder, text) for text in identifiers for holder in holders.get(text, ())}.values())


def ask_holders(graph: Known, source: str, identifiers: list[str]) -> Holders:
    """For each identifier the actors to which others have given it."""
    if not identifiers:
        return {}
    parameters = {"identifiers": identifiers, "source": source}
    return by_identifier(
        graph.read(statement("identifier-holders"), parameters, name="identifier-holders", timeout=300)
    )


def by_identifier(rows: Iterable[Mapping[str, Any]]) -> Holders:
    """The answers to `identifier-holders` by identifier."""
    holders: Holders = {}
    for row in rows:
        # The number of a ship that its owner carries does not make the owner the ship.
        if ONLY_FOR.get(row["identifier"].partition(":")[0], row["kind"]) == row["kind"]:
            holder = Holder(row["actor"], row["ours"], row["rule"], row["apart"])
            holders.setdefault(row["identifier"], []).append(holder)
    return holders


def join(spool: Spool, record: str, candidates: list[tuple[Holder, str]]) -> str:
    """The actor of a new record: the one other source's actor that shares an identifier, else one of its own."""
    if not candidates:
        return record
    holder = only_holder(candidates)
    if holder and not claimed(spool, holder.rule):
        spool.add("claimed", [(holder.rule,)])
        if holder.rule != holder.actor:
            spool.add("joined_rule", [(record, holder.rule)])
        return holder.actor
    propose(spool, record, [(candidate.actor, text) for candidate, text in candidates])
    return record


def only_holder(candidates: list[tuple[Holder, str]]) -> Holder | None:
    """The one actor that a record may join by rule; None where a person's decision alone makes it one, or two of one.

    What rests on no decision needs no second look when a decision is undone.
    """
    if len(candidates) != 1:
        return None
    ((holder, _),) = candidates
    return None if holder.ours or holder.apart else holder


def set_apart(key: str, n: int) -> str:
    """The id of what has a key that means another by now: of a record's version n, or of the actor that it made."""
    return f"{key}~{n}"


def claimed(spool: Spool, actor: str) -> bool:
    """Whether another new record of this run joins the actor already."""
    return bool(spool.number("SELECT EXISTS (SELECT 1 FROM claimed WHERE actor = ?)", (actor,)))


def propose(spool: Spool, record: str, actors: list[tuple[str, str]]) -> None:
    """Note for a person to decide that a record may be one of these actors, and by which identifier."""
    spool.add("proposal", [(record, actor, text) for actor, text in sorted(dict(actors).items())])
