"""Answers become nodes and folded edges."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from explorer.network.elements import actor_nodes, fold_edges


def said(number: int, kind: str, subject: str, obj: str, **more: Any) -> dict[str, Any]:
    """A row of `between`."""
    row = {"id": f"s{number}", "type": kind, "claims": kind, "subject": subject, "object": obj, "confidence": None}
    return {**row, "valid_from": None, "valid_to": None, "source": "test", "stance": "asserted", **more}


@pytest.mark.parametrize(
    ("statements", "folded"),
    [
        ([], {}),
        ([said(1, "SUPPLIES", "a", "b"), said(2, "SUPPLIES", "a", "b")], {"SUPPLIES|stated|a|b": 2}),
        (
            [said(1, "SUPPLIES", "a", "b"), said(2, "SUPPLIES", "b", "a")],
            {"SUPPLIES|stated|a|b": 1, "SUPPLIES|stated|b|a": 1},
        ),
        ([said(1, "RIVAL_OF", "b", "a"), said(2, "RIVAL_OF", "a", "b")], {"RIVAL_OF|stated|a|b": 2}),
        (
            [said(1, "RIVAL_OF", "a", "b"), said(2, "DENIED", "a", "b", claims="RIVAL_OF")],
            {"RIVAL_OF|stated|a|b": 1, "RIVAL_OF|denied|a|b": 1},
        ),
        ([said(1, "ALLY_OF", "a", "a")], {}),
        ([said(1, "LINKED_TO", "b", "a")], {"LINKED_TO|stated|b|a": 1}),
    ],
    ids=["nothing", "same direction", "both directions", "symmetric", "denied apart", "loop", "declared type"],
)
def test_statements_fold_by_pair_type_and_denial(statements: list[dict[str, Any]], folded: dict[str, int]) -> None:
    assert {edge["id"]: len(edge["statements"]) for edge in fold_edges(statements)} == folded


def test_a_statement_keeps_what_the_filter_needs() -> None:
    row = said(1, "ALLY_OF", "a", "b", confidence=0.4, valid_from=date(2022, 11, 1), stance="announced")
    assert fold_edges([row])[0]["statements"] == [
        {"id": "s1", "confidence": 0.4, "since": "2022-11-01", "until": None, "source": "test", "announced": True}
    ]


def test_actors_become_nodes_at_their_places() -> None:
    rows = [{"neighbour": "a", "name": None, "kind": None, "countries": None, "degree": None}]
    assert actor_nodes(rows, {"a": (1.0, 2.0)}) == [
        {"id": "a", "name": "a", "kind": "other", "countries": [], "degree": 0, "x": 1.0, "y": 2.0}
    ]
