"""From a solver's figures to exact fractions that overload no tie, and to contradictions without a common tie."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from cypher.balance.cycles import Cycle
from cypher.balance.proof import Contradiction, Packing
from cypher.balance.ties import SignedTie

PARTS = (1, 2, 3, 4, 6, 12, 60, 840)
"""Denominators that a reader can follow, tried in this order."""
FINE = 10**7
"""The denominator when none of them will do."""


def exact_packing(
    ties: Sequence[SignedTie], cycles: Sequence[Cycle], duals: Sequence[float], free: Sequence[bool], target: int
) -> Packing:
    """Weights near a solver's, in fractions as plain as will do, that overload no tie; the sum is near the solver's."""
    rated = sorted(((dual, cycle) for dual, cycle in zip(duals, cycles, strict=False) if dual > 1e-9), reverse=True)
    best = Packing(())
    most = -1
    for parts in (*PARTS, FINE):
        packing, total = fit_into(ties, rated, free, parts)
        if total > most:
            best, most = packing, total
        if most >= target:
            break
    return best


def fit_into(
    ties: Sequence[SignedTie], rated: Sequence[tuple[float, Cycle]], free: Sequence[bool], parts: int
) -> tuple[Packing, int]:
    """Weights in such parts, each cut to what its ties still bear, and their sum rounded up."""
    room = [tie.weight * parts if free[number] else 1 << 62 for number, tie in enumerate(ties)]
    taken: dict[Cycle, int] = {}
    for dual, cycle in rated:
        units = min(round(dual * parts), min(room[number] for number in cycle))
        if units > 0:
            taken[cycle] = units
            for number in cycle:
                room[number] -= units
    for _, cycle in rated:
        if (rest := min(room[number] for number in cycle)) > 0:
            taken[cycle] = taken.get(cycle, 0) + rest
            for number in cycle:
                room[number] -= rest
    total = sum(taken.values())
    return Packing(tuple(Contradiction(c, Fraction(n, parts)) for c, n in taken.items())), math.ceil(
        Fraction(total, parts)
    )


def disjoint(cycles: Sequence[Cycle], rates: Sequence[float]) -> list[Cycle]:
    """Contradictions of which no two have a tie in common: a greedy choice, then one is exchanged for two."""
    order = sorted(range(len(cycles)), key=lambda n: (-rates[n] if n < len(rates) else 0.0, len(cycles[n])))
    owner: dict[int, int] = {}
    chosen: set[int] = set()

    def take(n: int) -> None:
        chosen.add(n)
        for number in cycles[n]:
            owner[number] = n

    def leave(n: int) -> None:
        chosen.discard(n)
        for number in cycles[n]:
            del owner[number]

    for n in order:
        if not any(number in owner for number in cycles[n]):
            take(n)
    for _ in range(3):
        blocked: dict[int, list[int]] = {}
        for n in order:
            if n not in chosen and len(rivals := {owner[number] for number in cycles[n] if number in owner}) == 1:
                blocked.setdefault(rivals.pop(), []).append(n)
        gained = False
        for rival, candidates in blocked.items():
            if rival not in chosen:
                continue
            leave(rival)
            fits = []
            for n in candidates:
                if not any(number in owner for number in cycles[n]):
                    take(n)
                    fits.append(n)
            if len(fits) < 2:
                for n in fits:
                    leave(n)
                take(rival)
            else:
                gained = True
        if not gained:
            break
    return [cycles[n] for n in sorted(chosen)]
