"""Sources that meet: who joins whom, who stays because another names it, what waits for another source."""

from __future__ import annotations

from pathlib import Path

import pytest

from cypher.errors import InputError, UsageError
from cypher.fingerprint import graph_fingerprint
from cypher.graph import Graph
from loader.catalogue.source import find_source
from loader.commands.input import matched_input
from loader.runs import journal
from loader.runs.job import Options
from loader.runs.run import load_needed, load_source
from tests.loader.conftest import Folder, Loads
from tests.loader.native import Listed, native
from tests.loader.truth import edges, every_text, partition, withdrawn

HEAD = "key,name,kind,identifiers\n"
SAID = "subject,type,object,said_by,evidence\n"


def proposals(graph: Graph) -> set[tuple[str, str, str]]:
    """Which record may be which actor, by which identifier."""
    rows = graph.read("MATCH (r)-[p:PROPOSED]->(a) RETURN r.id AS record, a.id AS actor, p.identifier AS identifier")
    return {(row["record"], row["actor"], row["identifier"]) for row in rows}


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("person,wikidata:Q1", "person,wikidata:Q1", True),
        ("person,Wikidata:Q1", "person,un:7|wikidata:Q1", True),
        ("person,wikidata:Q1", "person,wikidata:Q2", False),
        ("person,orcid:1", "person,orcid:1", False),
        ("person,", "person,", False),
        ("vessel,imo:9133587", "vessel,imo:9133587", True),
        ("organization,imo:9133587", "vessel,imo:9133587", False),
        ("organization,domain:example.org", "organization,domain:example.org", True),
        ("person,domain:example.org", "organization,domain:example.org", False),
    ],
)
def test_who_joins_whom(loads: Loads, source: Folder, graph: Graph, one: str, other: str, together: bool) -> None:
    source("one", actors=f"{HEAD}a,Same Name,{one}\n")
    source("two", actors=f"{HEAD}b,Same Name,{other}\n")
    for name in ("one", "two"):
        loads(name)
    joined = {frozenset({"one:a", "two:b"})}
    assert partition(graph) == (joined if together else {frozenset({"one:a"}), frozenset({"two:b"})})
    assert not proposals(graph)


def test_a_record_that_points_to_two_actors_waits_for_a_person(loads: Loads, source: Folder, graph: Graph) -> None:
    source("one", actors=f"{HEAD}a,Alpha,person,wikidata:Q1\nb,Beta,person,un:2\n")
    source("two", actors=f"{HEAD}c,Alphabet,person,wikidata:Q1|un:2\n")
    loads("one")
    loads("two")
    assert partition(graph) == {frozenset({key}) for key in ("one:a", "one:b", "two:c")}
    assert proposals(graph) == {("two:c", "one:a", "wikidata:Q1"), ("two:c", "one:b", "un:2")}


def test_an_identifier_gained_later_proposes(loads: Loads, source: Folder, graph: Graph) -> None:
    source("one", actors=f"{HEAD}a,Alpha,person,wikidata:Q1\n")
    source("two", actors=f"{HEAD}c,Alpha,person,\n")
    loads("one")
    loads("two")
    source("two", actors=f"{HEAD}c,Alpha,person,wikidata:Q1\n")
    assert loads("two").difference.actors.changed == 1
    assert len(partition(graph)) == 2
    assert proposals(graph) == {("two:c", "one:a", "wikidata:Q1")}


def test_records_of_one_source_never_join(loads: Loads, source: Folder, graph: Graph) -> None:
    source("one", actors=f"{HEAD}a,Alpha,person,wikidata:Q1\n")
    source("two", actors=f"{HEAD}c,Alpha,person,wikidata:Q1\nd,Alpha,person,wikidata:Q1\n")
    loads("one")
    loads("two")
    assert partition(graph) == {frozenset({"one:a", "two:c"}), frozenset({"two:d"})}
    assert proposals(graph) == {("two:d", "one:a", "wikidata:Q1")}


@pytest.mark.parametrize("scheme", ["passport", "Passport", "tax", "national-id", "birth-date"])
def test_passports_and_tax_numbers_are_refused(loads: Loads, source: Folder, graph: Graph, scheme: str) -> None:
    source("one", actors=f"{HEAD}a,Alpha,person,{scheme}:A1234567\n")
    with pytest.raises(InputError, match="is never kept"):
        loads("one")
    assert "A1234567" not in every_text(graph)


def test_the_name_shown_is_that_of_the_source_with_the_highest_rank(loads: Loads, source: Folder, graph: Graph) -> None:
    source("low", actors=f"{HEAD}a,Low,organization,lei:213800KUD8LAJWSQ9D15\n", rank=80)
    folder = source("high", actors=f"{HEAD}b,High,state,lei:213800KUD8LAJWSQ9D15\nz,Other,state,\n", rank=5)
    loads("low")
    loads("high")
    shown = "MATCH (a:Actor {id: 'low:a'}) RETURN a.name AS name, a.kind AS kind, labels(a) AS labels, a.names AS names"
    (row,) = graph.read(shown)
    assert (row["name"], row["kind"], set(row["labels"]), set(row["names"])) == (
        "High",
        "state",
        {"Actor", "State"},
        {"High", "Low"},
    )
    (folder / "actors.csv").write_text(f"{HEAD}z,Other,state,\n", "utf-8")
    loads("high")
    (row,) = graph.read(shown)
    assert (row["name"], row["kind"], set(row["labels"]), row["names"]) == (
        "Low",
        "organization",
        {"Actor", "Organization"},
        ["Low"],
    )


def test_a_record_stays_as_long_as_another_source_names_it(loads: Loads, source: Folder, graph: Graph) -> None:
    both, one = f"{HEAD}a,Alpha,state,\nb,Beta,state,\n", f"{HEAD}b,Beta,state,\n"
    source("names", actors=both)
    source("says", statements=f"{SAID}names:a,rival-of,names:b,x,They fight.\n")
    loads("names")
    loads("says")
    source("names", actors=one)
    kept = loads("names")
    assert (kept.difference.kept, kept.difference.actors.withdrawn) == (1, 0)
    assert edges(graph) == {("names:a", "RIVAL_OF", "names:b")}
    source("says", statements=f"{SAID}names:b,rival-of,names:c,x,They fight.\n")
    assert loads("says").difference.statements.withdrawn == 1
    again = loads("names")
    assert (again.same, again.difference.kept, again.difference.actors.withdrawn) == (False, 0, 1)
    assert graph.read("MATCH (a:Actor {id: 'names:a'}) RETURN a.live AS live") == [{"live": False}]


def test_what_names_an_actor_of_a_source_that_comes_later_is_found_on_the_next_load(
    loads: Loads, source: Folder, graph: Graph
) -> None:
    source("says", actors=f"{HEAD}a,Alpha,state,\n", statements=f"{SAID}a,rival-of,later:b,x,They fight.\n")
    source("later", actors=f"{HEAD}b,Beta,state,\n")
    first = loads("says")
    assert (first.status, first.difference.rejected, first.difference.statements.read) == ("done", 1, 0)
    assert first.rejects is not None
    assert "statements.csv,2,names an actor that is not described,later:b" in first.rejects.read_text("utf-8")
    loads("later")
    assert loads("says").difference.statements.created == 1
    assert edges(graph) == {("says:a", "RIVAL_OF", "later:b")}
    assert loads("says").same


def test_a_feed_never_withdraws(loads: Loads, source: Folder, graph: Graph) -> None:
    source(
        "feed", actors=f"{HEAD}a,A,state,\nb,B,state,\n", statements=f"{SAID}a,supplies,b,x,Arms.\n", reads="increment"
    )
    loads("feed")
    source("feed", actors=f"{HEAD}c,C,state,\n", statements=f"{SAID}c,supplies,a,x,Arms.\n", reads="increment")
    outcome = loads("feed")
    assert (outcome.status, outcome.difference.actors.withdrawn, outcome.difference.statements.withdrawn) == (
        "done",
        0,
        0,
    )
    assert edges(graph) == {("feed:a", "SUPPLIES", "feed:b"), ("feed:c", "SUPPLIES", "feed:a")}
    assert not withdrawn(graph)


def test_disappearance_means_what_the_manifest_says(loads: Loads, source: Folder, graph: Graph) -> None:
    actors = f"{HEAD}a,A,state,\nb,B,state,\n"
    two, one = f"{SAID}a,supplies,b,x,Arms.\nb,supplies,a,x,Grain.\n", f"{SAID}b,supplies,a,x,Grain.\n"
    for meaning in ("ended", "retracted"):
        for statements in (two, one):
            source(meaning, actors=actors, statements=statements, disappearance=meaning)
            loads(meaning)
    assert withdrawn(graph) == {(f"{why}:a", "SUPPLIES", f"{why}:b", why) for why in ("ended", "retracted")}


def test_a_type_that_is_declared_twice_otherwise_is_refused(loads: Loads, source: Folder, graph: Graph) -> None:
    source("one", actors=f"{HEAD}a,A,state,\n", types={"MET": {"screen": "met", "symmetric": True}})
    source("two", actors=f"{HEAD}a,A,state,\n", types={"MET": {"screen": "met", "sign": "+"}})
    loads("one")
    with pytest.raises(InputError, match="MET is already in the graph with a different sign or direction"):
        loads("two")
    assert graph.read("MATCH (t:EdgeType {name: 'MET'}) RETURN t.sign AS sign, t.symmetric AS symmetric") == [
        {"sign": 0, "symmetric": True}
    ]


def test_a_dry_run_does_not_load_what_a_source_builds_on(loads: Loads, graph: Graph) -> None:
    wagner = find_source(loads.settings, "wagner-2023")
    with pytest.raises(UsageError, match="wagner-2023 builds on states, which was never loaded"):
        list(load_needed(loads.settings, graph, wagner, Options(dry_run=True)))
    assert not graph.read("MATCH (r:Record) RETURN r LIMIT 1")
    assert [outcome.source for outcome in load_needed(loads.settings, graph, wagner, Options())] == [
        "states",
        "authorities",
    ]
    assert not list(load_needed(loads.settings, graph, wagner, Options()))


def test_a_held_run_that_is_dropped_does_not_let_go_of_a_source(listing: Loads, graph: Graph, tmp_path: Path) -> None:
    """Somebody drops an old run while the source is being loaded."""
    many = [Listed(100 + n, f"MANY, Name {n}") for n in range(40)]
    listing("ofac-sdn", native(tmp_path / "1", *many))
    held = listing("ofac-sdn", native(tmp_path / "2", *many[:10]))
    graph.command("MATCH (s:Source {id: 'ofac-sdn'}) SET s.holder = 'elsewhere:1:1'")
    journal.drop_run_record(graph, str(held.run))
    assert graph.read("MATCH (s:Source {id: 'ofac-sdn'}) RETURN s.holder AS holder") == [{"holder": "elsewhere:1:1"}]


@pytest.mark.usefixtures("anything_may_change")
def test_what_another_load_did_in_the_meantime_counts(listing: Loads, graph: Graph, tmp_path: Path) -> None:
    """Two loads begin together; the one that comes second looks again at what was loaded last."""
    first, second = native(tmp_path / "1", Listed(1, "DOE, John")), native(tmp_path / "2", Listed(2, "ROE, Jane"))
    listing("ofac-sdn", first)
    known = graph_fingerprint(graph)
    begin = journal.start_run

    def late(*arguments: object) -> journal.StartedRun:
        patch.setattr(journal, "start_run", begin)
        listing("ofac-sdn", second)
        return begin(*arguments)  # type: ignore[arg-type]

    source = find_source(listing.settings, "ofac-sdn")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(journal, "start_run", late)
        outcome = load_source(listing.settings, graph, source, matched_input(source, [first]), Options())
    assert not outcome.same
    assert graph.read("MATCH (r:Record {source: 'ofac-sdn', live: true}) RETURN r.key AS key") == [{"key": "1"}]
    assert graph_fingerprint(graph) != known, "the history knows of both"


def test_an_answer_that_was_lost_does_not_write_twice(listing: Loads, graph: Graph, tmp_path: Path) -> None:
    """The server has committed, the answer is lost, the driver tries again: nothing may be counted twice."""
    listing("ofac-sdn", native(tmp_path / "1", Listed(1, "DOE, John"), Listed(2, "ROE, Jane")))
    write, edition = Graph.write, native(tmp_path / "2", Listed(1, "DOE, Jim"), Listed(3, "NEW LTD.", ""))
    for point in ("create records", "change records", "write statements", "withdraw statements"):

        def twice(self: Graph, work: object, *, name: str = "write", point: str = point) -> object:
            result = write(self, work, name=name)  # type: ignore[arg-type]
            return write(self, work, name=name) if name == point else result  # type: ignore[arg-type]

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Graph, "write", twice)
            with pytest.raises(Exception, match=r"run it again|already exists"):
                listing("ofac-sdn", edition)
        assert graph.ask("runs", source="ofac-sdn")[0]["status"] == "failed"
    listing("ofac-sdn", edition)
    versions = graph.read("MATCH (v:RecordVersion) RETURN v.id AS id")
    assert versions == [{"id": "ofac-sdn:1:1"}]
    assert {
        row["key"] for row in graph.read("MATCH (r:Record {source: 'ofac-sdn', live: true}) RETURN r.key AS key")
    } == {"1", "3"}
    assert len(edges(graph, "DESIGNATES")) == 2
    assert len(withdrawn(graph)) == 1
