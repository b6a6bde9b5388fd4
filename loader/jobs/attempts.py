"""Attempts whose process can't say itself how they ended: what failed before it began, what was killed."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from cypher.errors import FaultlinesError
from cypher.graph import Graph, Row
from cypher.library.statements import Statements
from loader.jobs.task import Task

statement = Statements(Path(__file__).with_name("queries"))


def note_attempt(graph: Graph, task: Task, error: str) -> str | None:
    """Note an attempt that failed before its run began, as far as the graph answers; the run that stands for it."""
    parameters = {"source": task.source, "due": task.due, "job": task.job, "error": error, "by": task.by}
    with suppress(FaultlinesError):
        rows = graph.write(lambda tx: tx.run(statement("note-failure"), parameters).data(), name="note-failure")
        return str(rows[0]["run"])
    return None


def run_of(graph: Graph, task: Task) -> str | None:
    """The run that an attempt has begun, as far as the graph answers."""
    with suppress(FaultlinesError):
        rows = graph.read(statement("run-of-attempt"), {"source": task.source, "job": task.job}, name="run-of-attempt")
        return rows[0]["run"] if rows else None
    return None


def close_attempt(graph: Graph, task: Task, error: str) -> Row | None:
    """Say of the run of an attempt that is no more how it ended; None when it had begun none."""
    parameters = {"source": task.source, "job": task.job, "error": error}
    rows = graph.write(lambda tx: tx.run(statement("close-attempt"), parameters).data(), name="close-attempt")
    return rows[0] if rows else None


def held_run(graph: Graph, source: str) -> Row | None:
    """The run of a source that waits for a person."""
    rows = graph.read(statement("held-run-of"), {"source": source}, name="held-run-of")
    return rows[0] if rows else None
