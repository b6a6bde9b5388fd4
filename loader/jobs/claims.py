"""Due times in the graph: published, claimed by one process, settled or put off; a dead process's claims pass on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from typing import Any

import neo4j

from cypher.graph import Graph
from cypher.scheduling.health import latest
from cypher.scheduling.schedule import Schedule, from_json
from loader.catalogue.manifest import Manifest
from loader.runs.lease import DUE_TIME, Lease, renew_all

PUBLISH = """
MERGE (s:Source {id: $source})
ON CREATE SET s.title = $title, s.publisher = $publisher, s.url = $url, s.licence = $licence,
              s.reliability = $reliability, s.rank = $rank
SET s.scheduled_at = CASE WHEN $schedule = s.schedule THEN s.scheduled_at WHEN $schedule IS NULL THEN null
                     ELSE $now END,
    s.schedule = $schedule
"""
LOCK = """
MATCH (s:Source {id: $source}) SET s.touched = datetime()
RETURN s.paused AS paused, s.claimed_for AS claimed_for, s.settled_for AS settled, s.retry_at AS retry_at
"""
CLAIM = """
MATCH (s:Source {id: $source})
SET s.attempts = CASE WHEN s.claimed_for = $due THEN coalesce(s.attempts, 0) ELSE 0 END,
    s.claimed_for = $due, s.retry_at = null
RETURN s.attempts AS attempts
"""
SETTLE = """
MATCH (s:Source {id: $source})
SET s.settled_for = s.claimed_for, s.attempts = null, s.retry_at = null
"""
PUT_OFF = """
MATCH (s:Source {id: $source})
SET s.attempts = coalesce(s.attempts, 0) + $more, s.retry_at = $retry_at
"""
BEAT = """
MERGE (p:Scheduler {id: $process})
ON CREATE SET p.started_at = datetime(), p.version = $version
SET p.beat_at = datetime()
"""
LEAVE = "MATCH (p:Scheduler {id: $process}) DETACH DELETE p"
TIDY = "MATCH (p:Scheduler) WHERE p.id >= '' AND p.beat_at < datetime() - duration({hours: 1}) DETACH DELETE p"
PAUSE = """
MATCH (s:Source {id: $source})
SET s.paused = CASE WHEN $paused THEN true END, s.paused_by = CASE WHEN $paused THEN $by END
RETURN s.id AS id
"""


@dataclass(frozen=True)
class Claim:
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
    begun = schedule.begun(now, latest(since, row["settled_for"], row["success_started"]), row["source"])
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
    asked = {
        **manifest.node,
        "schedule": schedule.as_json() if schedule else None,
        "now": now.replace(microsecond=0),
    }
    graph.write(lambda tx: tx.run(PUBLISH, asked).consume(), name="publish-schedule")


def claim(graph: Graph, process: str, source: str, due: datetime, now: datetime) -> Claim | None:
    """Take a due time, unless it was settled or a living process has the source; the lock keeps two from taking it."""

    def work(tx: neo4j.ManagedTransaction) -> Claim | None:
        row = tx.run(LOCK, source=source).single()
        if row is None or row["paused"] or (row["settled"] and row["settled"] >= due) or waits(row, due, now):
            return None
        if Lease(DUE_TIME, source, process).take(tx):
            return None
        return Claim(source, due, tx.run(CLAIM, source=source, due=due).single(strict=True)["attempts"])

    return graph.write(work, name="claim")


def settle(graph: Graph, process: str, source: str) -> None:
    """The claimed due time is dealt with."""

    def work(tx: neo4j.ManagedTransaction) -> None:
        if Lease(DUE_TIME, source, process).release(tx):
            tx.run(SETTLE, source=source).consume()

    graph.write(work, name="settle")


def put_off(graph: Graph, process: str, source: str, retry_at: datetime | None, *, failed: bool) -> None:
    """Let go of the claimed due time, so that it is taken again: at once, or not before a moment."""

    def work(tx: neo4j.ManagedTransaction) -> None:
        if Lease(DUE_TIME, source, process).release(tx):
            tx.run(PUT_OFF, source=source, retry_at=retry_at, more=int(failed)).consume()

    graph.write(work, name="put-off")


def renew(graph: Graph, process: str) -> None:
    """This process's claims live on."""
    renew_all(graph, DUE_TIME, process)


def beat(graph: Graph, process: str) -> None:
    """This scheduler lives, and its claims with it."""
    renew(graph, process)
    graph.write(
        lambda tx: tx.run(BEAT, process=process, version=version("faultlines")).consume(), name="scheduler-beat"
    )


def leave(graph: Graph, process: str) -> None:
    """This scheduler has ended; those that died long ago are forgotten with it."""
    graph.write(lambda tx: tx.run(LEAVE, process=process).consume(), name="scheduler-leave")
    graph.write(lambda tx: tx.run(TIDY).consume(), name="scheduler-tidy")


def pause(graph: Graph, source: str, *, paused: bool, by: str) -> bool:
    """Let a source's schedule wait for a person, or go on; False when the graph knows no such source."""
    asked = {"source": source, "paused": paused, "by": by}
    return bool(graph.write(lambda tx: tx.run(PAUSE, asked).data(), name="pause"))
