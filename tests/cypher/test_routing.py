"""An address with routing, as clusters and Aura have it: the driver asks the server where to read and to write."""

from __future__ import annotations

from collections.abc import Iterator

import neo4j
import pytest
from neo4j.exceptions import ClientError
from pydantic import SecretStr

from cypher import engine
from cypher.graph import Graph
from cypher.library.library import Library
from cypher.settings import Settings
from tests.conftest import Faultlines


@pytest.fixture(scope="module")
def routed(settings: Settings, server: engine.Status) -> Settings:
    """The session's graph by an address that asks for routing."""
    where = engine.locate(settings)
    changes = {"neo4j_uri": where.uri.replace("bolt://", "neo4j://"), "neo4j_password": SecretStr(where.password)}
    return settings.model_copy(update=changes)


@pytest.fixture(scope="module")
def routed_graph(routed: Settings) -> Iterator[Graph]:
    with Graph.connect(routed) as graph:
        yield graph


def test_what_one_session_writes_the_next_reads(graph: Graph, routed_graph: Graph) -> None:
    routed_graph.write(lambda tx: tx.run("CREATE (:Actor {id: 't:a', name: 'A', live: true})").consume())
    assert routed_graph.read("MATCH (a:Actor {id: 't:a'}) RETURN a.name AS name") == [{"name": "A"}]


def test_commands_load_and_ask(graph: Graph, routed: Settings, faultlines: Faultlines) -> None:
    assert routed.neo4j_password is not None
    where = {"NEO4J_URI": str(routed.neo4j_uri), "NEO4J_PASSWORD": routed.neo4j_password.get_secret_value()}
    done = faultlines("load", "wagner-2023", **where)
    assert done.returncode == 0, done.stderr
    done = faultlines("query", "tensions", "--format", "csv", **where)
    assert done.returncode == 0, done.stderr
    assert "Yevgeny Prigozhin" in done.stdout
    done = faultlines(
        "cypher",
        "MATCH (a:Actor) WHERE a.id STARTS WITH 'wagner' RETURN count(a) AS actors",
        "--format",
        "csv",
        **where,
    )
    assert (done.returncode, done.stdout.split()) == (0, ["actors", "11"]), done.stderr


def test_reads_wait_for_what_the_process_has_written(graph: Graph, routed_graph: Graph) -> None:
    routed_graph.write(lambda tx: tx.run("CREATE (:Actor {id: 't:b', name: 'B', live: true})").consume())
    (written,) = routed_graph.driver.execute_query_bookmark_manager.get_bookmarks()
    assert routed_graph.read("MATCH (a:Actor {id: 't:b'}) RETURN count(a) AS count") == [{"count": 1}]
    assert [*routed_graph.driver.execute_query_bookmark_manager.get_bookmarks()] == [written]
    assert graph.bookmarks is None


def test_named_queries_are_understood_by_the_next_cypher_where_the_server_has_it(graph: Graph) -> None:
    (versions,) = graph.read("CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions")
    with graph.driver.session(database=graph.database, default_access_mode=neo4j.READ_ACCESS) as session:
        if versions["versions"][0].startswith("5."):
            with pytest.raises(ClientError, match="Valid options are: 5"):
                session.run("CYPHER 25 RETURN 1").consume()
            return
        for query in Library.load():
            session.run(f"CYPHER 25 EXPLAIN {query.body}", query.bind(query.examples())).consume()
