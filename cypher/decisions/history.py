"""The decisions that were taken, the undone among them."""

from __future__ import annotations

from pathlib import Path

from cypher.graph import Graph, Row
from cypher.library.statements import Statements

statement = Statements(Path(__file__).with_name("queries"))


def history(graph: Graph, which: str | None = None, limit: int = 200) -> list[Row]:
    """The latest decisions: all, one by its id, or those on a record or on the records of an actor."""
    return graph.read(statement("history"), {"id": which, "limit": limit}, name="decisions")
