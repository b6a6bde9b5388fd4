"""More than two camps equal brute force; published networks; every proof is checked, and false ones fail."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cypher.balance.groups import merged
from cypher.balance.proof import Contradiction, FalseProof, Fork, Packing, check
from cypher.balance.solve import solve
from cypher.balance.ties import SignedTie, broken_by, price_of
from tests.cypher.balance.test_solve import TRIBES, network_of, networks

RIVALS = [SignedTie(a, b, -1) for a, b in combinations(range(4), 2)]
"""Four at odds with each other."""
NO = Packing(())


def splits(nodes: int, most: int) -> Iterator[list[int]]:
    """Every split of so many nodes into at most so many camps."""

    def grow(camps: list[int]) -> Iterator[list[int]]:
        if len(camps) == nodes:
            yield camps
            return
        for camp in range(min(max(camps, default=-1) + 2, most)):
            yield from grow([*camps, camp])

    return grow([])


@pytest.mark.parametrize("most", [3, 4, None])
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(network=networks(7))
def test_any_small_network_equals_brute_force(most: int | None, network: tuple[int, list[SignedTie]]) -> None:
    nodes, ties = network
    balance = solve(nodes, ties, most=most)
    least = min(price_of(ties, camps) for camps in splits(nodes, most or nodes))
    assert balance.lower == balance.upper == least
    assert check(ties, balance.proofs, most) == least
    assert price_of(ties, balance.camps) == least
    assert len(set(balance.camps)) <= (most or nodes)
    assert list(balance.broken) == broken_by(ties, balance.camps)


@settings(max_examples=50, deadline=None)
@given(networks(10), st.sampled_from([3, 4, None]), st.data())
def test_what_camps_explain_costs_nothing(
    network: tuple[int, list[SignedTie]], most: int | None, data: st.DataObject
) -> None:
    nodes, drawn = network
    camps = data.draw(st.lists(st.integers(0, (most or 5) - 1), min_size=nodes, max_size=nodes))
    ties = [tie._replace(sign=1 if camps[tie.a] == camps[tie.b] else -1) for tie in drawn]
    assert solve(nodes, ties, most=most).upper == 0


def test_the_highland_tribes_are_three_camps_but_for_two_ties() -> None:
    names, ties = network_of(TRIBES)
    balance = solve(len(names), ties, most=3)
    assert (balance.lower, balance.upper, len(set(balance.camps))) == (2, 2, 3)
    assert solve(len(names), ties, most=None).upper == 2
    assert len(balance.apart()) == 2


def test_rivals_of_each_other_need_a_camp_each() -> None:
    assert [solve(4, RIVALS, most=most).upper for most in (2, 3, 4, None)] == [2, 1, 0, 0]
    assert solve(0, [], most=3).upper == 0


def test_a_wheel_has_no_three_camps_and_no_four_that_are_all_at_odds() -> None:
    rim = [SignedTie(n, (n + 1) % 5, -1) for n in range(5)]
    wheel = [*rim, *(SignedTie(5, n, -1) for n in range(5))]
    balance = solve(6, wheel, most=3)
    assert (balance.lower, balance.upper) == (1, 1)
    assert check(wheel, balance.proofs, 3) == 1
    with pytest.raises(FalseProof, match="too many nodes at odds"):
        check(wheel[1:], [Packing((Contradiction(tuple(range(9)), Fraction(1)),))], 3)
    assert solve(6, wheel, most=4).upper == 0


def test_time_that_is_over_leaves_a_bracket() -> None:
    names, ties = network_of(TRIBES)
    balance = solve(len(names), ties, 0.0, most=3)
    assert 0 <= balance.lower <= balance.upper
    assert balance.lower <= 2 <= balance.upper


@pytest.mark.parametrize(
    ("proof", "most", "words"),
    [
        (Packing((Contradiction((0, 1), Fraction(1)),)), 3, "single minus"),
        (Packing((Contradiction((0, 1, 2, 3, 4, 5), Fraction(1)),)), None, "single minus"),
        (Packing((Contradiction((0, 1, 2, 3, 4, 5), Fraction(1)),)), 4, "single minus"),
        (Packing((Contradiction((0, 1, 3), Fraction(1)),)), 3, "single minus"),
        (Packing((Contradiction((0, 1, 2, 3, 4, 5), Fraction(2)),)), 3, "more than it weighs"),
        (Fork(0, NO, Packing((Contradiction((0, 1, 2, 3, 4, 5), Fraction(1)),))), 3, "broken in its case"),
    ],
)
def test_what_proves_nothing_is_rejected(proof: Packing | Fork, most: int | None, words: str) -> None:
    with pytest.raises(FalseProof, match=words):
        check(RIVALS, [proof], most)


def test_a_cycle_with_two_minuses_binds_two_camps_alone() -> None:
    ties = [SignedTie(0, 1, -1), SignedTie(1, 2, -1), SignedTie(0, 2, -1)]
    proof = Packing((Contradiction((0, 1, 2), Fraction(1)),))
    assert check(ties, [proof]) == 1
    with pytest.raises(FalseProof, match="single minus"):
        check(ties, [proof], 3)


def test_camps_that_are_too_many_are_merged_where_it_costs_least() -> None:
    ties = [SignedTie(0, 1, 1), SignedTie(1, 2, -1, 5), SignedTie(0, 3, -1)]
    assert merged([0, 1, 2, 3], ties) == [0, 0, 1, 2]
    assert merged([0, 1, 2, 3], ties, 2) == [0, 0, 1, 1]
    assert merged([0, 1, 2, 3], ties, 1) == [0, 0, 0, 0]
