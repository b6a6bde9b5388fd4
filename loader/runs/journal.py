"""The runs as the graph keeps them: begun, done, failed, held, dropped; who holds a source; what was loaded last."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import neo4j

from cypher.errors import UsageError
from cypher.graph import Graph, Transaction
from cypher.scheduling.schedule import Schedule
from cypher.schema import RunStatus
from loader.catalogue.manifest import Manifest
from loader.runs import lease
from loader.runs.diff import Difference
from loader.runs.lease import Busy, Lease

SOURCE = "MERGE (s:Source {id: $source})"
BEGIN = """
MERGE (s:Source {id: $source})
SET s.title = $title, s.publisher = $publisher, s.url = $url, s.licence = $licence, s.reliability = $reliability,
    s.rank = $rank, s.runs = coalesce(s.runs, 0) + 1,
    s.scheduled_at = CASE WHEN $schedule IS NULL OR $schedule = s.schedule THEN s.scheduled_at ELSE datetime() END,
    s.schedule = coalesce($schedule, s.schedule)
WITH s
OPTIONAL MATCH (left:Run {source: $source, status: 'running'})
SET left.status = 'failed', left.error = 'ended before it was done', left.ended_at = datetime()
WITH DISTINCT s
CREATE (r:Run {id: s.id + '-' + toString(s.runs), n: s.runs, source: s.id, status: 'running', started_at: datetime(),
               input: $input, files: $files, reader: $reader, said_at: date($said_at), archived: $archived,
               due: $due, job: $job})
CREATE (r)-[:OF]->(s)
SET r.at = CASE WHEN s.recorded_at > r.started_at THEN s.recorded_at ELSE r.started_at END
RETURN r.id AS run, r.at AS at
"""
RUN_OF_DUE = """
MATCH (r:Run) WHERE r.source = $source AND r.due = $due AND NOT r.status IN ['failed', 'running']
RETURN r.id AS run LIMIT 1
"""
HELD = """
MATCH (r:Run {id: $run})-[:OF]->(s:Source)
RETURN r.source AS source, r.status AS status, r.archived AS archived, r.said_at AS said_at,
       r.status = 'held' OR (r.accepted_at IS NOT NULL AND r.status IN ['failed', 'running'] AND r.n = s.runs) AS waits
"""
RESUME = """
MATCH (r:Run {id: $run})-[:OF]->(s:Source)
WHERE r.status = 'held' OR (r.accepted_at IS NOT NULL AND r.status IN ['failed', 'running'] AND r.n = s.runs)
OPTIONAL MATCH (left:Run {source: s.id, status: 'running'}) WHERE left <> r
SET left.status = 'failed', left.error = 'ended before it was done', left.ended_at = datetime()
WITH DISTINCT r, s
SET r.status = 'running', r.accepted_at = datetime(),
    r.at = CASE WHEN s.recorded_at > datetime() THEN s.recorded_at ELSE datetime() END
RETURN r.id AS run, r.at AS at
"""
REVERTIBLE = """
MATCH (r:Run {id: $run})
RETURN r.source AS source, r.status AS status, r.said_at AS said_at, r.reverted_by AS reverted_by
"""
REPLAYABLE = """
MATCH (r:Run {id: $run})-[:OF]->(s:Source)
OPTIONAL MATCH (later:Run {source: s.id}) WHERE later.n > r.n AND later.input <> r.input
WITH r, later ORDER BY later.n DESC
RETURN r.source AS source, r.archived AS archived, r.said_at AS said_at, r.reverts AS reverts,
       collect(CASE WHEN later.status = 'done' THEN later.id END)[0] AS newer,
       coalesce(any(status IN collect(later.status) WHERE status = 'reverted'), false) AS taken_back
"""
BEGIN_REVERT = """
MATCH (old:Run {id: $run})-[:OF]->(s:Source)
OPTIONAL MATCH (left:Run {source: s.id, status: 'running'})
SET left.status = 'failed', left.error = 'ended before it was done', left.ended_at = datetime()
WITH DISTINCT old, s
SET s.runs = s.runs + 1
CREATE (r:Run {id: s.id + '-' + toString(s.runs), n: s.runs, source: s.id, status: 'running', started_at: datetime(),
               reverts: old.id, said_at: old.said_at})
CREATE (r)-[:OF]->(s)
SET r.at = CASE WHEN s.recorded_at > r.started_at THEN s.recorded_at ELSE r.started_at END
RETURN r.id AS run, r.at AS at
"""
REVERTED = """
MATCH (old:Run {id: $reverts})-[:OF]->(s:Source)
SET old.status = 'reverted', old.reverted_by = $run, s.fingerprint = null, s.paused = true
"""
REVERTS_OF = """
MATCH (old:Run {id: $run})-[:OF]->(s:Source)
MATCH (r:Run) WHERE r.source = s.id AND r.n > old.n AND r.reverts = $run
RETURN collect(r.id) AS runs
"""
LAST = """
MATCH (s:Source {id: $source})
OPTIONAL MATCH (r:Run {id: s.last_run})
RETURN s.fingerprint AS fingerprint, s.said_at AS said_at, s.parts AS parts, s.last_run AS run,
       s.rejected AS rejected, s.last_counts AS counts, r.reader AS reader, r.input AS input, r.archived AS archived
"""
OPEN = "MATCH (s:Source {id: $source}) SET s.fingerprint = null, s.recorded_at = $at"
END = """
MATCH (r:Run {id: $run})-[:OF]->(s:Source)
SET r += $counts, r.status = $status, r.ended_at = datetime(), r.error = $error
RETURN s.id AS source
"""
DIFFERENCES = "MATCH (r:Run {id: $run}) SET r.differences = $differences"
EXPLAIN = "MATCH (r:Run {id: $run}) SET r.reasons = $reasons"
DROP = """
MATCH (r:Run {id: $run, status: 'held'})
SET r.status = 'dropped', r.error = 'dropped by hand', r.ended_at = datetime()
"""
DONE = """
MATCH (s:Source {id: $source})
SET s.fingerprint = $fingerprint, s.parts = $parts, s.said_at = date($said_at), s.last_run = $run,
    s.rejected = $rejected, s.last_counts = $last_counts
"""
SUPERSEDE = """
MATCH (r:Run {source: $source, status: 'held'}) WHERE r.id <> $run
SET r.status = 'dropped', r.error = 'superseded by ' + $run
"""


@dataclass(frozen=True)
class Last:
    """What is known of a source's last complete load."""

    fingerprint: str | None = None
    said_at: date | None = None
    parts: tuple[str, ...] = ()
    run: str | None = None
    rejected: int = 0
    counts: dict[str, Any] = field(default_factory=dict)
    reader: str | None = None
    input: str | None = None
    archived: tuple[str, ...] = ()


@dataclass(frozen=True)
class Errand:
    """What a run is begun for: the source's schedule, the due time if there is one, the attempt of a scheduler."""

    schedule: Schedule | None = None
    due: datetime | None = None
    job: str | None = None


class Settled(UsageError):
    """The due time has had its run."""


@dataclass(frozen=True)
class Begun:
    """A run that has begun: its id and its one timestamp."""

    run: str
    at: datetime


def last_load(graph: Graph, source: str) -> Last:
    """What the graph remembers of the last complete load of a source."""
    rows = graph.read(LAST, {"source": source}, name="last-load")
    if not rows:
        return Last()
    row = rows[0]
    counts = json.loads(row["counts"]) if row["counts"] else {}
    parts = tuple(row["parts"] or ())
    return Last(
        row["fingerprint"],
        row["said_at"],
        parts,
        row["run"],
        row["rejected"] or 0,
        counts,
        row["reader"],
        row["input"],
        tuple(row["archived"] or ()),
    )


def begin(
    graph: Graph,
    manifest: Manifest,
    reader: str,
    digest: str,
    files: dict[str, Path],
    hashes: dict[str, str],
    said_at: date | None,
    errand: Errand | None = None,
) -> Begun:
    """Begin a run of a source; UsageError names the process that is loading it already, or the run of the due time."""
    errand = errand or Errand()
    parameters = {
        **manifest.node,
        "input": digest,
        "reader": reader,
        "files": [f"{part}={path.name}" for part, path in files.items()],
        "archived": [f"{part}={hashes[part]}={path.name}" for part, path in files.items()],
        "said_at": said_at.isoformat() if said_at else None,
        "schedule": errand.schedule.as_json() if errand.schedule else None,
        "due": errand.due,
        "job": errand.job,
    }
    return graph.write(lambda tx: take(tx, BEGIN, manifest.id, parameters), name="begin")


def resume(graph: Graph, source: str, run: str) -> Begun:
    """Take up a held run that a person has accepted."""
    return graph.write(lambda tx: take(tx, RESUME, source, {"run": run}), name="accept")


def revertible(graph: Graph, run: str) -> dict[str, Any]:
    """The source, status and publication date of a run that can be taken back; UsageError for any other."""
    rows = graph.read(REVERTIBLE, {"run": run}, name="revertible-run")
    if not rows:
        raise UsageError(f"there is no run {run!r}: faultlines runs lists them")
    (row,) = rows
    if row["status"] == RunStatus.REVERTED:
        raise UsageError(f"{run} was taken back already, by {row['reverted_by']}")
    return row


def replayable(graph: Graph, run: str) -> dict[str, Any]:
    """The source, archived input and publication date of a run that read one; UsageError for any other.

    `newer` is the last run that has loaded another input since, `taken_back` whether such a run was reverted.
    """
    rows = graph.read(REPLAYABLE, {"run": run}, name="replayable-run")
    if not rows:
        raise UsageError(f"there is no run {run!r}: faultlines runs lists them")
    (row,) = rows
    if row["reverts"]:
        raise UsageError(f"{run} took {row['reverts']} back and read no input")
    return row


def begin_revert(graph: Graph, source: str, run: str) -> Begun:
    """Begin a run that takes back another."""
    return graph.write(lambda tx: take(tx, BEGIN_REVERT, source, {"run": run}), name="begin-revert")


def reverts_of(graph: Graph, run: str) -> list[str]:
    """The runs that tried to take back a run."""
    rows = graph.read(REVERTS_OF, {"run": run}, name="reverts-of")
    return list(rows[0]["runs"]) if rows else []


def reverted(graph: Graph, source: str, run: str, reverts: str, found: Difference) -> None:
    """Note a revert as done: the next load of the source reads anew, and its schedule waits for a person."""

    def work(tx: neo4j.ManagedTransaction) -> None:
        close(tx, run, RunStatus.DONE, flat(found))
        tx.run(REVERTED, run=run, reverts=reverts).consume()

    graph.write(work, name="reverted")


def held(graph: Graph, run: str) -> dict[str, Any]:
    """The source, archived input and publication date of a run that waits for a person; UsageError for any other.

    A run that was accepted and then killed waits too, as long as it is the source's latest.
    """
    rows = graph.read(HELD, {"run": run}, name="held-run")
    if not rows:
        raise UsageError(f"there is no run {run!r}: faultlines runs lists them")
    if not rows[0]["waits"]:
        raise UsageError(f"{run} is {rows[0]['status']}, not held")
    return rows[0]


def drop(graph: Graph, run: str) -> None:
    """Discard a held run."""
    graph.write(lambda tx: tx.run(DROP, run=run).consume(), name="drop")


def take(tx: neo4j.ManagedTransaction, text: Any, source: str, parameters: dict[str, Any]) -> Begun:
    """Take hold of a source and begin; the write lock on its node keeps two processes apart."""
    tx.run(SOURCE, source=source).consume()
    if holder := Lease(lease.SOURCE, source).take(tx):
        host, pid, _ = holder.rsplit(":", 2)
        raise Busy(f"{source} is being loaded by process {pid} on {host}: wait for it (--wait), or stop it")
    if parameters.get("due") and (settled := tx.run(RUN_OF_DUE, source=source, due=parameters["due"]).single()):
        raise Settled(f"{source} was loaded for this due time already, by {settled['run']}")
    found = tx.run(text, {**parameters, "source": source}).single()
    if found is None:
        raise UsageError(f"the run of {source} is no longer held: faultlines runs --source {source} says what it is")
    return Begun(found["run"], found["at"].to_native())


def open_writing(graph: Graph, source: str, at: datetime) -> None:
    """Forget what was loaded last before the first write: a run that dies from here on must be run again."""
    graph.write(lambda tx: tx.run(OPEN, source=source, at=at).consume(), name="open")


def end(graph: Graph, run: str, status: RunStatus, found: Difference | None, error: str | None = None) -> None:
    """Note how a run ended, and let go of its source."""
    counts = flat(found) if found else {}
    graph.write(lambda tx: close(tx, run, status, counts, error), name="end")


def close(tx: Transaction, run: str, status: RunStatus, counts: dict[str, int], error: str | None = None) -> None:
    """Note in a transaction how a run ended, and let go of its source unless another process has taken it over."""
    for row in tx.run(END, run=run, status=status, counts=counts, error=error).data():
        Lease(lease.SOURCE, row["source"]).release(tx)


def done(graph: Graph, source: str, run: str, found: Difference, last: Last) -> None:
    """Note a complete load: what it was, so that the same can be known again; older held runs are superseded."""
    graph.write(lambda tx: finish(tx, source, run, found, last), name="done")


def finish(tx: Transaction, source: str, run: str, found: Difference, last: Last) -> None:
    """Note in a transaction that a load is complete."""
    close(tx, run, RunStatus.DONE, flat(found))
    tx.run(
        DONE,
        source=source,
        run=run,
        fingerprint=last.fingerprint,
        parts=list(last.parts),
        said_at=last.said_at.isoformat() if last.said_at else None,
        rejected=found.rejected,
        last_counts=json.dumps(asdict(found)),
    ).consume()
    tx.run(SUPERSEDE, source=source, run=run).consume()


def hold(graph: Graph, source: str, run: str, found: Difference, why: str, differences: str) -> None:
    """Note that a run waits for a person, and on what; it supersedes those of its source that waited before."""

    def work(tx: neo4j.ManagedTransaction) -> None:
        close(tx, run, RunStatus.HELD, flat(found), why)
        tx.run(DIFFERENCES, run=run, differences=differences).consume()
        tx.run(SUPERSEDE, source=source, run=run).consume()

    graph.write(work, name="hold")


def explain(graph: Graph, run: str, reasons: dict[str, int]) -> None:
    """Note with a run why it refuses rows, so that whoever sees its count sees the reasons too."""
    said = json.dumps(reasons, ensure_ascii=False)
    graph.write(lambda tx: tx.run(EXPLAIN, run=run, reasons=said).consume(), name="explain")


def flat(found: Difference) -> dict[str, int]:
    """A run's counts as properties of its node: those of statements plain, those of records with `records_`."""
    counts: dict[str, int] = {"rejected": found.rejected, "skipped": found.skipped, "kept": found.kept}
    counts |= asdict(found.statements)
    counts |= {f"records_{name}": number for name, number in asdict(found.actors).items()}
    return counts
