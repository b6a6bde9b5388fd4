"""The board of the loads as plain data, and schedules in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from explorer.pages.jobs.board import board, read_reasons

NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)
EMPTY = dict.fromkeys(
    (
        *(
            "title",
            "schedule",
            "scheduled_at",
            "paused",
            "paused_by",
            "retry_at",
            "last_run",
            "last_status",
            "expected",
            "edition",
        ),
        *("last_ended", "last_error", "success_run", "success_started", "success_ended", "held_run", "held_since"),
        *("held_why", "running_run", "running_since"),
    )
)


def job(source: str, **said: Any) -> dict[str, Any]:
    """A row of the query `jobs`."""
    return {**EMPTY, "source": source, **said}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, None),
        ("", None),
        ("{", None),
        ('{"cron": "never"}', None),
        ('{"cron": "0 6 * * *", "timezone": "Europe/Berlin"}', "At 06:00 every day, Europe/Berlin"),
    ],
)
def test_a_card_has_its_schedule_in_words(text: str | None, words: str | None) -> None:
    (card,) = board([job("a", schedule=text)], [], [], [], NOW)["cards"]
    assert card["schedule"] == words


def test_the_sick_come_first_and_then_by_name() -> None:
    rows = [
        job("a", success_run="a-1", success_started=NOW, success_ended=NOW),
        job("b"),
        job("d", last_run="d-1", last_status="failed", last_ended=NOW, last_error="away"),
        job("c", held_run="c-1", held_why="too much"),
    ]
    found = board(rows, [], [], [], NOW)
    assert [(card["source"], card["state"]) for card in found["cards"]] == [
        ("d", "failing"),
        ("c", "held"),
        ("b", "never"),
        ("a", "fresh"),
    ]
    assert found["cards"][0]["title"] == "d"
    assert found["cards"][0]["why"] == "away"
    assert found["schedulers"] == 0


def test_answers_to_requests_stay_for_ten_minutes_and_what_waits_stays() -> None:
    row = {"source": "a", "kind": "run", "run": None, "asked_at": NOW - timedelta(hours=2), "asked_by": "anna"}
    row |= {"answer": None}
    asked = [
        {**row, "id": "waits", "status": "asked", "ended_at": None},
        {**row, "id": "new", "status": "done", "ended_at": NOW - timedelta(minutes=9)},
        {**row, "id": "old", "status": "done", "ended_at": NOW - timedelta(minutes=11)},
    ]
    (card,) = board([job("a")], [], asked, [], NOW)["cards"]
    assert [one["id"] for one in card["asked"]] == ["waits", "new"]


@pytest.mark.parametrize(("text", "found"), [(None, {}), ("{", {}), ("[1]", {}), ('{"no date": 3}', {"no date": 3})])
def test_reasons_are_read_or_left_out(text: str | None, found: dict[str, int]) -> None:
    assert read_reasons(text) == found


@pytest.mark.parametrize(
    ("row", "over"),
    [
        ({}, False),
        ({"paused": True}, True),
        ({"paused": True, "last_status": "failed"}, True),
        ({"paused": True, "held_run": "a-2", "held_since": NOW}, False),
        ({"paused": True, "running_run": "a-2", "running_since": NOW}, False),
    ],
)
def test_what_is_paused_is_over_unless_somebody_has_to_decide(row: dict[str, Any], over: bool) -> None:
    (card,) = board([job("a", **row)], [], [], [], NOW)["cards"]
    assert card["over"] is over
