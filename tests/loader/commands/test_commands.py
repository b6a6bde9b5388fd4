"""The loader as a person at the keyboard meets it: what is printed, where, and the exit codes."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from cypher import engine
from cypher.graph import Graph
from cypher.settings import Settings
from tests.conftest import Faultlines
from tests.loader.conftest import Folder, Loads
from tests.loader.native import Listed, native
from tests.loader.truth import always_true, size

DONE, FAILED, USAGE, HELD = 0, 1, 2, 3
DOE, ROE = Listed(1, "DOE, John"), Listed(2, "ROE, Jane", programmes=("SDGT", "IRAN"))


class Keyboard:
    """The real commands, on the session's graph."""

    def __init__(self, faultlines: Faultlines, mine: Settings) -> None:
        where = engine.locate(mine)
        self.faultlines = faultlines
        self.settings = {
            "HOME": str(mine.home),
            "NEO4J_URI": where.uri,
            "NEO4J_USER": where.user,
            "NEO4J_PASSWORD": where.password,
            "SOURCES": str(mine.sources[0]),
        }

    def __call__(self, *arguments: str | Path, code: int = DONE) -> tuple[str, str]:
        """Run a command; what it says on both streams."""
        done = self.faultlines(*map(str, arguments), **self.settings)
        assert done.returncode == code, (done.stdout, done.stderr)
        assert "Traceback" not in done.stderr
        return done.stdout, done.stderr

    def json(self, *arguments: str | Path, code: int = DONE) -> Any:
        """The one JSON object on standard output."""
        return json.loads(self(*arguments, "--json", code=code)[0])


@pytest.fixture
def type_in(faultlines: Faultlines, mine: Settings, graph: Graph) -> Keyboard:
    """Commands on an empty graph."""
    mine.sources[0].mkdir(parents=True, exist_ok=True)
    return Keyboard(faultlines, mine)


def test_load_brings_what_it_builds_on_first(type_in: Keyboard, graph: Graph) -> None:
    said, told = type_in("load", "authorities")
    assert "authorities builds on states: loaded" in told
    table = {line.split()[0]: line.split()[1:] for line in said.splitlines()}
    assert table["authorities"] == ["read", "rejected", "skipped", "created", "changed", "unchanged", "withdrawn"]
    assert table["statements"] == ["1", "1", "0", "0", "0"]
    assert "Run authorities-1: done" in said
    assert "unchanged since the last load" in type_in("load", "authorities")[0]
    always_true(graph)


def test_json_has_the_documented_keys(type_in: Keyboard, loads: Loads, tmp_path: Path) -> None:
    loads("states")
    loads("authorities")
    said = type_in.json("load", "ofac-sdn", "--file", native(tmp_path, DOE, ROE, Listed(3, "ODD", "ghost")))
    assert said.keys() >= {"source", "run", "status", "rejected", "actors", "statements"}
    assert (said["source"], said["run"], said["status"], said["rejected"]) == ("ofac-sdn", "ofac-sdn-1", "done", 1)
    for what, created in (("actors", 2), ("statements", 3)):
        assert said[what] == {"read": created, "created": created, "changed": 0, "unchanged": 0, "withdrawn": 0}
    dry = type_in.json("load", "ofac-sdn", "--file", native(tmp_path / "2", DOE), "--dry-run", code=HELD)
    assert (dry["run"], dry["status"], dry["statements"]["withdrawn"]) == (None, "held", 2)


def test_rejected_rows_are_named_on_the_last_line(type_in: Keyboard, loads: Loads, tmp_path: Path) -> None:
    loads("states")
    loads("authorities")
    said, _ = type_in("load", "ofac-sdn", "--file", native(tmp_path, DOE, ROE, Listed(3, "ODD", "ghost")))
    last = said.rstrip().splitlines()[-1]
    words, _, path = last.partition(": ")
    assert words == "1 rows rejected, each with its reason"
    with Path(path).open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["file"], row["line"]) == ("sdn.csv", "3")
    assert row["reason"].startswith("SDN_Type is 'ghost'")
    assert row["value"].startswith("3,ODD,ghost")


def test_a_held_run_is_looked_at_and_accepted(type_in: Keyboard, loads: Loads, graph: Graph, tmp_path: Path) -> None:
    loads("states")
    loads("authorities")
    many = [Listed(100 + n, f"MANY, Name {n}") for n in range(40)]
    loads("ofac-sdn", native(tmp_path / "1", *many))
    few = native(tmp_path / "2", *many[:10])
    before = size(graph)
    assert type_in.json("load", "ofac-sdn", "--file", few, "--dry-run", code=HELD)["status"] == "held"
    said, told = type_in("load", "ofac-sdn", "--file", few, code=HELD)
    assert "Run ofac-sdn-2: held" in said
    assert "Held: would withdraw 30 of 40 live records; the limit is 20" in told
    assert "faultlines runs accept ofac-sdn-2 | faultlines runs drop ofac-sdn-2" in told
    assert size(graph) == before
    type_in("runs", "drop", "ofac-sdn-2")
    assert "ofac-sdn-2 is dropped, not held" in type_in("runs", "accept", "ofac-sdn-2", code=USAGE)[1]
    type_in("load", "ofac-sdn", "--file", few, code=HELD)
    assert type_in.json("runs", "accept", "ofac-sdn-3")["statements"]["withdrawn"] == 30
    rows = json.loads(type_in("runs", "--source", "ofac-sdn", "--format", "json")[0])
    assert [(row["id"], row["status"]) for row in rows] == [
        ("ofac-sdn-3", "done"),
        ("ofac-sdn-2", "dropped"),
        ("ofac-sdn-1", "done"),
    ]
    always_true(graph)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["load", "ofac-snd"], USAGE, "did you mean ofac-sdn?"),
        (["load", "atop"], USAGE, "atop ships no file: give one with --file FILE"),
        (["load", "ofac-sdn", "--file", "nowhere.csv"], USAGE, "no such file: nowhere.csv"),
        (["load", "ofac-sdn", "--as-of", "soon"], USAGE, "soon"),
        (["load"], USAGE, "SOURCE"),
        (["load", "wagner-2023", "--dry-run"], USAGE, "builds on states, which was never loaded: load that first"),
        (["runs", "accept", "ofac-sdn-1"], USAGE, "there is no run 'ofac-sdn-1'"),
        (["runs", "drop", "ofac-sdn-1"], USAGE, "there is no run 'ofac-sdn-1'"),
    ],
)
def test_what_makes_no_sense(type_in: Keyboard, graph: Graph, arguments: list[str], code: int, words: str) -> None:
    said, told = type_in(*arguments, code=code)
    assert not said
    assert words in told
    assert not graph.read("MATCH (r:Run) RETURN r LIMIT 1")


def test_a_bad_file_is_one_message_and_exit_code_one(type_in: Keyboard, source: Folder, loads: Loads) -> None:
    folder = source("tiny", actors="key,name,kind\na,Alpha,person\nb,Be")
    said, told = type_in("load", "tiny", code=FAILED)
    assert not said
    assert f"Error: {folder / 'actors.csv'}:3: cut off in the middle of a row" in told
    assert "'b,Be'" in told
    assert loads.graph.ask("runs", source="tiny")[0]["status"] == "failed"


def test_older_is_asked_for(type_in: Keyboard, source: Folder) -> None:
    source("tiny", actors="key,name,kind\na,Alpha,person\n")
    type_in("load", "tiny", "--as-of", "2023-01-02")
    assert "load it with --older" in type_in("load", "tiny", "--as-of", "2023-01-01", code=FAILED)[1]
    type_in("load", "tiny", "--as-of", "2023-01-01", "--older")


def test_sources_are_listed(type_in: Keyboard, source: Folder, loads: Loads) -> None:
    source("tiny", actors="key,name,kind\na,Alpha,person\n")
    loads("tiny")
    rows = {row["source"]: row for row in json.loads(type_in("sources", "--format", "json")[0])}
    assert rows.keys() >= {"states", "authorities", "wagner-2023", "ofac-sample", "ofac-sdn", "tiny"}
    assert (rows["tiny"]["records"], rows["tiny"]["last run"], rows["tiny"]["status"]) == (1, "tiny-1", "done")
    assert rows["ofac-sdn"]["records"] is None


def test_a_graph_that_is_down_is_said_so(faultlines: Faultlines, tmp_path: Path) -> None:
    done = faultlines("load", "states", HOME=str(tmp_path / "none"))
    assert done.returncode == FAILED
    assert "The graph is not running" in done.stderr
    assert "faultlines graph start" in done.stderr
