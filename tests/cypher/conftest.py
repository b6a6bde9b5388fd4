"""What the tests of queries share: a graph whose sources have declared types of their own."""

from collections.abc import Iterator

import pytest

from cypher.graph import Graph
from cypher.schema import Sign, declared_types
from tests.cypher import brute, small

DECLARED = ("LINKED_TO", "SUES", "SERVES")


@pytest.fixture(scope="module")
def wide_graph(connected: Graph) -> Iterator[Graph]:
    """The session's graph with three types that a source has declared."""
    for name in DECLARED:
        screen = name.lower().replace("_", "-")
        connected.add_type(declared_types(name, screen, Sign(brute.SIGNS[name]), name in brute.SYMMETRIC))
    yield connected
    small.clear(connected)
    connected.command("MATCH (t:EdgeType) WHERE t.name IN $names DELETE t", {"names": list(DECLARED)})
