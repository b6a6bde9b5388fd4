"""More than two camps, at most so many or any number: correlation clustering, by the same programme and cases.

A rival within a camp or an ally in another costs its weight. Every split breaks each cycle with a single minus, and
each group of mutual rivals that is larger than the number of camps. (Demaine, Emanuel, Fiat, Immorlica: Correlation
clustering in general weighted graphs. Theoretical Computer Science 361, 2006, 172-187.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import combinations

from cypher.balance.cycles import SLACK, Cycle
from cypher.balance.groups import first_groups
from cypher.balance.proof import fits
from cypher.balance.search import SHAKES, Case, CaseSearch
from cypher.balance.start import first_split
from cypher.balance.ties import Allowance, SignedTie

CLIQUES = 5_000
"""Groups of mutual rivals that are looked at, at most."""


class GroupSearch(CaseSearch):
    """A network in search of at most so many camps; None stands for any number."""

    def __init__(self, nodes: int, ties: Sequence[SignedTie], most: int | None, limits: Allowance) -> None:
        two = first_split(nodes, ties, limits.share(0.1), min(200 + 2 * nodes, SHAKES)) if ties else [1] * nodes
        self.grouper, camps = first_groups(nodes, ties, most, two, limits.share(0.2))
        super().__init__(nodes, ties, camps)
        self.most = most
        self.rivals: list[Cycle] = []

    def begin(self, limits: Allowance) -> None:
        """The shortest ways from rival to rival among allies, and groups of mutual rivals that are too large."""
        self.rivals = list(self.rival_groups(limits))
        self.pool.update(dict.fromkeys(self.rivals[: len(self.ties)]))
        self.pool.update(dict.fromkeys(self.ways([0.0] * len(self.ties), frozenset(), limits)))

    def contradicts(self, cycle: Cycle, case: Case) -> bool:
        """Whether it does without what is broken."""
        return case.broken.isdisjoint(cycle)

    def find(self, case: Case, limits: Allowance) -> list[Cycle]:
        """What the answer of a case leaves out."""
        lengths = case.lengths
        groups = [
            group
            for group in self.rivals
            if case.broken.isdisjoint(group) and sum(lengths[n] for n in group) < 1 - SLACK
        ]
        return groups + list(self.ways(lengths, case.broken, limits)) or self.unfit(lengths, case.broken)

    def unfit(self, lengths: Sequence[float], broken: frozenset[int]) -> list[Cycle]:
        """When a whole answer keeps more than fits into the camps: as few of these ties as do not fit."""
        if self.most is None or any(SLACK < length < 1 - SLACK for length in lengths):
            return []
        kept = [number for number, length in enumerate(lengths) if length < 0.5 and number not in broken]
        if fits(self.ties, kept, self.most):
            return []
        for number in list(kept):
            fewer = [each for each in kept if each != number]
            if not fits(self.ties, fewer, self.most):
                kept = fewer
        return [tuple(kept)]

    def round(self, case: Case) -> None:
        """Who is joined by ties that the answer rather keeps, settled."""
        camps = list(range(self.nodes))

        def root(node: int) -> int:
            while camps[node] != node:
                camps[node] = camps[camps[node]]
                node = camps[node]
            return node

        for number, tie in enumerate(self.ties):
            if tie.sign > 0 and case.lengths[number] < 0.5:
                camps[root(tie.a)] = root(tie.b)
        self.grouper.take([root(node) for node in range(self.nodes)])
        self.grouper.settle(range(self.nodes))
        if self.grouper.price < self.upper:
            self.upper, self.camps = self.grouper.price, self.grouper.camps[:]

    def ways(self, lengths: Sequence[float], broken: frozenset[int], limits: Allowance) -> Iterator[Cycle]:
        """For each pair of rivals the shortest way between them among allies, when it and they come to less than 1."""
        for root in range(self.nodes):
            ends = {
                other: number
                for other, sign, number in self.near[root]
                if sign < 0 and root < other and number not in broken and lengths[number] < 1 - SLACK
            }
            if not ends or limits.over:
                continue
            before = self.shortest(root, 1 - SLACK - min(lengths[n] for n in ends.values()), lengths, broken)
            for other, number in ends.items():
                if other in before and before[other][0] + lengths[number] < 1 - SLACK:
                    way = [number]
                    node = other
                    while node != root:
                        _, node, step = before[node]
                        way.append(step)
                    yield tuple(sorted(way))

    def shortest(
        self, root: int, limit: float, lengths: Sequence[float], broken: frozenset[int]
    ) -> dict[int, tuple[float, int, int]]:
        """For each node nearer than the limit among allies: how far it is, the node before it, the tie between."""
        far: dict[int, tuple[float, int, int]] = {root: (0.0, root, -1)}
        done = set()
        heap = [(0.0, root)]
        while heap:
            distance, node = heappop(heap)
            if node in done:
                continue
            done.add(node)
            for other, sign, number in self.near[node]:
                through = distance + lengths[number]
                if sign < 0 or number in broken or through >= limit or other in done:
                    continue
                if other not in far or through < far[other][0]:
                    far[other] = (through, node, number)
                    heappush(heap, (through, other))
        return far

    def rival_groups(self, limits: Allowance) -> Iterator[Cycle]:
        """The ties of groups of mutual rivals with one member more than there may be camps."""
        if self.most is None:
            return
        against = [{other: n for other, sign, n in near if sign < 0} for near in self.near]
        stack = [([node], {other for other in against[node] if other > node}) for node in range(self.nodes)]
        count = 0
        while stack and count < CLIQUES and not limits.over:
            members, others = stack.pop()
            if len(members) > self.most:
                count += 1
                yield tuple(sorted(against[a][b] for a, b in combinations(members, 2)))
            elif len(members) + len(others) > self.most:
                stack += [([*members, node], {o for o in others if o > node and o in against[node]}) for node in others]
