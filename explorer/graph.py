"""Asks named queries for the screen: connects when first needed and after a loss, notes what was asked."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal, NotRequired, TypedDict, cast

from flask import current_app, g

from cypher import schema
from cypher.errors import FaultlinesError, GraphAway, GraphDown, SchemaMismatch
from cypher.graph import Graph, Row
from explorer.stores import QueryCall

if TYPE_CHECKING:
    from cypher.queries.rows import Ask

EXTENSION = "faultlines"


class GraphHealth(TypedDict):
    """Whether the screen can show anything, and the command that fixes it."""

    state: Literal["ok", "down", "away", "empty", "schema"]
    message: str
    fix: str
    statements: NotRequired[int]


@dataclass
class GraphReader:
    """The app's one way to the graph; each worker process has its own."""

    connect: Callable[[], Graph]
    fix: str
    observe: Callable[[str, float], None] = lambda name, seconds: None
    graph: Graph | None = None

    def __post_init__(self) -> None:
        self.lock = Lock()

    @property
    def ask(self) -> Ask:
        """Asks a named query, whose rows have its own type; a lost connection is made again once."""
        return cast("Ask", self._ask)

    def _ask(self, name: str, /, **parameters: Any) -> list[Row]:
        # The engine may be back on another port.
        graph = self.connected()
        try:
            return self.timed(graph, name, parameters)
        except GraphDown:
            self.drop(graph)
            return self.timed(self.connected(), name, parameters)

    def timed(self, graph: Graph, name: str, parameters: dict[str, Any]) -> list[Row]:
        """The rows of a named query, its seconds noted, also when it fails."""
        known = graph.library.find(name).name
        began = time.perf_counter()
        try:
            return graph.ask(name, **parameters)
        finally:
            self.observe(known, time.perf_counter() - began)

    def connected(self) -> Graph:
        """The connection, made when there is none."""
        with self.lock:
            if self.graph is None:
                self.graph = self.connect()
            return self.graph

    def drop(self, graph: Graph) -> None:
        """Forget a connection that failed, unless another thread has already; whoever uses it still closes it."""
        with self.lock:
            if self.graph is not graph:
                return
            self.graph = None
        graph.users.leave()

    def health(self) -> GraphHealth:
        """Whether the graph answers, carries our schema and holds actors."""
        try:
            (row,) = self.ask("pulse")
            return health_of(row["schema"], row["statements"])
        except GraphAway as error:
            return {"state": "away", "message": f"{error}.", "fix": ""}
        except SchemaMismatch as error:
            return {"state": "schema", "message": str(error), "fix": "pip install --upgrade faultlines"}
        except FaultlinesError as error:
            return {"state": "down", "message": str(error), "fix": self.fix}


def health_of(version: int | None, statements: int) -> GraphHealth:
    """What the schema's version and the number of statements mean for the screen."""
    if version is not None and version > schema.VERSION:
        message = f"This graph was written by a newer faultlines (schema {version}; this one knows {schema.VERSION})."
        return {"state": "schema", "message": message, "fix": "pip install --upgrade faultlines"}
    if version is not None and version < schema.VERSION:
        message = f"This graph was written by an older faultlines (schema {version}; this one needs {schema.VERSION})."
        return {"state": "schema", "message": message, "fix": "faultlines graph upgrade"}
    if not statements:
        return {
            "state": "empty",
            "message": "The graph is running, but has no statements yet.",
            "fix": "faultlines load wagner-2023",
        }
    return {"state": "ok", "message": "", "fix": "", "statements": statements}


def graph_reader() -> GraphReader:
    """The reader of the app that answers this request."""
    reader: GraphReader = current_app.extensions[EXTENSION]
    return reader


def _noted(name: str, /, **parameters: Any) -> list[Row]:
    rows = graph_reader().ask(name, **parameters)
    query_calls().append({"name": name, "parameters": parameters})
    return rows


ask = cast("Ask", _noted)
"""Asks a named query, noted for the panel that shows the query behind what is seen; the rows have its own type."""


def query_calls() -> list[QueryCall]:
    """The queries asked so far in this request."""
    if "query_calls" not in g:
        g.query_calls = []
    calls: list[QueryCall] = g.query_calls
    return calls
