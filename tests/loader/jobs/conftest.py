"""What the tests of scheduled loads share: an environment in which child processes reach the session's graph."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cypher import engine
from cypher.graph import Graph, Row
from cypher.scheduling.schedule import Schedule
from cypher.settings import Settings
from loader.catalogue.source import find_source
from loader.jobs import claims

NIGHTLY = Schedule("0 6 * * *")
DAY = datetime(2026, 1, 2, 6, tzinfo=UTC)
ACTORS = "key,name,kind\na,Alpha,state\n"


@pytest.fixture
def here(mine: Settings, graph: Graph, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The settings of this test, which its child processes have too."""
    where = engine.locate(mine)
    monkeypatch.setenv("FAULTLINES_HOME", str(mine.home))
    monkeypatch.setenv("FAULTLINES_NEO4J_URI", where.uri)
    monkeypatch.setenv("FAULTLINES_NEO4J_USER", where.user)
    monkeypatch.setenv("FAULTLINES_NEO4J_PASSWORD", where.password)
    monkeypatch.setenv("FAULTLINES_SOURCES", str(mine.sources[0]))
    return mine


def schedule(settings: Settings, graph: Graph, name: str, since: datetime, when: Schedule = NIGHTLY) -> None:
    """Put a source's schedule into the graph as of a moment."""
    claims.publish(graph, find_source(settings, name).manifest, when, since)


def row_of(graph: Graph, name: str) -> Row:
    """A source as the query `jobs` has it."""
    return next(row for row in graph.ask("jobs") if row["source"] == name)
