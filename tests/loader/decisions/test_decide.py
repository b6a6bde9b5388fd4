"""A person decides which records are one actor; loads keep to it, and an undo gives the graph before."""

from __future__ import annotations

import os
from collections.abc import Callable
from threading import Thread
from typing import Any

import psutil
import pytest

from cypher import lease
from cypher.decisions.decide import DecisionOutcome, decide, undo, when_nothing_loads
from cypher.decisions.history import history
from cypher.decisions.partition import DecisionKind
from cypher.errors import GraphError, QueryError, UsageError
from cypher.fingerprint import graph_fingerprint
from cypher.graph import Graph
from cypher.lease import SourceBusy
from explorer.network.filter import EVERYTHING
from explorer.network.requests import CanvasRequest, handle
from loader.history.revert import revert
from loader.runs.job import Options
from tests.loader.conftest import Folder, Loads
from tests.loader.truth import always_true, partition

HEAD = "key,name,kind,identifiers\n"
SAID = "subject,type,object,said_by,evidence\n"
ACTORS = "MATCH (a:Actor) RETURN properties(a) AS said, labels(a) AS labels, a.id AS id ORDER BY id"
ENDS = """
MATCH (s)-[e]->(o) WHERE e.statement IS NOT NULL
RETURN s.id AS s, type(e) AS type, o.id AS o, properties(e) AS said ORDER BY said.id
"""
ASTRAY = """
MATCH (s)-[e]->(o) WHERE e.statement IS NOT NULL AND NOT (
  EXISTS { (:Record {id: e.subject_record})-[:DESCRIBES]->(s:Actor) } AND
  EXISTS { (:Record {id: e.object_record})-[:DESCRIBES]->(o:Actor) })
RETURN e.id AS id
"""
BLOCKED = "SHOW TRANSACTIONS YIELD status WHERE status STARTS WITH 'Blocked' RETURN status"
Decide = Callable[..., DecisionOutcome]


def whole(graph: Graph) -> list[Any]:
    """Everything that the graph shows of actors and statements, with the actors at their ends."""
    return [graph.read(ACTORS), graph.read(ENDS), graph_fingerprint(graph)]


@pytest.fixture
def same(graph: Graph) -> Decide:
    """Decides that two are the same."""
    return decider(graph, DecisionKind.SAME)


@pytest.fixture
def different(graph: Graph) -> Decide:
    """Decides that two are different."""
    return decider(graph, DecisionKind.DIFFERENT)


def decider(graph: Graph, kind: DecisionKind) -> Decide:
    """Decides, and looks at the graph afterwards."""

    def take(first: str, second: str, **more: Any) -> DecisionOutcome:
        try:
            return decide(graph, kind, first, second, by="tester", **more)
        finally:
            true(graph)

    return take


def take_back(graph: Graph, decision: str) -> None:
    """Undo a decision, and look at the graph afterwards."""
    undo(graph, decision, by="tester")
    true(graph)


def true(graph: Graph) -> None:
    """What has to be true after every decision; withdrawn statements hang on the actors of their records too."""
    always_true(graph)
    assert graph.read(ASTRAY) == []


def asked(graph: Graph) -> list[tuple[str, str]]:
    """Which record may be which."""
    return [(row["record"], row["proposed_record"]) for row in graph.ask("proposals")]


@pytest.fixture
def twice(loads: Loads, source: Folder) -> Loads:
    """One person, twice in one list and once in another, and what is said of each; some of it no longer."""
    source("home", actors=f"{HEAD}x,Xanadu,state,\n")
    one = f"{HEAD}a,Alpha,person,wikidata:Q1\nb,Alpha,person,wikidata:Q1\n"
    said = f"{SAID}home:x,designates,a,X,first regime\nhome:x,designates,b,X,second regime\na,rival-of,b,X,odd\n"
    source("one", actors=one, statements=f"{said}b,leads,home:x,X,once\n")
    source("two", actors=f"{HEAD}c,Alpha,person,wikidata:Q1\n", statements=f"{SAID}home:x,designates,c,X,third\n")
    for name in ("home", "one", "two"):
        loads(name)
    source("one", actors=one, statements=said)
    loads("one")
    return loads


def test_a_person_on_a_list_twice_becomes_one_actor_and_stays_so(
    twice: Loads, source: Folder, graph: Graph, same: Decide
) -> None:
    assert asked(graph) == [("two:c", "one:a"), ("two:c", "one:b")]
    outcome = same("two:c", "one:a", reason="born the same day")
    assert outcome.actors == ("one:a", "one:a")
    assert (outcome.moved, outcome.statements) == (1, 1)
    assert asked(graph) == [("two:c", "one:b")]
    same("two:c", "one:b")
    assert asked(graph) == []
    one = {frozenset({"one:a", "one:b", "two:c"}), frozenset({"home:x"})}
    assert partition(graph) == one
    for _ in range(2):
        for name in ("home", "one", "two"):
            twice(name)
        source("two", actors=f"{HEAD}c,Alpha,person,wikidata:Q1\n", statements=f"{SAID}home:x,designates,c,X,new\n")
    assert partition(graph) == one
    true(graph)


def test_an_undone_decision_leaves_the_graph_as_it_was(twice: Loads, graph: Graph, same: Decide) -> None:
    before = whole(graph)
    first = same("two:c", "one:a")
    between = whole(graph)
    second = same("one:a", "one:b", reason="one passport")
    take_back(graph, second.id)
    assert whole(graph) == between
    take_back(graph, first.id)
    assert whole(graph) == before
    assert asked(graph) == [("two:c", "one:a"), ("two:c", "one:b")]
    rows = history(graph)
    assert [(row["id"], row["kind"], row["first"], row["second"]) for row in rows] == [
        ("d2", "same", "one:a", "one:b"),
        ("d1", "same", "two:c", "one:a"),
    ]
    assert all(row["by"] == row["undone_by"] == "tester" for row in rows)
    assert [row["reason"] for row in rows] == ["one passport", None]
    assert [row["id"] for row in history(graph, "two:c")] == ["d1"]
    assert [row["id"] for row in history(graph, "d2")] == ["d2"]


def test_undoing_the_earlier_decision_leaves_the_later_one(twice: Loads, graph: Graph, same: Decide) -> None:
    same("one:a", "one:b")
    alone = whole(graph)
    take_back(graph, "d1")
    same("two:c", "one:a")
    same("one:a", "one:b")
    take_back(graph, "d2")
    assert whole(graph)[2] == alone[2]
    assert partition(graph) == {frozenset({"one:a", "one:b"}), frozenset({"two:c"}), frozenset({"home:x"})}


@pytest.fixture
def merged(loads: Loads, source: Folder) -> Loads:
    """Three sources whose records one identifier has joined."""
    source("home", actors=f"{HEAD}x,Xanadu,state,\n")
    for name, rank in (("one", 20), ("two", 30), ("three", 10)):
        said = f"{SAID}home:x,designates,k,X,by {name}\n"
        source(name, actors=f"{HEAD}k,From {name},person,wikidata:Q1\n", statements=said, rank=rank)
    for name in ("home", "one", "two", "three"):
        loads(name)
    return loads


@pytest.mark.parametrize("wrong", ["one:k", "two:k", "three:k"])
def test_an_automatic_merge_is_parted_and_stays_parted(
    merged: Loads, source: Folder, graph: Graph, different: Decide, wrong: str
) -> None:
    before = whole(graph)
    records = {"one:k", "two:k", "three:k"}
    assert records in partition(graph)
    right = min(records - {wrong})
    outcome = different(wrong, right)
    assert outcome.actors[0] == wrong
    assert outcome.statements == (2 if wrong == "one:k" else 1) or wrong == "one:k"
    parted = {frozenset({wrong}), frozenset(records - {wrong}), frozenset({"home:x"})}
    assert partition(graph) == parted
    assert asked(graph) == []
    for name in ("one", "two", "three"):
        said = f"{SAID}home:x,designates,k,X,anew by {name}\n"
        source(name, actors=f"{HEAD}k,From {name},person,wikidata:Q1|un:7\n", statements=said)
        merged(name)
    assert partition(graph) == parted
    assert asked(graph) == []
    true(graph)
    for name in ("one", "two", "three"):
        revert(merged.settings, graph, f"{name}-2", Options())
    assert partition(graph) == parted
    take_back(graph, "d1")
    assert partition(graph) == {frozenset(records), frozenset({"home:x"})}
    assert [row["id"] for row in whole(graph)[0]] == [row["id"] for row in before[0]]


def test_parting_undone_at_once_is_exact(merged: Loads, graph: Graph, different: Decide) -> None:
    before = whole(graph)
    for wrong, right in (("one:k", "two:k"), ("two:k", "one:k"), ("three:k", "one:k")):
        outcome = different(wrong, right)
        take_back(graph, outcome.id)
        assert whole(graph) == before


def test_who_arrives_after_a_parting_waits_for_a_person(
    merged: Loads, source: Folder, graph: Graph, different: Decide
) -> None:
    different("two:k", "one:k")
    source("four", actors=f"{HEAD}k,From four,person,wikidata:Q1\n")
    merged("four")
    assert frozenset({"four:k"}) in partition(graph)
    assert {record for record, _ in asked(graph)} == {"four:k"}
    assert {proposed for _, proposed in asked(graph)} == {"one:k", "two:k"} or len(asked(graph)) == 2


def test_no_rule_joins_on_the_strength_of_a_decision(loads: Loads, source: Folder, graph: Graph, same: Decide) -> None:
    source("one", actors=f"{HEAD}a,Alpha,person,wikidata:Q1\nb,Alpha,person,wikidata:Q1\n")
    source("two", actors=f"{HEAD}c,Alpha,person,wikidata:Q1\n")
    loads("one")
    same("one:a", "one:b")
    loads("two")
    assert partition(graph) == {frozenset({"one:a", "one:b"}), frozenset({"two:c"})}
    assert len(asked(graph)) == 1
    take_back(graph, "d1")
    assert asked(graph) == [("two:c", "one:a"), ("two:c", "one:b")]


def test_a_record_joins_by_rule_one_that_a_decision_has_united_with_another(
    loads: Loads, source: Folder, graph: Graph, same: Decide
) -> None:
    source("one", actors=f"{HEAD}a,Alpha,person,wikidata:Q1\nb,Beta,person,wikidata:Q2\n")
    loads("one")
    same("one:b", "one:a")
    source("two", actors=f"{HEAD}c,Beta,person,wikidata:Q2\nd,Alpha,person,wikidata:Q1\n")
    loads("two")
    assert partition(graph) == {frozenset({"one:a", "one:b", "two:c", "two:d"})}
    true(graph)
    take_back(graph, "d1")
    assert partition(graph) == {frozenset({"one:a", "two:d"}), frozenset({"one:b", "two:c"})}


def test_what_contradicts_an_earlier_decision_is_rejected(
    twice: Loads, graph: Graph, same: Decide, different: Decide
) -> None:
    same("one:a", "one:b")
    same("one:b", "two:c")
    before = whole(graph)
    with pytest.raises(UsageError, match="would be one actor, but d3 says"):
        different("one:a", "two:c")
    with pytest.raises(UsageError, match="one:a and one:b are the same by d1"):
        different("one:b", "one:a")
    assert whole(graph) == before
    assert [row["id"] for row in history(graph)] == ["d2", "d1"]
    take_back(graph, "d2")
    different("one:a", "two:c")
    with pytest.raises(UsageError, match="would be one actor, but d3 says"):
        same("one:b", "two:c")
    assert asked(graph) == []


def test_undoing_a_parting_may_contradict_what_came_after(
    merged: Loads, source: Folder, graph: Graph, same: Decide, different: Decide
) -> None:
    source("far", actors=f"{HEAD}z,Zed,person,\n")
    merged("far")
    different("two:k", "one:k")
    same("two:k", "far:z")
    different("far:z", "one:k")
    with pytest.raises(UsageError, match="but d3 says"):
        take_back(graph, "d1")
    take_back(graph, "d3")
    take_back(graph, "d1")
    assert frozenset({"one:k", "two:k", "three:k", "far:z"}) in partition(graph)


def test_unsure_changes_nothing_and_binds_nobody(twice: Loads, graph: Graph, same: Decide) -> None:
    before = whole(graph)
    decide(graph, DecisionKind.UNSURE, "two:c", "one:a", by="tester")
    assert whole(graph) == before
    assert [(row["proposed_record"], row["unsure"]) for row in graph.ask("proposals")] == [
        ("one:b", False),
        ("one:a", True),
    ]
    same("two:c", "one:a")
    assert asked(graph) == [("two:c", "one:b")]


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("one:a", "nobody:x", "no record or actor 'nobody:x'"),
        ("one:a", "one:a", "the same record"),
        ("one:b", "two:k~1", "no record or actor"),
    ],
)
def test_ids_that_name_no_two_records_are_rejected(
    twice: Loads, same: Decide, first: str, second: str, words: str
) -> None:
    with pytest.raises(UsageError, match=words):
        same(first, second)


def test_an_actor_that_became_part_of_another_leads_on(twice: Loads, graph: Graph, same: Decide) -> None:
    same("two:c", "one:a")
    (row,) = graph.ask("actor", actor="two:c")
    assert row["actor"] == "one:a"
    assert {record["id"] for record in row["records"]} == {"one:a", "two:c"}
    drawn = handle(graph.ask, {"serial": 1, "do": "add", "present": {}, "actor": "two:c"}, EVERYTHING)
    assert [node["id"] for node in drawn["nodes"]] == [drawn["centre"]] == ["one:a"]
    links: CanvasRequest = {"serial": 2, "do": "result", "present": {}, "actors": ["two:c", "one:a", "home:x"]}
    assert {node["id"] for node in handle(graph.ask, links, EVERYTHING)["nodes"]} == {"one:a", "home:x"}
    assert {row["neighbour"] for row in graph.ask("neighbours", actor="two:c", ever=True)} == {"home:x", "one:b"}


def test_no_decision_is_taken_while_something_is_loaded(
    twice: Loads, source: Folder, graph: Graph, same: Decide
) -> None:
    busy: list[str] = []

    def in_between(point: str) -> None:
        if point == "records":
            with pytest.raises(SourceBusy, match=f"two is being loaded by process {os.getpid()}"):
                decide(graph, DecisionKind.SAME, "two:c", "one:a", by="tester")
            busy.append(point)

    source("two", actors=f"{HEAD}c,Alpha B,person,wikidata:Q1\n", statements=f"{SAID}home:x,designates,c,X,new\n")
    twice("two", hook=in_between)
    assert busy
    same("two:c", "one:a")


def test_a_load_that_was_killed_is_in_nobodys_way(twice: Loads, graph: Graph, same: Decide) -> None:
    nobody = f"{lease.process_id().split(':')[0]}:{psutil.pids()[-1] + 100_000}:1"
    graph.command("MATCH (s:Source {id: 'one'}) SET s.holder = $nobody", {"nobody": nobody})
    assert same("two:c", "one:a").actors == ("one:a", "one:a")


def test_a_decision_that_is_cut_off_leaves_nothing_behind(twice: Loads, graph: Graph, same: Decide) -> None:
    before = whole(graph)

    def cut_off(statements: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        same("two:c", "one:a", advance=cut_off)
    assert whole(graph) == before
    assert history(graph) == []


def test_a_load_waits_for_a_decision_that_is_under_way(
    twice: Loads, source: Folder, graph: Graph, same: Decide
) -> None:
    source("two", actors=f"{HEAD}c,Alpha B,person,wikidata:Q1\n", statements=f"{SAID}home:x,designates,c,X,new\n")
    load = Thread(target=lambda: twice("two"))

    def begin_load(statements: int) -> None:
        if not load.ident:
            load.start()
        while not graph.read(BLOCKED):
            assert load.is_alive()

    same("two:c", "one:a", advance=begin_load)
    load.join()
    assert frozenset({"one:a", "two:c"}) in partition(graph)
    assert graph.read("MATCH (:Actor {id: 'one:a'})<-[e:DESIGNATES {source: 'two'}]-() RETURN e.evidence AS said") == [
        {"said": "new"}
    ]
    true(graph)


@pytest.mark.parametrize("edge", ["leads", "rival-of", "owns"])
def test_statements_between_two_that_are_the_same_become_loops_and_come_back(
    loads: Loads, source: Folder, graph: Graph, same: Decide, edge: str
) -> None:
    ties = f"{SAID}a,{edge},b,X,tie\nb,{edge},a,X,back\n" if edge != "rival-of" else f"{SAID}a,{edge},b,X,tie\n"
    source("one", actors=f"{HEAD}a,Alpha,person,\nb,Beta,organization,\n", statements=ties)
    loads("one")
    before = whole(graph)
    same("one:b", "one:a")
    assert graph.read("MATCH (a:Actor)-[e]->(a) RETURN count(e) AS loops") == [{"loops": ties.count("\n") - 1}]
    loads("one")
    take_back(graph, "d1")
    assert whole(graph) == before


def test_a_decision_on_a_key_that_means_another_by_now_stays_with_whom_it_was_about(
    loads: Loads, source: Folder, graph: Graph, same: Decide
) -> None:
    source("list", actors=f"{HEAD}7,Abdul HARUN,person,\n8,A. Harun,person,\n")
    loads("list")
    same("list:8", "list:7", reason="one passport")
    source("list", actors=f"{HEAD}7,Pavel TESTOV,person,\n8,A. Harun,person,\n")
    outcome = loads("list")
    assert outcome.status == "held"
    loads.accept(str(outcome.run))
    assert partition(graph) == {frozenset({"list:7~1", "list:8"}), frozenset({"list:7"})}
    (row,) = history(graph)
    assert (row["first"], row["second"]) == ("list:8", "list:7~1")
    take_back(graph, "d1")
    assert partition(graph) == {frozenset({"list:7~1"}), frozenset({"list:8"}), frozenset({"list:7"})}


def test_every_kind_and_every_version_moves_with_its_record(
    loads: Loads, source: Folder, graph: Graph, same: Decide
) -> None:
    source("far", actors=f"{HEAD}z,Zed,organization,\n")
    actors = f"{HEAD}a,Alpha,vessel,\nb,Beta,organization,\n"
    kinds = [f"{name}," for name in ("ally-of", "rival-of", "supplies", "designates", "leads", "part-of", "owns")]
    kinds.append("rival-of,denied")
    for turn in range(2):
        said = "".join(f"{end},far:z,X,{turn},{kind}\n" for kind in kinds[turn:] for end in "ab")
        source("one", actors=actors, statements=f"subject,object,said_by,evidence,type,stance\n{said}")
        for name in ("far", "one"):
            loads(name)
    before = whole(graph)
    outcome = same("one:b", "one:a")
    # What was changed or ended is there too: eight once, seven anew.
    assert outcome.statements == 15
    assert graph.read("MATCH (a:Actor {id: 'one:a'})-[e]-(:Actor) RETURN count(e) AS n") == [{"n": 30}]
    take_back(graph, "d1")
    assert whole(graph) == before


def test_what_only_the_record_taken_out_tied_to_an_actor_is_named(
    loads: Loads, source: Folder, graph: Graph, different: Decide
) -> None:
    for name, identifiers in (("one", "wikidata:Q1"), ("two", "wikidata:Q1|un:7"), ("three", "un:7")):
        source(name, actors=f"{HEAD}k,{name},person,{identifiers}\n")
        loads(name)
    assert partition(graph) == {frozenset({"one:k", "two:k", "three:k"})}
    assert different("two:k", "one:k").in_doubt == ("one:k", "three:k")
    assert different("three:k", "one:k").in_doubt == ()
    assert len(partition(graph)) == 3


@pytest.mark.parametrize(
    ("code", "words"), [("General.MemoryPoolOutOfMemoryError", "nothing was changed. Give it more"), ("Other", "Other")]
)
def test_a_decision_too_large_for_the_graphs_memory_says_what_helps(code: str, words: str) -> None:
    class Full(Graph):
        def __init__(self) -> None: ...

        def write(self, work: Callable[..., Any], *, name: str = "write") -> Any:
            raise QueryError(f"{name}: Neo.TransientError.{code}")

    with pytest.raises(GraphError, match=words):
        when_nothing_loads(Full(), lambda tx: pytest.fail("nothing is done"), 0)
