"""The orders of a canvas: everybody has a place, nobody stands on another, and the order is the one that was named."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

import pytest

from explorer.network.forces import Places
from explorer.network.layout import HEIGHT
from explorer.network.orders import around_pins, in_a_circle, in_groups, in_layers
from tests.explorer.network.test_layout import covered, network


@pytest.mark.parametrize("number", [1, 2, 10, 200])
@pytest.mark.parametrize("order", ["circle", "layers", "groups"])
def test_everybody_has_a_place_and_nobody_covers_another(order: str, number: int) -> None:
    actors, links = network(number)
    groups = {actor: "ABCD"[n % 4] for n, actor in enumerate(actors)}
    places: Places = {
        "circle": lambda: in_a_circle(actors, links),
        "layers": lambda: in_layers(actors, links),
        "groups": lambda: in_groups(actors, links, groups),
    }[order]()
    assert places.keys() == set(actors)
    assert covered(places) == []


def test_a_circle_is_one() -> None:
    places = in_a_circle(*network(40))
    distances = [hypot(*place) for place in places.values()]
    assert max(distances) - min(distances) < 1


def test_on_a_circle_a_ring_of_ties_is_a_ring_of_neighbours() -> None:
    ring = [f"r{n}" for n in range(12)]
    places = in_a_circle(
        ring[::5] + [actor for actor in ring if actor not in ring[::5]], [*pairwise(ring), (ring[-1], ring[0])]
    )
    side = min(hypot(places[a][0] - places[b][0], places[a][1] - places[b][1]) for a in ring for b in ring if a != b)
    beside = sum(
        hypot(places[a][0] - places[b][0], places[a][1] - places[b][1]) < 2.1 * side
        for a, b in [*pairwise(ring), (ring[-1], ring[0])]
    )
    assert beside >= 10


def test_in_layers_whoever_acts_stands_above() -> None:
    places = in_layers(["c", "a", "b", "alone"], [("a", "b"), ("b", "c"), ("a", "c")])
    assert places["a"][1] < places["b"][1] < places["c"][1] < places["alone"][1]


def test_groups_stand_apart() -> None:
    actors, links = network(40)
    groups = {actor: "left" if n < 20 else "right" for n, actor in enumerate(actors)}
    places = in_groups(actors, links, groups)
    boxes = []
    for name in ("left", "right"):
        xs, ys = zip(*(places[actor] for actor in actors if groups[actor] == name), strict=True)
        boxes.append((min(xs), max(xs), min(ys), max(ys)))
    (l1, r1, t1, b1), (l2, r2, t2, b2) = boxes
    assert r1 < l2 or r2 < l1 or b1 + HEIGHT < t2 or b2 + HEIGHT < t1


def test_the_pinned_stay_and_nobody_stands_on_them() -> None:
    actors = [f"a{n}" for n in range(30)]
    links = [("a0", actor) for actor in actors[1:]]
    pins = {"a3": (0.0, 0.0), "a7": (40.0, 900.0)}
    for places in (in_a_circle(actors, links), in_groups(actors, links, {}), in_layers(actors, links)):
        moved = around_pins(places, pins)
        assert moved.keys() == places.keys()
        assert {pin: moved[pin] for pin in pins} == pins
        assert covered(moved) == []
