"""The pauses between attempts double, end at a limit, and spread when asked to."""

from __future__ import annotations

import pytest

from cypher.backoff import backoff


@pytest.mark.parametrize(
    ("attempt", "seconds"), [(0, 30), (1, 60), (2, 120), (6, 1920), (7, 3600), (8, 3600), (100_000, 3600)]
)
def test_each_pause_is_twice_the_one_before_up_to_the_limit(attempt: int, seconds: float) -> None:
    assert backoff(attempt, 30, 3600) == seconds


def test_jitter_takes_off_a_part_and_adds_nothing() -> None:
    pauses = {backoff(3, 0.1, 10, jitter=0.5) for _ in range(200)}
    assert 0.4 <= min(pauses) < max(pauses) <= 0.8
    assert len(pauses) > 100
