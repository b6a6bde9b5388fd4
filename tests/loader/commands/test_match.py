"""`faultlines match` and `faultlines identity proposals --like`: what is alike is listed, and nothing is joined."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

from cypher.fingerprint import graph_fingerprint
from cypher.graph import Graph
from tests.conftest import Faultlines
from tests.loader.conftest import Folder, Loads

HEAD = "key,name,kind,names,countries\n"


def matched(faultlines: Faultlines, names: Path, *asked: str) -> list[dict[str, object]]:
    """The rows of `faultlines match`."""
    done = faultlines("match", str(names), "--json", *asked)
    assert done.returncode == 0, done.stderr
    rows: list[dict[str, object]] = json.loads(done.stdout)
    return rows


def test_names_that_are_alike_are_listed(
    faultlines: Faultlines, loads: Loads, source: Folder, graph: Graph, tmp_path: Path
) -> None:
    source(
        "one",
        actors=HEAD
        + "a,Anna Lindqvist,person,Анна Линдквист,SWE\nb,Nordwind GmbH,organization,,DEU\nc,Council,other,,\n",
        statements="subject,type,object,said_by,evidence\nc,designates,a,The Council,Decision 7 names her\n",
    )
    source("two", actors=f'{HEAD}x,"LINDKVIST, Anna",person,,SWE\ny,Nordwind AG,organization,,CHE\n')
    for name in ("one", "two"):
        loads(name)
    before = graph_fingerprint(graph)
    names = tmp_path / "names.csv"
    names.write_text("id,name,kind,country\n1,Ana Lindquist,person,Sweden\n2,Bo Ek,,\n", "utf-8")

    done = faultlines("match", str(names), "--json")
    assert done.returncode == 0, done.stderr
    assert [line for line in done.stderr.splitlines() if line] == [
        "Columns that are not compared: id",
        "2 names: 1 name like those of actors",
    ]
    rows = json.loads(done.stdout)
    assert [(row["line"], row["actor"]) for row in rows] == [(2, "one:a"), (2, "two:x")]
    row = rows[0]
    assert row["matched"] == "Anna Lindqvist"
    assert row["reason"] == "another spelling; both SWE"
    assert (row["sources"], row["records"]) == (["one"], ["one:a"])
    assert (row["designated_by"], row["evidence"]) == (["The Council"], ["The Council: Decision 7 names her"])
    table = list(csv.DictReader(StringIO(faultlines("match", str(names), "--format", "csv", "--each", "1").stdout)))
    assert [row["line"] for row in table] == ["2"]
    assert faultlines("match", str(names), "--least", "1", "--json").stdout.strip() == "[]"

    names.write_text("name,kind\nAnna,human\n", "utf-8")
    wrong = faultlines("match", str(names))
    assert wrong.returncode == 1
    assert f"{names}:2: kind is none of" in wrong.stderr

    rows = json.loads(faultlines("identity", "proposals", "--like", "--json").stdout)
    assert [(row["record"], row["proposed_record"], row["reason"]) for row in rows] == [
        ("one:a", "two:x", "the same words in another order; both SWE"),
        ("one:b", "two:y", "the same words; another legal form; DEU against CHE"),
    ]
    assert graph_fingerprint(graph) == before
    assert faultlines("identity", "different", "one:b", "two:y").returncode == 0
    assert faultlines("identity", "same", "one:a", "two:x").returncode == 0
    assert json.loads(faultlines("identity", "proposals", "--like", "--json").stdout) == []
    wrong = faultlines("identity", "proposals", "--least", "0.5")
    assert (wrong.returncode, "--source, --within and --least go with --like" in wrong.stderr) == (2, True)
    wrong = faultlines("identity", "proposals", "--like", "--source", "three")
    assert (wrong.returncode, "nothing of a source 'three' was ever loaded" in wrong.stderr) == (2, True)


def test_a_weak_alias_is_listed_and_called_one(
    faultlines: Faultlines, loads: Loads, source: Folder, tmp_path: Path
) -> None:
    source("one", actors="key,name,kind,weak_names\na,Anna Lindqvist,person,Abu Ali Hassan\n")
    source("two", actors="key,name,kind,names\nb,Bo Holmgren,person,Abu Ali Hassan\n")
    for name in ("one", "two"):
        loads(name)
    names = tmp_path / "names.csv"
    names.write_text("name\nAbu Ali Hassan\nAnna Lindqvist\n", "utf-8")
    assert {(row["line"], row["actor"]): row["reason"] for row in matched(faultlines, names)} == {
        (2, "one:a"): "the same words; a weak alias, says its source",
        (2, "two:b"): "the same words",
        (3, "one:a"): "the same words",
    }


def test_a_birth_year_tells_namesakes_apart(
    faultlines: Faultlines, loads: Loads, source: Folder, tmp_path: Path
) -> None:
    head = "key,name,kind,birth_years\n"
    source("one", actors=f"{head}a,Bo Holmgren,person,1950 to 1951\nb,Bo Holmgren,person,\n")
    source("two", actors=f"{head}c,Bo Holmgren,person,3 May 1970\n")
    for name in ("one", "two"):
        loads(name)
    names = tmp_path / "names.csv"
    names.write_text("name,birth_year\nBo Holmgren,circa 1970\nBo Holmgren,\n", "utf-8")
    done = faultlines("match", str(names), "--json", "--least", "0.5")
    assert "not compared" not in done.stderr
    assert {(row["line"], row["actor"]): row["reason"] for row in json.loads(done.stdout)} == {
        (2, "one:a"): "the same words; born 1970 against 1950–1951",
        (2, "one:b"): "the same words",
        (2, "two:c"): "the same words; both born 1970",
        **{(3, actor): "the same words" for actor in ("one:a", "one:b", "two:c")},
    }
    likely = [(row["line"], row["actor"]) for row in matched(faultlines, names)]
    assert likely == [(2, "one:b"), (2, "two:c"), (3, "one:a"), (3, "one:b"), (3, "two:c")]


def test_the_namesake_of_another_year_takes_nobodys_place(
    faultlines: Faultlines, loads: Loads, source: Folder, tmp_path: Path
) -> None:
    head = "key,name,kind,birth_years\n"
    source("one", actors=f"{head}a,Eva Berg,person,1950\n")
    source("two", actors=f"{head}b,Eva Berg,person,1970\n")
    for name in ("one", "two"):
        loads(name)
    names = tmp_path / "names.csv"
    names.write_text("name,birth_year\nEva Berg,1970\n", "utf-8")
    assert [row["actor"] for row in matched(faultlines, names, "--each", "1")] == ["two:b"]
