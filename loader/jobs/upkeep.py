"""What a scheduler does besides loads: each day what is old goes, and backups are made when they are due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import neo4j

from cypher import log
from cypher.backoff import backoff
from cypher.graph import Graph
from cypher.lease import TURN, Lease, heartbeat
from cypher.library.statements import Statements
from cypher.scheduling.schedule import Schedule, parse_schedule
from cypher.settings import Settings
from cypher.upkeep.backup import back_up
from loader.archive.retention import prune

statement = Statements(Path(__file__).with_name("queries"))


KEEP_DAYS = 90
"""How long what people asked for, and what the webhook was told, can be looked up."""
WAIT = 600.0
"""Seconds that a backup waits for running loads."""
RETRY, MOST, RETRIES = 300.0, 3600.0, 5
"""Seconds after which a backup that failed is made again, doubled up to an hour; how often, before it is given up."""


@dataclass(frozen=True)
class Housekeeping:
    """A piece of housekeeping that this process does for a due time; when the process dies, another takes it over."""

    lease: Lease
    due: datetime

    def end(self, graph: Graph) -> None:
        """Note that it is done. It is also when it has failed for good: the next due time comes."""

        def work(tx: neo4j.ManagedTransaction) -> None:
            if self.lease.release(tx):
                tx.run(statement("end-turn"), what=self.lease.id, due=self.due).consume()

        graph.write(work, name="end-turn")


def begin(graph: Graph, what: str, due: datetime, first: datetime) -> Housekeeping | None:
    """Take a piece of housekeeping for a due time; None when it is done, or another living process does it."""
    lease = Lease(TURN, what)

    def work(tx: neo4j.ManagedTransaction) -> bool:
        row = tx.run(statement("look-at-turn"), what=what, due=due, first=first).single(strict=True)
        return bool(row["due"]) and lease.take(tx) is None

    return Housekeeping(lease, due) if graph.write(work, name="take-turn") else None


def tidy_graph(settings: Settings, graph: Graph, now: datetime) -> bool:
    """Once a day, delete what is old: inputs by their rules, requests and notices after a while."""
    today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    turn = begin(graph, "tidy", today, today - timedelta(days=1))
    if turn is None:
        return False
    try:
        with heartbeat(lambda: turn.lease.renew(graph), "heartbeat tidy"):
            gone, before = prune(settings, graph, now=now), now - timedelta(days=KEEP_DAYS)
            for text in (statement("delete-old-requests"), statement("delete-old-notices")):
                graph.write(lambda tx, text=text: tx.run(text, before=before).consume(), name="tidy")  # type: ignore[misc]
    finally:
        turn.end(graph)
    log.event("archive tidied", files=len(gone), bytes=sum(file.size for file in gone))
    return True


def backup_due(settings: Settings, graph: Graph, now: datetime) -> Housekeeping | None:
    """The backup that this process is to make: one has come due, and no other process makes it.

    Its lease needs no heartbeat: backups are of the embedded graph, whose schedulers see each other's processes.
    """
    schedule: Schedule | None = parse_schedule(settings.backup_schedule) if settings.backup_schedule else None
    if schedule is None or settings.backup_folder is None or settings.neo4j_uri:
        return None
    rows = graph.read(statement("last-turn"), {"what": "backup"}, name="last-backup")
    if not rows:  # the times before the first look do not count
        begin(graph, "backup", now - timedelta(seconds=1), now)
        return None
    due = schedule.begun(now, rows[0]["done_for"], "backup")
    return begin(graph, "backup", due, due) if due else None


@dataclass
class DueBackup:
    """A backup that this process is to make, and makes again when it fails."""

    turn: Housekeeping
    next_at: datetime
    """When it is made, or made again."""
    failures: int = 0
    over: bool = False
    """It is made, or was tried often enough; the graph has yet to learn of it."""
    error: str | None = None
    """Why it failed the last time."""

    def made(self) -> None:
        """It is made."""
        self.over, self.error = True, None

    def failed(self, error: str, now: datetime) -> None:
        """It failed: it is made again later, but not for ever."""
        self.failures, self.error = self.failures + 1, error
        self.over = self.failures > RETRIES
        self.next_at = now + timedelta(seconds=backoff(self.failures - 1, RETRY, MOST))


def make_backup(settings: Settings) -> None:
    """Make a backup in the folder of backups, as soon as no load goes on."""
    if settings.backup_folder is None:
        return
    place = back_up(settings, settings.backup_folder, keep=settings.backup_keep, wait=WAIT, tell=log.event)
    log.event("backup made", place=str(place))
