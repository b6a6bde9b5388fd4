"""Layer 1 alone: the text is judged without any server."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cypher.errors import StatementRejected
from cypher.guard import costs, examine
from cypher.guard.bound import Bound, merged
from cypher.guard.grammar import parse_statement
from cypher.library.library import Library
from cypher.library.query import Query


@pytest.mark.parametrize("query", [pytest.param(query, id=query.name) for query in Library.load().queries.values()])
def test_every_named_query_passes(query: Query) -> None:
    assert examine(query.text, query.bind(query.examples())).writes is False


@pytest.mark.parametrize(
    ("text", "mode", "sent"),
    [
        ("RETURN 1", "run", "RETURN 1"),
        ("  /* a */ RETURN 1 ; // b", "run", "RETURN 1"),
        ("explain\nMATCH (n) RETURN n", "explain", "MATCH (n) RETURN n"),
        ("CYPHER 5 PROFILE RETURN 1;", "profile", "RETURN 1"),
        ("RETURN '\\u0421\\u0430' AS x", "run", "RETURN 'Са' AS x"),
        ("RETURN '\\\\u0041' AS x", "run", "RETURN '\\\\u0041' AS x"),
        ("RETURN '\\uD83D\\uDE00' AS x", "run", "RETURN '😀' AS x"),
    ],
)
def test_what_is_sent_is_what_was_judged(text: str, mode: str, sent: str) -> None:
    found = examine(text)
    assert (found.mode, found.text) == (mode, sent)


@pytest.mark.parametrize(
    "text", ["RETURN '\\u00zz'", "RETURN '\\u+041'", "RETURN '\\uD800'", "RETURN '\\u005cu0041'", "RETURN \\u"]
)
def test_escapes_that_could_be_read_in_two_ways_are_refused(text: str) -> None:
    with pytest.raises(StatementRejected) as caught:
        examine(text)
    assert caught.value.layer == 1


def test_writing_is_taken_only_where_it_is_meant() -> None:
    with pytest.raises(StatementRejected, match="CREATE writes"):
        examine("CREATE (n)")
    assert examine("CREATE (n)", write=True).writes
    with pytest.raises(StatementRejected, match="LOAD CSV reads files"):
        examine("LOAD CSV FROM 'file:///etc/passwd' AS row CREATE (n {row: row})", write=True)


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("MATCH (a)-[*]-(b) RETURN a", "MATCH (a)-[*1..6]-(b) RETURN a"),
        ("MATCH (a)-[:LINKED_TO*0..]-(b) RETURN a", "MATCH (a)-[:LINKED_TO*0..6]-(b) RETURN a"),
        ("MATCH (a)-[r*2..]->(b) RETURN a", "MATCH (a)-[r*2..6]->(b) RETURN a"),
        ("MATCH (a)((x)--(y))+(b) RETURN a", "MATCH (a)((x)--(y)){1,6}(b) RETURN a"),
        ("MATCH (a)((x)--(y))*(b) RETURN a", "MATCH (a)((x)--(y)){0,6}(b) RETURN a"),
        ("MATCH (a)((x)--(y)){9,}(b) RETURN a", "MATCH (a)((x)--(y)){9,9}(b) RETURN a"),
        ("MATCH (a)-[*]-(b)-[*]-(c) RETURN a", "MATCH (a)-[*1..6]-(b)-[*1..6]-(c) RETURN a"),
    ],
)
def test_a_path_without_a_longest_length_gets_one_and_says_so(text: str, sent: str) -> None:
    found = examine(text, size=1)
    assert found.text == sent
    assert all("without a longest length" in notice for notice in found.notices)
    assert found.notices


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (a)-[*1..3]-(b) RETURN a",
        "MATCH (a)-[*3]-(b) RETURN a",
        "MATCH (a)-[*..4]-(b) RETURN a",
        "MATCH p = shortestPath((a)-[*]-(b)) RETURN p",
        "MATCH p = ANY SHORTEST (a)-->+(b) RETURN p",
        "RETURN 2 * 3 AS n",
    ],
)
def test_any_other_path_stays_as_it_is_written(text: str) -> None:
    found = examine(text)
    assert (found.text, found.notices) == (text, ())


NESTED = [
    "reduce(v{n} = '', x{n} IN [1, 1] | v{n} + {inner})",
    "reduce(v{n} = 0, x{n} IN [1, 1] | v{n} + {inner})",
    "[x{n} IN [1, 1] | {inner}][0]",
    "CASE WHEN true THEN {inner} ELSE {inner} END",
]


@settings(deadline=None)
@given(st.integers(1, 8), st.sampled_from(NESTED))
def test_judging_takes_a_counted_number_of_steps(depth: int, form: str) -> None:
    text = "1"
    for number in range(depth):
        text = form.replace("{n}", str(number)).replace("{inner}", text)
    judged = costs.Costs({}, 1)
    with suppress(StatementRejected):
        judged.query(parse_statement(f"RETURN {text} AS x"), {}, 1)
    assert judged.judged <= costs.JUDGED + 1


SIZES = st.recursive(
    st.builds(Bound, st.integers(1, 99), st.integers(1, 99), st.none() | st.integers(0, 99)),
    lambda inner: st.builds(Bound, st.integers(1, 99), st.integers(1, 99), st.none() | st.integers(0, 99), inner=inner),
)


@settings(deadline=None)
@given(SIZES, SIZES)
def test_what_may_be_either_is_bounded_by_the_worst_of_both(one: Bound, other: Bound) -> None:
    merge = merged({"n": one}, {"n": other})["n"]
    for size in (one, other):
        assert merge.length >= size.length
        assert merge.total >= size.total
        assert merge.number is None or (size.number is not None and merge.number >= size.number)
        assert merge.item().total >= size.item().total
