"""Splits into more than two camps: nodes join whom they pull most, camps merge, and neighbourhoods are shaken."""

from __future__ import annotations

import random
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence

from cypher.balance.start import best_shaken, neighbourhood, with_neighbours
from cypher.balance.ties import Allowance, Camps, SignedTie, price_of, ties_by_node

IDLE = 400
"""After so many shakes in vain, and two more for each node, a split is left as it is."""


class Grouper:
    """Splits that no single node can better; remembers how strongly each camp pulls each node."""

    def __init__(self, nodes: int, ties: Sequence[SignedTie], most: int | None) -> None:
        self.nodes, self.ties, self.most = nodes, ties, most
        self.near = ties_by_node(nodes, ties)
        self.camps: Camps = []
        self.pull: list[dict[int, int]] = []
        self.sizes: dict[int, int] = {}
        self.price = 0

    def take(self, camps: Camps) -> None:
        """Go on from a split; what is more than the camps there may be is merged."""
        self.camps = merged(camps, self.ties, self.most)
        self.sizes = defaultdict(int)
        self.pull = [defaultdict(int) for _ in range(self.nodes)]
        for camp in self.camps:
            self.sizes[camp] += 1
        for tie in self.ties:
            self.pull[tie.a][self.camps[tie.b]] += tie.sign * tie.weight
            self.pull[tie.b][self.camps[tie.a]] += tie.sign * tie.weight
        self.price = price_of(self.ties, self.camps)

    def move(self, node: int, camp: int) -> None:
        """Let a node join a camp."""
        before = self.camps[node]
        self.price += self.pull[node][before] - self.pull[node][camp]
        self.sizes[before] -= 1
        if not self.sizes[before]:
            del self.sizes[before]
        self.sizes[camp] += 1
        self.camps[node] = camp
        for other, sign, number in self.near[node]:
            amount = sign * self.ties[number].weight
            self.pull[other][before] -= amount
            self.pull[other][camp] += amount

    def free(self) -> int | None:
        """A camp that nobody is in; None when there may be no more."""
        if self.most is not None and len(self.sizes) >= self.most:
            return None
        return next(camp for camp in range(len(self.sizes) + 1) if camp not in self.sizes)

    def best(self, node: int) -> int:
        """The camp where a node costs least; its own when no other is better."""
        mine = self.camps[node]
        pull = self.pull[node]
        camp, strength = mine, pull[mine]
        for other, value in pull.items():
            if value > strength and other in self.sizes:
                camp, strength = other, value
        if strength < 0 and self.sizes[mine] > 1 and (empty := self.free()) is not None:
            return empty
        if strength < 0 and (apart := next((c for c in self.sizes if c not in pull), None)) is not None:
            return apart
        return camp

    def settle(self, nodes: Iterable[int], moves: list[tuple[int, int]] | None = None) -> None:
        """Let whoever gains by it move, until nobody does."""
        queue = deque(nodes)
        while queue:
            node = queue.popleft()
            camp = self.best(node)
            if camp == self.camps[node] or self.pull[node][camp] <= self.pull[node][self.camps[node]]:
                continue
            if moves is not None:
                moves.append((node, self.camps[node]))
            self.move(node, camp)
            queue.extend(other for other, _, _ in self.near[node])

    def shake(self, chance: random.Random) -> None:
        """Move a neighbourhood to another camp and settle again; go back when it got dearer."""
        before = self.price
        ball = neighbourhood(self.near, chance)
        empty = self.free()
        targets = [*self.sizes, *([] if empty is None else [empty])]
        camp = chance.choice(targets)
        moves = []
        for node in ball:
            if self.camps[node] != camp:
                moves.append((node, self.camps[node]))
                self.move(node, camp)
        self.settle(with_neighbours(self.near, ball), moves)
        if self.price > before:
            for node, camp in reversed(moves):
                self.move(node, camp)


def merged(camps: Camps, ties: Sequence[SignedTie], most: int | None = None) -> Camps:
    """Camps numbered from 0, merged while two of them gain by it or are too many: always those that gain most."""
    labels = {camp: n for n, camp in enumerate(dict.fromkeys(camps))}
    into = list(range(len(labels)))
    between: list[dict[int, int]] = [defaultdict(int) for _ in into]
    for tie in ties:
        a, b = labels[camps[tie.a]], labels[camps[tie.b]]
        if a != b:
            between[a][b] += tie.sign * tie.weight
            between[b][a] += tie.sign * tie.weight
    alive = set(into)
    while len(alive) > 1:
        joined = ((value, a, b) for a in alive for b, value in between[a].items() if a < b)
        gain, a, b = max(joined, default=(0, -1, -1))
        if most is not None and len(alive) > most and gain <= 0:
            a, b = cheapest(alive, between)
        elif gain <= 0:
            break
        for other, value in between[b].items():
            if other != a:
                between[a][other] += value
                between[other][a] += value
            del between[other][b]
        between[b].clear()
        alive.discard(b)
        into = [a if camp == b else camp for camp in into]
    order = {camp: n for n, camp in enumerate(sorted(alive))}
    return [order[into[labels[camp]]] for camp in camps]


def cheapest(alive: set[int], between: Sequence[dict[int, int]]) -> tuple[int, int]:
    """Two camps that cost least together: such as have no tie to each other, or the least at odds."""
    ordered = sorted(alive, key=lambda camp: len(between[camp]))
    pairs = ((between[a].get(b, 0), a, b) for n, a in enumerate(ordered[:2]) for b in ordered[n + 1 :])
    _, a, b = max(pairs)
    return min(a, b), max(a, b)


def first_groups(
    nodes: int, ties: Sequence[SignedTie], most: int | None, two: Camps, limits: Allowance
) -> tuple[Grouper, Camps]:
    """The best of three splits, shaken for as long as it helps: all apart and merged, all together, two camps."""
    grouper = Grouper(nodes, ties, most)
    starts = (list(range(nodes)), [0] * nodes, two)
    return grouper, best_shaken(grouper, starts, limits, IDLE + 2 * nodes)
