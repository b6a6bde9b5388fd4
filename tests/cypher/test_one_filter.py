"""The one filter of the named queries: which take it and which not, and that it means the same in each."""

import datetime
import random
from collections.abc import Iterator
from typing import Any

import pytest

from cypher.driver_values import plain
from cypher.graph import Graph
from cypher.library.library import Library
from cypher.library.parameter import Parameter
from tests.cypher import small
from tests.cypher.small import Said

LIBRARY = Library.load()
LISTED = sorted(name for name in LIBRARY.queries if LIBRARY.find(name).folder != "program")
FILTER = ("on", "ever", "undated", "sources", "types", "sure")
WHOLE = {
    **dict.fromkeys(("actor", "actors", "search", "opening"), "finds or describes actors, no statements"),
    **dict.fromkeys(("loners", "proposals"), "asks of actors and records without statements"),
    **dict.fromkeys(("sources", "types", "counts", "runs", "run-changes", "stale-sources"), "is about the stock"),
    **dict.fromkeys(("announced", "speakers", "withdrawn"), "is about all that one source says"),
    **dict.fromkeys(("completeness", "low-confidence"), "measures all that one source says"),
    "evidence": "shows all that there is between two actors, denied and withdrawn too",
}
"""Queries without the filter, and why."""
ONE_TYPE = {
    *("owners", "suppliers", "recipients", "common-suppliers", "goods", "armed-both-sides", "support-changes"),
    *("suppliers-of-designated", "wake", "enemies-armed", "commitments", "allies-turned-rivals"),
    *("designations", "listed-under", "listing-lag", "co-designated", "new-designations", "delistings"),
    *("fifty-percent", "against-own-alliance"),
}
"""Queries that name the types themselves, so that they take no `types`."""
ONE_SOURCE = {"single-sourced", "source-statements", "compare-sources"}
"""Queries of what a source or two say, which take no `sources`."""
OWN_TIME = {
    **dict.fromkeys(("changed-sides", "support-changes"), "compares two days"),
    **dict.fromkeys(("dyad-years", "pair-timeline", "timeline", "compare-sources"), "goes through time"),
    **dict.fromkeys(("new-designations", "delistings"), "asks since when"),
    **dict.fromkeys(("allies-turned-rivals", "contradictions", "most-contradicted"), "compares spans of all time"),
    "ego": "asks of a span of days",
    "fifty-percent": "rounds of one day",
}
"""Queries with days of their own, which lack some of `on`, `ever` and `undated`, and why."""
SIGNS = {
    *("tensions", "balance", "triangles", "bridges", "mixed-pairs", "contradictions", "most-contradicted"),
    *("enemies-of-allies", "enemies-of-enemies", "enemies-armed", "rivals-within", "signed-paths", "changed-sides"),
    *("pair-timeline", "commitments", "allies-turned-rivals", "armed-both-sides", "support-changes", "wake"),
    *("against-own-alliance", "fifty-percent"),
}
"""Queries that draw a conclusion, from statements of confidence 0.5 or more unless they are asked otherwise."""
ALL_TIME = {"tensions", "balance", "mixed-pairs", "as-known"}
"""Queries that mean any time when no day is given."""
KINDS = {
    *("paths", "signed-paths", "claims", "single-sourced", "source-statements", "as-known", "timeline"),
    *("between", "ego", "step-counts", "designations", "fifty-percent", "triangles", "pair-timeline"),
    *("most-contradicted", "compare-sources"),
}
"""Queries with the filter whose answers are no actors to choose from by kind and country."""


def parameters_of(name: str) -> dict[str, Parameter]:
    """A query's parameters by name."""
    return {parameter.name: parameter for parameter in LIBRARY.find(name).parameters}


@pytest.mark.parametrize("name", LISTED)
def test_a_query_takes_the_filter_or_says_why_not(name: str) -> None:
    has = parameters_of(name)
    expected = set() if name in WHOLE else set(FILTER)
    expected -= {"types"} if name in ONE_TYPE else set()
    expected -= {"sources"} if name in ONE_SOURCE else set()
    times = {"on", "ever", "undated"}
    assert has.keys() & (set(FILTER) - times) == expected - times
    if name not in OWN_TIME:
        assert has.keys() & times == expected & times
    if name not in WHOLE and name not in KINDS:
        assert has.keys() >= {"kind", "country"}


def test_the_lists_name_queries_that_are_there() -> None:
    for names in (WHOLE, ONE_TYPE, ONE_SOURCE, OWN_TIME, SIGNS, ALL_TIME, KINDS):
        assert set(names) <= set(LISTED)
    assert {name for name in KINDS if {"kind", "country"} <= parameters_of(name).keys()} == set()


@pytest.mark.parametrize("name", sorted(set(LISTED) - WHOLE.keys()))
def test_the_parts_of_the_filter_have_one_type_and_default(name: str) -> None:
    defaults: dict[str, tuple[str, Any]] = {
        "on": ("date", None),
        "ever": ("boolean", name in ALL_TIME),
        "undated": ("boolean", name != "dyad-years"),
        "sources": ("list<source>", None),
        "types": ("list<type>", None),
        "sure": ("float(0..1)", 0.5 if name in SIGNS else 0.0),
        "country": ("string", None),
        "kind": ("string(person|organization|state|vessel|aircraft|other)", None),
    }
    for key, parameter in parameters_of(name).items():
        if key in defaults:
            assert (parameter.declared, parameter.default) == defaults[key], key


# The same statements


ACTORS = [f"test:a{n}" for n in range(6)]
DAY = datetime.date(1930, 6, 1)
TYPES = ("ALLY_OF", "RIVAL_OF", "SUPPLIES", "DESIGNATES", "OWNS", "LEADS")
GIVEN: dict[str, Any] = {
    **dict.fromkeys(("actor", "a", "from", "attacker", "authority"), ACTORS[0]),
    **dict.fromkeys(("b", "c", "to", "target", "other"), ACTORS[1]),
    "actors": ACTORS[:3],
    "others": None,
    "known": datetime.date(2023, 12, 31),
    "before": datetime.date(1926, 1, 1),
    "after": datetime.date(1933, 1, 1),
    "since": datetime.date(1925, 1, 1),
    "first": 1926,
    "last": 1934,
    "at_least": 1,
    "source1": "one",
    "source2": "two",
    "designations": True,
}
FILTERS: dict[str, dict[str, Any]] = {
    "sources": {"sources": ["one"]},
    "types": {"types": ["ALLY_OF", "RIVAL_OF"]},
    "sure": {"sure": 0.8},
    "undated": {"undated": False},
}
DEGREES = {"degree", "total", "by_type"}
"""Columns that count what the filter does not touch."""
BY_DEGREE = {"hubs", "neighbours"}
"""Queries whose order depends on such counts."""
ANY_WAY = {"suppliers": "supplier", "recipients": "recipient"}
"""Queries that show one of several ways: whom they find, and in how many steps, is compared."""
ALONE = {"single-sourced"}
"""What others say matters to its answer."""
OWN_UNDATED = {"wake"}
"""Its supplies without dates are counted in a column of their own."""


def statements() -> list[Said]:
    """Statements of all types between few actors."""
    dice = random.Random(5)
    result = []
    for _ in range(90):
        more: dict[str, Any] = {"source": dice.choice(["one", "two"])}
        if dice.random() < 0.7:
            more["valid_from"] = datetime.date(dice.randint(1925, 1931), dice.randint(1, 12), 1)
        if dice.random() < 0.5:
            more["valid_to"] = datetime.date(dice.randint(1931, 1935), dice.randint(1, 12), 1)
        more["confidence"] = dice.choice([0.6, 0.9, 1.0])
        subject, target = dice.sample(ACTORS, 2)
        kind = dice.choice(TYPES)
        if kind == "OWNS":
            more["share"] = dice.choice([0.3, 0.6])
        result.append(Said(subject, kind, target, more))
    return result


def passes(said: Said, part: str) -> bool:
    """Whether a statement passes one of the filters."""
    if part == "undated":
        return bool(said.more.keys() & {"valid_from", "valid_to"})
    if part == "types":
        return said.type in FILTERS["types"]["types"]
    return bool(said.more["source"] == "one" if part == "sources" else said.more["confidence"] >= 0.8)


def answers(graph: Graph, part: str, **given: Any) -> dict[str, list[dict[str, Any]]]:
    """The answer of each query that takes a part of the filter, on that day."""
    result = {}
    for name in sorted(set(LISTED) - WHOLE.keys() - ALONE):
        known = parameters_of(name)
        if part in known:
            words = {key: value for key, value in {**GIVEN, "on": DAY, **given}.items() if key in known}
            words = {key: value for key, value in words.items() if key != "after" or known[key].type == "date"}
            if "source" in known and known["source"].required:
                words["source"] = "one"
            kept = {ANY_WAY[name], "steps"} if name in ANY_WAY else None
            rows = [
                {k: plain(v) for k, v in row.items() if k not in DEGREES and (kept is None or k in kept)}
                for row in graph.ask(name, **words)
            ]
            result[name] = sorted(rows, key=repr) if name in BY_DEGREE else rows
    return result


@pytest.fixture(scope="module")
def filtered(connected: Graph) -> Iterator[dict[str, Any]]:
    """By part of the filter: the answers with it, and those without it to a graph of what passes it."""
    all_of = list(enumerate(statements()))
    actors = [{"id": a, "name": a[5:], "kind": "state", "countries": ["RUS"] if a > "test:a2" else []} for a in ACTORS]
    small.clear(connected)
    numbered = [said._replace(more={**said.more, "statement": f"s{n:04}", "id": f"s{n:04}:1"}) for n, said in all_of]
    small.write(connected, numbered, actors, ["one", "two"])
    asked = {part: answers(connected, part, **given) for part, given in FILTERS.items()}
    asked["kind"] = {"all": answers(connected, "kind"), "states": answers(connected, "kind", kind="state")}
    asked["none"] = answers(connected, "kind", kind="person")
    asked["country"] = answers(connected, "country", country="RUS")
    reduced = {}
    for part in FILTERS:
        small.clear(connected)
        small.write(connected, [said for said in numbered if passes(said, part)], actors, ["one", "two"])
        reduced[part] = answers(connected, part)
    yield {"asked": asked, "reduced": reduced}
    small.clear(connected)


@pytest.mark.parametrize("part", FILTERS)
def test_the_filter_gives_the_answer_of_a_graph_that_holds_nothing_else(filtered: dict[str, Any], part: str) -> None:
    asked, reduced = filtered["asked"][part], filtered["reduced"][part]
    different = [name for name in asked if asked[name] != reduced[name]]
    assert set(different) <= (OWN_UNDATED if part == "undated" else set())
    assert sum(map(bool, asked.values())) > len(asked) / 2


def test_kind_and_country_choose_actors(filtered: dict[str, Any]) -> None:
    asked = filtered["asked"]
    assert asked["kind"]["all"] == asked["kind"]["states"]
    assert [name for name, rows in asked["none"].items() for row in rows if any(row.values())] == []
    whole = asked["kind"]["all"]
    for name, rows in asked["country"].items():
        assert len(rows) <= len(whole[name])
    assert sum(len(rows) < len(whole[name]) for name, rows in asked["country"].items()) > len(whole) / 3
