"""Orders of a whole canvas beside the organic one: a circle, layers by direction, groups side by side."""

from __future__ import annotations

import cmath
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from explorer.network.forces import ONE_BY_ONE, Places
from explorer.network.layout import (
    HEIGHT,
    WIDTH,
    OccupiedCells,
    centred,
    connected_parts,
    from_the_middle,
    neighbours,
    place_newcomers,
)

Links = Sequence[tuple[str, str]]

SWEEPS = 12
"""Rounds in which the actors of a circle move towards those they are tied to."""
APART = 1.6
"""How far groups stand apart, in heights of an actor."""


def in_a_circle(actors: Sequence[str], links: Links) -> Places:
    """All actors on one circle, those that are tied near each other."""
    near = neighbours(actors, links)
    order = [actor for part in connected_parts(near) for actor in from_the_middle(part, near)]
    for _ in range(SWEEPS):
        turns = {actor: cmath.rect(1, 2 * math.pi * n / len(order)) for n, actor in enumerate(order)}
        pulled = {
            actor: cmath.phase(turn + sum(turns[other] for other in sorted(near[actor])) or turn)
            for actor, turn in turns.items()
        }
        order = sorted(order, key=lambda actor: (pulled[actor] % (2 * math.pi), actor))
    radius = max(WIDTH, len(order) * math.hypot(WIDTH, HEIGHT) * 1.02 / (2 * math.pi))
    if len(order) == 1:
        radius = 0.0
    return {
        actor: (
            round(radius * math.sin(2 * math.pi * n / len(order)), 1),
            round(-radius * math.cos(2 * math.pi * n / len(order)), 1),
        )
        for n, actor in enumerate(order)
    }


def in_layers(actors: Sequence[str], links: Links) -> Places:
    """Layers by direction: who supplies, leads, owns or designates stands above whom (Sugiyama 1981, by igraph)."""
    import igraph  # it takes a while to load

    order = sorted(actors)
    number = {actor: n for n, actor in enumerate(order)}
    ties = sorted({(number[a], number[b]) for a, b in links if a != b and a in number and b in number})
    tied = sorted({end for tie in ties for end in tie})
    place = {old: new for new, old in enumerate(tied)}
    graph = igraph.Graph(n=len(tied), edges=[(place[a], place[b]) for a, b in ties], directed=True)
    with ONE_BY_ONE:
        layout = graph.layout_sugiyama(hgap=WIDTH * 1.1, vgap=HEIGHT * 1.9, maxiter=20) if tied else []
    rows: defaultdict[float, list[tuple[float, str]]] = defaultdict(list)
    for old, (x, y) in zip(tied, list(layout)[: len(tied)], strict=True):
        rows[y].append((x, order[old]))
    places: Places = {}
    for y, row in rows.items():
        for n, (_, actor) in enumerate(sorted(row)):
            places[actor] = ((n - (len(row) - 1) / 2) * WIDTH * 1.15, y)
    bottom = max((y for _, y in places.values()), default=-2 * HEIGHT) + 2 * HEIGHT
    loners = [actor for actor in order if actor not in places]
    columns = max(1, math.ceil(math.sqrt(2 * len(loners))))
    for n, actor in enumerate(loners):
        places[actor] = ((n % columns - (columns - 1) / 2) * WIDTH * 1.1, bottom + n // columns * HEIGHT * 1.1)
    return centred(places)


def in_groups(actors: Sequence[str], links: Links, groups: Mapping[str, str], *, tall: bool = False) -> Places:
    """Each group as a block, the actors with most ties first; the blocks side by side, the largest first."""
    near = neighbours(actors, links)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for actor in actors:
        members[groups.get(actor, "")].append(actor)
    pictures = []
    for group in sorted(members, key=lambda name: (-len(members[name]), name)):
        columns = max(1, math.ceil(math.sqrt(len(members[group]) * (0.7 if tall else 1.4))))
        block = {
            actor: (n % columns * WIDTH * 1.05, n // columns * HEIGHT * 1.1)
            for n, actor in enumerate(sorted(members[group], key=lambda actor: (-len(near[actor]), actor)))
        }
        width, height = (max(c) for c in zip(*block.values(), strict=True))
        pictures.append((block, width + WIDTH, height + HEIGHT * APART))
    area = sum((width + WIDTH) * height for _, width, height in pictures)
    broad = max(math.sqrt(area * (0.7 if tall else 1.7)), max((width for _, width, _ in pictures), default=0.0))
    places: Places = {}
    x = y = deep = 0.0
    for block, width, height in pictures:
        if x and x + width > broad:
            x, y, deep = 0.0, y + deep, 0.0
        places |= {actor: (px + x, py + y) for actor, (px, py) in block.items()}
        x, deep = x + width + WIDTH, max(deep, height)
    return centred(places)


def around_pins(places: Places, pins: Places) -> Places:
    """The same picture, moved so that it lies best around those that are pinned, who stay where they are.

    Whoever would stand on one of them takes the nearest free place.
    """
    if not pins:
        return places
    by = [sum(pins[pin][axis] - places[pin][axis] for pin in pins) / len(pins) for axis in (0, 1)]
    wanted = {
        actor: (round(x + by[0], 1), round(y + by[1], 1)) for actor, (x, y) in places.items() if actor not in pins
    }
    taken = OccupiedCells(pins.values())
    settled: Places = dict(pins)
    settled |= {actor: place for actor, place in wanted.items() if taken.free(place)}
    for actor in sorted(wanted.keys() - settled.keys()):
        settled |= place_newcomers([actor], settled, wanted[actor])
    return settled
