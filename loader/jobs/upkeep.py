"""What a scheduler does besides loads: each day what is old goes, and backups are made when they are due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cypher import log
from cypher.graph import Graph
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


def taken(graph: Graph, what: str, due: datetime, first: datetime) -> bool:
    """Whether it is this process that does something for a due time; of many who ask one is told so."""
    asked = {"what": what, "due": due, "first": first}
    return bool(graph.write(lambda tx: tx.run(statement("take-turn"), asked).data(), name="take-turn"))


def tidy_graph(settings: Settings, graph: Graph, now: datetime) -> bool:
    """Once a day, let go of what is old: inputs by their rules, requests and notices after a while."""
    today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    if not taken(graph, "tidy", today, today - timedelta(days=1)):
        return False
    gone, before = prune(settings, graph, now=now), now - timedelta(days=KEEP_DAYS)
    for text in (statement("delete-old-requests"), statement("delete-old-notices")):
        graph.write(lambda tx, text=text: tx.run(text, before=before).consume(), name="tidy")  # type: ignore[misc]
    log.event("archive tidied", files=len(gone), bytes=sum(one.size for one in gone))
    return True


def backup_due(settings: Settings, graph: Graph, now: datetime) -> Path | None:
    """The folder into which this process is to make a backup: one has come due, and nobody else has taken it."""
    schedule: Schedule | None = parse_schedule(settings.backup_schedule) if settings.backup_schedule else None
    if schedule is None or settings.backup_folder is None or settings.neo4j_uri:
        return None
    rows = graph.read(statement("last-turn"), {"what": "backup"}, name="last-backup")
    if not rows:  # the times before the first look do not count
        taken(graph, "backup", now - timedelta(seconds=1), now)
        return None
    due = schedule.begun(now, rows[0]["done_for"], "backup")
    return settings.backup_folder if due and taken(graph, "backup", due, due) else None


def make_backup(settings: Settings, folder: Path) -> None:
    """Make a backup in a folder, as soon as no load goes on."""
    place = back_up(settings, folder, keep=settings.backup_keep, wait=WAIT, tell=log.event)
    log.event("backup made", place=str(place))
