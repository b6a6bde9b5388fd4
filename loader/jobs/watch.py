"""Whether graph and scheduler are there: the webhook is told once when one is gone, and once when it is back.

A graph that is down can't keep its own notices. They stand in `watch.json` of the data folder, whose lock keeps the
processes of this machine (schedulers, `jobs health --notify`) from telling the same twice.
"""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import uuid4

import msgspec

from cypher import log
from cypher.backoff import backoff
from cypher.content import replace_private
from cypher.engine.home import read_note
from cypher.errors import GraphAway, GraphDown
from cypher.file_lock import exclusive
from cypher.graph import Graph
from cypher.settings import Settings
from loader.jobs.notices import ATTEMPTS, FIRST, MOST, message_text, note_service, send_notice, signing_key

GRACE = timedelta(seconds=45)
"""How long the graph may be gone before that is told: a restart takes less."""
MANY = 8
"""Notices that are kept for a webhook that does not answer; the oldest go."""
DEAD = timedelta(minutes=2)
"""How long a scheduler may be silent before it is dead: a short backup, and a new start by systemd, take less."""


class WaitingNotice(msgspec.Struct):
    """A notice that the webhook has not heard yet."""

    id: str
    body: str
    next_at: datetime
    attempts: int = 0


class Watched(msgspec.Struct):
    """What is known of the graph, and which notices of it wait for the webhook."""

    since: datetime | None = None
    """Since when it is gone."""
    told: bool = False
    """That is told."""
    waiting: list[WaitingNotice] = []
    """The oldest first."""


def note_graph(settings: Settings, down: GraphDown | None, now: datetime) -> None:
    """Note that the graph answers, or why it does not; what is news is told. A backup's downtime is none."""
    if isinstance(down, GraphAway):
        return
    with watched(settings) as watch:
        if down is None:
            if watch.told:
                queue(settings, watch, "up", now, why=None)
            watch.since, watch.told = None, False
        else:
            watch.since = watch.since or now
            if not watch.told and now - watch.since >= GRACE:
                watch.told = True
                queue(settings, watch, "down", now, why=str(down))
        deliver_waiting(settings, watch, now)


@contextmanager
def watched(settings: Settings) -> Iterator[Watched]:
    """What is known, for this process alone while the block runs; kept when it has changed."""
    path = settings.home / "watch.json"
    with exclusive(settings.home / "watch.lock"):
        watch = read_note(path, Watched) or Watched()
        before = msgspec.json.encode(watch)
        yield watch
        after = msgspec.json.encode(watch)
        if after != before:
            replace_private(path, after)


def queue(settings: Settings, watch: Watched, state: str, now: datetime, *, why: str | None) -> None:
    """Put a notice among those that wait, when there is a webhook."""
    level = logging.INFO if state == "up" else logging.ERROR
    log.event(f"graph is {state}", level=level, since=watch.since, error=why)
    if settings.webhook_url is None:
        return
    where = settings.neo4j_uri or str(settings.home)
    data = {
        "graph": where,
        "state": state,
        "why": why and why[:500],
        "since": watch.since,
        "told_by": socket.gethostname(),
    }
    body = message_text(f"graph.{state}", now, data)
    watch.waiting = [*watch.waiting, WaitingNotice(uuid4().hex, body, now)][-MANY:]


def deliver_waiting(settings: Settings, watch: Watched, now: datetime) -> None:
    """Send what waits and is to be sent by now, in order: what follows waits for what was not heard."""
    while settings.webhook_url and watch.waiting and watch.waiting[0].next_at <= now:
        notice = watch.waiting[0]
        notice.attempts += 1
        row = {"id": notice.id, "body": notice.body}
        error, gone = send_notice(settings.webhook_url, signing_key(settings), row, now)
        level = logging.INFO if error is None else logging.WARNING
        log.event("webhook told of the graph", level=level, attempts=notice.attempts, error=error)
        if error is None or gone or notice.attempts >= ATTEMPTS:
            watch.waiting.pop(0)
        else:
            pause = timedelta(seconds=backoff(notice.attempts - 1, FIRST, MOST))
            notice.next_at = now + pause


def note_schedulers(graph: Graph, settings: Settings, now: datetime) -> None:
    """Note whether a scheduler lives; what is news is told. One that was stopped has left, and is not dead."""
    rows = graph.ask("schedulers")
    if any(row["alive"] for row in rows):
        state, last = "back", None
    elif rows and all(now - row["beat_at"] > DEAD for row in rows):
        state, last = "dead", max(rows, key=lambda row: row["beat_at"])
    else:
        return
    data = {
        "scheduler": last and last["id"],
        "why": last and f"no heartbeat since {last['beat_at']:%Y-%m-%d %H:%M:%S} UTC",
        "told_by": socket.gethostname(),
    }
    if note_service(graph, settings, "scheduler", state, now, data, well="back"):
        log.event(
            f"scheduler is {state}", level=logging.INFO if last is None else logging.ERROR, last=last and last["id"]
        )
