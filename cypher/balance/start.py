"""A good split to begin with: the sign of the leading eigenvector, then who gains by changing sides changes them."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterable, Sequence
from typing import Protocol

import numpy as np

from cypher.balance.ties import Allowance, Camps, Near, SignedTie, price_of, ties_by_node

TURNS = 60
"""Steps of the power iteration; signs settle long before the vector does."""


def spectral(nodes: int, ties: Sequence[SignedTie]) -> Camps:
    """The signs of the leading eigenvector of the signed adjacency matrix, shifted so that it leads in size too."""
    array = np.array(ties, dtype=np.float64)
    a, b = array[:, 0].astype(np.int64), array[:, 1].astype(np.int64)
    value = array[:, 2] * array[:, 3]
    degree = np.bincount(a, np.abs(value), nodes) + np.bincount(b, np.abs(value), nodes)
    scale = 1 / np.sqrt(np.maximum(degree, 1))
    vector = np.random.default_rng(1).standard_normal(nodes)
    for _ in range(TURNS):
        scaled = vector * scale
        product = np.bincount(a, value * scaled[b], nodes) + np.bincount(b, value * scaled[a], nodes)
        vector = vector + product * scale
        vector /= np.linalg.norm(vector) or 1.0
    return [1 if v >= 0 else -1 for v in vector]


class Settler:
    """Splits that no single node can better; remembers for each node how well it stands."""

    def __init__(self, nodes: int, ties: Sequence[SignedTie]) -> None:
        self.near: Near = ties_by_node(nodes, ties)
        self.weights = [tie.weight for tie in ties]
        self.ties = ties
        self.nodes = nodes
        self.camps: Camps = [1] * nodes
        self.standing: list[int] = []
        self.price = 0

    def take(self, camps: Camps) -> None:
        """Go on from a split."""
        self.camps = camps[:]
        self.standing = [
            camps[node] * sum(sign * self.weights[number] * camps[other] for other, sign, number in self.near[node])
            for node in range(self.nodes)
        ]
        self.price = price_of(self.ties, camps)

    def flip(self, node: int) -> None:
        """Let a node change sides."""
        camps, standing, weights = self.camps, self.standing, self.weights
        self.price += standing[node]
        standing[node] = -standing[node]
        camps[node] = -camps[node]
        mine = camps[node] * 2
        for other, sign, number in self.near[node]:
            standing[other] += mine * sign * weights[number] * camps[other]

    def settle(self, nodes: Iterable[int], flips: list[int] | None = None) -> None:
        """Let whoever gains by it change sides, until nobody does."""
        queue = deque(nodes)
        while queue:
            node = queue.popleft()
            if self.standing[node] < 0:
                self.flip(node)
                if flips is not None:
                    flips.append(node)
                queue.extend(other for other, _, _ in self.near[node] if self.standing[other] < 0)

    def shake(self, chance: random.Random) -> None:
        """Turn a neighbourhood over and settle again; go back when it got dearer."""
        before = self.price
        ball = neighbourhood(self.near, chance)
        flips = ball[:]
        for node in ball:
            self.flip(node)
        self.settle(with_neighbours(self.near, ball), flips)
        if self.price > before:
            for node in reversed(flips):
                self.flip(node)


class Shaken(Protocol):
    """A split that can be settled, and shaken to see whether it settles at a lower price."""

    nodes: int
    camps: Camps
    price: int

    def take(self, camps: Camps) -> None:
        """Go on from a split."""

    def settle(self, nodes: Iterable[int]) -> None:
        """Let whoever gains by it change, until nobody does."""

    def shake(self, chance: random.Random) -> None:
        """Change a neighbourhood and settle again; go back when it got dearer."""


def neighbourhood(near: Near, chance: random.Random) -> list[int]:
    """A node, with none, some or many of its neighbours."""
    seed = chance.randrange(len(near))
    around = [other for other, _, _ in near[seed]]
    return list(dict.fromkeys([seed, *chance.sample(around, min(len(around), chance.choice((0, 1, 3, 8))))]))


def with_neighbours(near: Near, ball: Sequence[int]) -> list[int]:
    """Nodes, and after them their neighbours."""
    return [*ball, *dict.fromkeys(other for node in ball for other, _, _ in near[node])]


def first_split(nodes: int, ties: Sequence[SignedTie], limits: Allowance, shakes: int) -> Camps:
    """A split into two camps that neither a single change nor so many shakes in a row have bettered."""
    return best_shaken(Settler(nodes, ties), (spectral(nodes, ties), [1] * nodes), limits, shakes)


def best_shaken(settler: Shaken, starts: Iterable[Camps], limits: Allowance, shakes: int) -> Camps:
    """The best of some splits, settled, and shaken until so many shakes in a row have not bettered it."""
    best: tuple[int, Camps] | None = None
    for camps in starts:
        settler.take(camps)
        settler.settle(range(settler.nodes))
        if best is None or settler.price < best[0]:
            best = settler.price, settler.camps[:]
    assert best is not None  # noqa: S101
    settler.take(best[1])
    chance = random.Random(5)  # noqa: S311 - of places to look, no secrets
    idle = 0
    while settler.price and idle < shakes and not limits.over:
        before = settler.price
        for _ in range(20):
            settler.shake(chance)
        idle = 0 if settler.price < before else idle + 20
    return settler.camps[:]
