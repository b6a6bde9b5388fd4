"""The frustration index equals the published one, and brute force; every proof is checked, tampered ones fail."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cypher.balance.blocks import parts_by_node, two_connected
from cypher.balance.proof import Contradiction, FalseProof, Fork, Packing, Proof, check, contradictions_of
from cypher.balance.solve import solve
from cypher.balance.ties import SignedTie, broken_by, price_of

TRIBES = """
Gavev: Kotun Nagad Gama / Ove Alika Nagam Gahuk Asaro
Kotun: Nagad Gama / Ove Nagam Gahuk Notoh Kohik
Ove: Alika Gahuk Masil Ukudz /
Alika: Ukudz /
Nagam: Masil Notoh Seuve / Nagad Gama
Gahuk: Masil Ukudz Geham Asaro / Notoh Uheto Gama
Masil: Ukudz Geham Asaro Uheto /
Ukudz: Geham Asaro / Seuve
Notoh: Kohik Uheto / Geham Nagad
Kohik: Uheto / Geham Nagad
Geham: Asaro / Uheto Nagad Gama
Asaro: / Seuve Nagad Gama
Uheto: Seuve / Nagad Gama
Seuve: / Gama
Nagad: Gama /
"""
"""Who is at peace and who at war in the highlands of New Guinea (Read 1954): 7 of 58 (Aref, Mason, Wilson 2020)."""
POWERS = """
Britain: France Russia / Germany Austria Italy
France: Russia / Germany Austria Italy
Russia: / Germany Austria Italy
Germany: Austria Italy /
Austria: Italy /
"""
"""The alliances and rivalries of 1907, as Antal, Krapivsky and Redner (2006) draw them."""


def network_of(text: str) -> tuple[dict[str, int], list[SignedTie]]:
    """Names and ties of lines such as `A: friends / foes`."""
    names: dict[str, int] = {}
    ties = []

    def number(name: str) -> int:
        return names.setdefault(name, len(names))

    for line in text.strip().splitlines():
        who, _, rest = line.partition(":")
        for sign, group in zip((1, -1), rest.split("/"), strict=True):
            ties += [SignedTie(number(who), number(other), sign) for other in group.split()]
    return names, ties


def least(nodes: int, ties: list[SignedTie]) -> int:
    """What the cheapest of all splits costs."""
    codes = np.arange(1 << max(nodes - 1, 0))
    total = np.zeros(len(codes), dtype=np.int64)
    for tie in ties:
        apart = ((codes >> tie.a) ^ (codes >> tie.b)) & 1
        total += tie.weight * (apart if tie.sign > 0 else 1 - apart)
    return int(total.min())


@st.composite
def networks(draw: st.DrawFn, most: int = 14) -> tuple[int, list[SignedTie]]:
    """Any network of a few nodes, sparse or dense."""
    nodes = draw(st.integers(2, most))
    pairs = list(combinations(range(nodes), 2))
    few = st.lists(st.sampled_from(pairs), unique=True, max_size=3 * nodes)
    chosen = draw(st.one_of(few, st.just(pairs)) if nodes <= 12 else few)
    signs = draw(st.lists(st.sampled_from((1, -1)), min_size=len(chosen), max_size=len(chosen)))
    weights = draw(
        st.one_of(st.just([1] * len(chosen)), st.lists(st.integers(1, 9), min_size=len(chosen), max_size=len(chosen)))
    )
    return nodes, [SignedTie(a, b, sign, weight) for (a, b), sign, weight in zip(chosen, signs, weights, strict=True)]


def test_the_highland_tribes_have_their_published_index() -> None:
    names, ties = network_of(TRIBES)
    balance = solve(len(names), ties)
    assert (len(names), len(ties), balance.lower, balance.upper) == (16, 58, 7, 7)
    assert check(ties, balance.proofs) == 7
    assert len(balance.apart()) == 7


def test_the_powers_of_1907_are_balanced_with_exact_camps() -> None:
    names, ties = network_of(POWERS)
    balance = solve(len(names), ties)
    camps = {name: balance.camps[number] for name, number in names.items()}
    assert balance.upper == 0
    assert balance.proofs == ()
    assert [n for n in camps if camps[n] == camps["Britain"]] == ["Britain", "France", "Russia"]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(networks())
def test_any_small_network_equals_brute_force(network: tuple[int, list[SignedTie]]) -> None:
    nodes, ties = network
    balance = solve(nodes, ties)
    assert balance.lower == balance.upper == least(nodes, ties)
    assert check(ties, balance.proofs) == balance.lower
    assert price_of(ties, balance.camps) == balance.upper
    assert list(balance.broken) == broken_by(ties, balance.camps)


@settings(max_examples=60, deadline=None)
@given(networks(10), st.data())
def test_what_two_camps_explain_costs_nothing(network: tuple[int, list[SignedTie]], data: st.DataObject) -> None:
    nodes, drawn = network
    camps = data.draw(st.lists(st.sampled_from((1, -1)), min_size=nodes, max_size=nodes))
    ties = [tie._replace(sign=camps[tie.a] * camps[tie.b]) for tie in drawn]
    balance = solve(nodes, ties)
    part = parts_by_node(nodes, ties)
    assert (balance.lower, balance.upper, balance.broken) == (0, 0, ())
    turned = {(part[node], camps[node] * balance.camps[node]) for node in range(nodes)}
    assert len(turned) == max(part) + 1


def complete(nodes: int) -> list[SignedTie]:
    """Everybody at odds with everybody: here the programme stays fractional, and cases are needed."""
    return [SignedTie(a, b, -1) for a, b in combinations(range(nodes), 2)]


def test_where_fractions_do_not_do_cases_are_distinguished() -> None:
    ties = complete(9)
    balance = solve(9, ties)
    assert balance.lower == balance.upper == 36 - 20
    assert any(isinstance(proof, Fork) for proof in balance.proofs)
    assert all(part.weight > 0 for proof in balance.proofs for part in contradictions_of(proof))


def test_a_proof_in_fractions_is_rounded_up() -> None:
    balance = solve(5, complete(5))
    (proof,) = balance.proofs
    assert isinstance(proof, Packing)
    assert sum(part.weight for part in proof.contradictions) == Fraction(10, 3)
    assert balance.lower == 4


def test_without_time_the_bracket_is_open_and_true() -> None:
    ties = complete(12)
    balance = solve(12, ties, stop=lambda: True)
    assert 0 <= balance.lower <= 30 <= balance.upper
    assert not balance.closed
    assert check(ties, balance.proofs) == balance.lower


def test_the_bracket_is_told_as_it_narrows() -> None:
    names, ties = network_of(TRIBES)
    ends: list[tuple[int, int]] = []
    solve(len(names), ties, tell=lambda lower, upper: ends.append((lower, upper)))
    assert ends[-1] == (7, 7)
    assert all(lower <= 7 <= upper for lower, upper in ends)


def test_blocks_are_split_at_cut_nodes_and_leaves_fall_away() -> None:
    ties = [
        SignedTie(0, 1, 1),
        SignedTie(1, 2, 1),
        SignedTie(2, 0, -1),
        SignedTie(2, 3, 1),
        SignedTie(3, 4, -1),
        SignedTie(4, 5, -1),
        SignedTie(5, 3, -1),
        SignedTie(5, 6, 1),
    ]
    assert sorted(two_connected(7, ties)) == [[0, 1, 2], [4, 5, 6]]
    balance = solve(7, ties)
    assert balance.upper == 2
    assert balance.apart() == [(0, 1, 2), (4, 5, 6)]


TRIANGLE = [SignedTie(0, 1, 1), SignedTie(1, 2, 1), SignedTie(2, 0, -1), SignedTie(2, 3, -1)]
ONE = Fraction(1)


def tampered() -> Iterator[tuple[str, list[Proof]]]:
    """Proofs that show nothing, and what is wrong with each."""
    good = Contradiction((0, 1, 2), ONE)
    yield "carries more", [Packing((good, Contradiction((2, 1, 0), Fraction(1, 10**9))))]
    yield "carries more", [Packing((Contradiction((0, 1, 2), Fraction(1000001, 1000000)),))]
    yield "closed", [Packing((Contradiction((0, 1), ONE),))]
    yield "closed", [Packing((Contradiction((0, 1, 2, 3), ONE),))]
    yield "weight above zero", [Packing((Contradiction((0, 1, 2), -ONE),))]
    yield "each of its ties once", [Packing((Contradiction((0, 0), ONE),))]
    yield "weight above zero", [Packing((Contradiction((0, 1, 9), ONE),))]
    yield "multiply to minus", [Packing((Contradiction((), ONE),))]
    yield "the same tie", [Packing((good,)), Packing((good,))]
    yield "no case", [Fork(0, Fork(0, Packing(()), Packing(())), Packing(()))]
    yield "multiply to minus", [Fork(0, Packing(()), Packing((good,)))]


@pytest.mark.parametrize(("why", "proofs"), list(tampered()))
def test_a_tampered_proof_is_refused(why: str, proofs: list[Proof]) -> None:
    with pytest.raises(FalseProof, match=why):
        check(TRIANGLE, proofs)


def test_a_flipped_sign_or_a_missing_case_takes_the_proof_away() -> None:
    names, ties = network_of(TRIBES)
    balance = solve(len(names), ties)
    flipped = [ties[0]._replace(sign=-ties[0].sign), *ties[1:]]
    touched = any(0 in part.ties for proof in balance.proofs for part in contradictions_of(proof))
    if touched:
        with pytest.raises(FalseProof):
            check(flipped, balance.proofs)
    assert check(TRIANGLE, [Fork(0, Packing(()), Packing(()))]) == 0


@settings(max_examples=60, deadline=None)
@given(networks(9), st.data())
def test_no_proof_shows_more_than_the_truth(network: tuple[int, list[SignedTie]], data: st.DataObject) -> None:
    nodes, ties = network
    if not ties:
        return
    numbers = st.integers(-1, len(ties))
    cycles = st.builds(
        Contradiction,
        st.lists(numbers, min_size=1, max_size=6).map(tuple),
        st.fractions(min_value=Fraction(-1), max_value=Fraction(3), max_denominator=6),
    )
    packings = st.lists(cycles, max_size=4).map(lambda parts: Packing(tuple(parts)))
    proofs = st.recursive(packings, lambda inner: st.builds(Fork, numbers, inner, inner), max_leaves=4)
    own = solve(nodes, ties).proofs
    mixed = data.draw(st.lists(proofs, max_size=2)) + list(own)
    try:
        bound = check(ties, mixed)
    except FalseProof:
        return
    assert bound <= least(nodes, ties)
