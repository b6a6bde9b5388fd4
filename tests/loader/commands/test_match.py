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
