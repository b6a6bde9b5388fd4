"""What follows from how a load ended: its due time is settled, or tried again later where that may help."""

from __future__ import annotations

from datetime import datetime, timedelta

from cypher.backoff import backoff
from cypher.graph import Graph
from loader.jobs import claims
from loader.jobs.claims import DueClaim
from loader.jobs.task import LoadEnd, TaskReport

FIRST = 30.0
MOST = 3600.0
"""Seconds before a failed load is tried again: the first time, and at most."""
ATTEMPTS = 6
"""How often one due time is tried: 30 s, 1, 2, 4 and 8 minutes lie between."""


def conclude(graph: Graph, process: str, claim: DueClaim, report: TaskReport, now: datetime) -> datetime | None:
    """Settle the due time, or put it off; when it is tried again."""
    if report.status is LoadEnd.STOPPED:
        claims.put_off(graph, process, claim.source, None, failed=False)
        return None
    retry_at = retry_time(report, claim.attempts, now)
    if retry_at:
        claims.put_off(graph, process, claim.source, retry_at, failed=True)
    else:
        claims.settle(graph, process, claim.source)
    return retry_at


def retry_time(report: TaskReport, attempts: int, now: datetime) -> datetime | None:
    """When a load that failed is tried again; None when it did not fail, or trying again would not help."""
    if report.status is not LoadEnd.FAILED or not report.heals or attempts + 1 >= ATTEMPTS:
        return None
    return now + timedelta(seconds=max(backoff(attempts, FIRST, MOST), report.retry_after or 0))
