"""Who is whom, from rules and decisions alone: pure, and the same in whatever order the records come."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cypher.decisions.partition import DecisionKind, DescribingRecord, Place, StandingDecision, places_of
from cypher.errors import GraphError, UsageError

Named = tuple[str, str, str]
KINDS = (DecisionKind.SAME, DecisionKind.DIFFERENT, DecisionKind.UNSURE)


def records(**rules: str) -> dict[str, DescribingRecord]:
    """Records, each with the actor that the rules give it."""
    return {key: DescribingRecord(key, rule, rule, apart=False, rank=50, taken=False) for key, rule in rules.items()}


def decisions(*taken: Named) -> list[StandingDecision]:
    """Decisions, in the order in which they were taken."""
    return [StandingDecision(f"d{n}", n, DecisionKind(kind), a, b) for n, (kind, a, b) in enumerate(taken, start=1)]


@pytest.mark.parametrize(
    ("rules", "taken", "actors"),
    [
        ({"a": "a", "b": "b"}, [], {"a": "a", "b": "b"}),
        ({"a": "a", "b": "b"}, [("same", "b", "a")], {"a": "a", "b": "a"}),
        ({"a": "a", "b": "b"}, [("unsure", "b", "a")], {"a": "a", "b": "b"}),
        ({"a": "a", "b": "a", "c": "a"}, [("different", "b", "c")], {"a": "a", "b": "b", "c": "a"}),
        # The record that made the actor is taken out: it keeps the actor of its name.
        ({"a": "a", "b": "a", "c": "a"}, [("different", "a", "c")], {"a": "a", "b": "b", "c": "b"}),
        # Who is apart already is not taken out again, and takes nobody along.
        (
            {"a": "a", "b": "a", "c": "a"},
            [("different", "b", "c"), ("different", "a", "b")],
            {"a": "a", "b": "b", "c": "a"},
        ),
        (
            {"a": "a", "b": "a", "c": "a"},
            [("different", "b", "a"), ("different", "c", "a")],
            {"a": "a", "b": "b", "c": "c"},
        ),
        ({"a": "a", "b": "a", "z": "z"}, [("different", "b", "a"), ("same", "b", "z")], {"a": "a", "b": "b", "z": "b"}),
    ],
)
def test_where_records_belong(rules: dict[str, str], taken: list[Named], actors: dict[str, str]) -> None:
    places = places_of(records(**rules), decisions(*taken))
    assert {key: place.actor for key, place in places.items()} == actors


def test_a_record_whose_id_another_actor_has_gets_one_of_its_own() -> None:
    known = records(**{"a~1": "a", "a": "b", "b": "b"})
    with pytest.raises(GraphError, match="two actors would be a"):
        places_of(known, decisions(("different", "a", "b")))
    known["a"] = DescribingRecord("a", "b", "b", apart=False, rank=50, taken=True)
    assert places_of(known, decisions(("different", "a", "b")))["a"] == Place("a~apart", apart=True)


@pytest.mark.parametrize(
    "taken",
    [
        [("same", "a", "b"), ("same", "b", "c"), ("different", "a", "c")],
        [("different", "a", "c"), ("same", "a", "b"), ("same", "b", "c")],
        [("same", "a", "e"), ("different", "a", "d")],
    ],
)
def test_contradictions_are_rejected(taken: list[Named]) -> None:
    with pytest.raises(UsageError, match="would be one actor, but d"):
        places_of(records(a="a", b="b", c="c", d="e", e="e"), decisions(*taken))


@st.composite
def situations(draw: st.DrawFn) -> tuple[dict[str, DescribingRecord], list[StandingDecision], list[str]]:
    """Records with their rules, decisions on them, and another order of the records."""
    keys = [f"r{n}" for n in range(draw(st.integers(2, 8)))]
    rules = {key: keys[draw(st.integers(0, n))] for n, key in enumerate(keys)}
    rules = {key: rules[rule] if rules[rule] == rule else rule for key, rule in rules.items()}
    rules |= dict.fromkeys(set(rules.values()), "")
    rules = {key: rule or key for key, rule in rules.items()}
    known = {
        key: DescribingRecord(key, rule, rule, apart=False, rank=draw(st.integers(1, 3)), taken=False)
        for key, rule in rules.items()
    }
    pairs = st.tuples(st.sampled_from(KINDS), st.sampled_from(keys), st.sampled_from(keys))
    taken = [pair for pair in draw(st.lists(pairs, max_size=6)) if pair[1] != pair[2]]
    return known, decisions(*taken), draw(st.permutations(keys))


@given(situations())
def test_decisions_hold_whatever_the_order_of_the_records(
    situation: tuple[dict[str, DescribingRecord], list[StandingDecision], list[str]],
) -> None:
    known, taken, order = situation
    try:
        places = places_of(known, taken)
    except UsageError:
        with pytest.raises(UsageError):
            places_of({key: known[key] for key in order}, taken)
        return
    assert places_of({key: known[key] for key in order}, taken) == places
    for decision in taken:
        together = places[decision.first].actor == places[decision.second].actor
        if decision.kind is not DecisionKind.UNSURE:
            assert together == (decision.kind is DecisionKind.SAME)
    for key, place in places.items():
        rule = known[key].rule
        if not place.apart:
            left = [other for other in places if known[other].rule == rule and not places[other].apart]
            assert {places[other].actor for other in left} == {place.actor}
    if not taken:
        assert {key: place.actor for key, place in places.items()} == {key: r.rule for key, r in known.items()}
