"""Completion: what may stand at the cursor, told apart by where the cursor stands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from cypher import schema
from cypher.editing.completion import complete
from cypher.editing.vocabulary import LiveVocabulary, Signature, Vocabulary, Word, declared, listed_values, live
from cypher.graph import Graph
from cypher.library.library import Library
from tests.cypher import small

VOCABULARY = replace(
    declared(Library.load()),
    labels=(*declared().labels, Word("Odd Label")),
    values={**declared().values, "source": (Word("states"), Word("wagner-2023"))},
    functions=(
        Signature("coalesce"),
        Signature("count", "count(input :: ANY) :: INTEGER"),
        Signature("date"),
        Signature("date.truncate"),
    ),
    procedures=(
        Signature("db.index.fulltext.queryNodes", yields=(Word("node"), Word("score"))),
        Signature("db.labels", yields=(Word("label"),)),
    ),
)


ACTORS = (Word("test:it's"), Word("wagner-2023:wagner-group", "Wagner Group, organization"))


def find_actors(typed: str) -> list[Word]:
    """The actors of a small world whose id or meaning holds what was typed."""
    return [word for word in ACTORS if typed.lower() in f"{word.name} {word.meaning}".lower()]


def offered(text: str) -> list[str]:
    """What would be inserted at the `|`, best first."""
    cursor = text.index("¦")
    found = complete(text.replace("¦", ""), cursor, VOCABULARY, ["actor", "on"], actors=find_actors)
    return [suggestion.insert for suggestion in found.suggestions]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("MA¦", "MATCH"),
        ("ma¦", "MATCH"),
        ("tens¦", "tensions"),
        ("MATCH (a:¦", "Actor"),
        ("MATCH (a:Rec¦", "Record"),
        ("MATCH (a:Actor|Rec¦", "Record"),
        ("MATCH (a:(Actor|Rec¦", "Record"),
        ("MATCH (a:`Odd¦", "`Odd Label`"),
        ("MATCH (a:odd¦", "`Odd Label`"),
        ("MATCH (a:Actor)-[:SU¦", "SUPPLIES"),
        ("MATCH (a:Actor)-[r:SUPPLIES|des¦]->(b)", "DESIGNATES"),
        ("MATCH (a:Actor {na¦", "name"),
        ("MATCH (a:Actor {name: 'x', ki¦", "kind"),
        ("MATCH ()-[r:SUPPLIES {go¦", "goods"),
        ("MATCH (a:Actor)-[r:SUPPLIES]->() WHERE r.qu¦", "quantity"),
        ("MATCH (a:Actor)-[r:SUPPLIES]->() WHERE r.evidence CONTAINS 'a.b' AND a.ki¦", "kind"),
        ("RETURN a.ki¦ MATCH (a:Actor)", "kind"),
        ("MATCH (a) WHERE a:Re¦", "Record"),
        ("MATCH ()-[r]-() WHERE r:RIV¦", "RIVAL_OF"),
        ("MATCH (a:Actor) WITH a AS b RETURN b.liv¦", "live"),
        ("MATCH (a:Actor) RETURN a {.name, .ki¦", "kind"),
        ("MATCH (actor:Actor) RETURN act¦", "actor"),
        ("MATCH (a) WHERE a.id = $¦", "$actor"),
        ("MATCH (a) WHERE a.valid_from < $o¦", "$on"),
        ("CALL db.in¦", "db.index.fulltext.queryNodes("),
        ("CALL fulltext¦", "db.index.fulltext.queryNodes("),
        ("CALL db.index.fulltext.queryNodes('n', $q) YIELD sc¦", "score"),
        ("RETURN date.tr¦", "date.truncate("),
        ("MATCH (a) RETURN cou¦", "count("),
        ("MATCH (a) RETURN a ORD¦", "ORDER BY"),
        ("MATCH (a) /* MATCH (b: */ WHE¦", "WHERE"),
        ("MATCH (a) WHERE EXISTS { (a)-[:AL¦", "ALLY_OF"),
        ("CALL (a) { MATCH (a)-[:RIV¦", "RIVAL_OF"),
        ("RETURN 1; MATCH (a:Sou¦", "Source"),
        ("MATCH (a) WHERE any(name IN a.names WHERE na¦", "name"),
        ("MATCH (a:A¦", "Actor"),
        ("MATCH ()-[r:SUPPLIES]->() RETURN r.¦", "said_by"),
        ("MATCH (a) RETURN a.¦", "name"),
        ("MATCH (a:Actor {kind: '¦", "person"),
        ("MATCH (a:Actor {name: 'x', kind: \"ves¦", "vessel"),
        ("MATCH (a:Actor {kind: ¦", "'person'"),
        ("MATCH (a) WHERE a.kind = 'st¦", "state"),
        ("MATCH (a) WHERE a.kind IN ['state', 'air¦", "aircraft"),
        ("MATCH (a) WHERE a.kind = ¦", "'person'"),
        ("MATCH ()-[r]->() WHERE r.source = 'wag¦", "wagner-2023"),
        ("MATCH ()-[r]->() WHERE r.source <> 'wag¦", "wagner-2023"),
        ("CALL db.index.fulltext.queryNodes('¦", "actor_names"),
        ("MATCH (a:Actor {id: $li¦", "$limit"),
        ("MATCH (a:Actor {id: 'wag¦", "wagner-2023:wagner-group"),
        ("MATCH (a:Actor {id: 'wagner gr¦", "wagner-2023:wagner-group"),
        ("MATCH (a:Organization {name: 'x', id: \"group¦", "wagner-2023:wagner-group"),
        ("MATCH ({id: 'wag¦", "wagner-2023:wagner-group"),
        ("MATCH (a:Actor) WHERE a.id = 'wag¦", "wagner-2023:wagner-group"),
        ("MATCH (a:Actor) WHERE a.id IN ['x', 'wag¦", "wagner-2023:wagner-group"),
        ("MATCH (a)-[:ALLY_OF]-(b) WHERE b.id <> 'wag¦", "wagner-2023:wagner-group"),
        ("MATCH (a:Actor {id: 'test¦", "test:it\\'s"),
        ('MATCH (a:Actor {id: "test¦', "test:it's"),
        ("MATCH (a:Actor {id: ¦", "'test:it\\'s'"),
        ("MATCH (a:Actor)-[:ALLY_OF]->¦", "{1,3}"),
        ("MATCH (a:Actor)-[:ALLY_OF]-¦", "{1,3}"),
        ("MATCH ANY SHORTEST (a)<-[r:ALLY_OF|LEADS]-¦(b)", "{1,3}"),
        ("MATCH (a)-[:ALLY_OF]->{¦", "1,3}"),
        ("MATCH ((a)-[:ALLY_OF]->(b))¦", "{1,3}"),
        ("MATCH p = (x) ((a)-[:ALLY_OF]-(b)) ¦", "{1,3}"),
    ],
)
def test_the_best_suggestion(text: str, first: str) -> None:
    assert offered(text)[0] == first


@pytest.mark.parametrize(
    "text",
    [
        "RETURN 'MATC¦",
        'RETURN "a.na¦',
        "// MATC¦",
        "/* MATC¦",
        "MATCH (a) RETURN a.name AS na¦",
        "RETURN {na¦",
        "MATCH (a:kind '¦",
        "RETURN a.name = '¦",
        "MATCH (r:Record {id: 'wag¦",
        "MATCH (r:Record) WHERE r.id = 'wag¦",
        "MATCH ()-[r:ALLY_OF {id: 'wag¦",
        "MATCH ()-[r]->() WHERE r.id = 'wag¦",
        "MATCH (a:Actor {name: 'wag¦",
    ],
)
def test_nothing_is_offered_where_a_person_names_or_writes_text(text: str) -> None:
    assert offered(text) == []


def test_a_step_of_a_path_may_be_repeated_and_nothing_else() -> None:
    assert offered("MATCH (a)-[:ALLY_OF]->¦")[:5] == ["{1,3}", "{2}", "{0,3}", "+", "*"]
    for text in ("MATCH (a)-¦", "RETURN size([1]) - ¦", "RETURN count((a))¦", "MATCH (a)-[:ALLY_OF]->(¦", "MATCH (a)¦"):
        assert not {"{1,3}", "+", "*"} & {*offered(text)}, text


def test_people_come_before_the_program() -> None:
    names = offered("MATCH ()-[r:SUPPLIES]->() RETURN r.¦")
    places = [names.index(name) for name in ("said_by", "evidence", "valid_from", "valid_to", "goods", "hash")]
    assert places == sorted(places)
    labels = offered("MATCH (a:¦")
    assert labels[0] == "Actor"
    assert labels.index("Person") < labels.index("Record") < labels.index("Notice")


def test_what_writes_is_not_offered() -> None:
    words = {*offered("¦"), *offered("MATCH (a) ¦"), *offered("MATCH (a) RETURN a ¦")}
    assert not words & {"CREATE", "MERGE", "SET", "DELETE", "REMOVE", "FOREACH", "LOAD CSV"}


def test_a_type_that_is_known_gives_its_own_properties_alone() -> None:
    assert "goods" in offered("MATCH ()-[r:SUPPLIES]->() RETURN r.¦")
    assert "goods" not in offered("MATCH ()-[r:LEADS]->() RETURN r.¦")
    assert {"goods", "names"} <= set(
        offered("MATCH ()-[r]->() RETURN r.¦") + offered("RETURN x.go¦") + offered("RETURN x.nam¦")
    )


def test_the_start_is_that_of_the_word() -> None:
    assert complete("RETURN date.tr", 14, VOCABULARY).start == 7
    assert complete("MATCH (a:Act", 12, VOCABULARY).start == 9


def test_unasked_nothing_is_offered_where_anything_may_begin() -> None:
    assert not complete("MATCH (a) ", 10, VOCABULARY, explicit=False).suggestions
    assert complete("MATCH (a) ", 10, VOCABULARY).suggestions
    assert complete("MATCH (a:", 9, VOCABULARY, explicit=False).suggestions


@limits(max_examples=200, deadline=None)
@given(st.text(alphabet="MATCH (a:Actor)-[r{.,$`'\"/*|]}>\nRETURN;é", max_size=60), st.integers(0, 60))
def test_any_text_is_taken(text: str, cursor: int) -> None:
    cursor = min(cursor, len(text))
    found = complete(text, cursor, VOCABULARY)
    assert 0 <= found.start <= cursor


def test_words_come_from_the_live_graph(graph: Graph) -> None:
    graph.command("CREATE (:`Odd Label` {oddity: 1})-[:LINKED_TO]->(:Actor {id: 'x'})")
    words = live(graph, lambda name: name in ("count", "date.truncate", "db.labels"))
    assert {"Actor", "Person", "Odd Label"} <= {word.name for word in words.labels}
    assert {"SUPPLIES", "DENIED", "LINKED_TO"} <= {word.name for word in words.types}
    assert {"oddity", "evidence"} <= {word.name for word in words.keys}
    assert words.properties["LINKED_TO"][0].name == "said_by"
    assert {word.name for word in words.properties["LINKED_TO"]} >= {p.name for p in schema.STATEMENT}
    assert [called.name for called in words.functions] == ["count", "date.truncate"]
    assert [(called.name, called.yields[0].name) for called in words.procedures] == [("db.labels", "label")]
    assert words.functions[0].signature.startswith("count(")
    graph.command("CREATE (:Source {id: 'wagner-2023'})")
    assert [word.name for word in live(graph, lambda name: False).values["source"]] == ["wagner-2023"]


def test_actors_are_found_by_id_and_by_name(graph: Graph) -> None:
    small.write(graph, [small.Said("one:wagner", "LEADS", "two:other")], [{"id": "two:other", "name": "Wagner Group"}])
    words = LiveVocabulary(lambda: graph, lambda name: False)
    graph.command("MATCH (a:Actor {id: 'two:other'}) SET a.names = [a.name]")
    graph.command("CALL db.awaitIndexes(60)")
    assert words.find_actors("one:w")[0].name == "one:wagner"
    assert {word.name: word.meaning for word in words.find_actors("wagn")}["two:other"] == "Wagner Group, organization"
    assert [word.name for word in words.find_actors("")] == ["one:wagner", "two:other"]
    assert words.find_actors("x" * 201) == ()
    assert {word.name for word in words.find_actors("one:wagner\\' OR +(")} <= {"one:wagner", "two:other"}


def test_a_parameter_offers_what_it_takes() -> None:
    words = LiveVocabulary(lambda: pytest.fail("the graph is not to be asked"), lambda name: True)
    words.known, words.read_at = VOCABULARY, float("inf")
    parameters = {parameter.name: parameter for parameter in Library.load().find("tensions").parameters}

    def values(name: str, typed: str = "") -> list[str]:
        return [word.name for word in listed_values(parameters[name], words, typed)]

    assert values("source", "wag") == ["wagner-2023"]
    assert values("types", "sup") == ["SUPPLIES"]
    assert values("kind", "ves") == ["vessel"]
    assert values("ever") == ["true", "false"]
    assert values("limit") == []


def test_the_declared_words_stand_in_while_the_graph_is_away() -> None:
    def away() -> Graph:
        from cypher.errors import GraphDown

        raise GraphDown("nobody there")

    words = LiveVocabulary(away, lambda name: True)
    found: Vocabulary = words.now()
    assert "SUPPLIES" in {word.name for word in found.types}
    assert "tensions" in {word.name for word in found.queries}
    assert words.now() is found
    assert words.find_actors("wagner") == ()
