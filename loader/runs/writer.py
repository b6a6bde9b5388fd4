"""The only code that changes actors, records and statements; every batch is one transaction."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import neo4j

from cypher import schema
from cypher.decisions.shown import refresh_actors
from cypher.errors import GraphError
from cypher.graph import Graph
from cypher.library.statements import Statements
from cypher.names import folded_names
from cypher.schema import CONTENT, DENIED, FIELDS, IDENTITY, STORED, EdgeType, Kind, WithdrawalReason
from loader.catalogue.manifest import Manifest
from loader.model.record import Record
from loader.model.statement import Statement
from loader.runs.identity import by_identifier, candidates_of, only_holder, strong_for
from loader.runs.identity import decode as decode_record
from loader.spool import Spool

statement = Statements(Path(__file__).with_name("queries"))


BATCH = 5_000
"""Rows in one transaction: fewer pay for more commits, more hold their locks for seconds."""

WRITERS = 2
"""Transactions that create at the same time: one alone keeps one core of the server busy."""

decode_statement = msgspec.msgpack.Decoder(Statement).decode
Notice = Callable[[str, int], None]
"""Told at every commit: the point, and how many rows it wrote."""


class RecordRow(NamedTuple):
    """One record on its way to the graph, which gets a list: `by_place` puts the places into the text."""

    id: str
    key: str
    hash: str
    n: int
    name: str
    names: list[str]
    kind: Kind
    countries: list[str] | None
    description: str | None
    url: str | None
    weak_names: list[str] | None
    birth_years: list[str] | None
    identifiers: list[list[str]]
    """Each with its scheme and its value."""
    actor: str | None
    proposed: list[tuple[str, str]]
    """Actors that it may be, each with the identifier that says so."""
    because: str | None
    folded: list[str] | None
    """The names as they are searched for, of a record that makes an actor of its own."""


RECORD_COLUMNS = RecordRow._fields[: RecordRow._fields.index("identifiers")]
"""The properties of a record that differ from row to row, in the order of the writer's lists."""
STAMPED = {"source": "source", "recorded_at": "at", "recorded_run": "run", "said_at": "said_at"}
"""What a run writes on every record and statement, and which of its parameters says it."""
DATES = frozenset(STORED[name] for name, about in FIELDS.items() if about.type == "date")
"""What differs from row to row and arrives as text: half as long on the wire, and as quick."""
LABELS = {kind: f":{kind.label}" if kind.label else "" for kind in Kind}
"""The second label of each kind, as it stands in a pattern."""


def assigned(name: str, value: str) -> str:
    """`name: value` in a map of Cypher; a date arrives as text."""
    return f"{name}: date({value})" if name in DATES else f"{name}: {value}"


RECORD_MAP = ", ".join(
    (
        *(assigned(column, f"row.{column}") for column in RECORD_COLUMNS),
        *(assigned(name, f"${parameter}") for name, parameter in STAMPED.items()),
        "live: true, because: row.because",
    )
).join("{}")
# The statements below carry labels, types or the columns of a row in their texts, and so stand in no file.
IDENTIFY = (
    "FOREACH (i IN row.identifiers | MERGE (d:Identifier {id: i[0]}) ON CREATE SET d.scheme = i[1], d.value = i[2] "
    "CREATE (record)-[:HAS]->(d))"
)
PLANNED_RECORDS = (
    "SELECT p.id, p.n, p.actor, r.hash, r.body, p.because FROM plan_record p "
    "JOIN read_record r ON r.rowid = p.body WHERE p.action {} ORDER BY p.rowid"
)
# The label stands in the text: SET a:$(…) takes half as long again.
CREATE_ALONE = (
    f"UNWIND $rows AS row CREATE (record:Record {RECORD_MAP})-[:DESCRIBES]->"
    "(a:Actor%s {id: row.actor, name: row.name, names: row.names, folded: row.folded, kind: row.kind, "
    "countries: row.countries, live: true}) "
    f"{IDENTIFY}"
)
# Hints: the plan made while the graph is still empty would scan labels, and stay in the cache.
CREATE_JOINED = (
    "UNWIND $rows AS row MATCH (a:Actor {id: row.actor}) USING INDEX SEEK a:Actor(id) "
    f"CREATE (record:Record {RECORD_MAP})-[:DESCRIBES]->(a) {IDENTIFY}"
)
REPLACE = (
    "UNWIND $rows AS row MATCH (record:Record {id: row.id}) "
    "WITH row, record, record.called AS called, record.counted AS counted "
    f"SET record = {RECORD_MAP}, record.called = called, record.counted = counted {IDENTIFY}"
)
WITHDRAW = """
UNWIND $rows AS row
MATCH (s:Actor)-[e:{type} {{id: row.id}}]->(o:Actor)
CREATE (s)-[w:WITHDRAWN]->(o)
SET w = e {{.*, type: {claims}, denied: {denied}, why: row.why, withdrawn_at: $at, withdrawn_run: $run,
           said_until: $said_at, withdrawn_because: row.because}}
DELETE e
RETURN count(w) AS written
"""
FIELD = re.compile(r"\brow\.([a-z_]+)")


@lru_cache(maxsize=256)
def by_place(text: str, columns: tuple[str, ...]) -> str:
    """A statement with the place of each column for its name: rows are sent as lists, half as long as maps."""
    return FIELD.sub(lambda field: f"row[{columns.index(field[1])}]", text)


@dataclass(frozen=True)
class Stamp:
    """What a run writes on everything that it writes."""

    source: str
    run: str
    at: datetime
    said_at: date | None
    gone: WithdrawalReason
    """Why what is withdrawn is."""
    replaced: WithdrawalReason = WithdrawalReason.CHANGED
    """Why a version that another follows no longer stands."""

    @property
    def parameters(self) -> dict[str, Any]:
        """As parameters of a statement."""
        return {"source": self.source, "run": self.run, "at": self.at, "said_at": self.said_at}


def create_text(name: str, columns: Iterable[str]) -> str:
    """The Cypher that creates statements of one type: properties inlined, 1.5 times as fast as SET = map.

    `columns` are the properties: those that no row of a batch has are left out.
    """
    if not schema.TYPE_NAME.fullmatch(name):
        raise ValueError(f"{name!r} is not a relationship type")
    entries = [assigned(stamped, f"${parameter}") for stamped, parameter in STAMPED.items()]
    entries += [assigned(column, f"row.{column}") for column in columns]
    return (
        "UNWIND $rows AS row "
        "MATCH (a:Record {id: row.subject_record, live: true})-[:DESCRIBES]->(s:Actor) USING INDEX SEEK a:Record(id) "
        "MATCH (b:Record {id: row.object_record, live: true})-[:DESCRIBES]->(o:Actor) USING INDEX SEEK b:Record(id) "
        f"CREATE (s)-[e:{name} {{{', '.join(entries)}}}]->(o) "
        "RETURN count(e) AS written"
    )


KNOWN_BY = tuple(name for name in IDENTITY if name in STORED and name not in STAMPED)
"""By what a statement is known again, as far as it is a property and differs from row to row: its ends come first."""
COLUMNS = (*(STORED[name] for name in (*KNOWN_BY, *CONTENT)), "statement", "id", "hash", "because")
"""The properties of a statement that differ from row to row, in the order of the writer's lists."""
values_of = attrgetter(*KNOWN_BY, *CONTENT)


class WithdrawnVersion(NamedTuple):
    """A version of a statement that is withdrawn."""

    id: str
    why: WithdrawalReason
    because: str | None


class Version(NamedTuple):
    """A version of a statement that is written, and the one before, if there is one."""

    row: list[Any]
    before: WithdrawnVersion | None


def create_row(
    stated: Statement, statement: str, content: str, n: int, own: tuple[str, ...], because: str | None = None
) -> list[Any]:
    """One statement, known by its id and the hash of its content, as a list in the order of COLUMNS and `own`."""
    version = (statement, f"{statement}:{n}", content, because)
    return [*values_of(stated), *version, *(own_value(stated, name) for name in own)]


def own_value(stated: Statement, name: str) -> Any:
    """A property that not every type has; the type itself is one of a denial."""
    return stated.type if name == "type" else stated.own.get(name)


def own_columns(manifest: Manifest) -> dict[str, tuple[str, ...]]:
    """The properties of their own of each relationship type that a source may state; a denial has those of all."""
    types: dict[str, EdgeType] = {t.name: t for t in manifest.edge_types().values()}
    every = {prop.name: prop for t in types.values() for prop in t.properties}
    return {**{name: tuple(p.name for p in t.properties) for name, t in types.items()}, DENIED: ("type", *every)}


def record_values(record: Record, key: str, content: str, n: int) -> list[Any]:
    """One record as a list in the order of RECORD_COLUMNS; a list of nothing is not stored."""
    names = [name for name in record.names if name] or [record.name]
    countries = list(record.countries) or None
    shown = [record.name, names, record.kind, countries, record.description, record.url]
    return [key, record.key, content, n, *shown, list(record.weak_names) or None, list(record.birth_years) or None]


def present(rows: list[list[Any]], columns: tuple[str, ...]) -> list[str]:
    """The columns that some row of a batch has."""
    return [column for place, column in enumerate(columns) if any(row[place] is not None for row in rows)]


class Batch(list[Any]):
    """Rows that are short to tell: the driver spells every parameter for its log, wanted or not."""

    def __repr__(self) -> str:
        return f"<{len(self)} rows>"


class Writer:
    """Writes one run's plan into the graph, batch by batch."""

    def __init__(self, graph: Graph, spool: Spool, stamp: Stamp, manifest: Manifest, notice: Notice) -> None:
        self.graph, self.spool, self.stamp, self.notice = graph, spool, stamp, notice
        self.own = own_columns(manifest)
        self.met: dict[str, str] = {}
        """Actors that other sources wrote since identities were assigned, with the record of ours that joined each."""
        self.rules = dict(spool.rows("SELECT record, rule FROM joined_rule"))
        """Of records that join an actor which a decision has united with another: to which the rules give them."""
        self.proposed = bool(spool.number("SELECT EXISTS (SELECT 1 FROM proposal)"))
        self.again = {key for (key,) in spool.rows("SELECT id FROM reused_statement")}
        """Statements of ours that ended when the key of a record was given to another actor."""
        self.pool = ThreadPoolExecutor(max_workers=WRITERS, thread_name_prefix="writer")
        self.under_way: deque[tuple[str, int, Future[None]]] = deque()

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, *_: object) -> None:
        self.pool.shutdown()

    def write(self) -> None:
        """Write what is planned but the withdrawals: records before the statements that need them."""
        self.write_records()
        self.notice("records", 0)
        self.write_statements()
        self.notice("statements", 0)

    def withdraw(self) -> None:
        """Withdraw what is planned to go: statements before the records that they need."""
        self.withdraw_statements()
        self.notice("withdrawn statements", 0)
        self.withdraw_records()
        self.notice("withdrawn records", 0)

    def write_records(self) -> None:
        """Create new records with their actors; keep a version of each that changes or comes back."""
        for chunk in self.spool.chunks(PLANNED_RECORDS.format("= 'created'"), size=BATCH):
            rows = [self.record_row(*planned) for planned in chunk]
            alone = [row for row in rows if row.actor == row.id]
            joined = [row for row in rows if row.actor != row.id]
            self.commit("create records", self.create_records, alone, joined, at_once=WRITERS)
        self.settle()
        for chunk in self.spool.chunks(PLANNED_RECORDS.format("NOT IN ('created', 'reused')"), size=BATCH):
            self.commit("change records", self.change_records, [self.record_row(*planned) for planned in chunk])
        self.settle()

    def record_row(
        self, key: str, n: int, actor: str | None, content: str, body: bytes, because: str | None
    ) -> RecordRow:
        """One record as it is written."""
        record = decode_record(body)
        identifiers = [[text, *text.split(":", 1)] for text in record.identifiers]
        select = "SELECT actor, identifier FROM proposal WHERE record = ?"
        proposed = list(self.spool.rows(select, (key,))) if self.proposed else []
        return RecordRow._make([*record_values(record, key, content, n), identifiers, actor, proposed, because, None])

    def create_records(self, tx: neo4j.ManagedTransaction, alone: list[RecordRow], joined: list[RecordRow]) -> None:
        """Write new records, each with an actor of its own or at another source's."""
        alone, late = self.meet(tx, alone)
        self.create_with_actors(tx, alone, [*joined, *late])

    def create_with_actors(self, tx: neo4j.ManagedTransaction, alone: list[RecordRow], joined: list[RecordRow]) -> None:
        """Write new records with new actors, and those whose actors are there."""
        for kind, label in LABELS.items():
            if rows := [row for row in alone if row.kind == kind]:
                rows = [row._replace(folded=folded_names(row.names)) for row in rows]
                self.run(tx, CREATE_ALONE % label, RecordRow._fields, rows=rows)
        if joined:
            self.run(tx, CREATE_JOINED, RecordRow._fields, rows=joined)
            if rules := [[row.id, self.rules[row.id]] for row in joined if row.id in self.rules]:
                self.run(tx, statement("note-rules"), rows=rules)
            refresh_actors(tx, [row.id for row in joined])
        self.propose(tx, [*alone, *joined])

    def meet(self, tx: neo4j.ManagedTransaction, rows: list[RecordRow]) -> tuple[list[RecordRow], list[RecordRow]]:
        """Part those that keep an actor of their own from those whose actor another source has written just now."""
        strong = {
            row.id: strong_for(Kind(row.kind), [i[0] for i in row.identifiers]) for row in rows if row.identifiers
        }
        identifiers = sorted({text for texts in strong.values() for text in texts})
        if not identifiers:
            return rows, []
        self.run(tx, statement("claim-identifiers"), identifiers=[[text, *text.split(":", 1)] for text in identifiers])
        holders = by_identifier(
            tx.run(statement("identifier-holders"), identifiers=identifiers, source=self.stamp.source).data()
        )
        alone, late = [], []
        for row in rows:
            candidates = candidates_of(strong.get(row.id, ()), holders)
            holder = only_holder(candidates)
            if row.proposed or not candidates:  # what was known before was judged before
                alone.append(row)
            elif holder and self.met.setdefault(holder.rule, row.id) == row.id:
                if holder.rule != holder.actor:
                    self.rules[row.id] = holder.rule
                late.append(row._replace(actor=holder.actor))
            else:
                proposed = {candidate.actor: text for candidate, text in candidates}
                alone.append(row._replace(proposed=sorted(proposed.items())))
        return alone, late

    def change_records(self, tx: neo4j.ManagedTransaction, rows: list[RecordRow]) -> None:
        """Replace records, what they said before being kept as a version."""
        kept = self.run(tx, statement("keep-versions"), RecordRow._fields, rows=rows)
        expect(kept, len(rows), f"records of {self.stamp.source} changed")
        self.run(tx, statement("forget-identifiers"), RecordRow._fields, rows=rows)
        self.run(tx, REPLACE, RecordRow._fields, rows=rows)
        refresh_actors(tx, [row.id for row in rows])
        self.propose(tx, rows)

    def propose(self, tx: neo4j.ManagedTransaction, rows: list[RecordRow]) -> None:
        """Note which of these records may be actors of other sources."""
        proposed = [row for row in rows if row.proposed]
        if proposed:
            self.run(tx, statement("propose-actors"), RecordRow._fields, rows=proposed)

    def write_statements(self) -> None:
        """Create new statements and new versions; what changed is kept as withdrawn in the same transaction."""
        planned = (
            "SELECT p.action, p.n, s.id, s.hash, s.body, p.because FROM plan_statement p "
            "JOIN read_statement s ON s.rowid = p.body WHERE p.action <> 'withdrawn' ORDER BY p.body"
        )
        waiting: dict[str, list[Version]] = {}
        for chunk in self.spool.chunks(planned, size=BATCH):
            for action, n, statement, content, body, because in chunk:
                stated = decode_statement(body)
                row = create_row(stated, statement, content, n, self.own[stated.edge], because)
                batch = waiting.setdefault(stated.edge, [])
                replaces = action == "changed" and statement not in self.again
                before = WithdrawnVersion(f"{statement}:{n - 1}", self.stamp.replaced, because)
                batch.append(Version(row, before if replaces else None))
                if len(batch) == BATCH:
                    self.commit(
                        "write statements", self.write_versions, waiting.pop(stated.edge), stated.edge, at_once=WRITERS
                    )
        for name, batch in waiting.items():
            self.commit("write statements", self.write_versions, batch, name, at_once=WRITERS)
        self.settle()

    def write_versions(self, tx: neo4j.ManagedTransaction, batch: list[Version], name: str) -> None:
        """Withdraw the version before each changed statement, then write the new ones."""
        before = [version.before for version in batch if version.before]
        if before:
            self.move(tx, before, name)
        rows = [version.row for version in batch]
        columns = (*COLUMNS, *self.own[name])
        written = self.run(tx, create_text(name, present(rows, columns)), columns, rows=rows)
        expect(written, len(batch), f"{name} statements of {self.stamp.source} written")

    def withdraw_statements(self) -> None:
        """Keep what the source no longer says as withdrawn."""
        names = [
            name for (name,) in self.spool.rows("SELECT DISTINCT type FROM plan_statement WHERE action='withdrawn'")
        ]
        for name in names:
            gone = "SELECT id, n, because FROM plan_statement WHERE action = 'withdrawn' AND type = ?"
            for chunk in self.spool.chunks(gone, (name,), size=BATCH):
                rows = [
                    WithdrawnVersion(f"{key}:{n}", self.stamp.gone, because)
                    for key, n, because in chunk
                    if key not in self.again
                ]
                self.commit("withdraw statements", self.move, rows, name)
        self.settle()

    def withdraw_records(self) -> None:
        """Mark the records that the source dropped; they stay."""
        gone = "SELECT id, because FROM plan_record WHERE action = 'withdrawn' ORDER BY id"
        for chunk in self.spool.chunks(gone, size=BATCH):
            self.commit("withdraw records", self.drop_records, [list(row) for row in chunk])
        self.settle()

    def drop_records(self, tx: neo4j.ManagedTransaction, rows: list[Any]) -> None:
        """Mark records as withdrawn and show their actors by what is left."""
        expect(
            self.run(tx, statement("drop-records"), rows=rows), len(rows), f"records of {self.stamp.source} withdrawn"
        )
        refresh_actors(tx, [row[0] for row in rows])

    def move(self, tx: neo4j.ManagedTransaction, rows: list[WithdrawnVersion], name: str) -> None:
        """Turn versions of one type into WITHDRAWN with everything they carried."""
        denied = name == DENIED
        text = WITHDRAW.format(
            type=name, claims="e.type" if denied else f"'{name}'", denied="true" if denied else "null"
        )
        withdrawn = self.run(tx, text, WithdrawnVersion._fields, rows=rows)
        expect(withdrawn, len(rows), f"{name} statements of {self.stamp.source} withdrawn")

    def run(self, tx: neo4j.ManagedTransaction, text: str, columns: tuple[str, ...] = (), **rows: list[Any]) -> int:
        """Run one statement, whose rows have these columns; the number that it returns, if it returns one."""
        # The driver packs lists and tuples, but no NamedTuple.
        batches = {
            name: Batch(list(row) if isinstance(row, tuple) else row for row in values) for name, values in rows.items()
        }
        record = tx.run(by_place(text, columns) if columns else text, {**batches, **self.stamp.parameters}).single()
        return int(record["written"]) if record else 0

    def commit(self, point: str, work: Callable[..., None], batch: list[Any], *others: Any, at_once: int = 1) -> None:
        """Begin one piece of work in a transaction of its own, after the one before; the next is prepared meanwhile."""
        if not batch and not any(others):
            return
        self.settle(but=at_once - 1)
        rows = len(batch) + sum(len(other) for other in others if isinstance(other, list))
        future = self.pool.submit(self.graph.write, lambda tx: work(tx, batch, *others), name=point)
        self.under_way.append((point, rows, future))

    def settle(self, but: int = 0) -> None:
        """Wait until no more than so many transactions are under way, and tell of each that it is done."""
        while len(self.under_way) > but:
            point, rows, future = self.under_way.popleft()
            future.result()
            self.notice(point, rows)


def expect(written: int, planned: int, what: str) -> None:
    """Raise GraphError, and so undo the transaction, when the graph has changed underneath."""
    if written != planned:
        raise GraphError(f"{written} of {planned} {what}: the graph changed during the run; run it again")
