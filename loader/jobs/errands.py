"""What people ask of the scheduler, taken one by one: a request is one process's, and passes on when that dies."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from cypher.errors import FaultlinesError
from cypher.graph import Graph
from cypher.scheduling.requests import Kind
from cypher.settings import Settings
from loader.jobs import claims
from loader.runs.lease import alive
from loader.runs.run import drop

TAKE = """
MATCH (q:Request) USING INDEX q:Request(status, asked_at)
WHERE q.status = 'asked' AND q.asked_at IS NOT NULL AND NOT q.source IN $busy
  AND (q.source IN $sources OR q.kind IN ['drop', 'pause', 'resume'])
  AND ($loads OR NOT q.kind IN ['run', 'accept'])
WITH q ORDER BY q.asked_at LIMIT 1
SET q.touched = datetime()
WITH q WHERE q.status = 'asked'
SET q.status = 'taken', q.taken_by = $me
RETURN q.id AS id, q.kind AS kind, q.source AS source, q.run AS run, q.asked_by AS asked_by
"""
TAKEN = """
MATCH (q:Request) USING INDEX q:Request(status, asked_at)
WHERE q.status = 'taken' AND q.asked_at IS NOT NULL AND q.taken_by <> $me
OPTIONAL MATCH (p:Scheduler {id: q.taken_by})
RETURN q.id AS id, q.taken_by AS holder, coalesce(p.beat_at > datetime() - duration({seconds: $lasts}), false) AS beats
"""
GIVE_BACK = """
MATCH (q:Request {id: $id}) WHERE q.status = 'taken' AND q.taken_by = $holder
SET q.status = 'asked', q.taken_by = null
"""
ANSWER = """
MATCH (q:Request {id: $id}) WHERE q.taken_by = $me
SET q.status = $status, q.answer = $answer, q.ended_at = datetime()
"""


@dataclass(frozen=True)
class Errand:
    """A request that this process carries out."""

    id: str
    kind: Kind
    source: str
    run: str | None
    asked_by: str

    @property
    def loads(self) -> bool:
        """Whether it takes a process of its own."""
        return self.kind in (Kind.RUN, Kind.ACCEPT)


def take(graph: Graph, me: str, sources: Collection[str], busy: Collection[str], *, loads: bool) -> Errand | None:
    """Take the oldest request that can be carried out now; `loads` says whether there is a place for a load."""
    asked = {"me": me, "sources": list(sources), "busy": list(busy), "loads": loads}
    rows = graph.write(lambda tx: tx.run(TAKE, asked).data(), name="take-request")
    return Errand(**rows[0] | {"kind": Kind(rows[0]["kind"])}) if rows else None


def take_over(graph: Graph, me: str, lasts: int) -> None:
    """Let requests that a dead scheduler had taken be asked again."""
    for row in graph.read(TAKEN, {"me": me, "lasts": lasts}, name="taken-requests"):
        if not alive(row["holder"], beats=row["beats"]):
            asked = {"id": row["id"], "holder": row["holder"]}
            graph.write(lambda tx, asked=asked: tx.run(GIVE_BACK, asked).consume(), name="give-back-request")  # type: ignore[misc]


def give_back(graph: Graph, me: str, errand: Errand) -> None:
    """Let a request be asked again."""
    asked = {"id": errand.id, "holder": me}
    graph.write(lambda tx: tx.run(GIVE_BACK, asked).consume(), name="give-back-request")


def answer(graph: Graph, me: str, errand: Errand, words: str, *, done: bool) -> None:
    """Say what came of a request."""
    asked = {"id": errand.id, "me": me, "status": "done" if done else "refused", "answer": words}
    graph.write(lambda tx: tx.run(ANSWER, asked).consume(), name="answer-request")


def carry_out(settings: Settings, graph: Graph, errand: Errand) -> tuple[str, bool]:
    """Do what takes no process of its own; what came of it, and whether it was done."""
    try:
        match errand.kind:
            case Kind.DROP:
                drop(settings, graph, str(errand.run))
                return f"{errand.run} is dropped; the graph is as it was", True
            case Kind.PAUSE | Kind.RESUME:
                paused = errand.kind is Kind.PAUSE
                done = claims.pause(graph, errand.source, paused=paused, by=errand.asked_by)
                return f"{errand.source} is {'paused' if paused else 'scheduled again'}", done
            case _:
                raise ValueError(errand.kind)
    except FaultlinesError as error:
        return str(error), False
