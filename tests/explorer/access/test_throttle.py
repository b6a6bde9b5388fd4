"""Failed logins cost waiting, by name and by address, and what is remembered is bounded."""

from __future__ import annotations

import sqlite3
import stat
import threading
from pathlib import Path

import pytest

from cypher.errors import FaultlinesError
from explorer.access import throttle
from explorer.access.throttle import FORGOTTEN, FREE, LONGEST, LoginCounts


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock that stands."""
    return Clock()


@pytest.fixture
def counts(tmp_path: Path, clock: Clock) -> LoginCounts:
    """Nothing has failed yet."""
    return LoginCounts(tmp_path, clock)


def test_a_name_waits_twice_as_long_each_time(counts: LoginCounts, clock: Clock) -> None:
    assert [counts.admit("anna", f"10.0.0.{n}") for n in range(FREE["name"])] == [0] * FREE["name"]
    waits = []
    for n in range(12):
        waits.append(counts.admit("anna", f"10.0.1.{n}"))
        clock.now += waits[-1]
        assert counts.admit("anna", f"10.0.1.{n}") == 0
    assert waits == [min(LONGEST, 2**n) for n in range(12)]
    assert counts.admit("bo", "10.0.2.1") == 0, "another name from another address waits for nobody"


def test_an_address_waits_whatever_the_names(counts: LoginCounts) -> None:
    assert [counts.admit(f"name{n}", "10.0.0.1") for n in range(FREE["address"])] == [0] * FREE["address"]
    assert counts.admit("another", "10.0.0.1") > 0
    assert counts.admit("another", "10.0.0.2") == 0


def test_an_attempt_that_waits_is_not_counted(counts: LoginCounts, clock: Clock) -> None:
    for _ in range(FREE["name"]):
        counts.admit("anna", "10.0.0.1")
    assert {counts.admit("anna", "10.0.0.1") for _ in range(50)} == {1.0}
    clock.now += 1
    assert counts.admit("anna", "10.0.0.1") == 0


def test_the_right_password_forgives_the_name_and_not_what_the_address_tried_elsewhere(counts: LoginCounts) -> None:
    for n in range(FREE["address"] - 1):
        counts.admit(f"name{n}", "10.0.0.1")
    counts.admit("anna", "10.0.0.1")
    counts.forgive("anna", "10.0.0.1")
    assert counts.admit("bo", "10.0.0.1") == 0
    assert counts.admit("cy", "10.0.0.1") > 0
    assert [counts.admit("anna", "10.0.9.9") for _ in range(FREE["name"])] == [0] * FREE["name"]


def test_failures_are_forgotten(counts: LoginCounts, clock: Clock) -> None:
    for _ in range(FREE["name"]):
        counts.admit("anna", "10.0.0.1")
    clock.now += FORGOTTEN + 1
    assert [counts.admit("anna", "10.0.0.1") for _ in range(FREE["name"])] == [0] * FREE["name"]


def test_attempts_side_by_side_are_all_counted(tmp_path: Path, clock: Clock) -> None:
    """Workers have a connection each; a hundred guesses at once are no more than one after the other."""
    admitted = []

    def attempt() -> None:
        if LoginCounts(tmp_path, clock).admit("anna", "10.0.0.1") == 0:
            admitted.append(1)

    threads = [threading.Thread(target=attempt) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(admitted) == FREE["name"]


def test_what_is_remembered_is_bounded_and_names_nobody(
    counts: LoginCounts, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "MOST", 50)
    for n in range(100):
        clock.now += 1
        counts.admit(f"somebody{n}", f"10.0.{n}.1")
    with sqlite3.connect(counts.path) as connection:
        assert connection.execute("SELECT count(*) FROM failures").fetchone() == (50,)
    connection.close()
    assert b"somebody" not in counts.path.read_bytes()
    assert stat.S_IMODE(counts.path.stat().st_mode) == 0o600


def test_a_session_that_was_ended_is_over_until_its_cookie_is_worth_nothing(counts: LoginCounts, clock: Clock) -> None:
    assert not counts.is_over("one")
    counts.end("one", clock.now + 10)
    assert counts.is_over("one")
    assert not counts.is_over("other")
    clock.now += 11
    counts.end("other", clock.now + 10)
    assert not counts.is_over("one")


def test_a_damaged_database_lets_nobody_in(counts: LoginCounts) -> None:
    counts.path.write_bytes(b"no database" * 1000)
    for act in (lambda: counts.admit("anna", "10.0.0.1"), lambda: counts.is_over("one")):
        with pytest.raises(FaultlinesError, match="can't be used"):
            act()
