"""`faultlines load SOURCE --if-due`: one look, for cron, systemd or Kubernetes, by the claims that schedulers go by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cypher import lease
from cypher.errors import UsageError
from cypher.graph import Graph
from cypher.scheduling.health import clock
from cypher.settings import Settings
from loader.catalogue.source import find_source, schedule_of
from loader.jobs import child, claims, conclusion, notices
from loader.jobs.task import LoadEnd, Task, TaskReport

LATER = 75
"""The exit code for what may go well later (EX_TEMPFAIL of sysexits.h)."""
CODES = {LoadEnd.DONE: 0, LoadEnd.SETTLED: 0, LoadEnd.HELD: 3, LoadEnd.FAILED: 1, LoadEnd.STOPPED: LATER}


@dataclass(frozen=True)
class DueCheck:
    """What came of one look: the report of a load, or why there was none; words for people, an exit code."""

    status: str
    words: str
    exit_code: int = 0
    report: TaskReport | None = None


def load_if_due(settings: Settings, graph: Graph, name: str, now: datetime) -> DueCheck:
    """Load a source when its due time has come and nobody else has taken it; UsageError when it has no schedule."""
    source = find_source(settings, name)
    schedule = schedule_of(settings, source)
    if schedule is None:
        raise UsageError(
            f"{name} has no schedule: write one into its manifest (schedule: …) or into faultlines.toml ([schedules])"
        )
    graph.ensure_schema()
    rows = {row["source"]: row for row in graph.ask("jobs")}
    if name not in rows or rows[name]["schedule"] != schedule.as_json():
        claims.publish(graph, source.manifest, schedule, now)
        rows = {row["source"]: row for row in graph.ask("jobs")}
    row, process = rows[name], lease.process_id()
    if row["paused"]:
        return DueCheck("paused", f"{name} is paused: faultlines jobs resume {name}")
    due = claims.due_time(row, schedule, now)
    if due is None:
        upcoming = schedule.next_start(now, name)
        return DueCheck("not due", f"{name} is not due{f' before {clock(upcoming)}' if upcoming else ''}")
    if claims.waits(row, due, now):
        again = clock(row["retry_at"] or now)
        return DueCheck("waiting", f"{name} failed, and is tried again from {again}", LATER)
    claim = claims.claim(graph, process, name, due, now)
    if claim is None:
        return DueCheck("taken", f"another process has claimed this load of {name}")
    with lease.heartbeat(lambda: claims.renew(graph, process), "claims"):
        report = child.run_child(graph, Task(name, due=due, deadline=schedule.deadline))
        conclusion.conclude(graph, process, claim, report, now)
    notices.observe(graph, settings, graph.ask("jobs"), now)
    notices.deliver(graph, settings, now)
    code = LATER if report.status is LoadEnd.FAILED and report.heals else CODES[report.status]
    return DueCheck(report.status.value, report.words, code, report)
