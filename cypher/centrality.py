"""How central each actor is on a day: degree, betweenness, closeness and PageRank of the network of pairs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypedDict

from cypher.errors import UsageError

if TYPE_CHECKING:
    from cypher.graph import Graph

# For start-up time, functions import what only they use: a command that ends at once loads no igraph.

MOST = 100_000
"""Pairs that are measured at most: as many as the query gives."""
MEASURES = ("degree", "betweenness", "closeness", "pagerank")
COLUMNS = ("actor", "name", "kind", "countries", *MEASURES)


class CentralActor(TypedDict):
    """One actor with its measures."""

    actor: str
    name: str
    kind: str
    countries: list[str]
    degree: int
    betweenness: float
    closeness: float
    pagerank: float


def measure_centrality(
    graph: Graph, passing: Mapping[str, Any], by: str = "betweenness", limit: int | None = None
) -> list[CentralActor]:
    """The actors of the pairs that pass a filter, as the query `dyads` takes it, the most central by a measure first.

    Two actors are tied once, however much is said of them and whoever says it of whom. Betweenness and closeness lie
    between 0 and 1, those of an actor in a part of the network are of that part's share of all (Wasserman and Faust).
    """
    from igraph import Graph as Network

    pairs = graph.ask("dyads", limit=MOST, **passing)
    if len(pairs) == MOST:
        raise UsageError(f"there are {MOST:,} pairs or more: name a kind, a country, sources or types")
    names = {row["a"]: row["a_name"] for row in pairs} | {row["b"]: row["b_name"] for row in pairs}
    actors = sorted(names)
    places = {actor: place for place, actor in enumerate(actors)}
    network = Network(len(actors), [(places[row["a"]], places[row["b"]]) for row in pairs])
    count = len(actors)
    chains = (count - 1) * (count - 2) / 2 or 1
    component = network.connected_components()
    reach = [(size - 1) / (count - 1) for size in component.sizes()]
    values: dict[str, list[float]] = {
        "degree": network.degree(),
        "betweenness": [value / chains for value in network.betweenness()],
        "closeness": [
            value * reach[part] for value, part in zip(network.closeness(), component.membership, strict=True)
        ],
        "pagerank": network.pagerank(),
    }
    order = sorted(range(count), key=lambda n: (-values[by][n], -values["degree"][n], actors[n]))[:limit]
    shown = [actors[place] for place in order]
    known = {row["actor"]: row for row in graph.ask("actors", actors=shown)} if shown else {}
    return [
        {
            "actor": actors[place],
            "name": names[actors[place]],
            "kind": known[actors[place]]["kind"],
            "countries": known[actors[place]]["countries"],
            "degree": int(values["degree"][place]),
            "betweenness": round(values["betweenness"][place], 6),
            "closeness": round(values["closeness"][place], 6),
            "pagerank": round(values["pagerank"][place], 6),
        }
        for place in order
    ]
