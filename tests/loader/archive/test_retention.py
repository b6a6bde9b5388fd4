"""What is removed from the archive of inputs, and what never is."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cypher.errors import InputError
from cypher.graph import Graph
from cypher.settings import Settings
from loader.archive import store
from loader.archive.fetched import FetchedPart, write_known
from loader.archive.retention import Archived, RetentionPolicy, archived, prune, remove_files
from loader.runs.job import Options
from loader.runs.run import accept_held
from tests.conftest import Faultlines
from tests.loader.commands.test_commands import Keyboard
from tests.loader.conftest import Folder, Loads

NOW = datetime.now(UTC)
NEXT_YEAR = NOW + timedelta(days=400)
ONE = RetentionPolicy(days=30, versions=1)


class History:
    """Editions of a tiny source, each loaded; and the hash of each."""

    def __init__(self, loads: Loads, source: Folder) -> None:
        self.loads, self.source = loads, source
        self.hashes: list[str] = []

    def load(self, *keys: str, **manifest: object) -> str:
        """Load an edition with these actors; its hash."""
        rows = "".join(f"{key},{key},state\n" for key in keys)
        folder = self.source("tiny", actors=f"key,name,kind\n{rows}", **manifest)
        self.loads("tiny")
        digest = store.hash_file(folder / "actors.csv")
        self.hashes.append(digest)
        return digest


@pytest.fixture
def history(loads: Loads, source: Folder) -> History:
    """A source without a past."""
    return History(loads, source)


def left(settings: Settings) -> set[str]:
    """The hashes that the archive has."""
    return {path.name for path in (settings.home / "archive").glob("??/*")}


def names(gone: list[Archived]) -> set[str]:
    """The hashes of files."""
    return {one.sha256 for one in gone}


def test_old_and_superseded_inputs_go(history: History, mine: Settings, graph: Graph) -> None:
    first, second, third = history.load("a"), history.load("a", "b"), history.load("a", "b", "c")
    assert prune(mine, graph, ONE, NOW) == []  # used in the last days
    assert prune(mine, graph, RetentionPolicy(30, 3), NEXT_YEAR) == []  # among the last three
    assert names(prune(mine, graph, RetentionPolicy(30, 2), NEXT_YEAR, dry_run=True)) == {first}
    assert left(mine) == {first, second, third}
    assert names(prune(mine, graph, ONE, NEXT_YEAR)) == {first, second}
    assert left(mine) == {third}
    assert prune(mine, graph, ONE, NEXT_YEAR) == []


def test_the_last_load_stays_however_many_tried_since(history: History, mine: Settings, graph: Graph) -> None:
    done = history.load(*"abcdef", limit={"share": 0.1, "least": 1})
    held = [history.load(key, limit={"share": 0.1, "least": 1}) for key in ("a", "b", "c")]
    assert [row["status"] for row in graph.ask("runs", source="tiny")] == ["held", "dropped", "dropped", "done"]
    assert names(prune(mine, graph, ONE, NEXT_YEAR)) == set(held[:2])
    assert left(mine) == {done, held[2]}
    reasons = {one.sha256: one.reasons for one in archived(mine, graph, ONE, NEXT_YEAR)}
    assert reasons[done] == ["the last load of tiny"]
    assert reasons[held[2]] == ["tiny-4 is held", "among the last 1 of tiny"]
    assert accept_held(mine, graph, "tiny-4", Options()).status == "done"


def test_what_the_next_fetch_asks_by_stays_and_what_no_run_has_read(
    history: History, mine: Settings, graph: Graph, tmp_path: Path
) -> None:
    first, second = history.load("a"), history.load("a", "b")
    write_known(mine, "tiny", {"actors": FetchedPart("{}", "http://lists.example", sha256=first)})
    stray = tmp_path / "other.csv"
    stray.write_text("of another graph")
    other = store.hash_file(stray)
    store.archive_file(mine, stray, other)
    assert prune(mine, graph, ONE, NEXT_YEAR) == []
    assert left(mine) == {first, second, other}
    assert names(prune(mine, graph, ONE, NEXT_YEAR, strays=True)) == {other}


def test_a_load_that_takes_a_file_meanwhile_keeps_it(history: History, mine: Settings, graph: Graph) -> None:
    first = history.load("a")
    history.load("a", "b")
    path = store.archived_file(mine, first)
    os.utime(path, (1, 1))
    found = archived(mine, graph, ONE, NEXT_YEAR)
    folder = history.source("tiny", actors="key,name,kind\na,a,state\n")
    store.archive_file(mine, folder / "actors.csv", first)
    later = [one for one in found if one.sha256 == first]
    assert later
    os.utime(path, (NEXT_YEAR.timestamp(),) * 2)
    assert list(remove_files(later, strays=False, dry_run=False)) == []
    assert path.exists()


def test_at_the_keyboard(history: History, mine: Settings, faultlines: Faultlines) -> None:
    first = history.load("a")
    history.load("a", "b")
    type_in = Keyboard(faultlines, mine)
    said, _ = type_in("archive", "list", "--days", "0", "--versions", "1", "--format", "csv")
    assert f"{first[:12]},actors.csv,24," in said
    assert "the last load of tiny" in said
    said, _ = type_in("archive", "prune", "--days", "0", "--versions", "1")
    assert f"{first[:12]}  actors.csv, 24 bytes, last used" in said
    assert "Removed 1 archived inputs, 24 bytes" in said
    assert first not in left(mine)
    with pytest.raises(InputError, match="the archive no longer has this input"):
        store.find_archived(mine, first, "actors.csv")
