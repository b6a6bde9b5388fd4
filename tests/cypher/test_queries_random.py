"""On small random graphs every query answers what trying everything answers."""

import datetime
import itertools
import math
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cypher.graph import Graph
from tests.cypher import brute, small
from tests.cypher.small import Said

ACTORS = [f"test:{letter}" for letter in "abcdefg"]
DATES = [datetime.date(2020, 1, 1), datetime.date(2021, 6, 15), datetime.date(2022, 12, 31)]
SOMETIMES = st.sampled_from([None, None, *DATES])
actors = st.sampled_from(ACTORS)
A, B, C, D, E, F, G = ACTORS
FEW = ACTORS[:5]
"""Actors few enough for triangles to appear."""
types = st.none() | st.lists(st.sampled_from(sorted(brute.SIGNS)), min_size=1, unique=True)


@st.composite
def spans(draw: st.DrawFn, days: st.SearchStrategy[datetime.date | None]) -> tuple[Any, Any]:
    """A first and a last day, either of which may not be said; it does not end before it begins."""
    start, end = draw(days), draw(days)
    return (end, start) if start and end and end < start else (start, end)


@st.composite
def statements(draw: st.DrawFn, among: list[str]) -> Said:
    """One statement: any type, live, denied or withdrawn, sure or not, at any time; now and then a loop."""
    kind = draw(st.sampled_from(sorted(brute.SIGNS)) | st.sampled_from(["ALLY_OF", "RIVAL_OF", "SUPPLIES"]))
    start, end = draw(spans(SOMETIMES))
    perhaps = {
        "confidence": draw(st.sampled_from([None, None, 0.2, 0.5, 0.9])),
        "valid_from": start,
        "valid_to": end,
    }
    more: dict[str, Any] = {name: value for name, value in perhaps.items() if value is not None}
    more["source"] = draw(st.sampled_from(["one", "two"]))
    standing = draw(st.sampled_from(["", "", "", "", "", "", "DENIED", "WITHDRAWN"]))
    if standing:
        more["type"], kind = kind, standing
    return Said(draw(st.sampled_from(among)), kind, draw(st.sampled_from(among)), more)


@pytest.fixture(scope="module")
def graph(wide_graph: Graph) -> Graph:
    """The session's graph with types of every sign and direction."""
    return wide_graph


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    said=st.lists(statements(FEW), min_size=8, max_size=20),
    source=st.none() | st.sampled_from(["one", "two"]),
    on=st.sampled_from([*DATES, None]),
    among=st.none() | st.lists(st.sampled_from(FEW), min_size=2, max_size=5),
)
def test_signs(graph: Graph, said: list[Said], source: str | None, on: datetime.date | None, among: list[str]) -> None:
    small.clear(graph)
    actors = [
        {"id": actor, "name": actor, "kind": "state" if n % 4 else "person", "countries": ["RUS"] if n % 2 else []}
        for n, actor in enumerate(ACTORS)
    ]
    small.write(graph, said, actors, sources=["one", "two"])
    numbered = brute.number(said)
    pairs = brute.sides(numbered, source, on)
    every = brute.triples(pairs)

    rows = graph.ask("tensions", actors=among, source=source, on=on, ever=False)
    expected = {triple for triple, sign in brute.triples(pairs, among).items() if sign < 0}
    assert {(row["a"], row["b"], row["c"]) for row in rows} == expected
    assert len(rows) == len(expected)
    for row in rows:
        for side, (x, y) in {"ab": ("a", "b"), "bc": ("b", "c"), "ca": ("c", "a")}.items():
            (sign, behind), *_ = pairs[frozenset((row[x], row[y]))].items()
            assert (row[f"{side}_sign"], set(row[side])) == (sign, behind)
            assert set(row[f"{side}_types"]) == {one.type for key, one in numbered if key in behind}

    mixed = {pair for pair, signs in pairs.items() if len(signs) == 2}
    (scale,) = graph.ask("balance", source=source, on=on, ever=False)
    assert {name: scale[name] for name in ("balanced", "unbalanced", "mixed")} == (
        {
            "balanced": sum(sign > 0 for sign in every.values()),
            "unbalanced": sum(sign < 0 for sign in every.values()),
            "mixed": len(mixed),
        }
    )
    states = {actor["id"] for actor in actors if actor["kind"] == "state"}
    russian = {actor["id"] for actor in actors if actor["countries"]}
    (scale,) = graph.ask("balance", source=source, on=on, ever=False, kind="state", country="RUS")
    chosen = [sign for triple, sign in every.items() if states.issuperset(triple) and not russian.isdisjoint(triple)]
    assert {name: scale[name] for name in ("balanced", "unbalanced", "mixed")} == {
        "balanced": sum(sign > 0 for sign in chosen),
        "unbalanced": sum(sign < 0 for sign in chosen),
        "mixed": sum(pair <= states and not pair.isdisjoint(russian) for pair in mixed),
    }
    if source is None:
        rows = graph.ask("mixed-pairs", on=on, ever=False)
        assert [(row["a"] < row["b"]) for row in rows] == [True] * len(mixed)
        for row in rows:
            signs = pairs[frozenset((row["a"], row["b"]))]
            assert (set(row["plus"]), set(row["minus"])) == (signs[1], signs[-1])
        assert {frozenset((row["a"], row["b"])) for row in rows} == mixed


CALENDAR = [datetime.date(2019, 12, 31) + datetime.timedelta(days=n) for n in range(9)]
DATED = st.none() | st.sampled_from(CALENDAR[1:-1])


@st.composite
def sided(draw: st.DrawFn) -> Said:
    """A statement of few actors, with a sign, that holds for some days of one week."""
    start, end = draw(spans(DATED))
    more = {name: day for name, day in (("valid_from", start), ("valid_to", end)) if day}
    kind = draw(st.sampled_from(["ALLY_OF", "ALLY_OF", "RIVAL_OF", "RIVAL_OF", "DESIGNATES", "LEADS"]))
    return Said(draw(st.sampled_from(FEW[:4])), kind, draw(st.sampled_from(FEW[:4])), {"source": "one", **more})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.lists(sided(), min_size=4, max_size=12))
def test_the_sides_of_a_triangle_hold_at_the_same_time(graph: Graph, said: list[Said]) -> None:
    small.clear(graph)
    small.write(graph, said, [{"id": actor, "name": actor} for actor in ACTORS], sources=["one", "two"])
    numbered = brute.number(said)
    known = dict(numbered)
    by_day = [brute.sides(numbered, None, day) for day in CALENDAR]
    triples = list(itertools.combinations(FEW[:4], 3))
    corners = {
        triple: [frozenset(pair) for pair in zip(triple, triple[1:] + triple[:1], strict=True)] for triple in triples
    }

    def signs(triple: tuple[str, ...], place: int) -> tuple[int, ...]:
        found = [list(by_day[place].get(pair, ())) for pair in corners[triple]]
        return tuple(one[0] for one in found) if all(len(one) == 1 for one in found) else ()

    rows = {(row["a"], row["b"], row["c"]): row for row in graph.ask("tensions")}
    tense = {
        triple: runs([s if s and math.prod(s) < 0 else None for place in range(9) for s in [signs(triple, place)]])
        for triple in triples
    }
    assert rows.keys() == {triple for triple, found in tense.items() if found}
    dateless = 0
    for triple, row in rows.items():
        first, last = tense[triple][-1]
        check_span(row, first, last, len(tense[triple]))
        assert (row["ab_sign"], row["bc_sign"], row["ca_sign"]) == signs(triple, first)
        behind = [{k for day in range(first, last + 1) for k in ids_on(by_day[day], pair)} for pair in corners[triple]]
        assert [set(row[side]) for side in ("ab", "bc", "ca")] == behind
        assert row["undated"] == sum(all(brute.undated(known[key]) for key in side) for side in behind)
        dateless += row["undated"] > 0

    pairs = {pair for day in by_day for pair in day}
    mixed = {pair: runs([True if len(day.get(pair, ())) == 2 else None for day in by_day]) for pair in pairs}
    found = {frozenset((row["a"], row["b"])): row for row in graph.ask("mixed-pairs")}
    assert found.keys() == {pair for pair, spans in mixed.items() if spans}
    for pair, row in found.items():
        first, last = mixed[pair][-1]
        check_span(row, first, last, len(mixed[pair]))
        for column, sign in (("plus", 1), ("minus", -1)):
            assert set(row[column]) == {k for day in by_day[first : last + 1] for k in day[pair][sign]}
    balanced = sum(any(math.prod(s) > 0 for place in range(len(CALENDAR)) if (s := signs(t, place))) for t in triples)
    assert graph.ask("balance") == [
        {"balanced": balanced, "unbalanced": len(rows), "undated": dateless, "mixed": len(found)}
    ]


def ids_on(pairs: dict[brute.Pair, dict[int, set[str]]], pair: brute.Pair) -> set[str]:
    """The statements of a pair, of either sign."""
    return {key for keys in pairs.get(pair, {}).values() for key in keys}


def runs(values: list[Any]) -> list[tuple[int, int]]:
    """The first and last place of each run of one value that is not None."""
    found = []
    for value, places in itertools.groupby(range(len(values)), key=lambda place: values[place]):
        if value is not None:
            run = list(places)
            found.append((run[0], run[-1]))
    return found


def check_span(row: Any, first: int, last: int, number: int) -> None:
    """Days beyond the week are those before all that is said, and after."""
    assert row["held_from"] == (CALENDAR[first] if first else None)
    assert row["held_to"] == (CALENDAR[last] if last < len(CALENDAR) - 1 else None)
    assert row["spans"] == number


LISTED = [Said(C, "DESIGNATES", A), Said(C, "DESIGNATES", B), Said(C, "PART_OF", D), Said(E, "PART_OF", D)]


def test_two_on_one_list_are_not_tied_by_it(graph: Graph) -> None:
    small.clear(graph)
    small.write(graph, LISTED)
    for name, ends in {
        "paths": {"from": A, "to": B},
        "signed-paths": {"from": A, "to": B},
        "common-neighbours": {"a": A, "b": B},
        "enemies-of-enemies": {"actor": A},
    }.items():
        assert graph.ask(name, **ends) == [], name
        assert len(graph.ask(name, **ends, designations=True)) == 1, name
    through = graph.ask("paths", **{"from": D, "to": A})
    assert through == [], "no way leads through an authority"
    assert [row["actors"] for row in graph.ask("paths", **{"from": C, "to": E})] == [[C, D, E]], "but from one it does"


NEVER_TOGETHER = [
    Said(A, "RIVAL_OF", B, {"valid_from": datetime.date(1856, 1, 1), "valid_to": datetime.date(1900, 1, 1)}),
    Said(B, "ALLY_OF", C, {"valid_from": datetime.date(1858, 1, 1), "valid_to": datetime.date(1884, 1, 1)}),
    Said(C, "ALLY_OF", A, {"valid_from": datetime.date(1973, 1, 1), "valid_to": datetime.date(1991, 1, 1)}),
]


def test_sides_that_never_held_together_are_no_tension(graph: Graph) -> None:
    small.clear(graph)
    small.write(graph, NEVER_TOGETHER)
    assert graph.ask("tensions") == []
    assert graph.ask("tensions", on="1860-01-01") == []
    small.write(graph, [Said(C, "ALLY_OF", A, {"id": "undated:1"})])
    (row,) = graph.ask("tensions")
    assert (str(row["held_from"]), str(row["held_to"]), row["undated"]) == ("1858-01-01", "1884-01-01", 1)
    assert len(graph.ask("tensions", on="1860-01-01")) == 1
    assert graph.ask("tensions", on="1860-01-01", undated=False) == graph.ask("tensions", on="1885-01-01") == []
    assert graph.ask("tensions", ever=False) == []


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    said=st.lists(statements(ACTORS), min_size=6, max_size=16),
    ends=st.lists(actors, min_size=2, max_size=2),
    kinds=types,
    on=SOMETIMES,
    direction=st.sampled_from([None, "out", "in", "both"]),
    longest=st.integers(1, 6),
    designations=st.booleans(),
    some=st.lists(actors, max_size=6),
    others=st.none() | st.lists(actors, max_size=4),
)
def test_steps(
    graph: Graph,
    said: list[Said],
    ends: list[str],
    kinds: list[str] | None,
    on: datetime.date | None,
    direction: str | None,
    longest: int,
    designations: bool,
    some: list[str],
    others: list[str] | None,
) -> None:
    small.clear(graph)
    small.write(graph, said, [{"id": actor, "name": actor} for actor in ACTORS], sources=["one", "two"])
    numbered = brute.number(said)
    one, other = ends

    rows = graph.ask("neighbours", actor=one, types=kinds, direction=direction, on=on, limit=100, **{"except": some})
    found = brute.neighbours(numbered, one, kinds, direction, on, some)
    assert {row["neighbour"]: (row["types"], row["statements"]) for row in rows} == {
        name: (sorted(set(near)), len(near)) for name, near in found.items()
    }
    by_type = Counter(kind for near in found.values() for kind in near)
    for row in rows:
        assert row["total"] == len(found)
        assert {entry["type"]: entry["count"] for entry in row["by_type"]} == by_type
    paged = [
        graph.ask("neighbours", actor=one, types=kinds, direction=direction, on=on, skip=n, limit=1, **{"except": some})
        for n in range(len(rows))
    ]
    assert [page[0]["neighbour"] for page in paged] == [row["neighbour"] for row in rows]

    counts: Counter[tuple[str, str]] = Counter()
    for _, statement in brute.plain(numbered, on):
        if one in (statement.subject, statement.object):
            way = "both" if statement.type in brute.SYMMETRIC else "out" if statement.subject == one else "in"
            counts[statement.type, way] += 1
    rows = graph.ask("step-counts", actor=one, on=on)
    assert {(row["type"], row["direction"]): row["statements"] for row in rows} == counts
    for row in rows:
        way = None if row["direction"] == "both" else row["direction"]
        assert row["neighbours"] == len(brute.neighbours(numbered, one, [row["type"]], way, on, []))

    right = some if others is None else others
    assert brute.ids(graph.ask("between", actors=some, others=others, on=on)) == {
        key
        for key, s in numbered
        if s.type != "WITHDRAWN"
        and s.subject != s.object
        and brute.in_force(s, on)
        and ((s.subject in some and s.object in right) or (s.object in some and s.subject in right))
    }
    assert brute.ids(graph.ask("evidence", a=one, b=other)) == {
        key for key, s in numbered if sorted((s.subject, s.object)) == sorted(ends)
    }

    ways: dict[str, Any] = {"from": one, "to": other, "types": kinds, "on": on, "designations": designations}
    rows = graph.ask("paths", **ways, longest=longest, limit=1000)
    expected = brute.paths(numbered, one, other, kinds, on, longest, designations=designations)
    assert {tuple(row["actors"]) for row in rows} == expected
    assert [row["length"] for row in rows] == sorted(len(row["actors"]) - 1 for row in rows)
    first = graph.ask("paths", **ways, longest=longest, limit=2)
    assert [row["length"] for row in first] == [row["length"] for row in rows[:2]]
    known = dict(numbered)
    for row in rows:
        sign = 1
        for place, key in enumerate(row["statements"]):
            assert {known[key].subject, known[key].object} == set(row["actors"][place : place + 2])
            assert known[key].type == row["types"][place]
            sign *= brute.SIGNS[known[key].type]
        assert row["polarity"] == sign

    for name, column, upstream in (("suppliers", "supplier", True), ("recipients", "recipient", False)):
        rows = graph.ask(name, actor=one, on=on, longest=longest)
        assert {row[column]: row["steps"] for row in rows} == brute.steps(numbered, one, upstream, on, longest)
        for row in rows:
            assert (row["actors"][0], row["actors"][-1]) == ((row[column], one) if upstream else (one, row[column]))
            assert len(row["goods"]) == row["steps"]
    designating = [(k, s) for k, s in brute.plain(numbered, on) if s.type == "DESIGNATES" and s.object == one]
    assert brute.ids(graph.ask("designations", actor=one, on=on)) == {key for key, _ in designating}


CHAIN = [Said(one, "OWNS", other) for one, other in itertools.pairwise(ACTORS)]


@pytest.mark.parametrize(
    ("end", "longest", "lengths"),
    [(B, 1, [1]), (D, 2, []), (D, 3, [3]), (E, 4, [4]), (F, 4, []), (F, 5, [5]), (G, 5, []), (G, 6, [6])],
)
def test_a_path_is_as_long_as_it_may(graph: Graph, end: str, longest: int, lengths: list[int]) -> None:
    small.clear(graph)
    small.write(graph, CHAIN)
    rows = graph.ask("paths", **{"from": A, "to": end}, longest=longest)
    assert [row["length"] for row in rows] == lengths


def test_loops_are_passed_over(graph: Graph) -> None:
    small.clear(graph)
    loops = [Said(actor, kind, actor) for actor in (A, B) for kind in ("SUPPLIES", "DESIGNATES", "RIVAL_OF", "ALLY_OF")]
    small.write(graph, [*loops, Said(A, "SUPPLIES", B), Said(B, "SUPPLIES", A), Said(B, "OWNS", C)])
    assert {row["supplier"] for row in graph.ask("suppliers", actor=A)} == {B}
    assert {row["recipient"] for row in graph.ask("recipients", actor=A)} == {B}
    assert graph.ask("designations", actor=A) == []
    assert [row["actors"] for row in graph.ask("paths", **{"from": A, "to": C})] == [[A, B, C]]
    assert {row["neighbour"] for row in graph.ask("neighbours", actor=A)} == {B}
    assert {row["type"] for row in graph.ask("step-counts", actor=A)} == {"SUPPLIES"}
    assert {row["type"] for row in graph.ask("between", actors=[A, B, C])} == {"SUPPLIES", "OWNS"}
    assert graph.ask("tensions") == graph.ask("mixed-pairs") == []


def said(kind: str, one: str, other: str, confidence: float | None = None) -> Said:
    """A statement with or without a confidence."""
    return Said(one, kind, other, {} if confidence is None else {"confidence": confidence})


@pytest.mark.parametrize(
    ("name", "third", "tense", "mixed"),
    [
        ("rival", [said("RIVAL_OF", C, A)], 1, 0),
        ("declared type", [said("SUES", A, C)], 1, 0),
        ("confidence of a half", [said("RIVAL_OF", C, A, 0.5)], 1, 0),
        ("less", [said("RIVAL_OF", C, A, 0.49)], 0, 0),
        ("no sign", [said("LINKED_TO", C, A)], 0, 0),
        ("denied", [Said(C, "DENIED", A, {"type": "RIVAL_OF"})], 0, 0),
        ("withdrawn", [Said(C, "WITHDRAWN", A, {"type": "RIVAL_OF"})], 0, 0),
        ("mixed", [said("RIVAL_OF", C, A), said("SUPPLIES", A, C)], 0, 1),
        ("mixed, but for what hardly counts", [said("RIVAL_OF", C, A), said("SUPPLIES", A, C, 0.1)], 1, 0),
        ("minus on all sides", [said("RIVAL_OF", C, A), said("RIVAL_OF", A, D), said("DESIGNATES", D, C)], 2, 0),
    ],
)
def test_what_makes_a_tension(graph: Graph, name: str, third: list[Said], tense: int, mixed: int) -> None:
    small.clear(graph)
    small.write(graph, [said("ALLY_OF", A, B), said("LEADS", C, B), *third])
    assert len(graph.ask("tensions")) == tense
    assert len(graph.ask("mixed-pairs")) == mixed
    assert graph.ask("balance") == [{"balanced": 0, "unbalanced": tense, "undated": tense, "mixed": mixed}]


@pytest.mark.parametrize(("source", "tense"), [(None, 0), ("one", 1), ("two", 0)])
def test_a_tension_within_one_source(graph: Graph, source: str | None, tense: int) -> None:
    small.clear(graph)
    one, two = {"source": "one"}, {"source": "two"}
    triangle = [Said(A, "ALLY_OF", B, one), Said(C, "LEADS", B, one), Said(C, "RIVAL_OF", A, one)]
    small.write(graph, [*triangle, Said(A, "SUPPLIES", C, two), Said(A, "RIVAL_OF", B, two)])
    assert len(graph.ask("tensions", source=source)) == tense
    assert graph.ask("balance", source=source)[0]["unbalanced"] == tense


def test_a_type_without_sign_makes_no_pair_mixed(graph: Graph) -> None:
    small.clear(graph)
    small.write(graph, [said("RIVAL_OF", A, B, 0.1), said("LINKED_TO", A, B), said("SUPPLIES", A, B)])
    assert graph.ask("mixed-pairs") == []


def test_a_hub_is_paged_without_gaps(graph: Graph) -> None:
    small.clear(graph)
    small.write(
        graph,
        [Said(A, "DESIGNATES", f"test:{n}", {"programme": p}) for n in range(60) for p in ("X", "Y")[: n % 2 + 1]],
    )
    seen: list[str] = []
    while page := graph.ask("neighbours", actor=A, limit=25, **{"except": seen}):
        assert page[0]["total"] == 60 - len(seen)
        seen += [row["neighbour"] for row in page]
    assert len(seen) == len(set(seen)) == 60
    assert [row["statements"] for row in graph.ask("neighbours", actor=A, limit=60)] == [2] * 30 + [1] * 30
