"""Sources and runs as loads and the scheduler leave them, planted where a test needs them in every state."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from cypher.graph import Graph

DAILY = json.dumps({"cron": "0 6 * * *", "timezone": "Europe/Berlin", "jitter": 0, "deadline": 3600})
OFTEN = json.dumps({"cron": "*/15 * * * *", "timezone": "UTC", "jitter": 0, "deadline": 600})
HOSTILE = '<img src=x onerror="document.title=1">'
DIFFERENCES = {
    "total": 412,
    "rows": [
        {
            "action": "withdrawn",
            "because": "source",
            "type": "DESIGNATES",
            "subject": "Office of Foreign Assets Control",
            "object": HOSTILE,
            "old": {"programme": "RUSSIA-EO14024", "said_by": "OFAC"},
            "new": None,
            "id": "x",
        },
        {
            "action": "changed",
            "because": "reader",
            "type": "record",
            "subject": "Meridian Shipping",
            "object": None,
            "old": {"names": ["Meridian Shipping"]},
            "new": {"names": ["Meridian Shipping", "Меридиан"]},
            "id": "y",
        },
    ],
}
SOURCE = """
CREATE (s:Source {id: $id, title: $title, publisher: 'A publisher', rank: 50, schedule: $schedule,
  scheduled_at: datetime($since), paused: $paused, paused_by: $paused_by})
"""
RUN = """
MATCH (s:Source {id: $source})
CREATE (r:Run {id: $source + '-' + $n, n: $n, source: $source})-[:OF]->(s) SET r += $properties,
  r.started_at = datetime($at), r.ended_at = datetime($ended), s.runs = $n
"""
BEAT = "MERGE (s:Scheduler {id: $id}) SET s.started_at = datetime(), s.beat_at = datetime($at), s.version = '0'"


def plant(graph: Graph, now: datetime | None = None) -> None:
    """One source in each state, with a month of runs."""
    now = now or datetime.now(UTC)
    source(graph, "a-fresh", "Sanctions list of an authority", OFTEN, now)
    for n in range(1, 31):
        created, withdrawn = (18_000, 0) if n == 1 else ((n * 7) % 40, (n * 5) % 11 if n % 4 == 0 else 0)
        run(graph, "a-fresh", n, now - timedelta(minutes=15 * (30 - n), seconds=40), 3 + n % 5, created=created,
            records_created=400 if n == 1 else 0, changed=n % 3 * 9, withdrawn=withdrawn, rejected=14 if n > 20 else 0,
            reasons=json.dumps({"no such date: …": 9, "type is none of the types that are declared: …": 5}) if n == 21
            else None)  # fmt: skip
    source(graph, "b-failing", "Event feed of a university", OFTEN, now)
    for n in range(1, 9):
        run(graph, "b-failing", n, now - timedelta(minutes=15 * (9 - n)), 2.5, created=n * 3)
    run(graph, "b-failing", 9, now - timedelta(minutes=4), 31, status="failed",
        error=f"https://example.org/feed.csv answered 404 Not Found {HOSTILE}")  # fmt: skip
    source(graph, "c-held", "Registry of companies", DAILY, now)
    run(graph, "c-held", 1, now - timedelta(hours=30), 65, created=4_100)
    run(graph, "c-held", 2, now - timedelta(hours=1), 48, status="held", created=3, withdrawn=409,
        error="409 of 4,100 statements would be withdrawn, more than 10 %",
        differences=json.dumps(DIFFERENCES))  # fmt: skip
    source(graph, "d-late", "Report of a ministry", DAILY, now)
    run(graph, "d-late", 1, now - timedelta(days=3), 1.2, created=33)
    source(graph, "e-never", "Archive of treaties", None, now)
    source(graph, "f-paused", "Ships and their owners", DAILY, now, paused=True)
    run(graph, "f-paused", 1, now - timedelta(days=9), 12, created=700)


def source(graph: Graph, name: str, title: str, schedule: str | None, now: datetime, *, paused: bool = False) -> None:
    """A source that has been scheduled for ten days."""
    asked = {"id": name, "title": title, "schedule": schedule, "paused": paused}
    by = "maria@desk" if paused else None
    graph.command(SOURCE, {**asked, "since": (now - timedelta(days=10)).isoformat(), "paused_by": by})


def run(
    graph: Graph, name: str, n: int, at: datetime, seconds: float, *, status: str = "done", **properties: Any
) -> None:
    """A run that has ended."""
    counts = {"read": 100, "rejected": 0}
    counts |= {f"{what}{name}": 0 for what in ("", "records_") for name in ("created", "changed", "withdrawn")}
    said = {"status": status, **counts, **{k: v for k, v in properties.items() if v is not None}}
    ended = at + timedelta(seconds=seconds)
    asked = {"source": name, "n": n, "at": at.isoformat(), "ended": ended.isoformat(), "properties": said}
    graph.command(RUN, asked)


def beat(graph: Graph, *, alive: bool = True) -> None:
    """A scheduler whose heart beats, or did an hour ago."""
    at = datetime.now(UTC) - (timedelta() if alive else timedelta(hours=1))
    graph.command(BEAT, {"id": "host:1:1", "at": at.isoformat()})
