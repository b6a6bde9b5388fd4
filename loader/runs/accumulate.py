"""What a feed says of an actor over all its inputs: everything that it is called, and what most rows call it.

Each record of a feed counts how many rows gave it each of its names (`called`). An input that was loaded before, whole
or by a run that was killed, is not counted again: the greater of both counts stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import structs

from cypher.graph import Graph
from cypher.library.statements import Statements
from loader.model.record import Record
from loader.model.text import distinct, most_common, weak_only
from loader.runs.identity import decode
from loader.runs.writer import BATCH, Writer
from loader.spool import Spool

statement = Statements(Path(__file__).with_name("queries"))

MARK = 16
"""Characters of an input's hash by which a record knows that it counts that input."""
MARKS = 8
"""The latest inputs that a record remembers: of older ones the runs say that they are done."""
encode = msgspec.msgpack.Encoder().encode
Said = Mapping[str, Any]


def accumulate(spool: Spool, graph: Graph, source: str, digest: str) -> None:
    """Let each record that was read say what the feed has said so far; note what it is called how often."""
    mark = digest[:MARK]
    again = bool(
        spool.number("SELECT EXISTS (SELECT 1 FROM known_record)")
        and graph.read(statement("loaded-before"), {"source": source, "input": digest}, name="loaded-before")
    )
    for chunk in read_records(spool):
        before = earlier_records(graph, [key for _, key, _, known in chunk if known])
        for rowid, key, body, _ in chunk:
            new, old = decode(body), before.get(key)
            called, marks = Counter(dict(new.called)), [mark]
            if old is not None:
                earlier, seen = earlier_counts(old), old.get("counted") or []
                # A record without counts may be of a run that was killed before it wrote them.
                counted = again or mark in seen or not old.get("called")
                called = called | earlier if counted else called + earlier
                marks = [*(former for former in seen if former != mark), mark][-MARKS:]
                merged = united(new, old, called)
                spool.run(
                    "UPDATE read_record SET hash = ?, body = ? WHERE rowid = ?", (merged.hash, encode(merged), rowid)
                )
            if new.called:
                spool.add("accumulated", [(key, encode(spelt(called)), encode(marks))])


def read_records(spool: Spool) -> Iterator[list[tuple[int, str, bytes, str | None]]]:
    """The records that were read, in chunks: rowid, id, body, and the id again where it is known."""
    after = 0
    select = (
        "SELECT r.rowid, r.id, r.body, k.id FROM read_record r LEFT JOIN known_record k ON k.id = r.id "
        "WHERE r.rowid > ? ORDER BY r.rowid LIMIT 2000"
    )
    while chunk := list(spool.rows(select, (after,))):
        yield chunk
        after = chunk[-1][0]


def earlier_records(graph: Graph, ids: list[str]) -> dict[str, Said]:
    """Records as the graph has them, by id."""
    if not ids:
        return {}
    rows = graph.read(statement("records"), {"ids": ids}, name="records", timeout=300)
    return {row["said"]["id"]: row["said"] for row in rows}


def earlier_counts(old: Said) -> Counter[str]:
    """How often a record was called what; one that nobody counted has its name once."""
    counts: Counter[str] = Counter()
    for text in old.get("called") or [f"1 {old['name']}"]:
        count, _, name = text.partition(" ")
        counts[name] = int(count)
    return counts


def spelt(called: Counter[str]) -> list[str]:
    """Names with their counts, as a record keeps them."""
    return [f"{count} {name}" for name, count in sorted(called.items())]


def united(new: Record, old: Said, called: Counter[str]) -> Record:
    """What a new input and those before say of one actor; where rows are not gathered, the new one has its name."""
    gathered, weak = bool(new.called), old.get("weak_names") or ()
    texts = {}
    for field in ("description", "url"):
        both = [text for text in (getattr(new, field), old.get(field)) if text]
        texts[field] = min(both, default=None) if gathered else next(iter(both), None)
    return structs.replace(
        new,
        name=(most_common(called) or new.name) if gathered else new.name,
        names=distinct([*new.names, *old["names"]]),
        weak_names=weak_only([*new.weak_names, *weak], {*new.names, *old["names"]} - {*new.weak_names, *weak}),
        birth_years=distinct([*new.birth_years, *(old.get("birth_years") or ())]),
        countries=distinct([*new.countries, *(old.get("countries") or ())]),
        identifiers=distinct([*new.identifiers, *old["identifiers"]]),
        **texts,
    )


def write_counts(writer: Writer) -> None:
    """Note with each record of a feed how often its rows called it what."""
    for chunk in writer.spool.chunks("SELECT id, called, counted FROM accumulated ORDER BY id", size=BATCH):
        rows = [
            [key, msgspec.msgpack.decode(called), msgspec.msgpack.decode(counted)] for key, called, counted in chunk
        ]
        writer.commit("count names", lambda tx, rows: write_counts_in(writer, tx, rows), rows)
    writer.settle()


def write_counts_in(writer: Writer, tx: Any, rows: list[Any]) -> None:
    """Note the counts of some records."""
    writer.run(tx, statement("count-names"), rows=rows)
