"""The door to Neo4j, where several processes come through at the same time."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from cypher import engine
from cypher.errors import GraphDown, QueryError
from cypher.graph import STATEMENTS_BY_ID, Graph
from cypher.settings import Settings

LABELS = [f"Rush{n}" for n in range(6)]


def test_several_may_apply_a_schema_at_once(connected: Graph) -> None:
    """An explorer and two schedulers that start together on a fresh graph: the server calls it a deadlock."""

    def apply(_: int) -> None:
        for label in LABELS:
            connected.insist(f"CREATE CONSTRAINT {label.lower()} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE")

    try:
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(apply, range(4)))
        names = {row["name"] for row in connected.read("SHOW CONSTRAINTS YIELD name RETURN name")}
        assert names >= {label.lower() for label in LABELS}
    finally:
        for label in LABELS:
            connected.command(f"DROP CONSTRAINT {label.lower()} IF EXISTS")


def test_what_is_wrong_is_said_at_once(connected: Graph) -> None:
    with pytest.raises(QueryError, match="Invalid input"):
        connected.insist("CREATE CONSTRAINT nonsense")


def test_statements_are_found_by_their_ids_in_the_index_of_each_type(connected: Graph) -> None:
    text = "\nUNION ALL\n".join(STATEMENTS_BY_ID.format(type=kind) for kind in ("RIVAL_OF", "DENIED", "WITHDRAWN"))
    with connected.driver.session(database=connected.database) as session:
        plan = session.run("EXPLAIN " + text, {"ids": []}).consume().plan
    leaves, open_parts = [], [plan]
    while open_parts:
        part = open_parts.pop()
        open_parts += part.get("children", [])
        if not part.get("children"):
            leaves.append(part["operatorType"].partition("@")[0])
    assert set(leaves) == {"DirectedRelationshipUniqueIndexSeek"}


def test_a_connection_is_closed_under_nobody(settings: Settings, server: engine.Status) -> None:
    graph = Graph.connect(settings)
    rows = graph.stream("UNWIND range(1, 5000) AS n RETURN n", fetch=100)
    assert next(rows) == {"n": 1}
    graph.users.leave()
    assert sum(row["n"] for row in rows) == 5000 * 5001 // 2 - 1
    with pytest.raises(GraphDown):
        graph.read("RETURN 1 AS n")


def test_an_unused_connection_is_closed_at_once(settings: Settings, server: engine.Status) -> None:
    graph = Graph.connect(settings)
    assert graph.read("RETURN 1 AS n") == [{"n": 1}]
    graph.users.leave()
    with pytest.raises(GraphDown):
        graph.read("RETURN 1 AS n")
