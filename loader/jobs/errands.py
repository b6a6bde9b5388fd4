"""What people ask of the scheduler, taken one by one: a request is one process's, and passes on when that dies."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import neo4j

from cypher.errors import FaultlinesError
from cypher.graph import Graph
from cypher.scheduling.requests import Kind
from cypher.settings import Settings
from loader.jobs import claims
from loader.runs.lease import REQUEST, Lease, held
from loader.runs.run import drop

TAKE = """
MATCH (q:Request) USING INDEX q:Request(status, asked_at)
WHERE q.status = 'asked' AND q.asked_at IS NOT NULL AND NOT q.source IN $busy
  AND (q.source IN $sources OR q.kind IN ['drop', 'pause', 'resume'])
  AND ($loads OR NOT q.kind IN ['run', 'accept'])
WITH q ORDER BY q.asked_at LIMIT 1
SET q.touched = datetime()
WITH q WHERE q.status = 'asked'
SET q.status = 'taken'
RETURN q.id AS id, q.kind AS kind, q.source AS source, q.run AS run, q.asked_by AS asked_by
"""
GIVE_BACK = "MATCH (q:Request {id: $id, status: 'taken'}) SET q.status = 'asked'"
ANSWER = """
MATCH (q:Request {id: $id}) WHERE q.taken_by = $process
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


def take(graph: Graph, process: str, sources: Collection[str], busy: Collection[str], *, loads: bool) -> Errand | None:
    """Take the oldest request that can be carried out now; `loads` says whether there is a place for a load."""

    def work(tx: neo4j.ManagedTransaction) -> Errand | None:
        row = tx.run(TAKE, sources=list(sources), busy=list(busy), loads=loads).single()
        if row is None:
            return None
        Lease(REQUEST, row["id"], process).take(tx)
        return Errand(**row.data() | {"kind": Kind(row["kind"])})

    return graph.write(work, name="take-request")


def take_over(graph: Graph, process: str) -> None:
    """Let requests that a dead scheduler had taken be asked again."""
    for request in held(graph, REQUEST):
        if request.holder != process and not request.alive:
            give_back(graph, request.holder, request.id)


def give_back(graph: Graph, process: str, request: str) -> None:
    """Let a request that a process has taken be asked again."""

    def work(tx: neo4j.ManagedTransaction) -> None:
        if Lease(REQUEST, request, process).release(tx):
            tx.run(GIVE_BACK, id=request).consume()

    graph.write(work, name="give-back-request")


def answer(graph: Graph, process: str, errand: Errand, words: str, *, done: bool) -> None:
    """Say what came of a request."""
    asked = {"id": errand.id, "process": process, "status": "done" if done else "refused", "answer": words}
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
