"""Two sources on one pair: what both say, what only one does, and where they contradict each other."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest

from cypher.graph import Graph
from tests.cypher import small
from tests.cypher.small import Said

A, B = "test:a", "test:b"


def year(number: int, *, last: bool = False) -> datetime.date:
    """The first or the last day of a year."""
    return datetime.date(number, 12, 31) if last else datetime.date(number, 1, 1)


def said(kind: str, source: str, first: int | None, until: int | None, **more: Any) -> Said:
    """A statement of some years."""
    days = {"valid_from": first and year(first), "valid_to": until and year(until, last=True)}
    return Said(A, kind, B, {"source": source, **{k: v for k, v in days.items() if v}, **more})


SAID = [
    said("ALLY_OF", "one", 1900, 1910),
    said("ALLY_OF", "two", 1905, 1914),
    said("RIVAL_OF", "two", 1916, None),
    said("ALLY_OF", "one", 1918, 1919),
    said("SUPPLIES", "one", 1901, 1903),
    said("DENIED", "two", 1903, 1903, type="SUPPLIES"),
    said("LEADS", "two", None, None, confidence=0.3),
    said("OWNS", "three", None, None),
]


@pytest.fixture(scope="module")
def graph(connected: Graph) -> Iterator[Graph]:
    """What three sources say of two actors."""
    small.clear(connected)
    small.write(connected, [*SAID, Said(B, "SUPPLIES", A, {"source": "two"})])
    yield connected
    small.clear(connected)


def spells(graph: Graph, **more: Any) -> list[tuple[Any, ...]]:
    """The answer, dates as years."""
    rows = graph.ask("compare-sources", a=A, b=B, source1="one", source2="two", **more)
    return [
        (
            *(row["type"], row["subject"][-1], row["since"] and row["since"].year, row["until"] and row["until"].year),
            *(row["verdict"], row["first"], row["second"]),
        )
        for row in rows
    ]


def test_two_sources_side_by_side(graph: Graph) -> None:
    assert spells(graph, types=["ALLY_OF", "RIVAL_OF", "SUPPLIES"]) == [
        ("ALLY_OF", "a", 1900, 1904, "only the first", "says", None),
        ("ALLY_OF", "a", 1905, 1910, "both", "says", "says"),
        ("ALLY_OF", "a", 1911, 1914, "only the second", None, "says"),
        ("ALLY_OF", "a", 1918, 1919, "contradicting", "says", None),
        ("RIVAL_OF", "a", 1916, 1917, "only the second", None, "says"),
        ("RIVAL_OF", "a", 1918, 1919, "contradicting", None, "says"),
        ("RIVAL_OF", "a", 1920, None, "only the second", None, "says"),
        ("SUPPLIES", "a", 1901, 1902, "only the first", "says", None),
        ("SUPPLIES", "a", 1903, 1903, "contradicting", "says", "denies"),
        ("SUPPLIES", "b", None, None, "only the second", None, "says"),
    ]


def test_the_filter_and_the_order_of_the_sources(graph: Graph) -> None:
    leads = ("LEADS", "a", None, None, "only the second", None, "says")
    assert spells(graph, types=["LEADS"]) == [leads]
    assert spells(graph, types=["LEADS"], sure=0.5) == []
    assert spells(graph, types=["LEADS"], undated=False) == []
    swapped = graph.ask("compare-sources", a=B, b=A, source1="two", source2="one", types=["SUPPLIES"])
    assert [row["verdict"] for row in swapped] == ["only the second", "contradicting", "only the first"]
    ids = [(row["statements1"], row["statements2"]) for row in swapped]
    assert ids == [([], ["s0004:1"]), (["s0005:1"], ["s0004:1"]), (["s0008:1"], [])]
