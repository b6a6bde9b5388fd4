"""Statements among thousands of actors: the list of all of them is not carried along with each row."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cypher.graph import Graph
from explorer.network.filter import Filter
from tests.cypher import small
from tests.cypher.small import Said

ACTORS = [f"test:{n}" for n in range(4_000)]


@pytest.fixture(scope="module")
def many(connected: Graph) -> Iterator[Graph]:
    """Each actor is tied to one that came before it."""
    small.empty(connected)
    small.write(connected, [Said(ACTORS[n], "LEADS", ACTORS[n // 2]) for n in range(1, len(ACTORS))])
    yield connected
    small.empty(connected)


def test_a_canvas_of_thousands_fits_into_the_memory_of_one_statement(many: Graph) -> None:
    rows = many.ask("canvas-statements", actors=ACTORS, filter=Filter().parameters(), limit=20_000)
    assert {(row["subject"], row["object"]) for row in rows} == {
        (ACTORS[n], ACTORS[n // 2]) for n in range(1, len(ACTORS))
    }
    assert len(rows) == len(ACTORS) - 1


def test_so_does_what_is_asked_between_them(many: Graph) -> None:
    limit = many.library.find("between").bounds().get("limit", 2_000)
    rows = many.ask("between", actors=ACTORS, limit=min(limit, 5_000))
    assert len({row["id"] for row in rows}) == len(rows) == min(limit, 5_000, len(ACTORS) - 1)
