"""Takes and undoes decisions on identity, each in one transaction, while nothing is loaded.

A decision is about two records, so that it outlives the names and ids of actors. One transaction carries it out: who
looks at the graph sees all of it or nothing, and a process that is killed leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cypher import lease
from cypher.decisions.moves import Advance, carry_out
from cypher.decisions.partition import DecisionKind, DescribingRecord, StandingDecision, places_of
from cypher.errors import GraphError, QueryError, UsageError
from cypher.graph import Graph, Transaction
from cypher.lease import SourceBusy, wait_for_source
from cypher.library.statements import Statements
from cypher.schema import DENIED, STRONG_SCHEMES, WITHDRAWN

statement = Statements(Path(__file__).with_name("queries"))

MEMORY = "MemoryPoolOutOfMemory"
"""What the server calls a transaction that is too large for it."""
WORDS = {
    DecisionKind.SAME: "are the same",
    DecisionKind.DIFFERENT: "are different",
    DecisionKind.UNSURE: "are left open",
}
"""What a decision says of its records."""


@dataclass(frozen=True)
class DecisionOutcome:
    """What came of a decision or of an undo."""

    id: str
    kind: DecisionKind
    first: str
    second: str
    moved: int
    """Records that describe another actor now."""
    statements: int
    """Statements, withdrawn ones among them, that followed their records."""
    actors: tuple[str, str]
    """The actors of both records now."""
    in_doubt: tuple[str, ...] = ()
    """Records that nothing ties to the second one's actor any more but that they were there: the next to decide on."""


def decide(
    graph: Graph,
    kind: DecisionKind,
    first: str,
    second: str,
    *,
    by: str,
    reason: str | None = None,
    wait: float = 0.0,
    advance: Advance = lambda statements: None,
) -> DecisionOutcome:
    """Decide on two records; UsageError for what is no single record, or contradicts what was decided before."""

    def work(tx: Transaction) -> DecisionOutcome:
        n = begin_deciding(tx)
        records = named_record(tx, first), named_record(tx, second)
        if records[0] == records[1]:
            raise UsageError(f"{first} and {second} are the same record: name two")
        decision = StandingDecision(f"d{n}", n, kind, *records)
        described, standing = closure(tx, records)
        refuse_repetition(decision, standing)
        kept = {"first": records[0], "second": records[1], "n": n, "kind": kind.value, "by": by, "reason": reason}
        tx.run(statement("keep-decision"), kept).consume()
        return place_all(tx, decision, described, [*standing, decision], types_of(graph), advance)

    return when_nothing_loads(graph, work, wait)


def undo(
    graph: Graph, decision: str, *, by: str, wait: float = 0.0, advance: Advance = lambda statements: None
) -> DecisionOutcome:
    """Undo a decision: the graph is as if it had never been taken; it stays in the history."""

    def work(tx: Transaction) -> DecisionOutcome:
        begin_deciding(tx)
        row = tx.run(statement("decision"), id=decision).single()
        if row is None:
            raise UsageError(f"there is no decision {decision!r}: faultlines identity history lists them")
        if row["undone_by"] is not None:
            raise UsageError(f"{decision} has already been undone, by {row['undone_by']}")
        undone = StandingDecision(decision, 0, DecisionKind(row["kind"]), row["first"], row["second"])
        described, standing = closure(tx, (undone.first, undone.second))
        tx.run(statement("undo-decision"), id=decision, by=by).consume()
        still = [other for other in standing if other.id != decision]
        return place_all(tx, undone, described, still, types_of(graph), advance)

    return when_nothing_loads(graph, work, wait)


def when_nothing_loads(graph: Graph, work: Callable[[Transaction], DecisionOutcome], seconds: float) -> DecisionOutcome:
    """The outcome of work beside which nothing is loaded; after so many seconds SourceBusy names what is."""

    def attempt() -> DecisionOutcome:
        try:
            return graph.write(lambda tx: work(tx), name="decide")
        except QueryError as error:
            if MEMORY not in str(error):
                raise
            raise GraphError(
                "more statements would move than fit into the server's memory: nothing was changed. Give it more "
                "(FAULTLINES_HEAP; 1 GB is enough for about 80,000), start it anew, and decide again"
            ) from error

    return wait_for_source(attempt, seconds)


def begin_deciding(tx: Transaction) -> int:
    """Keep runs from beginning until the transaction ends; the number of the next decision."""
    n = int(tx.run(statement("begin-decision")).single(strict=True)["n"])
    # A run that has begun is seen: it took the same lock. One that nobody carries on has no say.
    for held in lease.held_by(tx, lease.SOURCE):
        if held.alive:
            host, pid, _ = held.holder.rsplit(":", 2)
            raise SourceBusy(
                f"{held.id} is being loaded by process {pid} on {host}: decide when that is done (--wait), or stop it"
            )
    return n


def types_of(graph: Graph) -> list[str]:
    """All types of statements; none is added while no run can begin."""
    return [*graph.edge_types(), DENIED, WITHDRAWN]


def named_record(tx: Transaction, name: str) -> str:
    """The record that an id stands for: its own, or that of an actor which has no other."""
    row = tx.run(statement("named-record"), id=name).single(strict=True)
    records = row["records"]
    if len(records) == 1:
        return str(records[0])
    if records:
        raise UsageError(f"{name} is an actor of several records; name one of them: {', '.join(records)}")
    if row["now"]:
        raise UsageError(f"{name} is part of {row['now']} now: name a record (faultlines query actor {row['now']})")
    raise UsageError(f"there is no record or actor {name!r}: faultlines query search finds actors")


def closure(tx: Transaction, records: tuple[str, str]) -> tuple[dict[str, DescribingRecord], list[StandingDecision]]:
    """All records whose actors may hang on a decision about these two, and the decisions that stand among them."""
    described: dict[str, DescribingRecord] = {}
    decisions: dict[str, StandingDecision] = {}
    new = sorted({*records})
    while new:
        rows = tx.run(statement("describing"), ids=new).data()
        arrived = [DescribingRecord(**row) for row in rows if row["id"] not in described]
        described |= {record.id: record for record in arrived}
        for row in tx.run(statement("standing"), ids=[record.id for record in arrived]).data():
            decisions[row["id"]] = StandingDecision(**row | {"kind": DecisionKind(row["kind"])})
        ends = {end for decision in decisions.values() for end in (decision.first, decision.second)}
        new = sorted(ends - described.keys())
    return described, list(decisions.values())


def refuse_repetition(decision: StandingDecision, standing: list[StandingDecision]) -> None:
    """Raise UsageError when the same two records were decided on before; that nobody was sure binds nobody."""
    for other in standing:
        if {other.first, other.second} == {decision.first, decision.second} and (
            other.kind is not DecisionKind.UNSURE or decision.kind is DecisionKind.UNSURE
        ):
            words = WORDS[other.kind]
            raise UsageError(f"{other.first} and {other.second} {words} by {other.id}: undo it to decide otherwise")


def place_all(
    tx: Transaction,
    decision: StandingDecision,
    described: Mapping[str, DescribingRecord],
    standing: list[StandingDecision],
    types: list[str],
    advance: Advance,
) -> DecisionOutcome:
    """Give every record the place that the standing decisions leave it."""
    places = places_of(described, standing)
    followed = 0

    def count(statements: int) -> None:
        nonlocal followed
        followed += statements
        advance(statements)

    moved = carry_out(tx, described, places, types, count)
    actors = places[decision.first].actor, places[decision.second].actor
    in_doubt: list[str] = []
    if moved and decision.kind is DecisionKind.DIFFERENT and places[decision.first].apart:
        parameters = {"record": decision.first, "actor": actors[1], "schemes": sorted(STRONG_SCHEMES)}
        in_doubt = [row["id"] for row in tx.run(statement("left-in-doubt"), parameters)]
    first, second = decision.first, decision.second
    return DecisionOutcome(decision.id, decision.kind, first, second, moved, followed, actors, tuple(in_doubt))
