"""Contradictions without a common tie, short ones first: a lower bound at once, before the programme has one."""

from __future__ import annotations

from collections.abc import Sequence

from cypher.balance.cycles import Cycle, trace
from cypher.balance.ties import Allowance, Camps, Near, SignedTie, broken_by

LONGEST = 12
"""Ways of more ties are not looked for."""


def pack_greedily(ties: Sequence[SignedTie], near: Near, camps: Camps, limits: Allowance) -> list[Cycle]:
    """For each tie that the split breaks a way round it over ties that the split keeps and no other way has used."""
    kept = [
        {number: other for other, sign, number in beside if sign * camps[node] * camps[other] > 0}
        for node, beside in enumerate(near)
    ]
    waiting = sorted(broken_by(ties, camps), key=lambda n: len(kept[ties[n].a]) + len(kept[ties[n].b]))
    cycles: list[Cycle] = []
    for most in range(2, LONGEST + 1):
        rest = []
        for number in waiting:
            way = None if limits.over else short_way(kept, ties[number].a, ties[number].b, most)
            if way is None:
                rest.append(number)
                continue
            cycles.append(tuple(sorted((number, *way))))
            for used in way:
                del kept[ties[used].a][used]
                del kept[ties[used].b][used]
        waiting = rest
    return cycles


def short_way(kept: Sequence[dict[int, int]], begin: int, end: int, most: int) -> list[int] | None:
    """The fewest ties between two nodes, from both ends at once; None when there are more than so many."""
    before: tuple[dict[int, tuple[int, int]], ...] = ({begin: (-1, -1)}, {end: (-1, -1)})
    edges = [[begin], [end]]
    for _ in range(most):
        side = 0 if sum(len(kept[n]) for n in edges[0]) <= sum(len(kept[n]) for n in edges[1]) else 1
        mine, theirs = before[side], before[1 - side]
        following: list[int] = []
        for node in edges[side]:
            for number, other in kept[node].items():
                if other in mine:
                    continue
                mine[other] = (node, number)
                if other in theirs:
                    return [*trace(before[0], other), *trace(before[1], other)]
                following.append(other)
        if not following:
            return None
        edges[side] = following
    return None
