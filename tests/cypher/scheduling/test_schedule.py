"""Schedules are due when cron would say so, through both changes of the clocks."""

from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cypher.scheduling.schedule import Schedule, from_json, parse_schedule

BERLIN = "Europe/Berlin"


def at(text: str) -> datetime:
    """A moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("cron", "zone", "now", "due"),
    [
        ("0 6 * * *", "UTC", "2026-01-01T06:00", ["2026-01-02T06:00", "2026-01-03T06:00"]),
        ("0 6 * * *", BERLIN, "2026-03-28T12:00", ["2026-03-29T04:00", "2026-03-30T04:00"]),
        ("0 6 * * *", BERLIN, "2026-10-24T12:00", ["2026-10-25T05:00", "2026-10-26T05:00"]),
        # Spring leaves 02:30 out: due when the clock reads 03:00 summer time.
        ("30 2 * * *", BERLIN, "2026-03-28T12:00", ["2026-03-29T01:00", "2026-03-30T00:30"]),
        # Autumn has 02:30 twice: due at the first alone, also for one who looks between the two.
        ("30 2 * * *", BERLIN, "2026-10-24T12:00", ["2026-10-25T00:30", "2026-10-26T01:30"]),
        ("30 2 * * *", BERLIN, "2026-10-25T00:45", ["2026-10-26T01:30"]),
        ("30 2 * * *", BERLIN, "2026-10-25T01:15", ["2026-10-26T01:30"]),
        # What is due each quarter of an hour goes on through both.
        ("*/30 * * * *", BERLIN, "2026-03-29T00:30", ["2026-03-29T01:00", "2026-03-29T01:30"]),
        ("*/30 * * * *", BERLIN, "2026-10-25T00:30", ["2026-10-25T01:00", "2026-10-25T01:30"]),
        ("0 0 29 2 *", "UTC", "2026-01-01T00:00", ["2028-02-29T00:00"]),
        ("0 9 * * 1-5", "UTC", "2026-01-02T10:00", ["2026-01-05T09:00"]),
        ("0 9 * * SUN", "UTC", "2026-01-02T10:00", ["2026-01-04T09:00"]),
        ("0 0 * * 0", "UTC", "2026-01-02T10:00", ["2026-01-04T00:00"]),
    ],
)
def test_due_times(cron: str, zone: str, now: str, due: list[str]) -> None:
    schedule = Schedule(cron, zone)
    assert list(islice(schedule.after(at(now)), len(due))) == [at(text) for text in due]


@pytest.mark.parametrize(
    ("cron", "now", "due"),
    [
        ("30 2 * * *", "2026-03-29T00:59", "2026-03-28T01:30"),
        ("30 2 * * *", "2026-03-29T01:00", "2026-03-29T01:00"),
        ("30 2 * * *", "2026-10-25T00:29", "2026-10-24T00:30"),
        ("30 2 * * *", "2026-10-25T00:30", "2026-10-25T00:30"),
        ("30 2 * * *", "2026-10-25T01:15", "2026-10-25T00:30"),
        ("30 2 * * *", "2026-10-25T01:45", "2026-10-25T00:30"),
        ("0 6 * * *", "2026-06-01T04:00", "2026-06-01T04:00"),
    ],
)
def test_the_last_due_time(cron: str, now: str, due: str) -> None:
    assert Schedule(cron, BERLIN).last(at(now)) == at(due)


CRONS = ["30 2 * * *", "0,30 1-3 * * *", "*/20 * * * *", "15 */2 * * *", "0 3 * * 0", "59 23 25 * *", "0 0 1 1 *"]
ZONES = [BERLIN, "America/St_Johns", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"]
MOMENTS = st.integers(0, 365 * 86_400).map(lambda second: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=second))
NEAR = st.sampled_from([(3, 29), (10, 25), (3, 8), (11, 1), (4, 5), (10, 4)]).flatmap(
    lambda day: st.integers(0, 26 * 60).map(lambda m: datetime(2026, *day, tzinfo=UTC) + timedelta(minutes=m - 60))
)


@given(st.sampled_from(CRONS), st.sampled_from(ZONES), st.one_of(MOMENTS, NEAR))
def test_looking_back_and_looking_ahead_see_the_same_times(cron: str, zone: str, now: datetime) -> None:
    """The last due time is the one after which the next comes: none lies between, none is seen from one side only."""
    schedule = Schedule(cron, zone)
    last, following = schedule.last(now), next(schedule.after(now))
    assert last is not None
    assert last <= now < following
    assert next(schedule.after(last)) == following
    assert next(schedule.after(last - timedelta(seconds=1))) == last
    assert schedule.last(following - timedelta(seconds=1)) == last


@given(st.integers(0, 7200), MOMENTS)
def test_jitter_begins_each_due_time_once_and_not_before(jitter: int, now: datetime) -> None:
    schedule = Schedule("0 6 * * *", BERLIN, jitter)
    start = schedule.next_start(now, "a")
    assert start is not None
    assert start > now
    begun = schedule.begun(start, start - timedelta(days=2), "a")
    assert begun is not None
    assert begun + schedule.delay(begun, "a") == start
    assert schedule.begun(start - timedelta(seconds=1), begun - timedelta(seconds=1), "a") is None
    assert start - begun <= timedelta(seconds=jitter)


def test_jitter_differs_by_source_and_day() -> None:
    schedule = Schedule("0 6 * * *", jitter=3600)
    days = list(islice(schedule.after(at("2026-01-01T00:00")), 20))
    assert len({schedule.delay(day, seed) for day in days for seed in ("a", "b")}) > 30


def test_a_time_before_the_schedule_began_is_not_due() -> None:
    schedule = Schedule("0 6 * * *")
    assert schedule.begun(at("2026-01-02T09:00"), at("2026-01-02T08:00"), "a") is None
    assert schedule.begun(at("2026-01-05T09:00"), at("2026-01-02T08:00"), "a") == at("2026-01-05T06:00")


def test_what_people_write() -> None:
    assert parse_schedule("@daily") == Schedule("0 0 * * *")
    assert parse_schedule("0 6 * * mon-fri") == Schedule("0 6 * * MON-FRI")
    said = {"cron": "*/10 * * * * *", "timezone": BERLIN, "jitter": "5m", "deadline": "2h"}
    schedule = parse_schedule(said)
    assert schedule == Schedule("*/10 * * * * *", BERLIN, 300, 7200)
    assert from_json(schedule.as_json()) == schedule
    assert from_json(None) is None
    assert from_json('{"cron": "of a newer version"}') is None


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("0 6 * *", "wrong number of fields"),
        ("0 25 * * *", "bad hour"),
        ("0 0 30 2 *", "bad day"),
        (6, 'like "0 6'),
        ({"timezone": "UTC"}, 'like "0 6'),
        ({"cron": "0 6 * * *", "zone": "UTC"}, "not zone"),
        ({"cron": "0 6 * * *", "timezone": "Berlin"}, "no time zone: 'Berlin'"),
        ({"cron": "0 6 * * *", "timezone": "../etc"}, "no time zone"),
        ({"cron": "0 6 * * *", "jitter": "soon"}, "jitter is"),
        ({"cron": "0 6 * * *", "jitter": "2d"}, "at most a day"),
        ({"cron": "0 6 * * *", "deadline": 0}, "at least a second"),
        ({"cron": "0 6 * * *", "deadline": True}, "a deadline is"),
    ],
)
def test_what_is_wrong_is_said(said: object, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parse_schedule(said)


@pytest.mark.parametrize(
    ("cron", "words"),
    [
        ("* * * * *", "Every minute"),
        ("*/15 * * * *", "Every 15th minute of every hour"),
        ("5 * * * *", "At minute 5 of every hour"),
        ("0 */6 * * *", "At minute 0 past every sixth hour, Europe/Berlin"),
        ("0 6 * * *", "At 06:00 every day, Europe/Berlin"),
        ("@daily", "At 00:00 every day, Europe/Berlin"),
        ("@Hourly", "At the start of every hour"),
        ("@weekly", "At 00:00 on Sunday, Europe/Berlin"),
        ("30 7 * * 1", "At 07:30 on Monday, Europe/Berlin"),
        ("30 7 * * sun", "At 07:30 on Sunday, Europe/Berlin"),
        ("30 7 * * MON-FRI", "At 07:30 on Monday through Friday, Europe/Berlin"),
        ("0 3 1 * *", "At 03:00 on the first day of every month, Europe/Berlin"),
        ("0 3 1 1 *", "At 03:00 on January 1, Europe/Berlin"),
        ("0 3,15 * * *", "At 03:00 and 15:00 every day, Europe/Berlin"),
        ("*/30 0 6 * * *", "Every 30th second at minute 0 past hour 6, Europe/Berlin"),
        ("0 * 1 * *", "At the start of every hour on the first day of every month, Europe/Berlin"),
    ],
)
def test_a_schedule_in_words(cron: str, words: str) -> None:
    assert parse_schedule({"cron": cron, "timezone": BERLIN}).explain() == words
