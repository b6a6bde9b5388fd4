"""What a person asks of the scheduler: written into the graph here, carried out by `faultlines jobs run`."""

from __future__ import annotations

import getpass
import socket
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from cypher.errors import UsageError
from cypher.library.statements import Statements

if TYPE_CHECKING:
    from cypher.graph import Graph, Row

statement = Statements(Path(__file__).with_name("queries"))


class RequestKind(StrEnum):
    """What can be asked for."""

    RUN = "run"
    ACCEPT = "accept"
    DROP = "drop"
    PAUSE = "pause"
    RESUME = "resume"


def create_request(
    graph: Graph, kind: RequestKind, source: str, *, run: str | None = None, by: str | None = None
) -> str:
    """Ask for something; the request's id. UsageError when the graph knows no such source or held run."""
    if kind in (RequestKind.ACCEPT, RequestKind.DROP):
        runs = graph.read(statement("request-run"), {"run": run, "source": source}, name="request-run")
        if not runs:
            raise UsageError(f"there is no run {run!r} of {source}: faultlines runs lists them")
    parameters = {"id": uuid4().hex, "kind": kind.value, "source": source, "run": run, "by": by or whoever()}
    rows = graph.write(lambda tx: tx.run(statement("create-request"), parameters).data(), name="request")
    if not rows:
        raise UsageError(f"the graph has no source {source!r}: it has been neither loaded nor scheduled")
    return str(rows[0]["id"])


def find_request(graph: Graph, request: str) -> Row | None:
    """How a request stands."""
    rows = graph.read(statement("request-status"), {"id": request}, name="request-status")
    return rows[0] if rows else None


def note_restart(graph: Graph, by: str | None) -> None:
    """Keep who restarted the server; nobody has to carry that out."""
    parameters = {"id": uuid4().hex, "by": by or whoever()}
    graph.write(lambda tx: tx.run(statement("note-restart"), parameters).consume(), name="note-restart")


def whoever() -> str:
    """The user and machine of this process."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = "somebody"
    return f"{user}@{socket.gethostname()}"
