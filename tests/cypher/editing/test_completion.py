"""Completion: what may stand at the cursor, told apart by where the cursor stands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from cypher import schema
from cypher.editing.completion import complete
from cypher.editing.vocabulary import LiveVocabulary, Signature, Vocabulary, Word, declared, live
from cypher.graph import Graph
from cypher.library.library import Library

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


def offered(text: str) -> list[str]:
    """What would be inserted at the `|`, best first."""
    cursor = text.index("¦")
    found = complete(text.replace("¦", ""), cursor, VOCABULARY, ["actor", "on"])
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
        ("CALL db.index.fulltext.queryNodes('¦", "actor_names"),
        ("MATCH (a:Actor {id: $li¦", "$limit"),
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
    ],
)
def test_nothing_is_offered_where_a_person_names_or_writes_text(text: str) -> None:
    assert offered(text) == []


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
    assert {word.name for word in words.properties["LINKED_TO"]} >= {p.name for p in schema.STATEMENT}
    assert [called.name for called in words.functions] == ["count", "date.truncate"]
    assert [(called.name, called.yields[0].name) for called in words.procedures] == [("db.labels", "label")]
    assert words.functions[0].signature.startswith("count(")
    graph.command("CREATE (:Source {id: 'wagner-2023'})")
    assert [word.name for word in live(graph, lambda name: False).values["source"]] == ["wagner-2023"]


def test_the_declared_words_stand_in_while_the_graph_is_away() -> None:
    def away() -> Graph:
        from cypher.errors import GraphDown

        raise GraphDown("nobody there")

    words = LiveVocabulary(away, lambda name: True)
    found: Vocabulary = words.now()
    assert "SUPPLIES" in {word.name for word in found.types}
    assert "tensions" in {word.name for word in found.queries}
    assert words.now() is found
