"""Attacks have a server of their own, with all that Java has: one that burns in the planner is over so much sooner."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cypher import engine
from cypher.graph import Graph
from cypher.settings import Settings
from tests import java


@pytest.fixture(scope="module")
def settings(surroundings: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings of the attacked graph."""
    return Settings.read().model_copy(update={"home": tmp_path_factory.mktemp("attacked")})


@pytest.fixture(scope="module")
def connected(settings: Settings) -> Iterator[Graph]:
    """A connection to the attacked graph, with the schema applied."""
    try:
        with java.unhurried():
            engine.start(settings)
        with Graph.connect(settings) as graph:
            graph.ensure_schema()
            yield graph
    finally:
        engine.stop(settings)
