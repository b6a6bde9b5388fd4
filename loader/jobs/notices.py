"""What the webhook is told of sources, backups and schedulers: once for each change, kept in the graph.

Signed as Standard Webhooks has it (https://www.standardwebhooks.com): HMAC-SHA256 over id, timestamp and body.
"""

from __future__ import annotations

import base64
import hmac
import json
import logging
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import neo4j

from cypher import lease, log
from cypher.backoff import backoff
from cypher.errors import UsageError
from cypher.graph import Graph, Row
from cypher.lease import Lease
from cypher.library.statements import Statements
from cypher.scheduling.health import HealthState, SourceHealth, judge_health
from cypher.settings import Settings

statement = Statements(Path(__file__).with_name("queries"))


WELL = "well"
FIRST = 10.0
MOST = 3600.0
"""Seconds before a notice that was not delivered is sent again: the first time, and at most."""
ATTEMPTS = 30
"""About a day of trying."""
DELIVERY = 60
"""Seconds that one process has for one delivery before another may try."""
TIMEOUT = 10.0
GONE = 410
"""The receiver wants no more of it."""


def observe(graph: Graph, settings: Settings, rows: Iterable[Mapping[str, Any]], now: datetime) -> None:
    """Note each source whose state is another than the one told last, for delivery when there is a webhook."""
    for row in rows:
        health = judge_health(row, now)
        state = to_tell(row, health)
        if state is None:
            continue
        body = body_of(row, health, state, now) if settings.webhook_url else None
        values = {"source": row["source"], "state": state, "body": body, "id": uuid4().hex, "now": now}
        if graph.write(lambda tx, values=values: tx.run(statement("notice"), values).data(), name="notice"):  # type: ignore[misc]
            level = logging.INFO if state == WELL else logging.WARNING
            log.event(f"source is {state}", level=level, source=row["source"], why=health.why)


def to_tell(row: Mapping[str, Any], health: SourceHealth) -> str | None:
    """The state that has to be told; what is tried again first waits for how that ends."""
    notified = row["told"] or WELL
    if health.state is HealthState.FAILING and row["retry_at"] and not row["paused"]:
        return None
    state = health.state.value if health.state.unhealthy else WELL
    return None if state == notified else state


def body_of(row: Mapping[str, Any], health: SourceHealth, state: str, now: datetime) -> str:
    """What is sent."""
    data = {
        "source": row["source"],
        "title": row["title"],
        "state": state,
        "before": row["told"] or WELL,
        "why": health.why,
        "run": row["held_run"] if health.state is HealthState.HELD else row["last_run"],
        "last_success": row["success_ended"],
        "next": health.next_start,
    }
    return message_text(f"source.{state}", now, data)


def observe_backup(graph: Graph, settings: Settings, error: str | None, now: datetime, *, due: datetime) -> None:
    """Note how a scheduled backup ended, for delivery when that is another than what was told last."""
    state = "failed" if error else WELL
    data = {"folder": str(settings.backup_folder), "why": error, "due": due}
    note_service(graph, settings, "backup", state, now, data)


def note_service(
    graph: Graph, settings: Settings, what: str, state: str, now: datetime, data: Mapping[str, Any], well: str = WELL
) -> bool:
    """Note the state of a service, for delivery when that is another than what was told last; whether it is."""
    rows = graph.read(statement("service-told"), {"what": what}, name="service-told")
    if ((rows and rows[0]["state"]) or well) == state:  # as every few seconds: nothing is written
        return False
    body = message_text(f"{what}.{state}", now, {"state": state, **data}) if settings.webhook_url else None
    values = {"what": what, "state": state, "well": well, "body": body, "id": uuid4().hex, "now": now}
    return bool(graph.write(lambda tx: tx.run(statement("service-notice"), values).data(), name="service-notice"))


def message_text(kind: str, now: datetime, data: Mapping[str, Any]) -> str:
    """A notice as it is sent: JSON, times to the second."""
    message = {"type": kind, "timestamp": now.isoformat(timespec="seconds"), "data": data}
    return json.dumps(message, ensure_ascii=False, default=lambda moment: moment.isoformat(timespec="seconds"))


def deliver(graph: Graph, settings: Settings, now: datetime) -> int:
    """Send what waits, the oldest of each source first; how many were delivered."""
    if settings.webhook_url is None:
        return 0
    key, delivered = signing_key(settings), 0
    while row := take(graph, now):
        error, gone = send_notice(settings.webhook_url, key, row, now)
        delivered += error is None
        note_notice(graph, row, error, now, final=gone)
    return delivered


def take(graph: Graph, now: datetime) -> Row | None:
    """Take the notice that is to be sent now; None when none waits, or others send what does."""

    def work(tx: neo4j.ManagedTransaction) -> Row | None:
        row = tx.run(statement("take-notice"), now=now).single()
        if row is None or Lease(lease.NOTICE, row["id"]).take(tx, DELIVERY):
            return None
        return row.data()

    return graph.write(work, name="take-notice")


def note_notice(graph: Graph, row: Row, error: str | None, now: datetime, *, final: bool) -> None:
    """Note how a delivery ended, and when it is tried again."""
    over = final or row["attempts"] >= ATTEMPTS
    status = "delivered" if error is None else "given up" if over else "waiting"
    pause = timedelta(seconds=backoff(row["attempts"] - 1, FIRST, MOST))
    next_at = now + pause if status == "waiting" else None
    parameters = {"id": row["id"], "status": status, "next_at": next_at, "error": error}

    def work(tx: neo4j.ManagedTransaction) -> None:
        tx.run(statement("note-notice"), parameters).consume()
        Lease(lease.NOTICE, row["id"]).release(tx)

    graph.write(work, name="note-notice")
    level = logging.INFO if error is None else logging.WARNING
    log.event(f"webhook {status}", level=level, source=row["source"], attempts=row["attempts"], error=error)


def send_notice(address: str, key: bytes, row: Row, now: datetime) -> tuple[str | None, bool]:
    """Send one notice; what went wrong, and whether the receiver wants no more."""
    import httpx

    stamp = str(int(now.timestamp()))
    headers = {
        "content-type": "application/json",
        "user-agent": "faultlines",
        "webhook-id": row["id"],
        "webhook-timestamp": stamp,
        "webhook-signature": f"v1,{signature(key, row['id'], stamp, row['body'])}",
    }
    try:
        answer = httpx.post(address, content=row["body"].encode(), headers=headers, timeout=TIMEOUT)
    except httpx.HTTPError as error:
        return f"{type(error).__name__}: {error}", False
    return (None, False) if answer.is_success else (f"it answered {answer.status_code}", answer.status_code == GONE)


def signature(key: bytes, notice: str, stamp: str, body: str) -> str:
    """The signature of a notice in base64."""
    signed = f"{notice}.{stamp}.{body}".encode()
    return base64.b64encode(hmac.digest(key, signed, "sha256")).decode()


def signing_key(settings: Settings) -> bytes:
    """The key that the secret stands for: base64 after `whsec_`, else its letters; UsageError when there is none."""
    if settings.webhook_secret is None:
        raise UsageError("a webhook needs a secret that signs it: set webhook_secret, or webhook_secret_file")
    secret = settings.webhook_secret.get_secret_value().strip()
    if not secret.startswith("whsec_"):
        return secret.encode()
    try:
        return base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except ValueError:
        raise UsageError("webhook_secret begins with whsec_, but what follows is not base64") from None
