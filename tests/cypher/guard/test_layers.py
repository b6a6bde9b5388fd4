"""Each layer holds alone, where those before it let everything pass."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from threading import Event, Thread
from typing import Any

import pytest

from cypher.console import run as consoles
from cypher.console import watch
from cypher.console.gate import Gate
from cypher.console.run import Console, Limits
from cypher.errors import StatementRejected
from cypher.graph import Graph
from cypher.guard import plan, regexes
from cypher.guard.grammar import parse_statement
from cypher.guard.text import ExaminedStatement
from cypher.settings import Settings

ENDLESS = "UNWIND range(1, 1000000) AS x UNWIND range(1, 1000000) AS y RETURN count(*)"


@pytest.fixture
def console(graph: Graph, settings: Settings) -> Iterator[Console]:
    """A console on an empty graph."""
    with Console(graph, settings) as console:
        yield console


@pytest.fixture
def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Layer 1 lets everything pass."""

    def pass_on(text: str, parameters: dict[str, Any], **_: object) -> ExaminedStatement:
        return ExaminedStatement(text, "run", dict(parameters), False, parse_statement("RETURN 1"))

    monkeypatch.setattr(consoles.texts, "examine", pass_on)


def refused(console: Console, text: str) -> StatementRejected:
    """What a statement is refused for."""
    with pytest.raises(StatementRejected) as caught, console.run(text, limits=Limits(seconds=2)) as run:
        list(run)
    return caught.value


@pytest.mark.usefixtures("blind")
@pytest.mark.parametrize(
    "text",
    [
        "CREATE (n)",
        "CALL { CREATE (n) RETURN n } RETURN n",
        "MATCH (n) SET n.x = 1",
        "CREATE INDEX x FOR (n:X) ON (n.x)",
        "SHOW TRANSACTIONS YIELD currentQuery RETURN currentQuery",
        "SHOW PROCEDURES",
        "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
    ],
)
def test_the_plan_alone_refuses(console: Console, text: str) -> None:
    assert refused(console, text).layer == 3


@pytest.mark.usefixtures("blind")
@pytest.mark.parametrize(
    "text", ["CREATE (n)", "MERGE (n:X)", "CALL db.createLabel('x')", "CREATE INDEX x FOR (n:X) ON (n.x)"]
)
def test_read_access_alone_refuses(console: Console, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "check_plan", lambda *_, **__: None)
    assert refused(console, text).layer == 2


@pytest.mark.usefixtures("blind")
def test_limits_alone_cut(console: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "check_plan", lambda *_, **__: None)
    assert (
        refused(console, "RETURN size([x IN range(1, 20000) WHERE none(y IN range(1, 20000) WHERE x = -y)])").layer == 4
    )


def test_an_unknown_step_of_a_plan_is_refused() -> None:
    step = {"operatorType": "Unheard@neo4j", "args": {}}
    with pytest.raises(StatementRejected, match="Unheard"):
        plan.check_plan("r", plan.Plan.read({"operatorType": "ProduceResults@neo4j", "children": [step]}))
    with pytest.raises(StatementRejected, match="no plan"):
        plan.check_plan("r", None)
    with pytest.raises(StatementRejected, match="unknown"):
        plan.check_plan("x", None)


def test_four_at_a_time_then_a_queue_then_no_more() -> None:
    gate = Gate(each=2, every=3, queue=1, patience=0.2)
    gate.enter("a")
    gate.enter("a")
    with pytest.raises(StatementRejected, match="waited"):
        gate.enter("a")
    gate.enter("b")
    with pytest.raises(StatementRejected, match="waited"):
        gate.enter("c")  # all of them together are three
    gate.patience = 30
    waiting = Thread(target=gate.enter, args=["a"])
    waiting.start()
    while not gate.count("waiting", "a"):
        time.sleep(0)
    with pytest.raises(StatementRejected, match="are waiting"):
        gate.enter("a")
    gate.leave("a")
    waiting.join()
    assert (gate.running["a"], gate.running["b"], gate.count("waiting")) == (2, 1, 0)


def test_who_waits_can_be_cancelled() -> None:
    gate = Gate(each=0, patience=30)

    def stop() -> None:
        raise StatementRejected(4, "it was cancelled")

    with pytest.raises(StatementRejected, match="cancelled"):
        gate.enter("a", stop)
    assert gate.count("waiting") == 0


def test_the_watch_reports_what_goes_on_and_forgets_what_ended(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "PATIENCE", 0.0)
    run, began = console.run(ENDLESS), Event()
    thread = Thread(target=exhausted, args=(run, began))
    thread.start()
    began.wait(30)
    look: Callable[[], list[Any]] = lambda: console.graph.read(watch.statement("running"), {"run": run.id})  # noqa: E731
    while not look():
        time.sleep(0)
    console.watch.report(run.id, "me", ENDLESS)
    (burning,) = console.burning()
    assert (burning.run, burning.client, burning.text) == (run.id, "me", ENDLESS)
    assert "keeps running after it was terminated" in str(burning)
    run.cancel()
    thread.join()
    while look():
        time.sleep(0)
    assert console.burning() == []


def exhausted(run: consoles.Run, began: Event) -> None:
    """Run to the end, saying when it has begun."""
    with suppress(StatementRejected), run:
        began.set()
        list(run)


@pytest.mark.parametrize(
    "text",
    [
        "wagner.*",
        "(?i).*группа.*",
        "[A-Z][a-z]{2,5}( [A-Z]+)?",
        "a|b|c",
        "(?:ab){1,5}c",
        "\\d+\\.\\d*",
        "[^\\]]+",
        "\\p{L}+.*x",
        "",
    ],
)
def test_regular_expressions_that_end_are_taken(text: str) -> None:
    assert regexes.cost(text, regexes.SUBJECT, 1) >= 1


@pytest.mark.parametrize(
    "text",
    ["(a+)+", "(a|b)*", "((a?){9}){9}", "(a|b){50}", "(?=a)", "(?<n>a)", "a**", "a{2}{3}", ".*.*.*.*.*", "a" * 501,
     "[a", "(a", "a)", "\\1", "\\Qa\\E", None],
)  # fmt: skip
def test_regular_expressions_that_might_not_are_refused(text: str | None) -> None:
    with pytest.raises(StatementRejected):
        regexes.cost(text, regexes.SUBJECT, 1)
