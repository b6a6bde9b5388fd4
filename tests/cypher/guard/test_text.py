"""Layer 1 alone: the text is judged without any server."""

from __future__ import annotations

import pytest

from cypher.errors import StatementRejected
from cypher.guard import examine
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
