"""Places: nothing on anything, nothing moves, the same input gives the same places."""

from __future__ import annotations

import random
from itertools import pairwise
from math import dist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.network.forces import Places
from explorer.network.layout import HEIGHT, WIDTH, along, arrange, arranged, place_newcomers

SLACK = 0.2  # places are rounded to a tenth


def covered(places: Places) -> list[tuple[str, str]]:
    """Pairs of actors that touch."""
    by_x = sorted(places, key=lambda actor: places[actor][0])
    found = []
    for n, a in enumerate(by_x):
        for b in by_x[n + 1 :]:
            if places[b][0] - places[a][0] >= WIDTH - SLACK:
                break
            if abs(places[b][1] - places[a][1]) < HEIGHT - SLACK:
                found.append((a, b))
    return found


def network(number: int) -> tuple[list[str], list[tuple[str, str]]]:
    """A random network, the same each time."""
    chance = random.Random(number)
    actors = [f"a{n}" for n in range(number)]
    return actors, [(chance.choice(actors), chance.choice(actors)) for _ in range(2 * number)]


@pytest.mark.parametrize("number", [0, 1, 2, 3, 10, 200, 1000])
def test_a_whole_network_covers_nothing(number: int) -> None:
    actors, links = network(number) if number else ([], [])
    places = arrange(actors, links)
    assert places.keys() == set(actors)
    assert covered(places) == []


@pytest.mark.parametrize("number", [10, 200, 1000])
def test_newcomers_cover_nothing(number: int) -> None:
    actors, links = network(number)
    places = arrange(actors, links)
    new = [f"new{n}" for n in range(25)]
    found = place_newcomers(new, places, places["a0"])
    assert found.keys() == set(new)
    assert covered(places | found) == []


def test_the_order_of_what_is_given_does_not_matter() -> None:
    actors, links = network(30)
    assert arrange(actors, links) == arrange(actors[::-1], [(b, a) for a, b in reversed(links)])


def test_a_large_network_has_the_same_picture_each_time() -> None:
    actors, links = network(300)
    arranged.cache_clear()
    first = arrange(actors, links)
    arranged.cache_clear()
    assert arrange(actors[::-1], links[::-1]) == first


def test_a_large_network_that_is_arranged_again_keeps_its_shape() -> None:
    actors, links = network(300)
    before = arrange(actors, links)
    after = arrange(actors, links, last=before)
    assert covered(after) == []
    moved = sorted(dist(before[actor], after[actor]) for actor in actors)
    width = max(x for x, _ in before.values()) - min(x for x, _ in before.values())
    assert moved[len(moved) // 2] < width / 10


def test_ties_are_shorter_than_other_distances() -> None:
    actors, links = network(300)
    places = arrange(actors, links)
    tied = sum(dist(places[a], places[b]) for a, b in links) / len(links)
    every = sum(dist(places[a], places[b]) for a, b in zip(actors, actors[1:] + actors[:1], strict=True)) / len(actors)
    assert tied < 0.75 * every


def test_parts_stand_apart() -> None:
    places = arrange(["a", "b", "c", "d"], [("a", "b"), ("c", "d")])
    assert covered(places) == []


def test_a_tall_screen_gets_a_tall_picture() -> None:
    chain = [f"c{n}" for n in range(8)]
    links = list(pairwise(chain))
    for tall in (False, True):
        xs, ys = zip(*arrange(chain, links, tall=tall).values(), strict=True)
        assert (max(ys) - min(ys) > max(xs) - min(xs)) == tall


def test_newcomers_stay_near_their_anchor() -> None:
    found = place_newcomers(["x"], {"a": (0.0, 0.0)}, (0.0, 0.0))
    assert max(map(abs, found["x"])) < 300


def test_a_path_lies_between_its_ends() -> None:
    found = along(["m"], {"a": (0.0, 0.0), "b": (600.0, 0.0)}, (0.0, 0.0), (600.0, 0.0))
    assert found == {"m": (300.0, 0.0)}


points = st.tuples(st.floats(-2000, 2000), st.floats(-2000, 2000))


@settings(max_examples=60, deadline=None)
@given(st.lists(points, max_size=60), points, st.integers(1, 25))
def test_newcomers_find_room_anywhere(taken: list[tuple[float, float]], anchor: tuple[float, float], many: int) -> None:
    present = {f"p{n}": spot for n, spot in enumerate(taken)}
    found = place_newcomers([f"n{n}" for n in range(many)], present, anchor)
    assert [pair for pair in covered(present | found) if set(pair) & found.keys()] == []
