"""A source's health follows from its schedule and its runs alone."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from cypher.scheduling.health import HealthState, judge_health
from cypher.scheduling.schedule import Schedule

NIGHTLY = Schedule("0 6 * * *", deadline=7200).as_json()
START = datetime(2026, 1, 1, tzinfo=UTC)
ROW: dict[str, Any] = {
    "source": "a",
    "schedule": NIGHTLY,
    "scheduled_at": START,
    "paused": False,
    "last_status": "done",
    "last_error": None,
    "success_run": "a-1",
    "success_started": datetime(2026, 1, 2, 6, 0, 3, tzinfo=UTC),
    "success_ended": datetime(2026, 1, 2, 6, 1, tzinfo=UTC),
    "held_run": None,
    "held_why": None,
    "running_since": None,
    "retry_at": None,
    "expected": None,
    "edition": None,
}
UNLOADED = {"last_status": None, "success_run": None, "success_started": None, "success_ended": None}
WEEKLY = {"expected": "weekly"}
FAILED = {"last_status": "failed", "last_error": "no such host"}


def day(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-01-{text}").replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "now", "state", "why"),
    [
        ({}, "02T12:00", HealthState.FRESH, "loaded 2026-01-02 06:01 UTC"),
        ({}, "03T06:10", HealthState.FRESH, "loaded"),
        ({}, "03T06:16", HealthState.LATE, "was due 2026-01-03 06:00 UTC; the last success began 2026-01-02 06:00 UTC"),
        ({}, "09T00:00", HealthState.LATE, "was due 2026-01-08 06:00 UTC"),
        ({"running_since": day("03T06:00:01")}, "03T07:30", HealthState.FRESH, "loaded"),
        ({"running_since": day("03T06:00:01")}, "03T08:30", HealthState.LATE, "was due 2026-01-03"),
        ({"paused": True}, "09T00:00", HealthState.FRESH, "loaded"),
        ({"schedule": None}, "09T00:00", HealthState.FRESH, "loaded"),
        ({"scheduled_at": day("03T06:05")}, "03T23:00", HealthState.FRESH, "loaded"),
        (FAILED, "02T12:00", HealthState.FAILING, "no such host"),
        (FAILED, "09T12:00", HealthState.FAILING, "no such host"),
        (FAILED | {"paused": True}, "02T12:00", HealthState.FAILING, "no such host"),
        ({"last_status": "held", "held_run": "a-2", "held_why": "too many"}, "02T12:00", HealthState.HELD, "too many"),
        (FAILED | {"held_run": "a-2"}, "02T12:00", HealthState.FAILING, "no such host"),
        ({"edition": date(2022, 12, 28)}, "02T12:00", HealthState.FRESH, "loaded"),
        (WEEKLY | {"edition": date(2025, 12, 25)}, "02T12:00", HealthState.FRESH, "loaded"),
        (
            WEEKLY | {"edition": date(2025, 12, 24)},
            "02T12:00",
            HealthState.OLD,
            "edition of 2025-12-24, 9 days old; exp",
        ),
        (WEEKLY | {"edition": None}, "02T12:00", HealthState.FRESH, "loaded"),
        (WEEKLY | FAILED | {"edition": date(2022, 1, 1)}, "02T12:00", HealthState.FAILING, "no such host"),
        (UNLOADED, "01T05:00", HealthState.NEVER, "never loaded"),
        (UNLOADED | {"schedule": None}, "09T05:00", HealthState.NEVER, "never loaded"),
        (UNLOADED, "01T06:16", HealthState.LATE, "was due 2026-01-01 06:00 UTC; never loaded"),
    ],
)
def test_states(said: dict[str, Any], now: str, state: HealthState, why: str) -> None:
    health = judge_health(ROW | said, day(now))
    assert health.state == state
    assert health.why.startswith(why)


def test_what_is_due_each_minute_is_late_after_one() -> None:
    row = ROW | {"schedule": Schedule("* * * * *").as_json(), "success_started": day("02T06:00:30")}
    assert judge_health(row, day("02T06:02:00")).state == HealthState.FRESH
    assert judge_health(row, day("02T06:02:00") + timedelta(seconds=1)).state == HealthState.LATE


def test_jitter_makes_us_wait_longer() -> None:
    row = ROW | {"schedule": Schedule("0 6 * * *", jitter=3600).as_json()}
    assert judge_health(row, day("03T07:15")).state == HealthState.FRESH
    assert judge_health(row, day("03T07:16")).state == HealthState.LATE


def test_a_change_of_the_clocks_makes_nobody_late() -> None:
    """Berlin's clocks go forward on 29 March 2026: 02:30 is left out, and due at 03:00."""
    schedule = Schedule("30 2 * * *", "Europe/Berlin").as_json()
    row = ROW | {"schedule": schedule, "success_started": datetime(2026, 3, 28, 1, 30, 2, tzinfo=UTC)}
    assert judge_health(row, datetime(2026, 3, 29, 0, 59, tzinfo=UTC)).state == HealthState.FRESH
    assert judge_health(row, datetime(2026, 3, 29, 1, 16, tzinfo=UTC)).state == HealthState.LATE
    row["success_started"] = datetime(2026, 3, 29, 1, 0, 2, tzinfo=UTC)
    assert judge_health(row, datetime(2026, 3, 30, 0, 40, tzinfo=UTC)).state == HealthState.FRESH


def test_when_it_begins_next() -> None:
    assert judge_health(ROW, day("02T12:00")).next_start == day("03T06:00")
    assert judge_health(ROW | {"paused": True}, day("02T12:00")).next_start is None
    retry = day("02T12:05")
    assert judge_health(ROW | FAILED | {"retry_at": retry}, day("02T12:00")).retry_at == retry
    assert judge_health(ROW | FAILED | {"retry_at": retry}, day("02T12:06")).retry_at is None


def test_who_has_to_look() -> None:
    assert {state for state in HealthState if state.unhealthy} == {
        HealthState.LATE,
        HealthState.FAILING,
        HealthState.HELD,
    }
