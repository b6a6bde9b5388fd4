"""Statements made at random from what the guard allows: whatever it lets through ends when its limit says so."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cypher.console.run import Console, Limits
from cypher.errors import QueryError, StatementRejected
from tests.attacks.test_attacks import console, unharmed  # noqa: F401

LIMITS = Limits(seconds=1, rows=1000)
NUMBERS = st.sampled_from(["0", "1", "-1", "7", "1000", "99999", "1000000", "2000000000", "size('abc')", "a.n", "n"])
LISTS = st.sampled_from(
    ["[1, 2, 3]", "range(1, 10)", "range(1, 100000)", "a.names", "collect(a)", "keys(a)", "l", "m.l"]
)
TEXTS = st.sampled_from(["'x'", "a.name", "'abc' + a.id", "toString(a.n)", "t"])


def combined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Expressions made of expressions."""
    two, three = st.tuples(inner, inner), st.tuples(inner, inner, inner)
    return st.one_of(
        two.map(lambda e: f"({e[0]} + {e[1]})"),
        two.map(lambda e: f"({e[0]} * {e[1]})"),
        two.map(lambda e: f"coalesce({e[0]}, {e[1]})"),
        two.map(lambda e: f"[{e[0]}, {e[1]}]"),
        two.map(lambda e: f"{{l: {e[0]}, k: {e[1]}}}"),
        two.map(lambda e: f"range({e[0]}, {e[1]})"),
        two.map(lambda e: f"[x IN {e[0]} | {e[1]}]"),
        two.map(lambda e: f"[x IN {e[0]} WHERE x = {e[1]}]"),
        two.map(lambda e: f"any(x IN {e[0]} WHERE x = {e[1]})"),
        three.map(lambda e: f"reduce(s = {e[0]}, x IN {e[1]} | s + {e[2]})"),
        three.map(lambda e: f"CASE WHEN {e[0]} = 1 THEN {e[1]} ELSE {e[2]} END"),
        three.map(lambda e: f"replace({e[0]}, {e[1]}, {e[2]})"),
        two.map(lambda e: f"split({e[0]}, {e[1]})"),
        two.map(lambda e: f"{e[0]}[..{e[1]}]"),
        inner.map(lambda e: f"size({e})"),
        inner.map(lambda e: f"{e}.l"),
        inner.map(lambda e: f"tail({e})"),
        inner.map(lambda e: f"COUNT {{ MATCH (a)--(b) WHERE b.n = {e} }}"),
        inner.map(lambda e: f"COLLECT {{ MATCH (b:Actor) RETURN {e} }}"),
        inner.map(lambda e: f"a {{.*, k: {e}, l: {e}}}"),
        two.map(lambda e: f"({e[0]} = 1 XOR {e[1]} = 2)"),
        two.map(lambda e: f"({e[0]} = 1 AND {e[1]} = 2 OR {e[0]} = 3)"),
    )


EXPRESSIONS = st.recursive(NUMBERS | LISTS | TEXTS, combined, max_leaves=8)
PATTERNS = st.sampled_from(
    [
        "(a:Actor)",
        "(a:Actor {id: 'a1'})",
        "(a:Actor)-[r]-(b)",
        "(a:Actor)-[r*1..4]-(b)",
        "(a)-[*]-(b:Actor)",
        "(a:Actor)((x1)--(y1)){1,5}(b)",
        "(a:Actor), (b:Actor)",
        "p = shortestPath((a:Actor)-[*..9]-(b:Actor {id: 'a9'}))",
        "p = SHORTEST 3 (a:Actor)((x1)-[]-(y1)){1,20}(b:Actor)",
        "p = ANY SHORTEST (a:Actor {id: 'a1'})-->+(b:Actor)",
    ]
)
CLAUSES = st.one_of(
    PATTERNS.map("MATCH {}".format),
    st.tuples(PATTERNS, EXPRESSIONS).map(lambda c: f"MATCH {c[0]} WHERE {c[1]} = 1"),
    PATTERNS.map("OPTIONAL MATCH {}".format),
    EXPRESSIONS.map("UNWIND {} AS n".format),
    EXPRESSIONS.map("WITH *, {} AS l".format),
    st.tuples(EXPRESSIONS, EXPRESSIONS).map(lambda c: f"WITH *, {{l: {c[0]}, k: {c[1]}}} AS m"),
    st.tuples(EXPRESSIONS, EXPRESSIONS).map(
        lambda c: f"CALL (*) {{ RETURN {c[0]} AS t UNION ALL RETURN {c[1]} AS t }}"
    ),
)
BEGIN = "MATCH (a:Actor {id: 'a0'}) WITH a, 3 AS n, [1] AS l, {l: [1]} AS m, 'x' AS t"
STATEMENTS = st.tuples(st.lists(CLAUSES, max_size=4), EXPRESSIONS).map(
    lambda parts: " ".join([BEGIN, *parts[0], f"RETURN {parts[1]} AS answer"])
)


def ends_in_time(console: Console, text: str) -> None:  # noqa: F811
    """Run it; whether rejected, in error or answered, the server has ended it soon after its limit."""
    try:
        with console.run(text, {}, limits=LIMITS) as run:
            for _ in run:
                pass
    except (QueryError, StatementRejected):
        pass
    assert console.watch.settle() == [], text


quick = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@quick
@given(STATEMENTS)
def test_what_is_let_through_ends(console: Console, text: str) -> None:  # noqa: F811
    ends_in_time(console, text)


@pytest.mark.long
@settings(quick, max_examples=5000)
@given(STATEMENTS)
def test_what_is_let_through_ends_five_thousand_times(console: Console, text: str) -> None:  # noqa: F811
    ends_in_time(console, text)
