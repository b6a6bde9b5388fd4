"""The runs as the graph keeps them: begun, done, failed, held, dropped; who holds a source; what was loaded last."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import neo4j

from cypher import lease
from cypher.errors import UsageError
from cypher.graph import Graph, Transaction
from cypher.lease import Lease, SourceBusy
from cypher.library.statements import Statements
from cypher.scheduling.schedule import Schedule
from cypher.schema import RunStatus
from loader.catalogue.manifest import Manifest
from loader.runs.diff import Difference

statement = Statements(Path(__file__).with_name("queries"))


@dataclass(frozen=True)
class LastLoad:
    """What is known of a source's last complete load."""

    fingerprint: str | None = None
    said_at: date | None = None
    parts: tuple[str, ...] = ()
    run: str | None = None
    rejected: int = 0
    counts: dict[str, Any] = field(default_factory=dict)
    reader: str | None = None
    input: str | None = None
    archived: tuple[str, ...] = ()


@dataclass(frozen=True)
class RunTrigger:
    """What a run is begun for: the source's schedule, the due time, the attempt of a scheduler, who asked for it."""

    schedule: Schedule | None = None
    due: datetime | None = None
    job: str | None = None
    by: str | None = None


class DueTimeSettled(UsageError):
    """The due time has had its run."""


@dataclass(frozen=True)
class StartedRun:
    """A run that has begun: its id and its one timestamp."""

    run: str
    at: datetime


def last_load(graph: Graph, source: str) -> LastLoad:
    """What the graph remembers of the last complete load of a source."""
    rows = graph.read(statement("last-load"), {"source": source}, name="last-load")
    if not rows:
        return LastLoad()
    row = rows[0]
    counts = json.loads(row["counts"]) if row["counts"] else {}
    parts = tuple(row["parts"] or ())
    return LastLoad(
        row["fingerprint"],
        row["said_at"],
        parts,
        row["run"],
        row["rejected"] or 0,
        counts,
        row["reader"],
        row["input"],
        tuple(row["archived"] or ()),
    )


def start_run(
    graph: Graph,
    manifest: Manifest,
    reader: str,
    digest: str,
    files: dict[str, Path],
    hashes: dict[str, str],
    said_at: date | None,
    trigger: RunTrigger | None = None,
) -> StartedRun:
    """Begin a run of a source; UsageError names the process that is loading it already, or the run of the due time."""
    trigger = trigger or RunTrigger()
    parameters = {
        **manifest.node,
        "reads": manifest.reads,
        "input": digest,
        "reader": reader,
        "files": [f"{part}={path.name}" for part, path in files.items()],
        "archived": [f"{part}={hashes[part]}={path.name}" for part, path in files.items()],
        "said_at": said_at.isoformat() if said_at else None,
        "schedule": trigger.schedule.as_json() if trigger.schedule else None,
        "due": trigger.due,
        "job": trigger.job,
        "by": trigger.by,
    }
    return graph.write(lambda tx: take_source(tx, statement("begin"), manifest.id, parameters), name="begin")


def resume_run(graph: Graph, source: str, run: str, by: str | None = None) -> StartedRun:
    """Take up a held run that a person has accepted."""
    parameters = {"run": run, "by": by}
    return graph.write(lambda tx: take_source(tx, statement("accept"), source, parameters), name="accept")


def revertible(graph: Graph, run: str) -> dict[str, Any]:
    """The source, status and publication date of a run that can be reverted; UsageError for any other."""
    rows = graph.read(statement("revertible-run"), {"run": run}, name="revertible-run")
    if not rows:
        raise UsageError(f"there is no run {run!r}: faultlines runs lists them")
    (row,) = rows
    if row["status"] == RunStatus.REVERTED:
        raise UsageError(f"{run} has already been reverted, by {row['reverted_by']}")
    return row


def replayable(graph: Graph, run: str) -> dict[str, Any]:
    """The source, archived input and publication date of a run that read one; UsageError for any other.

    `newer` is the last run that has loaded another input since, `taken_back` whether such a run was reverted.
    """
    rows = graph.read(statement("replayable-run"), {"run": run}, name="replayable-run")
    if not rows:
        raise UsageError(f"there is no run {run!r}: faultlines runs lists them")
    (row,) = rows
    if row["reverts"]:
        raise UsageError(f"{run} took {row['reverts']} back and read no input")
    return row


def begin_revert(graph: Graph, source: str, run: str, by: str | None = None) -> StartedRun:
    """Begin a run that reverts another."""
    parameters = {"run": run, "by": by}
    return graph.write(lambda tx: take_source(tx, statement("begin-revert"), source, parameters), name="begin-revert")


def reverts_of(graph: Graph, run: str) -> list[str]:
    """The runs that tried to take back a run."""
    rows = graph.read(statement("reverts-of"), {"run": run}, name="reverts-of")
    return list(rows[0]["runs"]) if rows else []


def complete_revert(graph: Graph, source: str, run: str, reverts: str, difference: Difference) -> None:
    """Note a revert as done: the next load of the source reads its input again, and its schedule waits for a person."""

    def work(tx: neo4j.ManagedTransaction) -> None:
        close_run(tx, run, RunStatus.DONE, flat_counts(difference))
        tx.run(statement("reverted"), run=run, reverts=reverts).consume()

    graph.write(work, name="reverted")


def held_run_row(graph: Graph, run: str) -> dict[str, Any]:
    """The source, archived input and publication date of a run that waits for a person; UsageError for any other.

    A run that was accepted and then killed waits too, as long as it is the source's latest.
    """
    rows = graph.read(statement("held-run"), {"run": run}, name="held-run")
    if not rows:
        raise UsageError(f"there is no run {run!r}: faultlines runs lists them")
    if not rows[0]["waits"]:
        raise UsageError(f"{run} is {rows[0]['status']}, not held")
    return rows[0]


def drop_run_record(graph: Graph, run: str, by: str | None = None) -> None:
    """Discard a held run."""
    graph.write(lambda tx: tx.run(statement("drop"), run=run, by=by).consume(), name="drop")


def take_source(tx: neo4j.ManagedTransaction, text: Any, source: str, parameters: dict[str, Any]) -> StartedRun:
    """Take hold of a source and begin; the write lock on its node keeps two processes apart."""
    tx.run(statement("keep-decisions-apart")).consume()
    tx.run(statement("source"), source=source).consume()
    if holder := Lease(lease.SOURCE, source).take(tx):
        host, pid, _ = holder.rsplit(":", 2)
        raise SourceBusy(f"{source} is being loaded by process {pid} on {host}: wait for it (--wait), or stop it")
    if parameters.get("due") and (
        settled := tx.run(statement("run-of-due"), source=source, due=parameters["due"]).single()
    ):
        raise DueTimeSettled(f"{source} has already been loaded for this due time, by {settled['run']}")
    row = tx.run(text, {**parameters, "source": source}).single()
    if row is None:
        raise UsageError(f"the run of {source} is no longer held: faultlines runs --source {source} says what it is")
    return StartedRun(row["run"], row["at"].to_native())


def open_writing(graph: Graph, source: str, at: datetime) -> None:
    """Forget what was loaded last before the first write: a run that dies from here on must be run again."""
    graph.write(lambda tx: tx.run(statement("open"), source=source, at=at).consume(), name="open")


def end_run(graph: Graph, run: str, status: RunStatus, difference: Difference | None, error: str | None = None) -> None:
    """Note how a run ended, and release its source."""
    counts = flat_counts(difference) if difference else {}
    graph.write(lambda tx: close_run(tx, run, status, counts, error), name="end")


def close_run(tx: Transaction, run: str, status: RunStatus, counts: dict[str, int], error: str | None = None) -> None:
    """Note in a transaction how a run ended, and release its source unless another process has taken it over."""
    for row in tx.run(statement("end"), run=run, status=status, counts=counts, error=error).data():
        Lease(lease.SOURCE, row["source"]).release(tx)


def complete_run(graph: Graph, source: str, run: str, difference: Difference, last: LastLoad) -> None:
    """Note a complete load: what it was, so that the same can be known again; older held runs are superseded."""
    graph.write(lambda tx: complete_run_in(tx, source, run, difference, last), name="done")


def complete_run_in(tx: Transaction, source: str, run: str, difference: Difference, last: LastLoad) -> None:
    """Note in a transaction that a load is complete."""
    close_run(tx, run, RunStatus.DONE, flat_counts(difference))
    tx.run(
        statement("done"),
        source=source,
        run=run,
        fingerprint=last.fingerprint,
        parts=list(last.parts),
        said_at=last.said_at.isoformat() if last.said_at else None,
        rejected=difference.rejected,
        last_counts=json.dumps(asdict(difference)),
    ).consume()
    tx.run(statement("supersede"), source=source, run=run).consume()


def hold_run(graph: Graph, source: str, run: str, counts: Difference, why: str, differences: str) -> None:
    """Note that a run waits for a person, and on what; it supersedes those of its source that waited before."""

    def work(tx: neo4j.ManagedTransaction) -> None:
        close_run(tx, run, RunStatus.HELD, flat_counts(counts), why)
        tx.run(statement("differences"), run=run, differences=differences).consume()
        tx.run(statement("supersede"), source=source, run=run).consume()

    graph.write(work, name="hold")


def note_rejections(graph: Graph, run: str, reasons: dict[str, int]) -> None:
    """Note with a run why it refuses rows, so that whoever sees its count sees the reasons too."""
    text = json.dumps(reasons, ensure_ascii=False)
    graph.write(lambda tx: tx.run(statement("explain"), run=run, reasons=text).consume(), name="explain")


def flat_counts(difference: Difference) -> dict[str, int]:
    """A run's counts as properties of its node: those of statements plain, those of records with `records_`."""
    counts: dict[str, int] = {"rejected": difference.rejected, "skipped": difference.skipped, "kept": difference.kept}
    counts |= asdict(difference.statements)
    counts |= {f"records_{name}": number for name, number in asdict(difference.actors).items()}
    return counts
