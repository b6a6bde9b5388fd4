"""Attraction and repulsion for large networks, by igraph; the picture stays turned as it was."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from threading import Lock

Point = tuple[float, float]
Places = dict[str, Point]

ONE_BY_ONE = Lock()
"""igraph has one source of random numbers for all threads, which calls Python and lets another thread in."""


def by_forces(
    part: Sequence[str], near: Mapping[str, set[str]], begin: Mapping[str, Point], *, rounds: int, heat: float
) -> Places:
    """Places that attraction and repulsion lead to (Fruchterman, Reingold 1991), of the same size as at the beginning.

    `heat` is how far an actor may go in the first round, where 1 is the length at which the two forces are even.
    """
    import igraph  # it takes a while to load

    number = {actor: n for n, actor in enumerate(part)}
    graph = igraph.Graph(n=len(part), edges=[(number[a], number[b]) for a in part for b in sorted(near[a]) if a < b])
    before = [complex(*begin[actor]) for actor in part]
    size = radius(before)
    seed = resized(before, 0.6 * math.sqrt(len(part)))
    with ONE_BY_ONE:
        igraph.set_random_number_generator(random.Random(len(part)))  # noqa: S311 - of places, no secrets
        coordinates = graph.layout_fruchterman_reingold(
            seed=[(place.real, place.imag) for place in seed], niter=rounds, start_temp=heat, grid="nogrid"
        )
    after = resized([complex(x, y) for x, y in coordinates], size)
    # igraph turns every picture as it likes.
    places = turned_to(after, resized(before, size))
    return {actor: (place.real, place.imag) for actor, place in zip(part, places, strict=True)}


def radius(places: Sequence[complex]) -> float:
    """How far places are from their middle: the root of the mean square."""
    middle = sum(places) / len(places)
    return math.sqrt(sum(abs(place - middle) ** 2 for place in places) / len(places)) or 1.0


def resized(places: Sequence[complex], size: float) -> list[complex]:
    """The same picture around nought with another radius."""
    middle, factor = sum(places) / len(places), size / radius(places)
    return [(place - middle) * factor for place in places]


def turned_to(places: Sequence[complex], others: Sequence[complex]) -> list[complex]:
    """The same picture, turned and if need be mirrored so that it lies on another as well as can be."""
    mirrored = [place.conjugate() for place in places]
    turns = [(sum(o * p.conjugate() for o, p in zip(others, some, strict=True)), some) for some in (places, mirrored)]
    turn, best = max(turns, key=lambda item: abs(item[0]))
    return [place * turn / (abs(turn) or 1.0) for place in best]
