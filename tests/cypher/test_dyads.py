"""Degrees, dyads, years and triangles on made-up statements, as NetworkX and plain Python have them."""

import datetime
import random
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import networkx
import pytest

from cypher.graph import Graph
from tests.cypher import brute, small
from tests.cypher.brute import Numbered, Pair
from tests.cypher.small import Said

ACTORS = [f"test:a{n}" for n in range(7)]
STATES = {actor: {"id": actor, "name": actor[5:], "kind": "state"} for actor in ACTORS[:5]}
COUNTRIES = {"test:a1": ["RUS"], "test:a6": ["RUS", "USA"]}
DAY = datetime.date(1930, 6, 1)
FILTERS: list[dict[str, Any]] = [
    {"on": DAY},
    {"ever": True},
    {"on": DAY, "undated": False},
    {"on": DAY, "sources": ["one"]},
    {"on": DAY, "types": ["ALLY_OF", "RIVAL_OF"]},
    {"on": DAY, "sure": 0.6},
]


def random_statements(seed: int) -> list[Said]:
    """Statements of three types between few actors, of the years 1925 to 1935, some without dates or confidence."""
    dice = random.Random(seed)
    statements = []
    for _ in range(45):
        more: dict[str, Any] = {"source": dice.choice(["one", "two"])}
        if dice.random() < 0.7:
            more["valid_from"] = datetime.date(dice.randint(1925, 1931), dice.randint(1, 12), 1)
        if dice.random() < 0.5:
            more["valid_to"] = datetime.date(dice.randint(1930, 1935), dice.randint(1, 12), 1)
        if dice.random() < 0.7:
            more["confidence"] = dice.choice([0.3, 0.6, 1.0])
        subject, target = dice.sample(ACTORS, 2)
        statements.append(Said(subject, dice.choice(["ALLY_OF", "RIVAL_OF", "SUPPLIES", "DENIED"]), target, more))
    return [
        said if said.type != "DENIED" else said._replace(more={**said.more, "type": "ALLY_OF"}) for said in statements
    ]


@pytest.fixture(scope="module", params=[1, 2])
def world(request: pytest.FixtureRequest, connected: Graph) -> Iterator[tuple[Graph, Numbered]]:
    """A graph of such statements, and the statements."""
    small.clear(connected)
    statements = random_statements(request.param)
    actors = [{**STATES.get(a, {"id": a, "name": a[5:]}), "countries": COUNTRIES.get(a, [])} for a in ACTORS]
    small.write(connected, statements, actors)
    yield connected, brute.number(statements)
    small.clear(connected)


def chosen(said: Numbered, **given: Any) -> dict[Pair, dict[str, Said]]:
    """The statements that pass a filter, by pair and id."""
    pairs: dict[Pair, dict[str, Said]] = defaultdict(dict)
    for key, statement in brute.plain(said, brute.EVER if given.get("ever") else given["on"]):
        confidence = statement.more.get("confidence", 1.0)
        if (
            (given.get("undated", True) or not brute.undated(statement))
            and statement.more["source"] in given.get("sources", ["one", "two"])
            and statement.type in given.get("types", brute.SIGNS)
            and confidence >= given.get("sure", 0)
        ):
            pairs[frozenset((statement.subject, statement.object))][key] = statement
    return pairs


def signs_of(statements: dict[str, Said]) -> set[int]:
    """The signs among statements."""
    return {brute.SIGNS[statement.type] for statement in statements.values()}


@pytest.mark.parametrize("given", FILTERS, ids=str)
def test_dyads_and_degrees(world: tuple[Graph, Numbered], given: dict[str, Any]) -> None:
    graph, said = world
    pairs = chosen(said, **given)
    rows = graph.ask("dyads", **given)
    assert [(row["a"], row["b"]) for row in rows] == sorted(tuple(sorted(pair)) for pair in pairs)
    for row in rows:
        statements = pairs[frozenset((row["a"], row["b"]))]
        assert row["statements"] == sorted(statements)
        assert row["sign"] == sum(signs_of(statements))
        assert (row["plus"] + row["minus"], row["types"]) == (
            len(statements),
            sorted({s.type for s in statements.values()}),
        )
        assert row["undated"] == sum(map(brute.undated, statements.values()))
    network = networkx.Graph(map(tuple, pairs))
    degrees = {row["actor"]: row for row in graph.ask("degrees", **given)}
    assert {actor: row["neighbours"] for actor, row in degrees.items()} == dict(network.degree)
    for actor, row in degrees.items():
        around = [signs_of(pairs[frozenset((actor, other))]) for other in network[actor]]
        assert (row["friends"], row["rivals"]) == (sum(1 in s for s in around), sum(-1 in s for s in around))
    states = set(STATES)
    assert {frozenset((row["a"], row["b"])) for row in graph.ask("dyads", kind="state", **given)} == {
        pair for pair in pairs if pair <= states
    }
    assert {frozenset((row["a"], row["b"])) for row in graph.ask("dyads", country="RUS", **given)} == {
        pair for pair in pairs if pair & set(COUNTRIES)
    }
    assert {row["actor"] for row in graph.ask("degrees", country="USA", **given)} == set(network) & {"test:a6"}


@pytest.mark.parametrize("given", FILTERS, ids=str)
def test_triangles_of_an_actor(world: tuple[Graph, Numbered], given: dict[str, Any]) -> None:
    graph, said = world
    counted = chosen(said, **{"sure": 0.5, **given})
    pairs = {pair: statements for pair, statements in counted.items() if len(signs_of(statements)) == 1}
    for actor in ACTORS[:3]:
        expected = {}
        for others in combinations(sorted(set(ACTORS) - {actor}), 2):
            sides = [frozenset((actor, others[0])), frozenset(others), frozenset((actor, others[1]))]
            if all(side in pairs for side in sides):
                signs = [signs_of(pairs[side]).copy().pop() for side in sides]
                expected[others] = (signs, sorted(key for side in sides for key in pairs[side]))
        rows = graph.ask("triangles", actor=actor, **given)
        assert {
            (row["b"], row["c"]): ([row["ab_sign"], row["bc_sign"], row["ca_sign"]], sorted(row["statements"]))
            for row in rows
        } == expected
        kinds = [row["kind"] for row in rows]
        assert kinds == sorted(kinds, reverse=True)
        for row in rows:
            assert (row["kind"] == "balanced") == (row["ab_sign"] * row["bc_sign"] * row["ca_sign"] == 1)


def test_dyad_years(world: tuple[Graph, Numbered]) -> None:
    graph, said = world
    expected: dict[tuple[int, str, str], list[str]] = defaultdict(list)
    for key, statement in brute.plain(said):
        if not brute.undated(statement):
            since, until = statement.more.get("valid_from"), statement.more.get("valid_to")
            for year in range(1929, 1934):
                if (since is None or since.year <= year) and (until is None or until.year >= year):
                    a, b = sorted((statement.subject, statement.object))
                    expected[year, a, b].append(key)
    rows = graph.ask("dyad-years", first=1929, last=1933)
    assert [(row["year"], row["a"], row["b"]) for row in rows] == sorted(expected)
    for row in rows:
        assert row["statements"] == sorted(expected[row["year"], row["a"], row["b"]])
    assert graph.ask("dyad-years", first=1933, last=1929) == []
