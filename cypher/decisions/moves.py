"""Carries out who is whom: records describe their actors, and every statement follows the records that it names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from cypher.decisions.partition import DescribingRecord, Place
from cypher.decisions.shown import refresh_actors
from cypher.errors import GraphError
from cypher.graph import Transaction
from cypher.library.statements import Statements

statement = Statements(Path(__file__).with_name("queries"))

Advance = Callable[[int], None]
"""Told how many further statements have followed their records."""

# The type stands in the text. A statement gives its id free, its copy takes it, and only then is it deleted: what is
# created after n deletions is compared with all n of them. Hints, as in the writer: a plan that was made for a small
# graph would scan labels.
FOLLOW = """
UNWIND $rows AS row
MATCH (before:Actor {{id: row[1]}})-[e:{type}]-(:Actor) USING INDEX SEEK before:Actor(id)
WHERE (e.subject_record = row[0] AND startNode(e) = before) OR (e.object_record = row[0] AND endNode(e) = before)
WITH DISTINCT e
MATCH (a:Record {{id: e.subject_record}})-[:DESCRIBES]->(s:Actor) USING INDEX SEEK a:Record(id)
MATCH (b:Record {{id: e.object_record}})-[:DESCRIBES]->(o:Actor) USING INDEX SEEK b:Record(id)
WITH e, s, o, properties(e) AS content
SET e.id = null
CREATE (s)-[moved:{type}]->(o)
SET moved = content
RETURN count(moved) AS written
"""
LEAVE = """
UNWIND $actors AS actor
MATCH (before:Actor {{id: actor}})-[e:{type}]-(:Actor) USING INDEX SEEK before:Actor(id)
WHERE e.id IS NULL
WITH DISTINCT e
DELETE e
RETURN count(e) AS deleted
"""


def carry_out(
    tx: Transaction,
    records: Mapping[str, DescribingRecord],
    places: Mapping[str, Place],
    types: Iterable[str],
    advance: Advance,
) -> int:
    """Put every record into its place, and its statements with it; how many records moved."""
    rows: list[tuple[str, str, str | None, bool | None]] = [
        (record.id, place.actor, record.rule if record.rule != place.actor else None, place.apart or None)
        for record, place in ((records[key], places[key]) for key in sorted(places))
        if (record.actor, record.apart) != (place.actor, place.apart)
    ]
    if not rows:
        return 0
    moved = [records[row[0]] for row in rows if records[row[0]].actor != row[1]]
    targets = sorted({places[record.id].actor for record in moved})
    tx.run(statement("bring-back-actors"), ids=targets).consume()
    tx.run(statement("make-actors"), ids=targets).consume()
    placed = tx.run(statement("place-records"), rows=[list(row) for row in rows]).single(strict=True)["written"]
    if placed != len(rows):
        raise GraphError(f"{placed} of {len(rows)} records were moved: nothing was changed; run it again")
    for name in types:
        move_statements(tx, name, [[record.id, record.actor] for record in moved], advance)
    leave_actors(tx, moved)
    if touched := {record.actor for record in moved} | {*targets}:
        refresh_actors(tx, [key for key, place in places.items() if place.actor in touched])
        tx.run(statement("propose-again"), ids=sorted(touched)).consume()
    return len(moved)


def move_statements(tx: Transaction, name: str, rows: list[list[str]], advance: Advance) -> None:
    """Let the statements of one type that name moved records hang on the actors that these describe now."""
    written = int(tx.run(FOLLOW.format(type=name), rows=rows).single(strict=True)["written"])
    if written:
        actors = sorted({actor for _, actor in rows})
        deleted = int(tx.run(LEAVE.format(type=name), actors=actors).single(strict=True)["deleted"])
        if deleted != written:
            raise GraphError(f"{deleted:,} of {written:,} {name} statements were moved: nothing was changed")
        advance(written)


def leave_actors(tx: Transaction, moved: Iterable[DescribingRecord]) -> None:
    """Let actors that nothing describes any more lead on; GraphError, which undoes all, when a statement is left."""
    heirs: dict[str, str] = {}
    for record in sorted(moved, key=lambda record: (record.id != record.actor, record.rank, record.id)):
        heirs.setdefault(record.actor, record.id)
    left: list[dict[str, Any]] = tx.run(statement("leave-actors"), rows=[list(heir) for heir in heirs.items()]).data()
    if wrong := [row["actor"] for row in left if row["left"]]:
        raise GraphError(f"{', '.join(wrong)} would lose statements that name none of its records: nothing was changed")
