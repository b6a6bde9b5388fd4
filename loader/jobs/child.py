"""The process of one load as its scheduler sees it: begun, watched, stopped at its deadline."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from cypher.errors import GraphError
from cypher.graph import Graph
from loader.jobs import attempts
from loader.jobs.task import LoadEnd, Task, TaskReport

LOOK = 0.2
PATIENCE = 10.0
"""Seconds that a load has for stopping, before it is killed."""
STOPPED = "the scheduler was stopped"


def run_child(graph: Graph, task: Task, stopping: Callable[[], bool] = lambda: False) -> TaskReport:
    """Do a task in a process of its own; it is ended at its deadline, or when `stopping` says so."""
    command = [sys.executable, "-m", "loader.jobs.work"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True
    ) as process:
        why: str | None = None
        try:
            log_child(process, task.as_json())
            until = time.monotonic() + task.deadline
            while not child_ended(process, LOOK):
                if stopping():
                    why = STOPPED
                elif time.monotonic() >= until:
                    why = f"stopped at its deadline of {read_length(task.deadline)}"
                if why:
                    stop_child(process, why)
                    break
            output = process.stdout.read() if process.stdout else ""
        finally:
            if process.poll() is None:
                process.kill()
    report = read_report(output)
    if report and report.status is not LoadEnd.STOPPED:
        return report
    if report and why is None:
        return replace(report, status=LoadEnd.FAILED)
    return closed(graph, task, why or f"its process ended unexpectedly ({process.returncode})", stopped=why == STOPPED)


def closed(graph: Graph, task: Task, why: str, *, stopped: bool) -> TaskReport:
    """The report of a load whose process was ended; its run says why."""
    try:
        row = attempts.close_attempt(graph, task, why)
    except GraphError as error:
        return TaskReport(LoadEnd.FAILED, error=f"{why}; {error}", heals=True)
    if row and row["status"] in (LoadEnd.DONE, LoadEnd.HELD):
        return TaskReport(LoadEnd(row["status"]), row["run"])
    status = LoadEnd.STOPPED if stopped else LoadEnd.FAILED
    if row:
        return TaskReport(status, row["run"], error=row["error"])
    return TaskReport(status, None if stopped else attempts.note_attempt(graph, task, why), error=why)


def stop_child(process: subprocess.Popen[str], why: str) -> None:
    """Tell a load to stop, and kill it when it does not."""
    log_child(process, why)
    if not child_ended(process, PATIENCE):
        process.kill()
        process.wait()


def log_child(process: subprocess.Popen[str], line: str) -> None:
    """Write a line to a process that may be gone."""
    if process.stdin:
        with suppress(OSError):
            process.stdin.write(line + "\n")
            process.stdin.flush()


def child_ended(process: subprocess.Popen[str], seconds: float) -> bool:
    """Whether a process ends within so many seconds."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def read_report(output: str) -> TaskReport | None:
    """The report on the last line of what a load said."""
    lines = output.strip().splitlines()
    try:
        return TaskReport.from_json(lines[-1]) if lines else None
    except (ValueError, TypeError, KeyError):
        return None


def read_length(seconds: int) -> str:
    """A length of time for people."""
    for unit, size in (("h", 3600), ("min", 60)):
        if seconds >= size and seconds % size == 0:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"
