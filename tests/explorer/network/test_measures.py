"""Measures of a network, against counting every shortest way and walking the chain by hand."""

from __future__ import annotations

import random
from collections import deque
from itertools import combinations

import pytest

from explorer.network.measures import Pair, measure_network


def shortest_ways(actors: int, pairs: set[Pair], start: int) -> tuple[list[float], list[float]]:
    """The distance to each actor, and how many shortest ways lead there."""
    length, ways = [float("inf")] * actors, [0.0] * actors
    length[start], ways[start] = 0, 1
    queue = deque([start])
    while queue:
        here = queue.popleft()
        for a, b in pairs:
            for there in {a: (b,), b: (a,)}.get(here, ()):
                if length[there] == float("inf"):
                    length[there] = length[here] + 1
                    queue.append(there)
                if length[there] == length[here] + 1:
                    ways[there] += ways[here]
    return length, ways


def counted_betweenness(actors: int, pairs: set[Pair]) -> list[float]:
    """The share of other pairs whose shortest ways lead through each, by counting them."""
    known = [shortest_ways(actors, pairs, start) for start in range(actors)]
    shares = [0.0] * actors
    for a, b in combinations(range(actors), 2):
        for middle in set(range(actors)) - {a, b}:
            if known[a][1][b] and known[a][0][middle] + known[middle][0][b] == known[a][0][b]:
                shares[middle] += known[a][1][middle] * known[middle][1][b] / known[a][1][b]
    return [share / ((actors - 1) * (actors - 2) / 2) for share in shares]


def walked_pagerank(actors: int, pairs: set[Pair]) -> list[float]:
    """Where a random walk is that starts anew with 15 %, after many steps."""
    near: list[list[int]] = [[] for _ in range(actors)]
    for a, b in pairs:
        near[a].append(b)
        near[b].append(a)
    share = [1 / actors] * actors
    for _ in range(300):
        lost = sum(share[n] for n in range(actors) if not near[n])
        coming = [lost / actors + sum(share[m] / len(near[m]) for m in near[n]) for n in range(actors)]
        share = [0.15 / actors + 0.85 * part for part in coming]
    return share


def test_a_star() -> None:
    measures = measure_network(5, [(0, 1), (0, 2), (3, 0), (0, 4), (4, 0), (2, 2)])
    assert measures["betweenness"] == [1, 0, 0, 0, 0]
    assert measures["pagerank"][0] == max(measures["pagerank"])
    assert sum(measures["pagerank"]) == pytest.approx(1)


@pytest.mark.parametrize("actors", [0, 1, 2])
def test_too_few_to_be_between(actors: int) -> None:
    measures = measure_network(actors, [(0, 1)] if actors == 2 else [])
    assert measures["betweenness"] == [0.0] * actors
    assert len(measures["pagerank"]) == actors


@pytest.mark.parametrize("seed", range(6))
def test_random_networks(seed: int) -> None:
    chance = random.Random(seed)
    actors = chance.randint(3, 14)
    pairs = {pair for pair in combinations(range(actors), 2) if chance.random() < 0.25}
    measures = measure_network(actors, [pair[::-1] if chance.random() < 0.5 else pair for pair in pairs])
    assert measures["betweenness"] == pytest.approx(counted_betweenness(actors, pairs))
    assert measures["pagerank"] == pytest.approx(walked_pagerank(actors, pairs), abs=1e-4)
