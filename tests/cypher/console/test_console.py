"""A person's statement runs once, within limits, and ends when it is told to."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Timer
from typing import Any

import pytest

from cypher.console.run import Console, Limits, Run
from cypher.errors import Cancelled, QueryError, StatementRejected
from cypher.graph import Graph
from cypher.guard import plan as plans
from cypher.notices import PRODUCT, WORDS
from cypher.settings import Settings
from cypher.values import Node, Path, Relationship, elements, simple

ENDLESS = "UNWIND range(1, 1000000) AS x UNWIND range(1, 1000000) AS y RETURN count(*)"


@pytest.fixture
def console(graph: Graph, settings: Settings) -> Iterator[Console]:
    """A console on a small graph; nothing burns on when the test ends."""
    graph.command("CREATE (:Actor {id: 'a', name: 'A'})-[:SUPPLIES {id: 's'}]->(:Actor {id: 'b', name: 'B'})")
    with Console(graph, settings) as console:
        yield console
        assert not console.watch.settle()


def test_rows_come_with_nodes_relationships_and_paths(console: Console) -> None:
    with console.run("MATCH p = (a)-[r:SUPPLIES]->(b) RETURN a, r, p, date('2023-01-20') AS on") as run:
        assert run.columns == ("a", "r", "p", "on")
        ((a, r, p, on),) = list(run)
    assert isinstance(a, Node)
    assert isinstance(r, Relationship)
    assert isinstance(p, Path)
    assert (a.labels, a.id, r.type, r.start) == (("Actor",), "a", "SUPPLIES", a.element)
    assert [part.id for part in elements([{"x": p}])] == ["a", "s", "b"]
    assert simple(a)["properties"] == {"id": "a", "name": "A"}
    assert simple(on) == "2023-01-20"


def test_a_limit_of_rows_is_said(console: Console) -> None:
    with console.run("UNWIND range(1, 100) AS x RETURN x", limits=Limits(rows=10)) as run:
        assert [row for (row,) in run] == list(range(1, 11))
        assert run.truncated
    with console.run("UNWIND range(1, 10) AS x RETURN x", limits=Limits(rows=10)) as run:
        assert len(list(run)) == 10
        assert not run.truncated


@pytest.mark.parametrize(
    ("text", "limits", "words"),
    [
        (ENDLESS, Limits(seconds=1), "took longer than 1 s"),
        ("UNWIND range(1, 1000000) AS x RETURN x, 'padding'", Limits(rows=None, bytes=1 << 20), "answer is larger"),
        ("UNWIND range(1, 1000000) AS x RETURN collect([x, 'padding'])", Limits(row_bytes=1 << 20), "single row"),
    ],
)
def test_what_goes_over_a_limit_is_cut(console: Console, text: str, limits: Limits, words: str) -> None:
    with pytest.raises(StatementRejected, match=words) as caught, console.run(text, limits=limits) as run:
        list(run)
    assert caught.value.layer == 4
    with console.run("RETURN 1 AS x") as run:
        assert list(run) == [[1]]


def cancelled_soon(run: Run) -> Run:
    """The run, which a timer will cancel."""
    Timer(0.5, run.cancel).start()
    return run


def test_cancelling_cuts_from_another_thread(console: Console) -> None:
    run = console.run(ENDLESS)
    with pytest.raises(Cancelled), run:
        list(cancelled_soon(run))
    before = console.run("RETURN 1")
    before.cancel()
    with pytest.raises(Cancelled), before:
        list(before)


def test_plans_are_read(console: Console) -> None:
    assert console.plan("MATCH (a:Actor) RETURN a").lines()[-1].startswith("  NodeByLabelScan a:Actor")
    assert console.plan("MATCH (a:Actor) RETURN a", profile=True).rows == 2
    with console.run("EXPLAIN MATCH (a:Actor) RETURN a") as run:
        assert list(run) == []
        assert run.tree.operator == "ProduceResults"


@pytest.mark.parametrize("name", ["suppliers", "recipients"])
def test_named_queries_pass_as_they_are(console: Console, graph: Graph, name: str) -> None:
    query = graph.library.find(name)
    assert list(console.plan(query.text, query.bind(query.examples())).walk())
    with pytest.raises(StatementRejected, match="shortest paths of up to 6 steps"):
        console.plan(query.text.replace("LIMIT 5000", "LIMIT 5001"), query.bind(query.examples()))


def test_a_busy_server_plans_a_named_query_in_its_own_time(
    console: Console, graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What ships is planned within the statement's whole limit; what a person wrote, within one that is short."""
    explained = Run.explained

    def slow(run: Run, seconds: float) -> Any:
        if seconds <= plans.SECONDS:
            raise StatementRejected(3, f"the server took over {seconds:g} s to plan it")
        return explained(run, seconds)

    monkeypatch.setattr(Run, "explained", slow)
    query = graph.library.find("suppliers")
    parameters = query.bind({"actor": "b"})
    with console.run(query.text, parameters, limits=Limits(seconds=60)) as run:
        assert [row[run.columns.index("name")] for row in run] == ["A"]
    mine = query.text.replace("LIMIT 5000", "LIMIT 4999")
    for text, limits in ((mine, Limits(seconds=60)), (query.text, Limits(seconds=5))):
        with pytest.raises(StatementRejected, match="to plan it"), console.run(text, parameters, limits=limits) as run:
            list(run)


def test_mistakes_are_said_in_the_servers_words(console: Console) -> None:
    with pytest.raises(QueryError, match="Variable `b` not defined"), console.run("MATCH (a) RETURN b"):
        pass
    with pytest.raises(QueryError, match="by zero"), console.run("RETURN 1 / 0 AS x") as run:
        list(run)
    with pytest.raises(QueryError, match="9999"), console.run("RETURN date({year: 99999}) AS x") as run:
        list(run)


@pytest.mark.parametrize(
    ("text", "notices"),
    [
        (
            "MATCH (a:Actor)-[r:SUPPLIES]->() RETURN r.program",
            ["property `program` does not exist; did you mean programme?"],
        ),
        ("MATCH (a:Aktor) RETURN a", ["label `Aktor` does not exist; did you mean Actor?"]),
        ("MATCH ()-[r:SUPLIES]->() RETURN r", ["relationship type `SUPLIES` does not exist; did you mean SUPPLIES?"]),
        ("MATCH (a:Actor)-[r:SUPPLIES]->() WHERE r.goods IS NULL RETURN r.quantity, r.status", []),
        ("MATCH (a:Vessel)-[r:OWNS]->() RETURN a", []),
        (
            "MATCH (a:Actr) RETURN a.nme",
            ["label `Actr` does not exist; did you mean Actor?", "property `nme` does not exist; did you mean name?"],
        ),
        ("MATCH (a), (b) RETURN a.name, b.name", [WORDS[PRODUCT]]),
        ("MATCH (a:Actor {id: 'a'}), (b:Actor {id: 'b'}) RETURN a.name, b.name", []),
        (
            "MATCH (a:Actor) RETURN id(a)",
            ["id is deprecated and will be removed without a replacement"],
        ),
    ],
)
def test_what_the_server_says_of_a_statement_is_said(console: Console, text: str, notices: list[str]) -> None:
    with console.run(text) as run:
        list(run)
    assert run.notices == notices
