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
from loader.spool import Spool, section

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
    with running(job, lambda: journal.begin_revert(graph, source.id, run, options.by), reverts=run) as context:
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
    spool.script("revert")
    # What an earlier, killed attempt at this very revert has done is done, and no later run's word.
    spool.add("ours", [(attempt,) for attempt in journal.reverts_of(graph, run)])
    look_at_records(spool, graph, "SELECT id FROM made_record UNION SELECT id FROM ended_record")
    look_at_statements(spool, graph, source.id)
    plan_record_reverts(spool)
    plan_statement_reverts(spool)
    ends = "SELECT subject FROM plan_statement WHERE action = 'created' UNION SELECT object FROM plan_statement "
    look_at_records(spool, graph, f"{ends} WHERE action = 'created'")
    spool.script("drop-dangling")
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
            statement("records-now"), {"ids": [entry[0] for entry in chunk]}, name="records-now", timeout=300
        ):
            by = row["made_by"] if row["live"] else row["dropped_by"]
            spool.run("INSERT OR IGNORE INTO now_record VALUES (?, ?, ?, ?)", (row["id"], row["n"], row["live"], by))


def look_at_statements(spool: Spool, graph: Graph, source: str) -> None:
    """Note the latest version of each statement that the run ended, and who made or ended it."""
    types = [name for (name,) in spool.rows("SELECT DISTINCT type FROM ended_statement")]
    for chunk in spool.chunks("SELECT DISTINCT id FROM ended_statement"):
        parameters = {"source": source, "statements": [entry[0] for entry in chunk]}
        rows = graph.read(statement("latest-withdrawn"), parameters, name="latest-withdrawn", timeout=300)
        spool.add("now_statement", [(row["statement"], row["n"], False, row["run"]) for row in rows])
    for name in types:
        for chunk in spool.chunks("SELECT DISTINCT id FROM ended_statement WHERE type = ?", (name,)):
            parameters = {"source": source, "statements": [entry[0] for entry in chunk]}
            rows = graph.read(LIVE.format(type=name), parameters, name="live-statements", timeout=300)
            spool.db.executemany(
                "INSERT OR REPLACE INTO now_statement VALUES (?, ?, 1, ?)",
                [(row["statement"], row["n"], row["run"]) for row in rows],
            )


def plan_record_reverts(spool: Spool) -> None:
    """Records that the run made go, unless it replaced a live version: that comes back, as does what it dropped."""
    spool.script("revert-records")
    restore_versions(spool, section("restored-records"), as_record)


def plan_statement_reverts(spool: Spool) -> None:
    """Statements that the run made go, unless it ended another version: that comes back, as does what it withdrew."""
    spool.script("revert-statements")
    restore_versions(spool, section("restored-statements"), as_statement)


def restore_versions(spool: Spool, restored: str, build: Callable[[dict[str, Any]], Record | Statement]) -> None:
    """Put versions that come back where a load puts what it has read, and plan them."""
    for action, key, n, text, *edge in spool.rows(restored):
        properties = json.loads(text)
        body = build(properties)
        what, ends = ("statement", (body.subject, body.object)) if isinstance(body, Statement) else ("record", ())
        spool.add(f"read_{what}", [(key, properties["hash"], *ends, encode(body), None, None)])
        read = spool.number("SELECT last_insert_rowid()")
        # Where a statement has its ends, a record has its actor, which is known: it was there before.
        spool.add(f"plan_{what}", [(action, *edge, key, n, read, *(ends or (None,)), None)])


def as_record(properties: dict[str, Any]) -> Record:
    """The record that a version's properties stand for."""
    return Record(
        source=properties["source"],
        key=properties["key"],
        name=properties["name"],
        kind=properties["kind"],
        names=tuple(properties["names"]),
        countries=tuple(properties.get("countries") or ()),
        identifiers=tuple(properties.get("identifiers") or ()),
        description=properties.get("description"),
        url=properties.get("url"),
        weak_names=tuple(properties.get("weak_names") or ()),
        birth_years=tuple(properties.get("birth_years") or ()),
    )


def as_statement(properties: dict[str, Any]) -> Statement:
    """The statement that a version's properties stand for; by what it is known again stands beside it."""
    return Statement(
        type=properties["type"],
        denied=bool(properties.get("denied")),
        own={key: value for key, value in properties.items() if key not in COMMON},
        **{name: properties[prop] for name, prop in STORED.items() if properties.get(prop) is not None},
    )
