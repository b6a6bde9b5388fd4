"""Every format is exported by the real command, whether the libraries of the extra `notebook` are installed or not."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from pyarrow import parquet

from cypher.export import FORMS
from cypher.graph import Graph
from tests.conftest import WITHOUT_EXTRAS

EXTRAS = ("pandas", "polars", "networkx")
QUESTION = """
UNWIND range(1, 3) AS n
RETURN n, n / 2.0 AS half, 'Ж' + n AS text, date({year: 2000 + n}) AS day, [1, 'a'] AS mixed, n = 2 AS yes,
       CASE n WHEN 2 THEN 1 END AS gap
"""
NETWORK = "MATCH p = (:Actor)-[:SUPPLIES]->(:Actor) RETURN p"
NETWORKS = {"graphml", "gexf", "cytoscape", "cypher"}
Command = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(params=["", str(WITHOUT_EXTRAS)], ids=["with the extra", "without the extra"])
def command(request: pytest.FixtureRequest, surroundings: dict[str, str]) -> Command:
    """The command line in a process of its own, in which a warning is an error."""

    def run(*arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
        env = surroundings | {f"FAULTLINES_{name}": value for name, value in changes.items()}
        env["PYTHONPATH"] = request.param
        call = [sys.executable, "-W", "error", str(Path(sys.executable).with_name("faultlines")), *arguments]
        return subprocess.run(call, env=env, capture_output=True, text=True, encoding="utf-8", check=False)

    return run


def test_the_extra_is_installed_here_and_can_be_hidden() -> None:
    assert all(find_spec(name) for name in EXTRAS)
    code = f"for name in {EXTRAS!r}:\n try: __import__(name)\n except ModuleNotFoundError: print(name)"
    env = os.environ | {"PYTHONPATH": str(WITHOUT_EXTRAS)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.split() == list(EXTRAS)


@pytest.mark.parametrize("form", FORMS)
def test_every_format_is_exported(command: Command, graph: Graph, tmp_path: Path, form: str) -> None:
    graph.command("CREATE (:Actor {id: 'a', name: 'A'})-[:SUPPLIES {id: 's'}]->(:Actor {id: 'b', name: 'Б'})")
    file = tmp_path / f"answer.{FORMS[form].suffix}"
    question = NETWORK if form in NETWORKS else QUESTION
    done = command("cypher", question, "--format", form, "--output", str(file))
    assert (done.returncode, done.stdout) == (0, "")
    assert " in " in done.stderr
    assert len(done.stderr.splitlines()) == 1
    if form in NETWORKS:
        assert "Б" in file.read_text("utf-8")
    elif form == "parquet":
        rows = parquet.read_table(file).to_pylist()
        assert [(row["n"], row["half"], row["text"], row["yes"], row["gap"]) for row in rows][1] == (
            2,
            1,
            "Ж2",
            True,
            1,
        )
        assert str(rows[0]["day"]) == "2001-01-01"
    elif form == "csv":
        assert [row["text"] for row in csv.DictReader(file.read_text("utf-8").splitlines())] == ["Ж1", "Ж2", "Ж3"]
    elif form in ("json", "jsonl"):
        text = file.read_text("utf-8")
        found = json.loads(text) if form == "json" else [json.loads(line) for line in text.splitlines()]
        assert [row["mixed"] for row in found] == [[1, "a"]] * 3
    else:
        assert "Ж3" in file.read_text("utf-8")


def test_a_parquet_file_that_was_exported_is_read(command: Command, graph: Graph, tmp_path: Path) -> None:
    folder = tmp_path / "sources" / "tiny"
    folder.mkdir(parents=True)
    (folder / "manifest.yaml").write_text("title: t\npublisher: p\nparts: {actors: {file: actors.parquet}}\n", "utf-8")
    question = "UNWIND ['a', 'b'] AS key RETURN key, 'Name ' + key AS name, 'person' AS kind"
    file = folder / "actors.parquet"
    assert command("cypher", question, "--format", "parquet", "--output", str(file)).returncode == 0
    done = command("check", "tiny", "--strict", SOURCES=str(tmp_path / "sources"))
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 rows read = 2 stated" in done.stdout
