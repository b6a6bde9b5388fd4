"""Rounds of periodic work: at once, never two at a time, none made up for, none after the end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from threading import Event, Lock

import pytest

from cypher import log
from cypher.settings import Settings
from loader.jobs.periodic import Periodic
from loader.jobs.service import Service

PATIENCE = 30.0


@contextmanager
def started(work: Callable[[], None], seconds: float) -> Iterator[Periodic]:
    """Periodic work that is over at the end."""
    periodic = Periodic(work, seconds, "work")
    periodic.start()
    try:
        yield periodic
    finally:
        periodic.end()
        periodic.join(PATIENCE)
        assert not periodic.is_alive()


def test_the_first_round_comes_at_once_and_further_ones_in_their_rhythm() -> None:
    begun: list[float] = []
    enough = Event()

    def work() -> None:
        begun.append(time.monotonic())
        if len(begun) == 4:
            enough.set()

    before = time.monotonic()
    with started(work, 0.05):
        assert enough.wait(PATIENCE)
    assert begun[3] - before >= 3 * 0.05


def test_a_long_round_is_followed_by_one_and_not_by_those_it_missed() -> None:
    begun: list[float] = []
    alone, enough = Lock(), Event()

    def work() -> None:
        assert alone.acquire(blocking=False), "two rounds at a time"
        begun.append(time.monotonic())
        if len(begun) == 1:
            Event().wait(0.5)  # ten rounds long
        if len(begun) == 4:
            enough.set()
        alone.release()

    with started(work, 0.05):
        assert enough.wait(PATIENCE)
    first, *further = [later - earlier for earlier, later in pairwise(begun[:4])]
    assert first >= 0.5
    assert all(gap >= 0.04 for gap in further), further


def test_setting_the_clock_back_holds_nothing_up(monkeypatch: pytest.MonkeyPatch) -> None:
    enough = Event()
    rounds: list[None] = []
    real = time.time

    def work() -> None:
        rounds.append(None)
        monkeypatch.setattr(time, "time", lambda: real() - 86_400 * len(rounds))
        if len(rounds) == 3:
            enough.set()

    with started(work, 0.01):
        assert enough.wait(PATIENCE)


def test_the_end_waits_for_the_round_that_runs_and_begins_none() -> None:
    running, go_on = Event(), Event()
    rounds: list[bool] = []

    def work() -> None:
        running.set()
        rounds.append(go_on.wait(PATIENCE))

    with started(work, 0.0) as periodic:
        assert running.wait(PATIENCE)
        periodic.end()
        go_on.set()
        periodic.join(PATIENCE)
        assert not periodic.is_alive()
    assert rounds == [True]


def test_an_error_is_logged_and_the_next_round_comes(here: Settings, caplog: pytest.LogCaptureFixture) -> None:
    service = Service(here)

    def fail() -> None:
        raise LookupError("nothing here")

    service.attempt(fail)
    (record,) = [record for record in caplog.records if record.getMessage() == "scheduler error"]
    assert getattr(record, log.FACTS) == {"job": "fail", "error": "LookupError: nothing here"}
