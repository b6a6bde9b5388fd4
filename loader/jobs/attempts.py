"""Attempts whose process can't say itself how they ended: what failed before it began, what was killed."""

from __future__ import annotations

from contextlib import suppress

from cypher.errors import FaultlinesError
from cypher.graph import Graph, Row
from loader.jobs.task import Task

NOTE = """
MERGE (s:Source {id: $source})
SET s.runs = coalesce(s.runs, 0) + 1
CREATE (r:Run {id: s.id + '-' + toString(s.runs), n: s.runs, source: s.id, status: 'failed', started_at: datetime(),
               ended_at: datetime(), due: $due, job: $job, error: $error, files: [], archived: []})
CREATE (r)-[:OF]->(s)
RETURN r.id AS run
"""
CLOSE = """
MATCH (r:Run)-[:OF]->(s:Source) WHERE r.source = $source AND r.n >= 0 AND r.job = $job
SET r.ended_at = CASE WHEN r.status = 'running' THEN datetime() ELSE r.ended_at END,
    s.holder = CASE WHEN r.status = 'running' THEN null ELSE s.holder END,
    s.held_until = CASE WHEN r.status = 'running' THEN null ELSE s.held_until END,
    r.error = CASE WHEN r.status = 'running' THEN $error ELSE r.error END,
    r.status = CASE WHEN r.status = 'running' THEN 'failed' ELSE r.status END
RETURN r.id AS run, r.status AS status, r.error AS error
"""
RUN = "MATCH (r:Run) WHERE r.source = $source AND r.n >= 0 AND r.job = $job RETURN r.id AS run"
HELD = """
MATCH (r:Run) WHERE r.source = $source AND r.n >= 0 AND r.status = 'held'
RETURN r.id AS run, r.input AS input, r.reader AS reader, r.error AS why ORDER BY r.n DESC LIMIT 1
"""


def note(graph: Graph, task: Task, error: str) -> str | None:
    """Note an attempt that failed before its run began, as far as the graph answers; the run that stands for it."""
    asked = {"source": task.source, "due": task.due, "job": task.job, "error": error}
    with suppress(FaultlinesError):
        rows = graph.write(lambda tx: tx.run(NOTE, asked).data(), name="note-failure")
        return str(rows[0]["run"])
    return None


def run_of(graph: Graph, task: Task) -> str | None:
    """The run that an attempt has begun, as far as the graph answers."""
    with suppress(FaultlinesError):
        rows = graph.read(RUN, {"source": task.source, "job": task.job}, name="run-of-attempt")
        return rows[0]["run"] if rows else None
    return None


def close(graph: Graph, task: Task, error: str) -> Row | None:
    """Say of the run of an attempt that is no more how it ended; None when it had begun none."""
    asked = {"source": task.source, "job": task.job, "error": error}
    rows = graph.write(lambda tx: tx.run(CLOSE, asked).data(), name="close-attempt")
    return rows[0] if rows else None


def held_run(graph: Graph, source: str) -> Row | None:
    """The run of a source that waits for a person."""
    rows = graph.read(HELD, {"source": source}, name="held-run-of")
    return rows[0] if rows else None
