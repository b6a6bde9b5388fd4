"""What the graph says between the two actors of each of many pairs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cypher.graph import Graph
from cypher.library.statements import Statements
from cypher.likeness.beside import Between

statement = Statements(Path(__file__).with_name("queries"))
BATCH, NEIGHBOURS = 200, 1000
"""Pairs that are asked of at once, and ties of an actor that are looked at."""
SECONDS = 600.0
Pair = tuple[str, str]


def between_pairs(graph: Graph, pairs: Sequence[Pair]) -> dict[Pair, Between]:
    """How many actors both of each pair are tied to, and whether one is tied to the other; actors by their ids."""
    by_pair: dict[Pair, Between] = {}
    for start in range(0, len(pairs), BATCH):
        wanted = {"pairs": [list(pair) for pair in pairs[start : start + BATCH]], "most": NEIGHBOURS}
        for row in graph.read(statement("between"), wanted, timeout=SECONDS, name="between"):
            by_pair[row["first"], row["second"]] = Between(row["common"], row["tied"])
    return by_pair
