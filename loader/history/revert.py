"""Takes back what one run did: its versions are withdrawn, those that it ended come back as new versions.

Later runs win: what one of them has changed, withdrawn or brought back since stays as it is, and the outcome says so.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cypher.graph import Graph
from cypher.library.statements import Statements
from cypher.schema import STATEMENT, STORED, WITHDRAWAL, RunStatus
from cypher.settings import Settings
from loader.catalogue.input import Input
from loader.catalogue.source import find_source
from loader.history import versions
from loader.model.record import Record
from loader.model.statement import Statement
from loader.reading.stage import encode
from loader.runs import diff, journal, phases
from loader.runs.context import RunContext, previewing, running
from loader.runs.job import Job, Options
from loader.runs.outcome import Outcome
from loader.runs.phases import Phase, go_through
from loader.spool import Spool

statement = Statements(Path(__file__).with_name("queries"))


COMMON = {prop.name for prop in (*STATEMENT, *WITHDRAWAL)} | {"denied"}
LIVE = """
UNWIND $statements AS statement
MATCH ()-[e:{type}]->() WHERE e.source = $source AND e.statement = statement
RETURN statement, toInteger(substring(e.id, 33)) AS n, e.recorded_run AS run
"""


@dataclass(frozen=True)
class Reverted(Outcome):
    """How a revert ended, and what stays because later runs touched it (by run)."""

    later: dict[str, int] = field(default_factory=dict)
    first_later: tuple[tuple[str, str, str], ...] = ()


def revert(settings: Settings, graph: Graph, run: str, options: Options) -> Reverted:
    """Revert a run; UsageError when there is no such run or it cannot be reverted."""
    row = journal.revertible(graph, run)
    source = find_source(settings, row["source"])
    job = Job(settings, graph, source, Input(), {}, row["said_at"], options, journal.LastLoad())
    if options.dry_run:
        with previewing(job, "revert") as context:
            context.reverts = run
            return revert_outcome(go_through(PREVIEW, context))
    with running(job, lambda: journal.begin_revert(graph, source.id, run), reverts=run) as context:
        return revert_outcome(go_through(REVERT, context))


def revert_outcome(context: RunContext) -> Reverted:
    """What the revert did, or would do."""
    later = dict(context.spool.rows("SELECT run, count(*) FROM won GROUP BY run ORDER BY run"))
    first = tuple(context.spool.rows("SELECT what, id, run FROM won ORDER BY run, what, id LIMIT 10"))
    done = context.outcome
    return Reverted(
        done.source, done.run, done.status, done.difference, examples=done.examples, later=later, first_later=first
    )


def plan_revert(context: RunContext) -> None:
    """Plan the revert in the spool, as `diff.compare` plans a load."""
    spool, graph, source, run = context.spool, context.graph, context.source, str(context.reverts)
    versions.gather(spool, graph, source.id, run)
    spool.create("revert")
    # What an earlier, killed attempt at this very revert has done is done, and no later run's word.
    spool.add("ours", [(attempt,) for attempt in journal.reverts_of(graph, run)])
    look_at_records(spool, graph, "SELECT id FROM made_record UNION SELECT id FROM ended_record")
    look_at_statements(spool, graph, source.id)
    plan_record_reverts(spool)
    plan_statement_reverts(spool)
    ends = "SELECT subject FROM plan_statement WHERE action = 'created' UNION SELECT object FROM plan_statement "
    look_at_records(spool, graph, f"{ends} WHERE action = 'created'")
    drop_dangling(spool)
    difference = context.difference
    difference.kept = diff.keep_referenced(spool, graph)
    diff.count_plan(spool, difference)
    for counts in (difference.actors, difference.statements):
        counts.read = counts.unchanged = 0
    context.examples = diff.examples(spool)


def record(context: RunContext) -> None:
    """Note the revert as done."""
    journal.complete_revert(context.graph, context.source.id, context.run, str(context.reverts), context.difference)
    context.status = RunStatus.DONE


PLAN = Phase(plan_revert, "planned", shown="compare")
PREVIEW = (PLAN,)
REVERT = (PLAN, phases.OPEN, phases.WRITE, phases.WITHDRAW, Phase(record, "done"))


def look_at_records(spool: Spool, graph: Graph, which: str) -> None:
    """Note how records stand now, and who made them so."""
    for chunk in list(spool.chunks(which)):
        for row in graph.read(
            statement("records-now"), {"ids": [one[0] for one in chunk]}, name="records-now", timeout=300
        ):
            by = row["made_by"] if row["live"] else row["dropped_by"]
            spool.run("INSERT OR IGNORE INTO now_record VALUES (?, ?, ?, ?)", (row["id"], row["n"], row["live"], by))


def look_at_statements(spool: Spool, graph: Graph, source: str) -> None:
    """Note the latest version of each statement that the run ended, and who made or ended it."""
    types = [name for (name,) in spool.rows("SELECT DISTINCT type FROM ended_statement")]
    for chunk in spool.chunks("SELECT DISTINCT id FROM ended_statement"):
        asked = {"source": source, "statements": [one[0] for one in chunk]}
        rows = graph.read(statement("latest-withdrawn"), asked, name="latest-withdrawn", timeout=300)
        spool.add("now_statement", [(row["statement"], row["n"], False, row["run"]) for row in rows])
    for name in types:
        for chunk in spool.chunks("SELECT DISTINCT id FROM ended_statement WHERE type = ?", (name,)):
            asked = {"source": source, "statements": [one[0] for one in chunk]}
            rows = graph.read(LIVE.format(type=name), asked, name="live-statements", timeout=300)
            spool.db.executemany(
                "INSERT OR REPLACE INTO now_statement VALUES (?, ?, 1, ?)",
                [(row["statement"], row["n"], row["run"]) for row in rows],
            )


def plan_record_reverts(spool: Spool) -> None:
    """Records that the run made go, unless it replaced a live version: that comes back, as does what it dropped."""
    later = "n.run NOT IN (SELECT run FROM ours)"
    spool.run(
        "INSERT INTO won SELECT 'record', m.id, n.run FROM made_record m JOIN now_record n USING (id) "  # noqa: S608
        f"WHERE (n.n <> m.n OR NOT n.live) AND {later}"
    )
    spool.run(
        "INSERT INTO won SELECT 'record', e.id, n.run FROM ended_record e JOIN now_record n USING (id) "  # noqa: S608
        "WHERE NOT EXISTS (SELECT 1 FROM made_record m WHERE m.id = e.id) "
        f"AND (n.n <> e.n OR n.live) AND {later}"
    )
    standing = "JOIN now_record n ON n.id = m.id AND n.n = m.n AND n.live"
    before = "EXISTS (SELECT 1 FROM ended_record e WHERE e.id = m.id AND e.n = m.n - 1 AND e.live)"
    spool.run(
        f"INSERT INTO plan_record (action, id, n) SELECT 'withdrawn', m.id, m.n FROM made_record m {standing} "  # noqa: S608
        f"WHERE NOT {before}"
    )
    restored = (
        f"SELECT 'changed', m.id, m.n + 1, e.said FROM made_record m {standing} "  # noqa: S608
        "JOIN ended_record e ON e.id = m.id AND e.n = m.n - 1 AND e.live "
        "UNION ALL SELECT 'returned', e.id, e.n + 1, e.said FROM ended_record e "
        "JOIN now_record n ON n.id = e.id AND n.n = e.n AND NOT n.live "
        "WHERE e.live AND e.back_by IS NULL AND NOT EXISTS (SELECT 1 FROM made_record m WHERE m.id = e.id)"
    )
    restore_versions(spool, restored, as_record)


def plan_statement_reverts(spool: Spool) -> None:
    """Statements that the run made go, unless it ended another version: that comes back, as does what it withdrew."""
    spool.run(
        "INSERT INTO won SELECT 'statement', m.id, m.ended_by FROM made_statement m WHERE m.ended_by IS NOT NULL "
        "AND m.ended_by NOT IN (SELECT run FROM ours)"
    )
    spool.run(
        "INSERT INTO won SELECT 'statement', e.id, n.run FROM ended_statement e JOIN now_statement n USING (id) "
        "WHERE n.n <> e.n AND n.run NOT IN (SELECT run FROM ours) "
        "AND NOT EXISTS (SELECT 1 FROM made_statement m WHERE m.id = e.id)"
    )
    spool.run(
        "INSERT INTO plan_statement (action, type, id, n, subject, object) SELECT 'withdrawn', m.type, m.id, m.n, "
        "json_extract(m.said, '$.subject_record'), json_extract(m.said, '$.object_record') FROM made_statement m "
        "WHERE m.ended_by IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM ended_statement e WHERE e.id = m.id AND e.n = m.n - 1)"
    )
    restored = (
        "SELECT 'changed', m.id, m.n + 1, e.said, m.type FROM made_statement m "
        "JOIN ended_statement e ON e.id = m.id AND e.n = m.n - 1 WHERE m.ended_by IS NULL "
        "UNION ALL SELECT 'created', e.id, e.n + 1, e.said, e.type FROM ended_statement e "
        "JOIN now_statement n ON n.id = e.id AND n.n = e.n AND NOT n.live"
    )
    restore_versions(spool, restored, as_statement)


def restore_versions(spool: Spool, restored: str, build: Callable[[dict[str, Any]], Record | Statement]) -> None:
    """Put versions that come back where a load puts what it has read, and plan them."""
    for action, key, n, text, *edge in spool.rows(restored):
        said = json.loads(text)
        body = build(said)
        what, ends = ("statement", (body.subject, body.object)) if isinstance(body, Statement) else ("record", ())
        spool.add(f"read_{what}", [(key, said["hash"], *ends, encode(body), None, None)])
        read = spool.number("SELECT last_insert_rowid()")
        # Where a statement has its ends, a record has its actor, which is known: it was there before.
        spool.add(f"plan_{what}", [(action, *edge, key, n, read, *(ends or (None,)), None)])


def drop_dangling(spool: Spool) -> None:
    """Leave out statements whose records a later run has dropped: they could not stand."""
    gone = (
        "SELECT id FROM now_record WHERE NOT live AND id NOT IN (SELECT id FROM plan_record WHERE action = 'returned')"
    )
    ends = f"(p.subject IN ({gone}) OR p.object IN ({gone}))"
    spool.run(
        "INSERT INTO won SELECT 'statement', p.id, (SELECT n.run FROM now_record n "  # noqa: S608
        f"WHERE NOT n.live AND n.id IN (p.subject, p.object) LIMIT 1) FROM plan_statement p "
        f"WHERE p.action = 'created' AND {ends}"
    )
    spool.run(f"DELETE FROM plan_statement AS p WHERE p.action = 'created' AND {ends}")  # noqa: S608


def as_record(said: dict[str, Any]) -> Record:
    """The record that a version's properties stand for."""
    return Record(
        source=said["source"],
        key=said["key"],
        name=said["name"],
        kind=said["kind"],
        names=tuple(said["names"]),
        countries=tuple(said.get("countries") or ()),
        identifiers=tuple(said.get("identifiers") or ()),
        description=said.get("description"),
        url=said.get("url"),
    )


def as_statement(said: dict[str, Any]) -> Statement:
    """The statement that a version's properties stand for; by what it is known again stands beside it."""
    return Statement(
        type=said["type"],
        denied=bool(said.get("denied")),
        own={key: value for key, value in said.items() if key not in COMMON},
        **{name: said[prop] for name, prop in STORED.items() if said.get(prop) is not None},
    )
