"""Refused rows are listed, counted by reason and exported."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from cypher.settings import Settings
from loader.rejects import write_rejects
from loader.spool import Spool
from tests.conftest import Faultlines

ROWS = [
    ("a.csv", 7, "x,Ghost", "kind is 'Ghost', not one of person, state"),
    ("a.csv", 3, "y,Spirit", "kind is 'Spirit', not one of person, state"),
    ("b.csv", 2, "z\x1b,1", "name is empty"),
]


@pytest.fixture
def rejects(faultlines: Faultlines, tmp_path: Path) -> Any:
    """The command, on the refused rows of three runs."""
    home = tmp_path / "home"
    for run in ("my-list-9", "my-list-10", "other-1"):
        with Spool(tmp_path / "spool.sqlite") as spool:
            spool.add("refused", [(*row, None, None, None) for row in ROWS[: 1 if run == "other-1" else 3]])
            path = write_rejects(Settings(home=home), spool, run)
            assert path is not None
            assert path.stat().st_mode & 0o777 == 0o600

    def run_command(*arguments: str | Path, code: int = 0) -> tuple[str, str]:
        done = faultlines("rejects", *map(str, arguments), HOME=str(home))
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout, done.stderr

    return run_command


def test_listed_with_source_run_file_line_and_text(rejects: Any) -> None:
    rows = json.loads(rejects("list", "--run", "my-list-10", "--format", "json")[0])
    assert [(row["source"], row["run"], row["file"], int(row["line"])) for row in rows] == [
        ("my-list", "my-list-10", "a.csv", 3),
        ("my-list", "my-list-10", "a.csv", 7),
        ("my-list", "my-list-10", "b.csv", 2),
    ]
    assert rows[0]["value"] == "y,Spirit"
    found = json.loads(rejects("list", "--reason", "GHOST", "--format", "json")[0])
    assert [row["run"] for row in found] == ["my-list-10", "my-list-9", "other-1"]
    assert len(json.loads(rejects("list", "--limit", "1", "--format", "json")[0])) == 1


def test_counted_by_reason_without_the_values(rejects: Any) -> None:
    rows = json.loads(rejects("count", "--source", "my-list", "--format", "json")[0])
    assert [(row["run"], row["reason"], row["rows"]) for row in rows] == [
        (run, reason, count)
        for run in ("my-list-10", "my-list-9")
        for reason, count in (("kind is …, not one of person, state", 2), ("name is empty", 1))
    ]


def test_exported_and_never_over_another_file(rejects: Any, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    assert "3 rows" in rejects("export", "my-list-9", "--output", path)[0]
    assert path.stat().st_mode & 0o777 == 0o600
    with path.open(encoding="utf-8", newline="") as file:
        assert [(row["run"], row["line"]) for row in csv.DictReader(file)] == [
            ("my-list-9", n) for n in ("3", "7", "2")
        ]
    assert "is there already" in rejects("export", "my-list-9", "--output", path, code=2)[1]
    assert "no refused rows are kept" in rejects("export", "none-1", "--output", tmp_path / "x", code=2)[1]
