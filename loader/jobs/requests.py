"""What people ask of the scheduler, taken one by one: a request is one process's, and passes on when that dies."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import neo4j

from cypher.errors import FaultlinesError
from cypher.graph import Graph
from cypher.lease import REQUEST, Lease, held_leases
from cypher.library.statements import Statements
from cypher.scheduling.requests import RequestKind
from cypher.settings import Settings
from loader.jobs import claims
from loader.runs.run import drop_held

statement = Statements(Path(__file__).with_name("queries"))


@dataclass(frozen=True)
class Request:
    """A request that this process carries out."""

    id: str
    kind: RequestKind
    source: str
    run: str | None
    asked_by: str

    @property
    def loads(self) -> bool:
        """Whether it takes a process of its own."""
        return self.kind in (RequestKind.RUN, RequestKind.ACCEPT)


def take_request(
    graph: Graph, process: str, sources: Collection[str], busy: Collection[str], *, loads: bool
) -> Request | None:
    """Take the oldest request that can be carried out now; `loads` says whether there is a place for a load."""

    def work(tx: neo4j.ManagedTransaction) -> Request | None:
        row = tx.run(statement("take-request"), sources=list(sources), busy=list(busy), loads=loads).single()
        if row is None:
            return None
        Lease(REQUEST, row["id"], process).take(tx)
        return Request(**row.data() | {"kind": RequestKind(row["kind"])})

    return graph.write(work, name="take-request")


def take_over_requests(graph: Graph, process: str) -> None:
    """Let requests that a dead scheduler had taken be asked again."""
    for request in held_leases(graph, REQUEST):
        if request.holder != process and not request.alive:
            return_request(graph, request.holder, request.id)


def return_request(graph: Graph, process: str, request: str) -> None:
    """Let a request that a process has taken be asked again."""

    def work(tx: neo4j.ManagedTransaction) -> None:
        if Lease(REQUEST, request, process).release(tx):
            tx.run(statement("give-back-request"), id=request).consume()

    graph.write(work, name="give-back-request")


def answer_request(graph: Graph, process: str, request: Request, words: str, *, done: bool) -> None:
    """Say what came of a request."""
    parameters = {"id": request.id, "process": process, "status": "done" if done else "refused", "answer": words}
    graph.write(lambda tx: tx.run(statement("answer-request"), parameters).consume(), name="answer-request")


def carry_out_request(settings: Settings, graph: Graph, request: Request) -> tuple[str, bool]:
    """Do what takes no process of its own; what came of it, and whether it was done."""
    try:
        match request.kind:
            case RequestKind.DROP:
                drop_held(settings, graph, str(request.run), request.asked_by)
                return f"{request.run} is dropped; the graph is as it was", True
            case RequestKind.PAUSE | RequestKind.RESUME:
                paused = request.kind is RequestKind.PAUSE
                done = claims.pause(graph, request.source, paused=paused, by=request.asked_by)
                return f"{request.source} is {'paused' if paused else 'scheduled again'}", done
            case _:
                raise ValueError(request.kind)
    except FaultlinesError as error:
        return str(error), False
