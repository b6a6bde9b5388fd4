"""Due times in the graph: published, claimed by one process, settled or put off; a dead process's claims pass on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import neo4j

from cypher.graph import Graph
from cypher.lease import DUE_TIME, Lease, renew_all
from cypher.library.statements import Statements
from cypher.scheduling.health import latest_time
from cypher.scheduling.schedule import Schedule, from_json
from loader.catalogue.manifest import Manifest

statement = Statements(Path(__file__).with_name("queries"))


@dataclass(frozen=True)
class DueClaim:
    """A due time that this process has taken, and how often it was tried in vain."""

    source: str
    due: datetime
    attempts: int


def due_time(row: Mapping[str, Any], schedule: Schedule | None, now: datetime) -> datetime | None:
    """The due time that a source waits for, from its row of the query `jobs`; a source never loaded is due at once.

    What was loaded since counts, whoever loaded it; of several times that were missed the last stands for all.
    """
    since = row["scheduled_at"]
    if schedule is None or since is None or row["paused"]:
        return None
    begun = schedule.begun(now, latest_time(since, row["settled_for"], row["success_started"]), row["source"])
    if begun is None and row["success_run"] is None and row["settled_for"] is None:
        begun = since.replace(microsecond=0)
    return begun


def scheduled(row: Mapping[str, Any]) -> Schedule | None:
    """A source's schedule as the graph has it."""
    return from_json(row["schedule"])


def waits(row: Mapping[str, Any], due: datetime, now: datetime) -> bool:
    """Whether a due time was tried in vain and is not to be tried yet."""
    return bool(row["claimed_for"] == due and row["retry_at"] and row["retry_at"] > now)


def publish(graph: Graph, manifest: Manifest, schedule: Schedule | None, now: datetime) -> None:
    """Put a source's schedule into the graph; the times before that do not count."""
    parameters = {
        **manifest.node,
        "schedule": schedule.as_json() if schedule else None,
        "now": now.replace(microsecond=0),
    }
    graph.write(lambda tx: tx.run(statement("publish-schedule"), parameters).consume(), name="publish-schedule")


def claim(graph: Graph, process: str, source: str, due: datetime, now: datetime) -> DueClaim | None:
    """Take a due time, unless it was settled or a living process has the source; the lock keeps two from taking it."""

    def work(tx: neo4j.ManagedTransaction) -> DueClaim | None:
        row = tx.run(statement("lock-due-time"), source=source).single()
        if row is None or row["paused"] or (row["settled"] and row["settled"] >= due) or waits(row, due, now):
            return None
        if Lease(DUE_TIME, source, process).take(tx):
            return None
        return DueClaim(source, due, tx.run(statement("claim"), source=source, due=due).single(strict=True)["attempts"])

    return graph.write(work, name="claim")


def settle(graph: Graph, process: str, source: str) -> None:
    """The claimed due time is dealt with."""

    def work(tx: neo4j.ManagedTransaction) -> None:
        if Lease(DUE_TIME, source, process).release(tx):
            tx.run(statement("settle"), source=source).consume()

    graph.write(work, name="settle")


def put_off(graph: Graph, process: str, source: str, retry_at: datetime | None, *, failed: bool) -> None:
    """Let go of the claimed due time, so that it is taken again: at once, or not before a moment."""

    def work(tx: neo4j.ManagedTransaction) -> None:
        if Lease(DUE_TIME, source, process).release(tx):
            tx.run(statement("put-off"), source=source, retry_at=retry_at, more=int(failed)).consume()

    graph.write(work, name="put-off")


def renew(graph: Graph, process: str) -> None:
    """This process's claims live on."""
    renew_all(graph, DUE_TIME, process)


def beat_scheduler(graph: Graph, process: str) -> None:
    """This scheduler lives, and its claims with it."""
    renew(graph, process)
    graph.write(
        lambda tx: tx.run(statement("scheduler-beat"), process=process, version=version("faultlines")).consume(),
        name="scheduler-beat",
    )


def leave_scheduler(graph: Graph, process: str) -> None:
    """This scheduler has ended; those that died long ago are forgotten with it."""
    graph.write(lambda tx: tx.run(statement("scheduler-leave"), process=process).consume(), name="scheduler-leave")
    graph.write(lambda tx: tx.run(statement("scheduler-tidy")).consume(), name="scheduler-tidy")


def pause(graph: Graph, source: str, *, paused: bool, by: str) -> bool:
    """Let a source's schedule wait for a person, or go on; False when the graph knows no such source."""
    parameters = {"source": source, "paused": paused, "by": by}
    return bool(graph.write(lambda tx: tx.run(statement("pause"), parameters).data(), name="pause"))
