"""What single ties cost: whether every best split breaks them, some, or none, and how much dearer keeping one makes it.

All of it is read off the linear programme of a block whose bracket is closed, and each answer holds for whole splits:
the programme's bounds are rounded up, and what it shows as a split is one. Where a price stays open, it is
solved again with a tie so heavy that it is kept.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from cypher.balance.blocks import two_colour
from cypher.balance.cycles import SLACK, Finder
from cypher.balance.programme import Programme
from cypher.balance.search import ROUND, BlockSearch
from cypher.balance.solve import Balance
from cypher.balance.start import Settler
from cypher.balance.ties import Allowance, Camps, SignedTie, broken_by, price_of

Breaks = Literal["every", "some", "none", "unknown"]
"""Which best splits break a tie."""


@dataclass(frozen=True)
class Price:
    """How much dearer the best split becomes when a tie must be kept: the bracket of it."""

    lower: int
    upper: int


@dataclass(frozen=True)
class Prices:
    """For each tie which best splits break it, and the prices of those that the split at hand breaks."""

    breaks: list[Breaks]
    prices: dict[int, Price]


def find_prices(balance: Balance, allowance: Allowance) -> Prices:
    """What single ties cost where there are two camps; unknown where a bracket is open or the time is over."""
    breaks: list[Breaks] = ["none"] * len(balance.ties)
    prices: dict[int, Price] = {}
    searches = ((block.numbers, block.search) for block in balance.blocks)
    pricings = [(numbers, BlockPricing(search)) for numbers, search in searches if isinstance(search, BlockSearch)]
    for numbers, pricing in pricings:
        pricing.judge(allowance)
        for place, number in enumerate(numbers):
            breaks[number] = pricing.breaks[place]
    for numbers, pricing in pricings:
        for place, price in pricing.find_prices(allowance):
            prices[numbers[place]] = price
    return Prices(breaks, prices)


class BlockPricing:
    """The prices of one block."""

    def __init__(self, search: BlockSearch) -> None:
        self.search = search
        self.ties: Sequence[SignedTie] = search.ties
        self.finder = Finder(search.nodes, search.ties, [tie.sign for tie in search.ties], search.near)
        self.closed = search.lower >= search.upper
        self.breaks: list[Breaks] = ["unknown"] * len(self.ties)

    def fresh(self) -> Programme:
        """A programme with all the contradictions that were met."""
        programme = Programme([tie.weight for tie in self.ties], [True] * len(self.ties))
        programme.add(self.search.pool)
        return programme

    def complete(self, programme: Programme, camps: Camps, allowance: Allowance) -> bool:
        """Solve a programme until no contradiction is left out; False when there was no time or no answer."""
        while programme.solve(allowance):
            cycles = self.finder.find(programme.lengths, camps, ROUND, allowance)
            if allowance.over:
                return False
            self.search.pool.update(dict.fromkeys(cycles))
            if not programme.add(cycles):
                return True
        return False

    def split(self, lengths: Sequence[float]) -> Camps | None:
        """The split that an answer shows, when it is whole and costs no more than the best."""
        lost = {number for number, length in enumerate(lengths) if length > 0.5}
        camps, against = two_colour(self.search.nodes, self.ties, (n for n in range(len(self.ties)) if n not in lost))
        return camps if not against and price_of(self.ties, camps) == self.search.upper else None

    def judge(self, allowance: Allowance) -> None:
        """Find out which best splits break each tie, by asking for best splits that differ as much as can be."""
        if not self.closed:
            return
        programme = self.fresh()
        programme.limit(self.search.upper)
        every = set(broken_by(self.ties, self.search.camps))
        never_broken = set(range(len(self.ties))) - every
        some: set[int] = set()
        while never_broken:
            programme.minimise(dict.fromkeys(never_broken, -1.0))
            if not self.complete(programme, self.search.camps, allowance):
                return
            if -programme.value < 1 - SLACK:
                break
            camps = self.split(programme.lengths)
            if camps is None:
                return
            lost = set(broken_by(self.ties, camps))
            some |= (lost & never_broken) | (every - lost)
            if not lost & never_broken:
                return
            never_broken -= lost
            every &= lost
        for number in never_broken:
            self.breaks[number] = "none"
        for number in some:
            self.breaks[number] = "some"
        while every:
            programme.minimise(dict.fromkeys(every, 1.0))
            if not self.complete(programme, self.search.camps, allowance):
                return
            if programme.value > len(every) - 1 + SLACK:
                break
            camps = self.split(programme.lengths)
            if camps is None:
                return
            kept = every - set(broken_by(self.ties, camps))
            if not kept:
                return
            every -= kept
            for number in kept:
                self.breaks[number] = "some"
        for number in every:
            self.breaks[number] = "every"

    def find_prices(self, allowance: Allowance) -> Iterable[tuple[int, Price]]:
        """The price of each tie that the best split at hand breaks, the heaviest first, while there is time."""
        if not self.closed:
            return
        programme = self.fresh()
        best = self.search.upper
        for number in sorted(broken_by(self.ties, self.search.camps), key=lambda n: -self.ties[n].weight):
            if self.breaks[number] == "some":
                yield number, Price(0, 0)
                continue
            if allowance.over:
                return
            programme.keep(number)
            camps = self.keeping(number)
            done = self.complete(programme, camps, allowance)
            lower = math.ceil(programme.value - SLACK) if done else best
            upper = self.dearer(number, programme.lengths, camps) if done else price_of(self.ties, camps)
            programme.release(number)
            if done and lower < upper:
                lower, upper = self.anew(number, allowance)
            yield number, Price(max(lower - best, 0), upper - best)

    def keeping(self, number: int) -> Camps:
        """The best of two splits that keep a tie: one of its ends changes sides, and others follow."""
        tie = self.ties[number]
        splits = []
        for end in (tie.a, tie.b):
            camps = self.search.camps[:]
            camps[end] = -camps[end]
            splits.append(self.settled(number, camps))
        return min(splits, key=lambda camps: price_of(self.ties, camps))

    def settled(self, number: int, camps: Camps) -> Camps:
        """A split that keeps a tie, bettered as far as single changes do."""
        settler = Settler(self.search.nodes, self.heavy(number))
        settler.take(camps)
        settler.settle(range(self.search.nodes))
        return settler.camps[:]

    def heavy(self, number: int) -> list[SignedTie]:
        """The ties, this one heavier than all of them."""
        ties = list(self.ties)
        ties[number] = ties[number]._replace(weight=1 + sum(tie.weight for tie in self.ties))
        return ties

    def dearer(self, number: int, lengths: Sequence[float], camps: Camps) -> int:
        """The price of the best split met that keeps a tie."""
        kept = (n for n, length in enumerate(lengths) if length < 0.5)
        rounded = self.settled(number, two_colour(self.search.nodes, self.ties, kept)[0])
        tie = self.ties[number]
        met = [each for each in (rounded, camps) if tie.sign * each[tie.a] * each[tie.b] > 0]
        return min(price_of(self.ties, each) for each in met)

    def anew(self, number: int, allowance: Allowance) -> tuple[int, int]:
        """The bracket of the block with a tie so heavy that it is kept."""
        search = BlockSearch(self.search.nodes, self.heavy(number), allowance)
        search.run(allowance, lambda lower, upper: None)
        return search.lower, search.upper
