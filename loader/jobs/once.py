"""`faultlines load SOURCE --if-due`: one look, for cron, systemd or Kubernetes, by the claims that schedulers go by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cypher.errors import UsageError
from cypher.graph import Graph
from cypher.scheduling.health import clock
from cypher.settings import Settings
from loader.catalogue.source import find_source, schedule_of
from loader.jobs import child, claims, conclusion, notices
from loader.jobs.task import Ended, Report, Task
from loader.runs import lease

LATER = 75
"""The exit code for what may go well later (EX_TEMPFAIL of sysexits.h)."""
CODES = {Ended.DONE: 0, Ended.SETTLED: 0, Ended.HELD: 3, Ended.FAILED: 1, Ended.STOPPED: LATER}


@dataclass(frozen=True)
class Looked:
    """What came of one look: the report of a load, or why there was none; words for people, an exit code."""

    status: str
    words: str
    exit_code: int = 0
    report: Report | None = None


def load_if_due(settings: Settings, graph: Graph, name: str, now: datetime) -> Looked:
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
        return Looked("paused", f"{name} is paused: faultlines jobs resume {name}")
    due = claims.due_time(row, schedule, now)
    if due is None:
        upcoming = schedule.next_start(now, name)
        return Looked("not due", f"{name} is not due{f' before {clock(upcoming)}' if upcoming else ''}")
    if claims.waits(row, due, now):
        again = clock(row["retry_at"] or now)
        return Looked("waiting", f"{name} failed, and is tried again from {again}", LATER)
    claim = claims.claim(graph, process, name, due, now)
    if claim is None:
        return Looked("taken", f"another process has taken what {name} was due for")
    with lease.heartbeat(lambda: claims.renew(graph, process), "claims"):
        report = child.run(graph, Task(name, due=due, deadline=schedule.deadline))
        conclusion.conclude(graph, process, claim, report, now)
    notices.observe(graph, settings, graph.ask("jobs"), now)
    notices.deliver(graph, settings, now)
    code = LATER if report.status is Ended.FAILED and report.heals else CODES[report.status]
    return Looked(report.status.value, report.words, code, report)
