"""What a person supposes: paths go along it and around what is supposed not to be, and say so."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.network.arguments import argue
from explorer.network.filter import EVERYTHING
from explorer.network.paths import DESIGNATES, Rule, Search, Ways, helpful_lifts
from explorer.network.supposed import NOTHING, Supposed, SupposedTie, is_supposed
from tests.explorer.network.test_paths import ACTORS, LEGS, WAYS, Stated, around, every_path, row

TIES = st.builds(
    SupposedTie.of,
    st.sampled_from(["ALLY_OF", "SUPPLIES", "PART_OF", DESIGNATES]),
    st.sampled_from(ACTORS[:4]),
    st.sampled_from(ACTORS[4:]),
)


def supposed(*ties: tuple[str, str, str], doubted: tuple[tuple[str, str, str], ...] = ()) -> Supposed:
    """What the browser holds, as it is read."""
    store = {
        "supposed": [{"type": name, "a": a, "b": b, "sign": 1} for name, a, b in ties],
        "doubted": [{"type": name, "a": a, "b": b, "sign": 0} for name, a, b in doubted],
    }
    return Supposed.read(store)


@settings(max_examples=60, deadline=None)
@given(st.lists(LEGS, max_size=12), WAYS, st.lists(TIES, max_size=3), st.lists(TIES, max_size=4))
def test_paths_are_those_of_a_graph_that_is_as_one_supposes(
    stated: list[Stated], ways: Ways, ties: list[SupposedTie], doubts: list[SupposedTie]
) -> None:
    some = Supposed(tuple((tie, 0) for tie in ties), frozenset(doubts))
    rule = Rule(ways, supposed=some)
    left = [leg for leg in stated if SupposedTie.of(leg[1], *leg[0]) not in doubts]
    as_if: list[Stated] = [*left, *(((tie.a, tie.b), tie.type, frozenset()) for tie in ties)]
    near = around(stated)
    authorities = {a for (a, _), kind, _ in stated if kind == DESIGNATES}
    expected = every_path(as_if, rule, 4)
    if not ways.authorities:  # a supposed designation makes nobody an authority, a doubted one is still stated
        supposing = {a for (a, _), kind, _ in as_if if kind == DESIGNATES} - authorities
        stating = authorities - {a for (a, _), kind, _ in as_if if kind == DESIGNATES}
        if supposing or stating:
            return
    assert set(Search(near, "a", "b", rule).paths(enough=10**6, longest=4).chains) == expected


def test_a_doubt_is_lifted_by_itself_and_nothing_supposed_changes_nothing() -> None:
    stated: list[Stated] = [(("a", "c"), "SUPPLIES", frozenset()), (("b", "c"), "ALLY_OF", frozenset())]
    doubts = supposed(doubted=(("ALLY_OF", "c", "b"),))
    assert doubts.doubted == {SupposedTie("ALLY_OF", "b", "c")}
    assert Search(around(stated), "a", "b", Rule(Ways(), supposed=doubts)).paths().chains == []
    lifts, _ = helpful_lifts(around(stated), "a", "b", EVERYTHING, Ways(), doubts)
    assert [(lift.words, lift.steps) for lift in lifts] == [("with what is supposed not", 2)]
    assert Search(around(stated), "a", "b", Rule(Ways())).paths().chains == [("a", "c", "b")]
    assert not Supposed.read(None)
    assert Supposed.read({}) == NOTHING


def test_a_step_that_is_supposed_says_so() -> None:
    rows = [
        row("SUPPLIES", 1, "ac", passes=True, denied=False),
        row("RIVAL_OF", -1, "bc", passes=True, denied=False),
        row("LEADS", 1, "cb", passes=True, denied=False),
    ]

    def ask(name: str, **_: Any) -> Any:
        assert name == "canvas-statements"
        return rows

    some = supposed(("ALLY_OF", "c", "b"), doubted=(("RIVAL_OF", "c", "b"),))
    (way,) = argue(ask, [("a", "c", "b")], EVERYTHING, Ways(), some)
    assert [(step.types, step.supposed, step.sign) for step in way.steps] == [
        (("SUPPLIES",), False, 1),
        (("LEADS", "ALLY_OF"), True, 1),
    ]
    assert way.polarity == 1
    assert is_supposed(some.rows("abc")[0]["id"])
    assert some.rows("ac") == []
    assert not is_supposed("wagner-2023:supposed|x:1")
