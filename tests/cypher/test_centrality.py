"""Centrality on a day as NetworkX has it, by command, from notebooks and in parts that don't hang together."""

import csv
import datetime
import json
import random
from collections.abc import Callable, Iterator
from typing import Any

import networkx
import numpy
import pytest

from cypher.centrality import COLUMNS, MEASURES, measure_centrality
from cypher.errors import UsageError
from cypher.graph import Graph
from cypher.notebook import Notebook
from tests.cypher import small
from tests.cypher.small import Said

DAY = datetime.date(1930, 6, 1)
ACTORS = [f"test:a{n:02}" for n in range(16)]


@pytest.fixture(scope="module")
def world(connected: Graph) -> Iterator[Graph]:
    """Statements between sixteen actors in three parts, one of them a pair alone; some over by the day."""
    dice = random.Random(11)
    said = []
    for group in (ACTORS[:10], ACTORS[10:14]):
        for _ in range(18 if len(group) > 4 else 7):
            subject, target = dice.sample(group, 2)
            more: dict[str, Any] = {"source": dice.choice(["one", "two"]), "confidence": dice.choice([0.4, 0.9])}
            if dice.random() < 0.3:
                more["valid_to"] = datetime.date(1929, 1, 1)
            said.append(Said(subject, dice.choice(["ALLY_OF", "RIVAL_OF", "SUPPLIES"]), target, more))
    said.append(Said(ACTORS[14], "LEADS", ACTORS[15], {"source": "one"}))
    actors = [{"id": a, "name": a[5:], "kind": "state", "countries": ["RUS"] if a < "test:a05" else []} for a in ACTORS]
    small.clear(connected)
    small.write(connected, said, actors)
    yield connected
    small.clear(connected)


def surfer(matrix: Any) -> list[float]:
    """Where somebody is in the long run who goes by a matrix of chances."""
    place = numpy.full(len(matrix), 1 / len(matrix))
    for _ in range(500):
        place = place @ matrix
    return [float(share) for share in numpy.asarray(place).ravel()]


@pytest.mark.parametrize(
    "given",
    [
        {"on": DAY},
        {"ever": True},
        {"on": DAY, "sources": ["one"]},
        {"on": DAY, "types": ["ALLY_OF", "SUPPLIES"]},
        {"on": DAY, "sure": 0.5},
        {"on": DAY, "country": "RUS"},
    ],
    ids=str,
)
def test_the_measures_are_those_of_networkx(world: Graph, given: dict[str, Any]) -> None:
    network = networkx.Graph([(row["a"], row["b"]) for row in world.ask("dyads", **given)])
    assert len(network) > 4
    expected = {
        "degree": dict(network.degree),
        "betweenness": networkx.betweenness_centrality(network),
        "closeness": networkx.closeness_centrality(network),
        "pagerank": dict(zip(network, surfer(networkx.google_matrix(network)), strict=True)),
    }
    rows = measure_centrality(world, given)
    for measure in MEASURES:
        assert {row["actor"]: row[measure] for row in rows} == pytest.approx(expected[measure], abs=2e-6)
        values = [row[measure] for row in measure_centrality(world, given, measure, limit=5)]
        assert values == sorted(values, reverse=True)
        assert values[0] == pytest.approx(max(expected[measure].values()), abs=2e-6)


def test_nobody_and_a_pair_alone(world: Graph) -> None:
    assert measure_centrality(world, {"on": DAY, "kind": "person"}) == []
    pair = measure_centrality(world, {"on": DAY, "types": ["LEADS"]})
    assert [(row["degree"], row["betweenness"], row["closeness"], row["pagerank"]) for row in pair] == [
        (1, 0.0, 1.0, 0.5),
        (1, 0.0, 1.0, 0.5),
    ]
    with pytest.raises(UsageError, match="did you mean one"):
        measure_centrality(world, {"sources": ["ones"]})


def test_the_command_and_the_notebook_say_the_same(world: Graph, faultlines: Callable[..., Any]) -> None:
    words = ("centrality", "--on", "1930-06-01", "--by", "pagerank", "--type", "ally-of", "--type", "rival-of")
    rows = json.loads(faultlines(*words, "--limit", "3", "--format", "json").stdout)
    assert [tuple(row) for row in rows] == [COLUMNS] * 3
    frame = Notebook(world).centrality(on="1930-06-01", by="pagerank", types=["ALLY_OF", "RIVAL_OF"], limit=3)
    assert frame.reset_index().to_dict("records") == rows
    table = list(csv.DictReader(faultlines(*words, "--format", "csv").stdout.splitlines()))
    assert [row["actor"] for row in table[:3]] == [row["actor"] for row in rows]
    assert faultlines("centrality", "--on", "1930-06-01").stdout.splitlines()[0].split() == list(COLUMNS)
