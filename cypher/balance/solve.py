"""The frustration index of a signed network: a bracket, a split, and the proof."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from cypher.balance.blocks import two_colour, unbalanced_blocks
from cypher.balance.more_camps import GroupSearch
from cypher.balance.packing import disjoint
from cypher.balance.proof import Proof, check, renumbered
from cypher.balance.search import BlockSearch, CaseSearch
from cypher.balance.ties import Allowance, Camps, SignedTie, broken_by, never, price_of

Ends = Callable[[int, int], None]
"""Takes the lower and the upper end of a bracket as it narrows."""


@dataclass(frozen=True)
class SolvedBlock:
    """A part that no split satisfies: the numbers of its ties in the whole network, and what was searched in it."""

    numbers: list[int]
    search: CaseSearch


@dataclass(frozen=True)
class Balance:
    """What is known of a network's distance from two camps."""

    ties: Sequence[SignedTie]
    lower: int
    upper: int
    camps: Camps
    broken: tuple[int, ...]
    proofs: tuple[Proof, ...]
    seconds: float
    blocks: list[SolvedBlock] = field(repr=False)

    @property
    def closed(self) -> bool:
        """Whether the bracket is one number."""
        return self.lower == self.upper

    def apart(self) -> list[tuple[int, ...]]:
        """Contradictions of which no two have a tie in common, as many as were found."""
        chosen = []
        for block in self.blocks:
            chosen += [tuple(block.numbers[n] for n in cycle) for cycle in disjoint(*block.search.rated())]
        return sorted(chosen, key=lambda cycle: (len(cycle), cycle))


def solve(
    nodes: int,
    ties: Sequence[SignedTie],
    seconds: float = 60.0,
    stop: Callable[[], bool] = never,
    tell: Ends = lambda lower, upper: None,
    most: int | None = 2,
) -> Balance:
    """Bracket the least weight of ties that any split into at most so many camps breaks; None stands for any number.

    `stop` is asked often, and ends it with what is proven by then; `tell` hears of the bracket as it narrows.
    """
    began = time.monotonic()
    limits = Allowance(seconds, stop)
    if most != 2:
        groups = GroupSearch(nodes, ties, most, limits)
        groups.run(limits, tell)
        proof = groups.root.as_proof()
        ends = check(ties, [proof], most), price_of(ties, groups.camps)
        broken = tuple(broken_by(ties, groups.camps))
        block = SolvedBlock(list(range(len(ties))), groups)
        return Balance(ties, *ends, groups.camps, broken, (proof,), time.monotonic() - began, [block])
    blocks: list[SolvedBlock] = []
    parts = unbalanced_blocks(nodes, ties)
    weights = [len(part) for part in parts]
    for place, part in enumerate(parts):
        mine = limits.share(max(0.2, weights[place] / sum(weights[place:])))
        search = BlockSearch(*local(ties, part), mine)
        blocks.append(SolvedBlock(part, search))
        below = sum(block.search.lower for block in blocks[:-1])
        above = sum(block.search.upper for block in blocks[:-1])
        search.run(mine, lambda low, high, below=below, above=above: tell(below + low, above + high))  # type: ignore[misc]
    return balance_of(nodes, ties, blocks, began)


def balance_of(nodes: int, ties: Sequence[SignedTie], blocks: list[SolvedBlock], began: float) -> Balance:
    """The whole network's bracket, split and proof from those of its blocks; what is claimed has been checked."""
    lost = {block.numbers[n] for block in blocks for n in broken_by(block.search.ties, block.search.camps)}
    camps, _ = two_colour(nodes, ties, (n for n in range(len(ties)) if n not in lost))
    camps = [camp or 1 for camp in camps]
    proofs = tuple(renumbered(block.search.root.as_proof(), block.numbers) for block in blocks)
    return Balance(
        ties,
        check(ties, proofs),
        price_of(ties, camps),
        camps,
        tuple(broken_by(ties, camps)),
        proofs,
        time.monotonic() - began,
        blocks,
    )


def local(ties: Sequence[SignedTie], part: Sequence[int]) -> tuple[int, list[SignedTie]]:
    """A part's ties with nodes numbered from 0, and how many nodes there are."""
    places: dict[int, int] = {}
    for number in part:
        for node in ties[number][:2]:
            places.setdefault(node, len(places))
    return len(places), [tie._replace(a=places[tie.a], b=places[tie.b]) for tie in (ties[n] for n in part)]
