"""Differences as letters of the inbox: plain data."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from explorer.pages.inbox.changes import (
    LONGEST,
    changed_fields,
    concerns,
    identity_entries,
    statement_entries,
    watched_entries,
)

AT = datetime(2026, 1, 31, 6, tzinfo=UTC)
ROW: dict[str, Any] = {
    "change": "changed",
    "because": "source",
    "type": "RIVAL_OF",
    "denied": True,
    "subject": "s:a",
    "subject_name": "Alpha",
    "object": "s:b",
    "object_name": "Beta",
    "said_by": "x",
    "evidence": "e" * (LONGEST + 1),
    "now": {"evidence": "new", "valid_from": date(2023, 1, 2), "names": ["a", "b"], "share": 0.5},
    "before": {"evidence": "old", "valid_from": None, "names": ["a"], "share": 0.5},
    "source": "s",
    "run": "s-2",
    "at": AT,
    "id": "x:2",
}


def test_fields_that_differ_are_told_old_and_new() -> None:
    assert changed_fields(ROW) == [("evidence", "old", "new"), ("names", "a", "a, b"), ("valid from", "", "2023-01-02")]


def test_a_statement_says_who_what_and_whom_and_no_more_than_a_letter_bears() -> None:
    (letter,) = statement_entries([ROW])
    assert (letter["subject"]["name"], letter["words"], letter["object"]["id"]) == (
        "Alpha",
        "denied: is a rival of",
        "s:b",
    )
    assert len(letter["evidence"]) == LONGEST
    assert letter["at"] == AT.isoformat()


def test_only_what_was_changed_has_fields() -> None:
    (letter,) = statement_entries([ROW | {"change": "ended", "now": None}])
    assert letter["fields"] == []


def test_identities_are_told_apart_from_what_records_say() -> None:
    row = {**ROW, "actor": "o:z", "actor_name": "Zeta", "name": "Alpha", "identifier": "wikidata:Q1"}
    joined, proposed = identity_entries(
        [{**row, "change": "joined", "identifier": None}, {**row, "change": "proposed"}]
    )
    assert joined["words"] == "is now one actor with"
    assert "wikidata:Q1" in proposed["evidence"]
    found = watched_entries([row, {**row, "because": "identities", "change": "proposed"}])
    assert [letter["type"] for letter in found] == ["record", "identity"]


def test_a_watched_pair_is_both_of_its_actors_and_not_one_of_them() -> None:
    (letter,) = statement_entries([ROW])
    pair = frozenset({"s:a", "s:b"})
    assert concerns(letter, {pair}, set())
    assert not concerns(letter, {frozenset({"s:a", "s:c"})}, set())
    assert concerns(letter, set(), {"s:b"})
    assert not concerns(letter, set(), {"s:c"})
