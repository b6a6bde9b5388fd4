"""A statement that no layer knew and that truly burns: the watch says so, and a restart ends it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from threading import Thread

import neo4j
import pytest
from neo4j.exceptions import DriverError, Neo4jError

from cypher import engine
from cypher.console.run import Console
from cypher.console.watch import BUSY, statement
from cypher.graph import Graph
from cypher.settings import Settings

BURNS = "RETURN reduce(s = 0, x IN range(1, 2000000000) | s + x % 7) AS s"


def burn(driver: neo4j.Driver) -> None:
    """Run the statement past every guard, as one that slipped through would run."""
    with (
        suppress(Neo4jError, DriverError, OSError),
        driver.session() as session,
        session.begin_transaction(metadata={"run": "burns", "client": "me"}, timeout=1) as tx,
    ):
        tx.run(BURNS).consume()


@pytest.mark.long
def test_what_burns_on_leads_to_a_restart(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    settings = Settings(home=tmp_path / "home", heap="512m", page_cache="64m", runaway_restart=1)
    before = engine.start(settings).pid
    where = engine.locate(settings)
    driver = neo4j.GraphDatabase.driver(where.uri, auth=(where.user, where.password))
    burning = Thread(target=burn, args=(driver,), daemon=True)
    try:
        with Graph.connect(settings) as graph, Console(graph, settings) as console:
            burning.start()
            while not graph.read(statement("running"), {"run": "burns"}):
                assert burning.is_alive()
            console.watch.follow("burns", "me", BURNS)
            assert console.watch.settle(120) == []
            assert "restarting Neo4j" in caplog.text
            assert engine.status(settings).pid != before
        with Graph.connect(settings) as graph:
            assert graph.read("RETURN 1 AS one", timeout=5) == [{"one": 1}]
    finally:
        engine.stop(settings)
        burning.join(30)
        driver.close()


@pytest.mark.long
def test_what_burns_on_is_found_and_a_restart_ends_it(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home", heap="512m", page_cache="64m", runaway_restart=0)
    engine.start(settings)
    where = engine.locate(settings)
    driver = neo4j.GraphDatabase.driver(where.uri, auth=(where.user, where.password))
    burning = Thread(target=burn, args=(driver,), daemon=True)
    try:
        with Graph.connect(settings) as graph, Console(graph, settings) as console:
            burning.start()
            while not graph.read(statement("running"), {"run": "burns"}):
                assert burning.is_alive()
            console.watch.follow("burns", "me", BURNS)
            (found,) = console.watch.settle()
            assert found.text == BURNS
            assert found.cores is not None
            assert found.cores > BUSY
            assert graph.read("RETURN 1 AS one", timeout=5) == [{"one": 1}]
            before = engine.status(settings).pid
            assert console.restart().pid != before
            assert console.burning() == []
        with Graph.connect(settings) as graph:
            assert graph.read(statement("running"), {"run": "burns"}) == []
    finally:
        engine.stop(settings)
        burning.join(30)
        driver.close()
