"""A key that a source gives to another actor: held, and accepted an actor of its own; what others say stays put."""

from __future__ import annotations

import pytest

from cypher.fingerprint import graph_fingerprint
from cypher.graph import Graph
from loader.runs.outcome import Outcome
from tests.loader.conftest import Folder, Killer, Loads
from tests.loader.truth import edges, partition, withdrawn

ACTORS, SAID = "key,name,kind,names,identifiers\n", "subject,type,object,said_by,evidence\n"
REST = "f,Ministry,organization,,\ng,Militia,organization,,\n"
OLD, NEW = "6875,Abdul HARUN,person,,{}\n", "6875,Pavel TESTOV,person,,{}\n"
NAMES = "MATCH (a:Actor {id: $id}) RETURN a.name AS name, a.live AS live"


def edition(source: Folder, row: str = "", said: str = "listed") -> None:
    """Write an edition of a list whose one number may mean this or that person."""
    statements = f"{SAID}f,designates,6875,Ministry,{said}\n" if row else f"{SAID}f,rival-of,g,Ministry,e\n"
    source("listing", actors=f"{ACTORS}{row}{REST}", statements=statements, disappearance="ended")


def press(source: Folder, evidence: str = "He commands it.") -> None:
    """Write what a newspaper says of the person who had the number first."""
    source("press", statements=f"{SAID}listing:6875,leads,listing:g,Press,{evidence}\n")


@pytest.fixture
def reused(loads: Loads, source: Folder) -> Outcome:
    """The run of the edition in which the number means another."""
    edition(source, OLD.format(""))
    loads("listing")
    press(source)
    loads("press")
    edition(source, NEW.format(""))
    return loads("listing")


def test_a_reused_key_is_held_while_others_speak_of_the_one_before(reused: Outcome, graph: Graph) -> None:
    assert reused.status == "held"
    assert reused.reasons == (
        "1 key seems to be given to another actor, while other sources speak of the one before: "
        "listing:6875 was 'Abdul HARUN' and is 'Pavel TESTOV'",
    )
    assert graph.read(NAMES, {"id": "listing:6875"}) == [{"name": "Abdul HARUN", "live": True}]


def test_accepted_it_begins_an_actor_of_its_own(reused: Outcome, loads: Loads, graph: Graph) -> None:
    assert loads.accept(str(reused.run)).status == "done"
    assert partition(graph) >= {frozenset({"listing:6875"}), frozenset({"listing:6875~1"})}
    assert graph.read(NAMES, {"id": "listing:6875"}) == [{"name": "Abdul HARUN", "live": True}]
    assert graph.read(NAMES, {"id": "listing:6875~2"}) == [{"name": "Pavel TESTOV", "live": True}]
    assert edges(graph) == {
        ("listing:f", "DESIGNATES", "listing:6875"),
        ("listing:6875~1", "LEADS", "listing:g"),
    }
    assert withdrawn(graph) == {("listing:f", "DESIGNATES", "listing:6875~1", "changed")}


def test_what_another_source_says_anew_stays_with_whom_it_spoke_of(
    reused: Outcome, loads: Loads, source: Folder, graph: Graph
) -> None:
    loads.accept(str(reused.run))
    press(source, "He commands it still.")
    assert loads("press").difference.statements.changed == 1
    assert edges(graph, source="press") == {("listing:6875~1", "LEADS", "listing:g")}
    assert loads("listing").difference.writes == 0
    source("press", statements=f"{SAID}listing:f,leads,listing:g,Press,It does.\n")
    loads("press")
    source("listing", actors=f"{ACTORS}{NEW.format('')}{REST}", statements=f"{SAID}f,designates,6875,M,x\n")
    loads("listing")
    assert graph.read(NAMES, {"id": "listing:6875"}) == [{"name": "Abdul HARUN", "live": False}]


def test_a_number_that_comes_back_as_another(loads: Loads, source: Folder, graph: Graph) -> None:
    edition(source, OLD.format("wikidata:Q1"))
    loads("listing")
    source("other", actors=f"{ACTORS}a,A. Harun,person,,wikidata:Q1\n")
    loads("other")
    edition(source)
    loads("listing")
    edition(source, NEW.format(""))
    held = loads("listing")
    assert held.status == "held"
    loads.accept(str(held.run))
    assert partition(graph) >= {frozenset({"listing:6875~1", "other:a"}), frozenset({"listing:6875"})}
    assert withdrawn(graph) >= {("listing:f", "DESIGNATES", "listing:6875~1", "ended")}


def test_the_new_one_joins_whom_its_identifier_names(loads: Loads, source: Folder, graph: Graph) -> None:
    source("other", actors=f"{ACTORS}t,Pavel Testov,person,,wikidata:Q2\n")
    loads("other")
    edition(source, OLD.format("wikidata:Q1"))
    loads("listing")
    press(source)
    loads("press")
    edition(source, NEW.format("wikidata:Q2"))
    held = loads("listing")
    loads.accept(str(held.run))
    assert partition(graph) >= {frozenset({"listing:6875", "other:t"}), frozenset({"listing:6875~1"})}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (OLD.format(""), "6875,Haroun Abdul,person,,\n"),
        (OLD.format(""), "6875,Pavel TESTOV,person,Abdul Harun,\n"),
        (OLD.format("wikidata:Q1"), NEW.format("wikidata:Q1")),
    ],
    ids=["spelt otherwise", "an alias", "an identifier"],
)
def test_the_same_actor_under_another_name(loads: Loads, source: Folder, graph: Graph, before: str, after: str) -> None:
    edition(source, before)
    loads("listing")
    press(source)
    loads("press")
    edition(source, after)
    assert loads("listing").status == "done"
    assert edges(graph, source="press") == {("listing:6875", "LEADS", "listing:g")}


def test_where_nothing_else_hangs_on_it_a_record_changes(loads: Loads, source: Folder, graph: Graph) -> None:
    edition(source, OLD.format(""))
    loads("listing")
    edition(source, NEW.format(""))
    assert loads("listing").status == "done"
    assert graph.read(NAMES, {"id": "listing:6875"}) == [{"name": "Pavel TESTOV", "live": True}]


@pytest.mark.parametrize("said", ["listed", "listed under another regulation"])
def test_an_acceptance_that_is_killed_ends_like_one_that_is_not(
    loads: Loads, kill: Killer, source: Folder, graph: Graph, said: str
) -> None:
    def history(at: int | None) -> tuple[str, int, int]:
        graph.command("MATCH (n) WHERE NOT n:Meta AND NOT n:EdgeType DETACH DELETE n")
        edition(source, OLD.format(""))
        loads("listing")
        press(source)
        loads("press")
        edition(source, NEW.format(""), said)
        run = str(loads("listing").run)
        answer = kill("listing", at=at, accept=run)
        if at is not None:
            loads.accept(run)
        return graph_fingerprint(graph), len(answer["points"]), answer["exit"]

    undisturbed, points, code = history(None)
    assert code == 0
    for at in range(points - 1):
        assert history(at)[::2] == (undisturbed, -9), at
