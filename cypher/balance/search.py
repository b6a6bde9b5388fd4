"""Narrows a bracket: the linear programme raises the lower end, its rounding lowers the upper one.

Where the programme's answer stays fractional, a tie is kept in one case and broken in the other, and both are solved.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from heapq import heappop, heappush

from cypher.balance.blocks import two_colour
from cypher.balance.cycles import SLACK, Cycle, Finder, triangles_over
from cypher.balance.greedy import pack_greedily
from cypher.balance.packing import exact_packing
from cypher.balance.programme import Programme
from cypher.balance.proof import IMPOSSIBLE, Contradiction, Fork, Packing, Proof, contradictions_of, proven
from cypher.balance.start import Settler, first_split
from cypher.balance.ties import Allowance, Camps, SignedTie, broken_by, price_of, ties_by_node

ROUND = 2000
"""Contradictions that are added in one round, about."""
SHAKES = 4000
"""After so many attempts in vain the first split is left as it is; the programme betters it."""
FEW = 2000
"""Up to so many contradictions the programme begins with all the triangles that are known besides."""
Tell = Callable[[int, int], None]
"""Takes the lower and the upper end when one of them has moved."""


@dataclass
class Case:
    """What is supposed of some ties, the bound that follows, and its proof or the cases that it falls into."""

    kept: frozenset[int]
    broken: frozenset[int]
    lower: int = 0
    proof: Packing = field(default_factory=lambda: Packing(()))
    split: tuple[int, Case, Case] | None = None
    lengths: list[float] = field(default_factory=list)

    def as_proof(self) -> Proof:
        """The proof of this case."""
        if self.split is None:
            return self.proof
        tie, kept, lost = self.split
        return Fork(tie, kept.as_proof(), lost.as_proof())


class CaseSearch(ABC):
    """A network: the best split so far, the contradictions met so far, and the cases."""

    most: int | None = 2

    def __init__(self, nodes: int, ties: Sequence[SignedTie], camps: Camps) -> None:
        self.nodes, self.ties, self.camps = nodes, ties, camps
        self.near = ties_by_node(nodes, ties)
        self.upper = price_of(ties, camps)
        self.lower = 0
        self.root = Case(frozenset(), frozenset())
        self.pool: dict[Cycle, None] = {}

    @abstractmethod
    def begin(self, limits: Allowance) -> None:
        """Fill the pool with contradictions, and raise the lower end by what they prove together at once."""

    @abstractmethod
    def contradicts(self, cycle: Cycle, case: Case) -> bool:
        """Whether what is in the pool is a contradiction in this case."""

    @abstractmethod
    def find(self, case: Case, limits: Allowance) -> list[Cycle]:
        """Contradictions that the fractional answer of a case leaves out."""

    @abstractmethod
    def round(self, case: Case) -> None:
        """Lower the upper end, when the split that a fractional answer suggests is a better one."""

    def rated(self) -> tuple[list[Cycle], list[float]]:
        """The contradictions met, and how much of the bound rests on each."""
        rates = dict.fromkeys(self.pool, 0.0)
        rates |= {part.ties: float(part.weight) for part in contradictions_of(self.root.as_proof())}
        return list(rates), list(rates.values())

    def run(self, limits: Allowance, tell: Tell) -> None:
        """Narrow the bracket until it is closed or the time is over."""
        self.begin(limits)
        tell(self.lower, self.upper)
        if self.lower == self.upper:
            return
        self.bound(self.root, limits, tell)
        self.lower = self.root.lower
        self.branch([self.root], limits, tell)

    def branch(self, cases: list[Case], limits: Allowance, tell: Tell) -> None:
        """Split the cases with the lowest bounds until none is below the upper end."""
        heap = [(case.lower, n, case) for n, case in enumerate(cases)]
        count = len(heap)
        while heap:
            self.lower = min(max(self.lower, heap[0][0]), self.upper)
            if heap[0][0] >= self.upper or limits.over:
                return
            _, _, case = heappop(heap)
            tie = self.undecided(case)
            if tie is None:
                return
            mine = Case(case.kept | {tie}, case.broken), Case(case.kept, case.broken | {tie})
            for each in mine:
                self.bound(each, limits, tell)
            if min(each.lower for each in mine) < case.lower:
                return
            case.split = (tie, *mine)
            for each in mine:
                count += 1
                heappush(heap, (each.lower, count, each))
            tell(min(heap[0][0], self.upper), self.upper)

    def undecided(self, case: Case) -> int | None:
        """The tie whose answer is nearest to a half, among those of the busiest nodes."""
        decided = case.kept | case.broken
        free = [n for n in range(len(self.ties)) if n not in decided]
        if not free:
            return None
        lengths = case.lengths or [0.5] * len(self.ties)

        def rank(number: int) -> tuple[float, int]:
            tie = self.ties[number]
            return round(abs(lengths[number] - 0.5), 1), -len(self.near[tie.a]) - len(self.near[tie.b])

        return min(free, key=rank)

    def bound(self, case: Case, limits: Allowance, tell: Tell) -> None:
        """Raise a case's lower end as far as contradictions alone raise it."""
        free = [n not in case.kept and n not in case.broken for n in range(len(self.ties))]
        paid = sum(self.ties[n].weight for n in case.broken)
        programme = Programme([tie.weight for tie in self.ties], free)
        programme.add(cycle for cycle in self.pool if self.contradicts(cycle, case))
        complete = False
        while True:
            impossible = next((c for c in programme.cycles if not any(free[n] for n in c)), None)
            if impossible is not None:
                case.proof, case.lower = Packing((Contradiction(impossible, Fraction(1)),)), IMPOSSIBLE
                return
            complete = programme.solve(limits)
            if not complete:
                break
            case.lengths = programme.lengths
            self.round(case)
            lower = paid + math.ceil(programme.value - SLACK)
            if not case.kept and not case.broken:
                self.lower = max(self.lower, lower)
                tell(min(self.lower, self.upper), self.upper)
            if lower >= self.upper or limits.over:
                break
            fresh = self.find(case, limits)
            self.pool.update(dict.fromkeys(fresh))
            if not programme.add(fresh):
                break
        target = math.ceil(programme.value - SLACK) if complete else IMPOSSIBLE
        proof = exact_packing(self.ties, programme.cycles, programme.duals, free, target)
        lower = proven(self.ties, proof, case.kept, case.broken, self.most)
        if lower >= case.lower:
            case.proof, case.lower = proof, lower


class BlockSearch(CaseSearch):
    """One block in search of two camps."""

    def __init__(self, nodes: int, ties: Sequence[SignedTie], limits: Allowance) -> None:
        self.settler = Settler(nodes, ties)
        shakes = min(200 + 2 * nodes, SHAKES)
        super().__init__(nodes, ties, first_split(nodes, ties, limits.share(0.2), shakes))

    def begin(self, limits: Allowance) -> None:
        """A bound at once: ways round the broken ties that share no tie, and triangles over them for later."""
        cycles = pack_greedily(self.ties, self.near, self.camps, limits)
        self.pool.update(dict.fromkeys(cycles))
        self.root.proof = Packing(tuple(Contradiction(cycle, Fraction(1)) for cycle in cycles))
        self.lower = self.root.lower = proven(self.ties, self.root.proof)
        if len(cycles) <= FEW:
            for number in broken_by(self.ties, self.camps):
                self.pool.update(dict.fromkeys(triangles_over(self.ties, self.near, number, 8)))

    def contradicts(self, cycle: Cycle, case: Case) -> bool:
        """Whether its signs multiply to minus, when those of broken ties are turned."""
        return math.prod(-self.ties[n].sign if n in case.broken else self.ties[n].sign for n in cycle) < 0

    def find(self, case: Case, limits: Allowance) -> list[Cycle]:
        """Shortest ways from a node to its other self."""
        signs = [-tie.sign if n in case.broken else tie.sign for n, tie in enumerate(self.ties)]
        finder = Finder(self.nodes, self.ties, signs, self.near)
        return finder.find(case.lengths, self.camps_of(case), ROUND, limits)

    def camps_of(self, case: Case) -> Camps:
        """A split that keeps and breaks what the case supposes, as far as it can; else the best one."""
        if not case.kept and not case.broken:
            return self.camps
        return self.rounded(case.lengths, case)

    def rounded(self, lengths: Sequence[float], case: Case) -> Camps:
        """The split that a fractional answer suggests: without the ties that it rather breaks."""
        ties = [tie._replace(sign=-tie.sign) if n in case.broken else tie for n, tie in enumerate(self.ties)]
        return two_colour(self.nodes, ties, (n for n, length in enumerate(lengths) if length < 0.5))[0]

    def round(self, case: Case) -> None:
        """The split without the ties that the answer rather breaks, settled."""
        self.settler.take(self.rounded(case.lengths, case))
        self.settler.settle(range(self.nodes))
        if self.settler.price < self.upper:
            self.upper, self.camps = self.settler.price, self.settler.camps[:]
