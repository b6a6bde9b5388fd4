"""Backups that a scheduler takes one after the other while five sources write: each is the graph that it names."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.backups import measure


@pytest.mark.long
def test_each_backup_restores_to_its_own_fingerprint(surroundings: dict[str, str], tmp_path: Path) -> None:
    rounds, inputs = measure(tmp_path, 3)
    assert [taken.faults for taken in rounds] == [[]] * len(rounds)
    assert len(rounds) >= 3
    assert len({taken.fingerprint for taken in rounds}) > 1, "between two backups sources wrote"
    assert inputs >= 5
