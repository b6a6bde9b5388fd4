"""Rejected rows are listed, counted by reason and exported."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from cypher.errors import InputError, UsageError
from cypher.graph import Graph
from cypher.schema import RunStatus
from cypher.settings import Settings
from loader.archive.store import archived_file, hash_file
from loader.history.replay import replay
from loader.history.revert import revert
from loader.runs.job import Options
from loader.runs.rejects import rejected, write_rejects
from loader.spool import Spool
from tests.conftest import Faultlines
from tests.loader.commands.test_commands import HELD, USAGE, Keyboard
from tests.loader.conftest import Loads
from tests.loader.reads import manifest

ROWS = [
    ("a.csv", 7, "x,Ghost", "kind is 'Ghost', not one of person, state"),
    ("a.csv", 3, "y,Spirit", "kind is 'Spirit', not one of person, state"),
    ("b.csv", 2, "z\x1b,1", "name is empty"),
]


@pytest.fixture
def rejects(faultlines: Faultlines, tmp_path: Path) -> Any:
    """The command, on the rejected rows of three runs."""
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
    assert "already exists" in rejects("export", "my-list-9", "--output", path, code=2)[1]
    assert "no rejected rows are kept" in rejects("export", "none-1", "--output", tmp_path / "x", code=2)[1]


TIES = """
said_by: x
reads: {reads}
limit: {{share: 1}}
parts:
  ties:
    file: ties.csv
    actors:
      - {{key: "{{who}}", name: "{{who}}", kind: {{from: "{{kind}}", map: {{p: person{more}}}}}}}
"""
MENDED = ", g: organization"


class Ties:
    """A source whose manifest lacks a kind until it is fixed."""

    def __init__(self, loads: Loads, folder: Path) -> None:
        self.loads, self.folder = loads, folder

    def says(self, more: str = "", reads: str = "snapshot") -> None:
        """Write the manifest."""
        manifest(self.folder, "ties", TIES.format(more=more, reads=reads))

    def file(self, day: str, *rows: str) -> Path:
        """Write an input of a day."""
        path = self.folder / f"ties_{day}.csv"
        path.write_text("\n".join(("who,kind", *rows, "")), "utf-8")
        return path

    def replay(self, run: str, **options: Any) -> Any:
        """Replay a run."""
        return replay(self.loads.settings, self.loads.graph, run, Options(**options))

    @property
    def live(self) -> set[str]:
        """The names that are live."""
        rows = self.loads.graph.read("MATCH (r:Record {source: 'ties'}) WHERE r.withdrawn_at IS NULL RETURN r.name")
        return {row["r.name"] for row in rows}


@pytest.fixture
def ties(loads: Loads, tmp_path: Path) -> Ties:
    """The source, with the manifest that lacks a kind."""
    found = Ties(loads, tmp_path)
    found.says()
    return found


def test_replayed_by_a_fixed_manifest(ties: Ties, graph: Graph) -> None:
    path = ties.file("2024-05-01", "Ann,p", "Guild,g")
    first = ties.loads("ties", path)
    assert (first.difference.rejected, ties.live) == (1, {"Ann"})
    path.unlink()
    ties.says(MENDED)
    would = ties.replay("ties-1", dry_run=True)
    assert (would.run, would.difference.actors.created, ties.live) == (None, 1, {"Ann"})
    again = ties.replay("ties-1")
    assert (again.run, again.status, again.difference.rejected) == ("ties-2", RunStatus.DONE, 0)
    assert ties.live == {"Ann", "Guild"}
    assert [row["run"] for row in rejected(ties.loads.settings, None, None, None)] == ["ties-1"]
    runs = graph.read(
        "MATCH (r:Run {source: 'ties'}) RETURN r.files AS files, toString(r.said_at) AS day, r.archived AS a"
    )
    assert [(row["files"], row["day"]) for row in runs] == [(["ties=ties_2024-05-01.csv"], "2024-05-01")] * 2
    assert runs[0]["a"] == runs[1]["a"]
    assert ties.replay("ties-2").same, "a replay can itself be replayed"


def test_replayed_unchanged_is_known_again(ties: Ties) -> None:
    ties.loads("ties", ties.file("2024-05-01", "Ann,p", "Guild,g"))
    again = ties.replay("ties-1")
    assert (again.same, again.difference.actors.read, again.difference.rejected) == (True, 1, 1)


def test_an_input_that_another_has_followed(ties: Ties) -> None:
    ties.loads("ties", ties.file("2024-05-01", "Ann,p", "Guild,g"))
    ties.loads("ties", ties.file("2024-06-01", "Bob,p"))
    ties.says(MENDED)
    with pytest.raises(UsageError, match="ties-2 has loaded another input of ties since"):
        ties.replay("ties-1")
    assert ties.live == {"Bob"}
    ties.says(MENDED, reads="increment")
    assert ties.replay("ties-1").status is RunStatus.DONE
    assert ties.live == {"Ann", "Bob", "Guild"}


def test_an_input_whose_follower_was_taken_back(ties: Ties) -> None:
    ties.loads("ties", ties.file("2024-05-01", "Ann,p", "Guild,g"))
    ties.loads("ties", ties.file("2024-06-01", "Bob,p"))
    revert(ties.loads.settings, ties.loads.graph, "ties-2", Options())
    ties.says(MENDED)
    assert ties.replay("ties-1").status is RunStatus.DONE
    assert ties.live == {"Ann", "Guild"}
    with pytest.raises(UsageError, match="ties-3 took ties-2 back and read no input"):
        ties.replay("ties-3")


def test_an_input_that_the_archive_lost(ties: Ties) -> None:
    path = ties.file("2024-05-01", "Ann,p")
    ties.loads("ties", path)
    archived_file(ties.loads.settings, hash_file(path)).unlink()
    with pytest.raises(InputError, match=r"ties_2024-05-01\.csv.*the archive no longer has this input"):
        ties.replay("ties-1")


def test_typed_in_it_prints_what_load_prints(ties: Ties, faultlines: Faultlines) -> None:
    type_in = Keyboard(faultlines, ties.loads.settings)
    ties.loads("ties", ties.file("2024-05-01", *(f"A{n},p" for n in range(30)), "Guild,g"))
    ties.says(MENDED)
    said, _ = type_in("rejects", "replay", "ties-1")
    assert "Run ties-2: done" in said
    assert type_in.json("rejects", "replay", "ties-2")["status"] == "done"
    ties.says(", g: state")
    manifest(
        ties.folder, "ties", TIES.format(more=MENDED, reads="snapshot").replace("person", "state") + "limit: {least: 0}"
    )
    _, told = type_in("rejects", "replay", "ties-2", code=HELD)
    assert "faultlines runs accept ties-4" in told
    assert "there is no run 'ties-9'" in type_in("rejects", "replay", "ties-9", code=USAGE)[1]


def test_a_run_says_why_it_rejects_rows_without_their_values(ties: Ties, graph: Graph) -> None:
    ties.loads("ties", ties.file("2024-05-01", "Ann,p", "Bob,p", "Cid,p", "Guild,g", "Lodge,g", "Order,hush"))
    ((source, reasons),) = [(row["source"], row["reasons"]) for row in graph.ask("run-history")]
    assert source == "ties"
    assert list(json.loads(reasons).values()) == [3]
    assert "hush" not in reasons
    assert "Guild" not in reasons
