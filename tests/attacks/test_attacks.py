"""Every attack is refused, every harmless statement answered; after each the server answers and burns nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cypher.console.run import Console, Limits
from cypher.console.watch import BUSY
from cypher.errors import StatementRejected
from cypher.graph import Graph
from cypher.settings import Settings
from tests.attacks.statement import Statement, folder

ORDINARY = [
    line.removesuffix(";")
    for line in Path(__file__).with_name("ordinary.cypher").read_text("utf-8").splitlines()
    if not line.startswith("//")
]
LIMITS = Limits(seconds=1)
HARMLESS = Limits(seconds=30)
CONTENT = """
CALL () { MATCH (n) RETURN count(n) AS nodes, sum(size(keys(n))) AS keys }
CALL () { MATCH (a)-[r]->(b) RETURN count(r) AS ties, sum(a.n * b.n) AS ends }
RETURN nodes, keys, ties, ends
"""


@pytest.fixture(scope="module")
def console(connected: Graph, settings: Settings) -> Iterator[Console]:
    """A console on a small, dense graph."""
    connected.command(
        "MATCH (n) WHERE NOT n:Meta AND NOT n:EdgeType CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
    )
    connected.command(
        "UNWIND range(0, 39) AS n CREATE (a:Actor:Organization {id: 'a' + n, name: 'Actor ' + n, "
        "names: ['Actor ' + n], n: n, kind: 'organization', live: true}) "
        "WITH collect(a) AS actors UNWIND range(0, 39) AS n UNWIND [1, 2, 7] AS step "
        "WITH n, step, actors[n] AS a, actors[(n + step) % 40] AS b "
        "FOREACH (x IN CASE step WHEN 1 THEN [1] ELSE [] END | CREATE (a)-[:ALLY_OF {id: 'y' + n}]->(b)) "
        "FOREACH (x IN CASE step WHEN 2 THEN [1] ELSE [] END | "
        "CREATE (a)-[:SUPPLIES {id: 's' + n, valid_from: date('2022-11-01')}]->(b)) "
        "FOREACH (x IN CASE step WHEN 7 THEN [1] ELSE [] END | CREATE (a)-[:RIVAL_OF {id: 'r' + n}]->(b))"
    )
    connected.command("CALL db.awaitIndexes(300)")
    with Console(connected, settings) as console:
        yield console


@pytest.fixture(autouse=True)
def unharmed(console: Console, connected: Graph) -> Iterator[None]:
    """The graph is as it was, the server answers, and nothing of ours runs on."""
    before = content(connected)
    yield
    assert console.watch.settle() == []
    assert content(connected) == before


def content(graph: Graph) -> tuple[object, ...]:
    """What an attack would change."""
    (row,) = graph.read(CONTENT, timeout=10)
    indexes = graph.read("SHOW INDEXES YIELD name RETURN count(*) AS n", timeout=10)
    users = graph.read("SHOW USERS YIELD user RETURN count(*) AS n", timeout=10)
    return (*row.values(), indexes[0]["n"], users[0]["n"])


@pytest.mark.parametrize("attack", [pytest.param(found, id=found.name) for found in folder("refused")])
def test_an_attack_is_refused(console: Console, attack: Statement) -> None:
    with pytest.raises(StatementRejected) as caught, console.run(attack.text, attack.parameters, limits=LIMITS) as run:
        list(run)
    assert len(caught.value.reason) > 10


@pytest.mark.parametrize("harmless", [pytest.param(found, id=found.name) for found in folder("answered")])
def test_what_only_looks_like_an_attack_is_answered(console: Console, harmless: Statement) -> None:
    with console.run(harmless.text, harmless.parameters, limits=HARMLESS) as run:
        rows = list(run)
        assert rows == [] or len(rows[0]) == len(run.columns)


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_statement_is_answered(console: Console, text: str) -> None:
    with console.run(text, {}, limits=HARMLESS) as run:
        list(run)
        assert not run.truncated


def test_no_core_burns_after_all_of_them(console: Console) -> None:
    busy = [console.watch.cores() or 0.0]
    while (
        busy[-1] > BUSY and len(busy) < 60
    ):  # each look takes half a second; compilers and collectors end by themselves
        busy.append(console.watch.cores() or 0.0)
    assert busy[-1] <= BUSY
