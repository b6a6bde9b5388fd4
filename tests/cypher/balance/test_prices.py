"""What keeping a tie costs, and which best splits break it: as brute force over all splits says."""

from __future__ import annotations

from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from cypher.balance.prices import Price, find_prices
from cypher.balance.solve import solve
from cypher.balance.ties import Allowance, SignedTie, broken_by, price_of


@st.composite
def networks(draw: st.DrawFn) -> tuple[int, list[SignedTie]]:
    """Any network of up to eight nodes."""
    nodes = draw(st.integers(3, 8))
    pairs = list(combinations(range(nodes), 2))
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, min_size=3, max_size=20))
    return nodes, [SignedTie(a, b, draw(st.sampled_from((1, -1))), draw(st.sampled_from((1, 1, 2)))) for a, b in chosen]


@settings(max_examples=120, deadline=None)
@given(networks())
def test_prices_equal_brute_force(network: tuple[int, list[SignedTie]]) -> None:
    nodes, ties = network
    splits = [[1, *rest] for rest in product((1, -1), repeat=nodes - 1)]
    priced = [(price_of(ties, split), set(broken_by(ties, split))) for split in splits]
    least = min(price for price, _ in priced)
    balance = solve(nodes, ties)
    prices = find_prices(balance, Allowance(30))
    assert set(prices.prices) == set(balance.broken)
    for number in range(len(ties)):
        breaking = [number in lost for price, lost in priced if price == least]
        truth = "every" if all(breaking) else "some" if any(breaking) else "none"
        assert prices.breaks[number] in (truth, "unknown")
        if number in prices.prices:
            rise = min(price for price, lost in priced if number not in lost) - least
            assert prices.prices[number] == Price(rise, rise)


def test_one_claim_may_be_worth_several_contradictions() -> None:
    """Two are rivals and have four allies in common: if the rivalry must stand, four alliances have to give."""
    ties = [SignedTie(0, 1, -1), *(SignedTie(end, ally, 1) for ally in range(2, 6) for end in (0, 1))]
    balance = solve(6, ties)
    prices = find_prices(balance, Allowance())
    assert balance.broken == (0,)
    assert prices.prices == {0: Price(3, 3)}
    assert prices.breaks == ["every"] + ["none"] * 8


def test_without_time_nothing_is_claimed() -> None:
    ties = [SignedTie(0, 1, -1), SignedTie(1, 2, 1), SignedTie(2, 0, 1)]
    prices = find_prices(solve(3, ties), Allowance(0))
    assert set(prices.breaks) == {"unknown"}
