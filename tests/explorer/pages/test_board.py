"""The board of the loads as plain data, and schedules in words."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from explorer.jobs.times import in_words
from explorer.pages.jobs.board import board, read_reasons

NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)
EMPTY = dict.fromkeys(
    (
        *("title", "schedule", "scheduled_at", "paused", "paused_by", "retry_at", "last_run", "last_status"),
        *("last_ended", "last_error", "success_run", "success_started", "success_ended", "held_run", "held_since"),
        *("held_why", "running_run", "running_since"),
    )
)


def job(source: str, **said: Any) -> dict[str, Any]:
    """A row of the query `jobs`."""
    return {**EMPTY, "source": source, **said}


@pytest.mark.parametrize(
    ("cron", "words"),
    [
        ("* * * * *", "every minute"),
        ("*/15 * * * *", "every 15 minutes"),
        ("5 * * * *", "hourly, 5 past"),
        ("0 */6 * * *", "every 6 hours, 0 past Europe/Berlin"),
        ("0 6 * * *", "daily at 06:00 Europe/Berlin"),
        ("30 7 * * 1", "Mondays at 07:30 Europe/Berlin"),
        ("30 7 * * SUN", "Sundays at 07:30 Europe/Berlin"),
        ("30 7 * * MON-FRI", "weekdays at 07:30 Europe/Berlin"),
        ("0 3 1 * *", "monthly on day 1 at 03:00 Europe/Berlin"),
        ("0 3 1 1 *", "cron 0 3 1 1 * Europe/Berlin"),
        ("0 3,15 * * *", "cron 0 3,15 * * * Europe/Berlin"),
        ("*/30 0 6 * * *", "cron */30 0 6 * * * Europe/Berlin"),
    ],
)
def test_a_schedule_in_words(cron: str, words: str) -> None:
    assert in_words(json.dumps({"cron": cron, "timezone": "Europe/Berlin"})) == words


@pytest.mark.parametrize("text", [None, "", "{", '{"cron": "never"}'])
def test_what_is_no_schedule_has_no_words(text: str | None) -> None:
    assert in_words(text) is None


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
    row = {"source": "a", "kind": "run", "run": None, "asked_at": NOW - timedelta(hours=2), "answer": None}
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
