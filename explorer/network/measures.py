"""How central each actor of a network is, by igraph."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TypedDict

import igraph

from explorer.network.forces import ONE_BY_ONE

Pair = tuple[int, int]


class ActorMeasures(TypedDict):
    """Each actor's measures, in the order of the actors."""

    betweenness: list[float]
    pagerank: list[float]


def measure_network(actors: int, pairs: Iterable[Pair]) -> ActorMeasures:
    """The measures of a network of so many actors, whose pairs are told by their numbers; directions don't count.

    Betweenness is the share of the other pairs of actors whose shortest ways lead through one, each way of several
    counting as its part; PageRank (damping 0.85) is the share of its time that a random walk spends with one.
    """
    ties = frozenset((min(pair), max(pair)) for pair in pairs if pair[0] != pair[1])
    return cached_measures(actors, ties)


@lru_cache(maxsize=16)
def cached_measures(actors: int, ties: frozenset[Pair]) -> ActorMeasures:
    """The measures of different pairs; several people look at the same network, and each of them more than once."""
    network = igraph.Graph(n=actors, edges=sorted(ties))
    others = (actors - 1) * (actors - 2) / 2
    with ONE_BY_ONE:
        between = network.betweenness(directed=False) if others else [0.0] * actors
        ranks = network.pagerank(directed=False) if actors else []
    return {"betweenness": [value / others if others else 0.0 for value in between], "pagerank": ranks}
