"""Paths: the search against every path of small random graphs, what they argue, and what helps where there is none."""

from __future__ import annotations

import datetime
from itertools import pairwise, permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.network import arguments, paths
from explorer.network.arguments import OPEN, ArguedPath, argument, joined_spans, meeting_spans
from explorer.network.filter import EVERYTHING, Filter
from explorer.network.paths import DESIGNATES, Lift, Rule, Search, Surroundings, Ways, helpful_lifts

ACTORS = "abcdefg"
PARTS = ("undated", "days", "confidence")
LEGS = st.tuples(
    st.sampled_from(list(permutations(ACTORS, 2))),
    st.sampled_from(["ALLY_OF", "SUPPLIES", "SUPPLIES", "PART_OF", DESIGNATES]),
    st.frozensets(st.sampled_from(PARTS), max_size=1),
)
WAYS = st.builds(
    Ways,
    avoided=st.frozensets(st.sampled_from(["SUPPLIES", "PART_OF", DESIGNATES])),
    around=st.frozensets(st.sampled_from("cd")),
    authorities=st.booleans(),
    along=st.booleans(),
)
Stated = tuple[tuple[str, str], str, frozenset[str]]


def around(stated: list[Stated], calls: list[list[str]] | None = None) -> Surroundings:
    """The surroundings that a graph of these statements has."""
    authorities = {a for (a, _), kind, _ in stated if kind == DESIGNATES}

    def look(actors: list[str], designations: bool) -> Any:
        if calls is not None:
            calls.append(actors)
        rows = []
        for (a, b), kind, stopped in stated:
            if (kind == DESIGNATES) != designations:
                continue
            both = kind == "ALLY_OF"
            for actor, other, direction in ((a, b, "out"), (b, a, "in")):
                if actor in actors:
                    rows.append(
                        {
                            "actor": actor,
                            "neighbour": other,
                            "name": other.upper(),
                            "type": kind,
                            "direction": "both" if both else direction,
                            "stopped": sorted(stopped),
                            "authority": other in authorities,
                        }
                    )
        return rows

    return Surroundings(look)


def every_path(stated: list[Stated], rule: Rule, longest: int) -> set[tuple[str, ...]]:
    """Every path from a to b by trying all."""
    ways = rule.ways
    authorities = set() if ways.authorities else {a for (a, _), kind, _ in stated if kind == DESIGNATES}
    steps = set()
    for (a, b), kind, stopped in stated:
        if kind not in ways.avoided and stopped <= rule.without:
            steps.add((a, b))
            if kind == "ALLY_OF" or not ways.along:
                steps.add((b, a))
    middle = [actor for actor in ACTORS if actor not in {"a", "b", *authorities, *ways.around}]
    tried = (("a", *inner, "b") for size in range(longest) for inner in permutations(middle, size))
    return {chain for chain in tried if all(step in steps for step in pairwise(chain))}


@settings(max_examples=60, deadline=None)
@given(st.lists(LEGS, max_size=14), WAYS, st.frozensets(st.sampled_from(PARTS)))
def test_every_path_is_found_the_shortest_first(stated: list[Stated], ways: Ways, without: frozenset[str]) -> None:
    rule = Rule(ways, without)
    calls: list[list[str]] = []
    near = around(stated, calls)
    result = Search(near, "a", "b", rule).paths(enough=10**6, longest=5)
    assert set(result.chains) == every_path(stated, rule, 5)
    assert len(set(result.chains)) == len(result.chains)
    assert [(len(c), c) for c in result.chains] == sorted((len(c), c) for c in result.chains)
    assert not result.bounded
    once = [actor for actors in calls for actor in actors]
    assert max(map(once.count, once), default=0) <= 2, "each actor is asked for once, and once for designations"


@settings(max_examples=30, deadline=None)
@given(st.lists(LEGS, max_size=12), WAYS, st.booleans(), st.sampled_from([0.0, 0.5]))
def test_what_helps_is_what_gives_a_path(stated: list[Stated], ways: Ways, undated: bool, sure: float) -> None:
    seen = Filter(undated=undated, confidence=sure)
    lifts, whole = helpful_lifts(around(stated), "a", "b", seen, ways)
    assert whole
    assert [lift.steps for lift in lifts] == sorted(lift.steps for lift in lifts)
    by_words = {lift.words: lift.steps for lift in lifts}
    tried = {"at any time": "days", "with undated statements": "undated", "with a confidence below 50%": "confidence"}
    for words, part in tried.items():
        if (part, undated) == ("undated", True) or (part, sure) == ("confidence", 0.0):
            assert words not in by_words
            continue
        lengths = {len(chain) - 1 for chain in every_path(stated, Rule(ways, frozenset({part})), 6)}
        assert by_words.get(words) == min(lengths, default=None)


def test_each_option_is_lifted_by_itself() -> None:
    stated: list[Stated] = [(("a", "c"), "SUPPLIES", frozenset()), (("c", "b"), "PART_OF", frozenset())]
    ways = Ways(avoided=frozenset({DESIGNATES, "PART_OF"}))
    lifts, _ = helpful_lifts(around(stated), "a", "b", EVERYTHING, ways)
    assert lifts == [Lift("with part-of", 2, Ways())]
    lifts, _ = helpful_lifts(around(stated), "a", "b", EVERYTHING, Ways(around=frozenset("c")))
    assert [(lift.words, lift.steps) for lift in lifts] == [("through C", 2)]
    lifts, _ = helpful_lifts(around(stated), "b", "a", EVERYTHING, Ways(along=True))
    assert [lift.words for lift in lifts] == ["in either direction"]
    listed: list[Stated] = [(("c", "a"), DESIGNATES, frozenset()), (("c", "b"), DESIGNATES, frozenset())]
    lifts, _ = helpful_lifts(around(listed), "a", "b", EVERYTHING, Ways())
    assert [lift.words for lift in lifts] == ["through authorities and along their designations"]


def test_bounds_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    stated: list[Stated] = [(pair, "ALLY_OF", frozenset()) for pair in permutations(ACTORS, 2)]
    monkeypatch.setattr(paths, "ALIKE", 3)
    assert Search(around(stated), "a", "b", Rule(Ways())).paths(enough=3).bounded
    monkeypatch.setattr(paths, "WIDE", 1)
    assert Search(around(stated), "a", "b", Rule(Ways())).paths(enough=50).bounded
    monkeypatch.setattr(paths, "PATIENCE", -1)
    assert helpful_lifts(around([]), "a", "b", EVERYTHING, Ways()) == ([], False)


def test_an_actor_has_no_path_to_itself() -> None:
    assert Search(around([]), "a", "a", Rule(Ways())).paths().chains == []


@pytest.mark.parametrize(
    ("values", "ways"),
    [
        (None, Ways()),
        ({}, Ways()),
        ({"avoided": [], "confidence": 7, "authorities": True}, Ways(frozenset(), authorities=True, confidence=1.0)),
        ({"avoided": "x", "around": None, "along": 1, "confidence": "much"}, Ways()),
    ],
)
def test_options_are_read(values: Any, ways: Ways) -> None:
    assert Ways.read(values) == ways == Ways.read(ways.values())


def row(kind: str, sign: int, ends: str = "ab", **more: Any) -> dict[str, Any]:
    """A statement as the canvas is told of it."""
    dates = {"valid_from": None, "valid_from_precision": None, "valid_to": None, "valid_to_precision": None}
    base = {"id": kind, "type": kind, "sign": sign, "subject": ends[0], "object": ends[1], "confidence": None}
    return {**base, **dates, **more}


def day(text: str) -> datetime.date:
    """A date."""
    return datetime.date.fromisoformat(text)


def since(text: str, until: str | None = None) -> dict[str, Any]:
    """The dates of a statement, known to the month."""
    ends = {"valid_from": day(text), "valid_from_precision": "month"}
    return ends | ({"valid_to": day(until), "valid_to_precision": "month"} if until else {})


def told(chain: str, *rows: dict[str, Any], seen: Filter = EVERYTHING, along: bool = False) -> ArguedPath:
    """What a path comes to."""
    by_pair: dict[frozenset[str], Any] = {}
    for one in rows:
        by_pair.setdefault(frozenset((one["subject"], one["object"])), []).append(one)
    return argument(tuple(chain), by_pair, seen, along=along)


@pytest.mark.parametrize(
    ("second", "polarity"),
    [
        ([row("RIVAL_OF", -1, "bc")], -1),
        ([row("ALLY_OF", 1, "bc")], 1),
        ([row("ALLY_OF", 1, "bc"), row("RIVAL_OF", -1, "bc")], None),
        ([row("ALLY_OF", 1, "bc"), row("RIVAL_OF", -1, "bc", confidence=0.4)], 1),
        ([row("LINKED_TO", 0, "bc")], None),
        ([row("LINKED_TO", 0, "bc"), row("RIVAL_OF", -1, "bc")], -1),
        ([row("RIVAL_OF", -1, "bc", confidence=0.3)], None),
    ],
)
def test_polarity_is_the_product_of_signs(second: list[dict[str, Any]], polarity: int | None) -> None:
    way = told("abc", row("LEADS", 1), *second)
    assert way.polarity == polarity
    assert way.steps[1].mixed == (polarity is None and len(second) > 1)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([row("LEADS", 1), row("ALLY_OF", 1, "bc")], "not dated"),
        ([row("LEADS", 1, **since("2014-03-01")), row("ALLY_OF", 1, "bc")],
         "1 of 2 steps not dated; the rest held 2014-03 – today"),
        ([row("LEADS", 1, **since("2014-03-01")), row("ALLY_OF", 1, "bc", **since("2012-01-01"))],
         "all held 2014-03 – today"),
        ([row("LEADS", 1, **since("2014-03-01", "2019-04-30")), row("ALLY_OF", 1, "bc", **since("2012-01-01"))],
         "all held 2014-03 – 2019-04"),
        ([row("LEADS", 1, **since("2014-03-01", "2014-04-30")), row("ALLY_OF", 1, "bc", **since("2015-01-01"))],
         "no common time"),
        ([row("LEADS", 1, **since("2014-03-01", "2014-03-31")), row("ALLY_OF", 1, "bc", **since("2012-01-01"))],
         "all held 2014-03"),
        # One spell after another is one.
        ([row("LEADS", 1, **since("2010-01-01", "2010-12-31")), row("LEADS", 1, **since("2011-01-01", "2013-12-31")),
          row("ALLY_OF", 1, "bc", **since("2005-01-01"))], "all held 2010-01 – 2013-12"),
        ([row("LEADS", 1, valid_to=day("2013-12-31"), valid_to_precision="year"),
          row("ALLY_OF", 1, "bc", **since("1990-01-01"))],
         "all held 1990-01 – 2013"),
    ],
)  # fmt: skip
def test_when_all_of_a_path_held(rows: list[dict[str, Any]], words: str) -> None:
    assert told("abc", *rows).held() == words


def test_of_several_spans_that_of_the_day_asked_for_is_told() -> None:
    rows = [
        row("LEADS", 1, **since("2000-01-01", "2004-12-31")),
        row("LEADS", 1, **since("2010-01-01")),
        row("ALLY_OF", 1, "bc", **since("1990-01-01")),
    ]
    assert told("abc", *rows).held() == "all held 2010-01 – today"
    then = Filter.read({"on": {"text": "2003"}})
    assert told("abc", *rows, seen=then).held() == "all held 2000-01 – 2004-12"


def test_the_weakest_step() -> None:
    assert told("abc", row("LEADS", 1, confidence=0.9), row("ALLY_OF", 1, "bc", confidence=0.6)).weakest == 1
    assert told("abc", row("LEADS", 1, confidence=0.9), row("ALLY_OF", 1, "bc")).weakest == 0
    assert told("abc", row("LEADS", 1), row("ALLY_OF", 1, "bc")).weakest is None
    assert told("abc", row("LEADS", 1, confidence=0.9), row("ALLY_OF", 1, "bc", confidence=0.9)).weakest is None
    assert told("ab", row("LEADS", 1, confidence=0.9)).weakest is None


def test_along_the_arrows_only_what_points_so_counts() -> None:
    rows = [row("LEADS", 1, confidence=0.9), row("SUPPLIES", 1, "ba", confidence=0.6)]
    assert told("ab", *rows, along=True).steps[0].types == ("LEADS",)
    assert told("ba", *rows, along=True).steps[0].types == ("SUPPLIES",)
    assert told("ba", *rows).steps[0].types == ("LEADS", "SUPPLIES")
    assert told("ba", *rows).steps[0].back


DAYS = st.dates(day("2000-01-01"), day("2000-02-10"))
SPANS = st.lists(st.tuples(DAYS, DAYS).map(lambda ends: (min(ends), max(ends))), max_size=5)


@given(SPANS, SPANS)
def test_spans_join_and_meet_as_their_days_do(some: list[arguments.Span], others: list[arguments.Span]) -> None:
    def days(spans: list[arguments.Span]) -> set[int]:
        return {n for a, b in spans for n in range(a.toordinal(), b.toordinal() + 1)}

    one, two = joined_spans(some), joined_spans(others)
    assert days(one) == days(some)
    assert all(b[0] - a[1] > datetime.timedelta(1) for a, b in pairwise(one))
    assert days(meeting_spans(one, two)) == days(some) & days(others)
    assert meeting_spans([OPEN], one) == one
