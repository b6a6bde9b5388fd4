"""The ribbon of a pair: lanes by type and source, and when the two changed sides."""

from __future__ import annotations

import datetime
from typing import Any

from explorer.network.sides import lanes, turns


def row(id_: str, claims: str, since: str | None = None, until: str | None = None, **more: Any) -> Any:
    """A statement as evidence has it."""
    dates = {
        "valid_from": since and datetime.date.fromisoformat(since),
        "valid_from_precision": "month",
        "valid_to": until and datetime.date.fromisoformat(until),
        "valid_to_precision": "year",
    }
    base = {"id": id_, "claims": claims, "source": "s", "source_title": "S", "said_by": "X", "standing": "live"}
    return {**base, **dates, "confidence": 0.8, **more}


def test_each_type_and_source_has_a_lane_signs_first() -> None:
    rows = [
        row("1", "LINKED_TO", "2001-01-01"),
        row("2", "RIVAL_OF", "2010-05-01", "2011-12-31"),
        row("3", "RIVAL_OF", source="t", source_title="T"),
        row("4", "RIVAL_OF", "2012-01-01", standing="denied"),
        row("5", "ALLY_OF", "2009-01-01", standing="withdrawn"),
        row("6", "ALLY_OF", "2009-01-01", confidence=0.3),
    ]
    drawn = lanes(rows, {"1", "2", "6"})
    assert [(lane["screen"], lane["source"], [s["id"] for s in lane["spells"]]) for lane in drawn] == [
        ("ally-of", "S", ["6"]),
        ("rival-of", "S", ["2", "4"]),
        ("rival-of", "T", ["3"]),
        ("linked-to", "S", ["1"]),
    ]
    spells = {spell["id"]: spell for lane in drawn for spell in lane["spells"]}
    assert spells["2"]["words"] == "rival-of, 2010-05 – 2011, said by X"
    assert spells["4"]["words"] == "rival-of, 2012-01 – today, denied by X"
    assert spells["3"]["words"] == "rival-of, not dated, said by X"
    assert {id_ for id_, spell in spells.items() if spell["faint"]} == {"3", "4", "6"}


def test_changes_of_sides_are_told_with_who_says_so() -> None:
    def span(since: str | None, sign: int | None, *types: str) -> Any:
        day = since and datetime.date.fromisoformat(since)
        return {"since": day, "sign": sign, "types": list(types), "said_by": ["A", "B"], "statements": []}

    spans = [
        span(None, 1, "ALLY_OF"),
        span("2010-05-01", None),
        span("2012-01-01", -1, "RIVAL_OF"),
        span("2013-03-04", -1, "RIVAL_OF", "DESIGNATES"),
        span("2014-01-01", 0, "ALLY_OF", "RIVAL_OF"),
    ]
    statements = [
        row("1", "ALLY_OF", until="2009-12-31"),
        row("2", "RIVAL_OF", "2012-01-01"),
        row("3", "ALLY_OF", "2014-01-01", valid_from_precision="day"),
    ]
    assert turns(spans, {s["id"]: s for s in statements}) == [
        "2012-01: tied → set apart (rival-of), according to A, B",
        "2014-01-01: set apart → both at once (ally-of and rival-of), according to A, B",
    ]
    assert turns(spans[:1], {}) == []
