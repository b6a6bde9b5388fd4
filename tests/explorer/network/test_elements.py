"""Answers become nodes and folded edges."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from explorer.network.elements import actor_nodes, fold_edges


def said(number: int, kind: str, subject: str, obj: str, **more: Any) -> dict[str, Any]:
    """A row of `canvas-statements`."""
    row = {"id": f"s{number}", "type": kind, "sign": 0, "denied": False, "subject": subject, "object": obj}
    dates = dict.fromkeys(("valid_from", "valid_from_precision", "valid_to", "valid_to_precision", "known_until"))
    rest = {"confidence": None, "source": "test", "stance": "asserted", "stands": True, "known_from": date(2023, 1, 27)}
    return {**row, **dates, **rest, **more}


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
            [said(1, "RIVAL_OF", "a", "b"), said(2, "RIVAL_OF", "a", "b", denied=True)],
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
    dated = {"valid_from": date(2022, 11, 1), "valid_from_precision": "month"}
    gone = {"stands": False, "known_until": date(2023, 2, 1)}
    (edge,) = fold_edges([said(1, "ALLY_OF", "a", "b", sign=1, confidence=0.4, stance="announced", **dated, **gone)])
    assert edge["sign"] == 1
    assert edge["statements"] == [
        {
            "id": "s1",
            "confidence": 0.4,
            "stance": "announced",
            "since": "2022-11-01",
            "since_precision": "month",
            "until": None,
            "until_precision": None,
            "source": "test",
            "stands": False,
            "known_from": "2023-01-27",
            "known_until": "2023-02-01",
        }
    ]


def test_actors_become_nodes_at_their_places() -> None:
    rows = [{"neighbour": "a", "name": None, "kind": None, "countries": None, "degree": None}]
    assert actor_nodes(rows, {"a": (1.0, 2.0)}) == [
        {"id": "a", "name": "a", "mixed": False, "kind": "other", "countries": [], "degree": 0, "x": 1.0, "y": 2.0}
    ]
