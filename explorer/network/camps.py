"""The two camps of a signed network for the screen: bracket, cracks with their prices, contradictions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, TypedDict

from cypher.errors import UsageError

if TYPE_CHECKING:
    from cypher.balance.prices import Breaks

# For start-up time, the solver is imported when it is first needed.

ONE_AT_A_TIME = Lock()
"""A measurement takes one of the machine's cores for as long as it may: others wait for their turn."""
PATIENCE = 5.0
"""Seconds that one waits for its turn."""
FOR_PRICES = 0.4
"""The part of the time that is kept for prices."""


class Crack(TypedDict):
    """A pair that contradicts the camps: its place in the list, and what keeping it costs, when that is known."""

    pair: int
    lower: int | None
    upper: int | None
    breaks: Breaks


class Bracket(TypedDict):
    """Between which figures the tension of some pairs lies; both are the same where it is proven."""

    lower: int
    upper: int


class Camps(TypedDict):
    """What was proven of the pairs, which are named by their places in the list."""

    lower: int
    upper: int
    camps: list[int]
    parts: list[int]
    cracks: list[Crack]
    contradictions: list[list[int]]


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait for one's turn to measure; UsageError when others measure for too long."""
    if not ONE_AT_A_TIME.acquire(timeout=PATIENCE):
        raise UsageError("others are being measured: try again in a moment")
    try:
        yield
    finally:
        ONE_AT_A_TIME.release()


def brackets(nodes: int, networks: Sequence[Sequence[tuple[int, int, int]]], seconds: float) -> list[Bracket]:
    """The bracket of each of several networks of the same actors; a network has its share of the time that is left."""
    from cypher.balance.solve import solve
    from cypher.balance.ties import Allowance, SignedTie

    allowance = Allowance(seconds)
    answer: list[Bracket] = []
    with one_at_a_time():
        for place, pairs in enumerate(networks):
            mine = allowance.share(1 / (len(networks) - place))
            balance = solve(nodes, [SignedTie(*pair) for pair in pairs], mine.seconds)
            answer.append({"lower": balance.lower, "upper": balance.upper})
    return answer


def find_camps(nodes: int, pairs: Sequence[tuple[int, int, int]], seconds: float) -> Camps:
    """Two camps of so many actors, 1 and -1, and the proof; UsageError when others measure for too long.

    The proof has been checked: `lower` is what its contradictions come to. Cracks with the highest price come first.
    """
    from cypher.balance.blocks import parts_by_node
    from cypher.balance.prices import find_prices
    from cypher.balance.solve import solve
    from cypher.balance.ties import Allowance, SignedTie

    with one_at_a_time():
        balance = solve(nodes, [SignedTie(*pair) for pair in pairs], seconds * (1 - FOR_PRICES))
        prices = find_prices(balance, Allowance(seconds * FOR_PRICES))
    cracks: list[Crack] = []
    for number in balance.broken:
        price = prices.prices.get(number)
        ends = (price.lower, price.upper) if price else (None, None)
        cracks.append({"pair": number, "lower": ends[0], "upper": ends[1], "breaks": prices.breaks[number]})
    cracks.sort(key=lambda crack: (-(crack["lower"] or 0), crack["breaks"] != "every", crack["pair"]))
    return {
        "lower": balance.lower,
        "upper": balance.upper,
        "camps": balance.camps,
        "parts": parts_by_node(nodes, balance.ties),
        "cracks": cracks,
        "contradictions": [list(cycle) for cycle in balance.apart()],
    }
