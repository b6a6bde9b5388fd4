"""Looks for contradictions that a fractional answer leaves out: shortest ways in the signed double cover.

After each node has been put on its side of a good split, the ties that cost nothing and please that split join nodes
into lumps; between lumps few ties remain, so that the shortest ways from each lump to its other self are soon known.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush

from cypher.balance.ties import Allowance, Camps, Near, SignedTie

Cycle = tuple[int, ...]
SLACK = 1e-6
"""By how much a contradiction must be left out to count."""
NOTHING = 1e-9
"""What is below counts as nothing."""


def triangles_over(ties: Sequence[SignedTie], near: Near, number: int, most: int) -> Iterator[Cycle]:
    """Unbalanced triangles over a tie, at most so many."""
    tie = ties[number]
    a, b = (tie.a, tie.b) if len(near[tie.a]) <= len(near[tie.b]) else (tie.b, tie.a)
    beside = {other: (sign, n) for other, sign, n in near[a] if other != b}
    for other, sign, n in near[b]:
        if other in beside and beside[other][0] * sign * tie.sign < 0:
            yield tuple(sorted((number, n, beside[other][1])))
            most -= 1
            if not most:
                return


def simple_parts(ties: Sequence[SignedTie], signs: Sequence[int], walk: Iterable[int]) -> list[Cycle]:
    """The simple cycles that a closed walk is made of, when what it passes twice is left out: the unbalanced ones."""
    ends: dict[int, set[int]] = defaultdict(set)
    for number, times in Counter(walk).items():
        if times % 2:
            ends[ties[number].a].add(number)
            ends[ties[number].b].add(number)
    parts = []
    for begin in list(ends):
        path: list[int] = []
        places = {begin: 0}
        node = begin
        while ends[node]:
            number = ends[node].pop()
            node = ties[number].b if ties[number].a == node else ties[number].a
            ends[node].discard(number)
            path.append(number)
            if node in places:
                cycle = path[places[node] :]
                del path[places[node] :]
                places = {n: place for n, place in places.items() if place <= places[node]}
                sign = 1
                for part in cycle:
                    sign *= signs[part]
                if sign < 0:
                    parts.append(tuple(sorted(cycle)))
            else:
                places[node] = len(path)
    return parts


class Finder:
    """Contradictions in a network whose ties have lengths: those shorter than 1."""

    def __init__(self, nodes: int, ties: Sequence[SignedTie], signs: Sequence[int], near: Near) -> None:
        self.nodes, self.ties, self.signs, self.near = nodes, ties, signs, near
        self.lump: list[int] = []
        self.calm: list[list[tuple[int, int]]] = []

    def join(self, lengths: Sequence[float], camps: Camps) -> list[tuple[int, int, int, int]]:
        """Join nodes into lumps; the ties that remain: both lumps, 1 when the split breaks it, else 0, its number."""
        self.calm = [[] for _ in range(self.nodes)]
        loud = []
        for number, tie in enumerate(self.ties):
            odd = self.signs[number] * camps[tie.a] * camps[tie.b] < 0
            if not odd and lengths[number] < NOTHING:
                self.calm[tie.a].append((tie.b, number))
                self.calm[tie.b].append((tie.a, number))
            elif lengths[number] < 1 - SLACK:
                loud.append((number, int(odd)))
        self.lump = [-1] * self.nodes
        for root in range(self.nodes):
            if self.lump[root] < 0:
                self.lump[root] = root
                queue = [root]
                for node in queue:
                    for other, _ in self.calm[node]:
                        if self.lump[other] < 0:
                            self.lump[other] = root
                            queue.append(other)
        lump = self.lump
        return [(lump[self.ties[n].a], lump[self.ties[n].b], odd, n) for n, odd in loud]

    def way(self, begin: int, end: int) -> list[int]:
        """The fewest ties between two nodes of one lump, from both ends at once."""
        if begin == end:
            return []
        before: tuple[dict[int, tuple[int, int]], ...] = ({begin: (-1, -1)}, {end: (-1, -1)})
        edges = [[begin], [end]]
        while True:
            side = 0 if len(edges[0]) <= len(edges[1]) else 1
            mine, theirs = before[side], before[1 - side]
            following: list[int] = []
            for node in edges[side]:
                for other, number in self.calm[node]:
                    if other in mine:
                        continue
                    mine[other] = (node, number)
                    if other in theirs:
                        return [*trace(before[0], other), *trace(before[1], other)]
                    following.append(other)
            edges[side] = following

    def find(self, lengths: Sequence[float], camps: Camps, most: int, limits: Allowance) -> list[Cycle]:
        """Contradictions shorter than 1, at most about so many; none when there is none."""
        loud = self.join(lengths, camps)
        cycles: dict[Cycle, None] = {}
        for a, b, odd, number in loud:
            if a == b and odd:
                tie = self.ties[number]
                self.add(cycles, [number, *self.way(tie.a, tie.b)])
                if len(cycles) >= most or limits.over:
                    return list(cycles)
        between: dict[tuple[int, int, int], int] = {}
        for a, b, odd, number in loud:
            key = (min(a, b), max(a, b), odd)
            if a != b and (key not in between or lengths[number] < lengths[between[key]]):
                between[key] = number
        beside: dict[int, list[tuple[int, int, float, int]]] = defaultdict(list)
        ends: Counter[int] = Counter()
        for (a, b, odd), number in between.items():
            beside[a].append((b, odd, lengths[number], number))
            beside[b].append((a, odd, lengths[number], number))
            if odd:
                ends.update((a, b))
        closed: set[int] = set()
        for root, _ in ends.most_common():
            if all(other in closed for other, odd, _, _ in beside[root] if odd):
                continue
            for walk in self.ways_round(root, beside, closed):
                self.add(cycles, walk)
            closed.add(root)
            if len(cycles) >= most or limits.over:
                break
        return list(cycles)

    def ways_round(
        self, root: int, beside: dict[int, list[tuple[int, int, float, int]]], closed: set[int]
    ) -> Iterator[list[int]]:
        """Closed walks shorter than 1 from a lump to its other self: the shortest, and those over its broken ties."""
        far: dict[tuple[int, int], float] = {(root, 0): 0.0}
        before: dict[tuple[int, int], tuple[tuple[int, int], int]] = {}
        done: set[tuple[int, int]] = set()
        heap: list[tuple[float, int, int]] = [(0.0, root, 0)]
        limit = 1 - SLACK
        while heap:
            distance, node, side = heappop(heap)
            here = (node, side)
            if here in done:
                continue
            done.add(here)
            if here == (root, 1):
                break
            for other, odd, length, number in beside[node]:
                there = (other, side ^ odd)
                through = distance + length
                if other in closed or through >= limit or through >= far.get(there, limit):
                    continue
                far[there] = through
                before[there] = (here, number)
                heappush(heap, (through, other, side ^ odd))
        ends = [((root, 1), -1)] if (root, 1) in far else []
        ends += [
            ((other, 0), number)
            for other, odd, length, number in beside[root]
            if odd and (other, 0) in done and far[other, 0] + length < limit
        ]
        for end, last in ends:
            steps = [] if last < 0 else [last]
            place = end
            while place != (root, 0):
                place, number = before[place]
                steps.append(number)
            if steps:
                yield self.closed_walk(steps[::-1], root)

    def closed_walk(self, steps: list[int], root: int) -> list[int]:
        """Steps from lump to lump, back to the first, with the ways through each of them."""
        walk: list[int] = []
        lump = root
        enters: int | None = None
        first = -1
        for number in steps:
            tie = self.ties[number]
            leaves, arrives = (tie.a, tie.b) if self.lump[tie.a] == lump else (tie.b, tie.a)
            if enters is None:
                first = leaves
            else:
                walk += self.way(enters, leaves)
            walk.append(number)
            enters, lump = arrives, self.lump[arrives]
        assert enters is not None  # noqa: S101
        return walk + self.way(enters, first)

    def add(self, cycles: dict[Cycle, None], walk: list[int]) -> None:
        """Keep the contradictions that a closed walk has."""
        for cycle in simple_parts(self.ties, self.signs, walk):
            cycles[cycle] = None


def trace(before: dict[int, tuple[int, int]], node: int) -> list[int]:
    """The ties from a node back to where a search began."""
    walk: list[int] = []
    while True:
        node, number = before[node]
        if number < 0:
            return walk
        walk.append(number)
