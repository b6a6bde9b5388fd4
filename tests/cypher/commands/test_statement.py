"""`faultlines cypher`, as it is typed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import networkx
import pytest

from cypher.console.run import Console
from cypher.fingerprint import graph_fingerprint
from cypher.graph import Graph
from cypher.settings import Settings
from tests.cypher import small
from tests.cypher.small import Said

Faultlines = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def ask(graph: Graph, faultlines: Faultlines) -> Faultlines:
    """The command over a graph of two actors."""
    graph.command("CREATE (:Actor {id: 'a', name: 'A'})-[:SUPPLIES {id: 's'}]->(:Actor {id: 'b', name: 'B'})")
    return lambda *arguments: faultlines("cypher", *arguments)


def test_a_statement_is_answered_in_any_format(ask: Faultlines, tmp_path: Path) -> None:
    done = ask(
        "MATCH (a:Actor) WHERE a.name >= $from RETURN a.name AS name ORDER BY name",
        "--param",
        'from="A"',
        "--format",
        "json",
    )
    assert json.loads(done.stdout) == [{"name": "A"}, {"name": "B"}]
    days = ("--param", "day:date=2023-01-20", "--param", "ids:list<string>=a,b", "--param", "text:string=7")
    done = ask("RETURN $day + duration('P1D') AS next, $ids AS ids, $text AS text", *days, "--format", "json")
    assert json.loads(done.stdout) == [{"next": "2023-01-21", "ids": ["a", "b"], "text": "7"}]
    file = tmp_path / "a.cypher"
    file.write_text("// Two lines\nRETURN 1 AS one;\n", "utf-8")
    assert ask("--file", str(file), "--format", "csv").stdout == "one\n1\n"
    file.write_bytes(b"\xef\xbb\xbfRETURN 1 AS one")
    assert ask("--file", str(file), "--format", "csv").stdout == "one\n1\n", "a byte order mark is no letter"
    done = ask("MATCH p = (a)-->(b) RETURN p", "--format", "graphml", "--output", str(tmp_path / "a.graphml"))
    assert (done.returncode, done.stdout) == (0, "")
    assert 'source="' in (tmp_path / "a.graphml").read_text("utf-8")


def test_a_name_that_the_graph_does_not_have_is_said_beside_the_answer(ask: Faultlines, faultlines: Faultlines) -> None:
    text = "MATCH ()-[r:SUPPLIES]->() WHERE r.program = 'x' RETURN r"
    done = ask(text, "--format", "csv")
    assert (done.returncode, done.stdout) == (0, "r\n")
    warning, count = done.stderr.splitlines()
    assert warning == "Warning: property `program` does not exist; did you mean programme?"
    assert re.fullmatch(r"0 rows in [\d,]+ ms\.", count)


def test_writing_is_said_and_recorded(ask: Faultlines, faultlines: Faultlines, graph: Graph) -> None:
    before = graph_fingerprint(graph)
    done = ask(
        "UNWIND $names AS n CREATE (x:Note {name: n}) RETURN n",
        "--param",
        'names=["a", "b"]',
        "--write",
        "--limit",
        "1",
    )
    assert done.returncode == 0
    assert "nodes created: 2" in done.stderr
    assert graph.read("MATCH (n:Note) RETURN count(n) AS n") == [{"n": 2}]
    (row,) = json.loads(faultlines("written", "--format", "json").stdout)
    assert row["statement"].startswith("UNWIND $names AS n CREATE")
    assert (row["parameters"], "nodes_created: 2" in row["counts"]) == (["names"], True)
    assert "@" in row["who"]
    assert graph_fingerprint(graph) == before


@pytest.mark.parametrize(
    "text",
    ["MATCH (n:Actor {id: 'x'}) SET n.note = 'y'", "MATCH ()-[e:SUPPLIES {id: 'x'}]->() SET e.note = 1",
     "MATCH ()-[e:SUPPLIES {id: 'x'}]-() DELETE e", "MERGE (n:Actor {id: 'x'}) ON MATCH SET n.note = 2",
     "MATCH (a:Actor {id: 'x'}), (b:Actor {id: 'y'}) MERGE (a)-[:SUPPLIES {id: 'z'}]->(b)",
     "MATCH (n:Actor {id: 'x'}) FOREACH (k IN [1] | MERGE (m:Note {k: k}) REMOVE m.k DETACH DELETE m)",
     "MATCH (n:Actor {id: 'x'}) CALL (n) { SET n += {note: 1} SET n:Note REMOVE n:Note }",
     "UNWIND [1] AS k MATCH (n:Record {id: 'x'}) SET n[$p] = k", "MATCH (n:Actor) WHERE n.id IN ['x'] DETACH DELETE n"],
)  # fmt: skip
def test_every_way_of_writing_data_is_allowed_to_who_asks_for_it(graph: Graph, settings: Settings, text: str) -> None:
    with Console(graph, settings) as console, console.run(text, {"p": "note"}, write=True) as run:
        assert list(run) == []


@pytest.mark.parametrize(
    "text",
    ["CREATE USER eve SET PASSWORD 'password1'", "LOAD CSV FROM 'file:///x' AS r CREATE (n)", "CREATE (a); CREATE (b)",
     "MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS", "DROP CONSTRAINT actor_id"],
)  # fmt: skip
def test_writing_is_no_administration(ask: Faultlines, graph: Graph, text: str) -> None:
    done = ask(text, "--write")
    assert (done.returncode, "layer 1" in done.stderr) == (4, True)
    assert graph.read("MATCH (w:Written) RETURN count(w) AS n") == [{"n": 0}]


def test_what_fails_writes_nothing(ask: Faultlines, graph: Graph) -> None:
    assert ask("CREATE (n:Note) RETURN 1 / 0 AS x", "--write").returncode == 1
    assert graph.read("MATCH (n) WHERE n:Note OR n:Written RETURN count(n) AS n") == [{"n": 0}]


def test_standard_input_is_read(ask: Faultlines, surroundings: dict[str, str]) -> None:
    command = [str(Path(sys.executable).with_name("faultlines")), "cypher", "-", "--format", "jsonl"]
    done = subprocess.run(
        command, input="RETURN 'Ж' AS x", env=surroundings, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert json.loads(done.stdout) == {"x": "Ж"}


def test_a_script_is_run_statement_by_statement_or_as_one(ask: Faultlines, graph: Graph, tmp_path: Path) -> None:
    file = tmp_path / "a.cypher"
    file.write_text("// One; two\nRETURN ';' AS mark;\n/* ; */ RETURN $n AS n;\n\n", "utf-8")
    done = ask("--file", str(file), "--param", "n=2", "--format", "csv")
    assert (done.stdout, done.stderr.count("1 row in ")) == ("mark\n;\nn\n2\n", 2)
    assert "and there are 2" in ask("--file", str(file), "--output", str(tmp_path / "x")).stderr
    file.write_text("CREATE (:Note {n: 1});\nMATCH (n:Note) SET n.seen = true;\nRETURN 1 / 0 AS never;\n", "utf-8")
    done = ask("--file", str(file), "--write", "--one-transaction")
    assert (done.returncode, graph.read("MATCH (n:Note) RETURN n.n AS n")) == (1, [])
    assert "Statement 3 of 3, line 3, failed: nothing is kept." in done.stderr
    done = ask("--file", str(file), "--write")
    assert (done.returncode, graph.read("MATCH (n:Note) RETURN n.seen AS seen")) == (1, [{"seen": True}])
    assert "failed: what stands before it has run." in done.stderr
    file.write_text("MATCH (n:Note) DELETE n; CREATE (:Note {n: 2}); MATCH (n:Note) RETURN n.n AS n;", "utf-8")
    done = ask("--file", str(file), "--write", "--one-transaction", "--format", "csv")
    assert (done.returncode, done.stdout) == (0, "n\n2\n")
    assert graph.read("MATCH (n:Note) RETURN n.n AS n") == [{"n": 2}]


def test_an_exported_script_makes_the_network_again(ask: Faultlines, graph: Graph, tmp_path: Path) -> None:
    graph.command(
        "UNWIND range(1, 400) AS n CREATE (a:Actor {id: 'n' + n, names: ['N ' + n], on: date('1914-08-01')}) "
        "WITH collect(a) AS all UNWIND range(0, 399) AS n WITH n, all[n] AS a, all[(n * 7 + 1) % 400] AS b "
        "CREATE (a)-[:ALLY_OF {id: 's' + n, at: datetime('2023-01-30T12:00:00Z'), text: 'it\\'s; so'}]->(b)"
    )
    everything = "MATCH (a:Actor)-[r]->(b:Actor) RETURN a, r, b"
    before = graph.read(
        "MATCH (a:Actor)-[r]->(b:Actor) RETURN properties(a) AS a, properties(r) AS r, b.id AS b ORDER BY r.id"
    )
    file = tmp_path / "all.cypher"
    assert ask(everything, "--format", "cypher", "--output", str(file)).returncode == 0
    graph.command("MATCH (n:Actor) DETACH DELETE n")
    done = ask("--file", str(file), "--write", "--one-transaction", "--timeout", "60")
    assert (done.returncode, done.stdout) == (0, "")
    after = graph.read(
        "MATCH (a:Actor)-[r]->(b:Actor) RETURN properties(a) AS a, properties(r) AS r, b.id AS b ORDER BY r.id"
    )
    assert len(after) == 401
    assert after == before


def test_plans_are_shown(ask: Faultlines) -> None:
    assert "NodeByLabelScan a:Actor  [expects" in ask("MATCH (a:Actor) RETURN a", "--explain").stdout
    assert "gave 2 rows" in ask("MATCH (a:Actor) RETURN a", "--profile").stdout
    assert "gave 2 rows" in ask("PROFILE MATCH (a:Actor) RETURN a").stdout


def test_a_limit_is_said(ask: Faultlines) -> None:
    done = ask("UNWIND range(1, 9) AS x RETURN x", "--limit", "3", "--format", "csv")
    assert done.stdout == "x\n1\n2\n3\n"
    assert re.fullmatch(r"3 rows in [\d,]+ ms; there are more than 3\.\n", done.stderr)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("MATCH (n) DETACH DELETE n",), 4, "layer 1"),
        (("RETURN",), 4, "not valid Cypher"),
        (("MATCH (n) RETURN m",), 1, "Variable `m` not defined"),
        ((), 2, "give a statement"),
        (("RETURN 1", "--file", "x"), 2, "give a statement"),
        (("--file", "/nowhere/x"), 2, "can't be read"),
        (("RETURN $x", "--param", "x=a"), 2, "not JSON"),
        (("RETURN $x", "--param", "x:date=a"), 2, "--param x must be of type date (YYYY-MM-DD), not 'a'"),
        (("RETURN $x", "--param", "x:dat=a"), 2, "'dat' is no type; did you mean date?"),
        (("RETURN $x", "--param", "x"), 2, "NAME=JSON"),
        (("RETURN 1", "--format", "parquet"), 2, "--output"),
        (("RETURN 1", "--explain", "--profile"), 2, "exclusive"),
        (("UNWIND range(1, 1000000) AS x UNWIND range(1, 1000000) AS y RETURN count(*)", "--timeout", "1"), 4, "1 s"),
    ],
)
def test_what_goes_wrong_is_one_message(ask: Faultlines, arguments: tuple[str, ...], code: int, words: str) -> None:
    done = ask(*arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_the_answer_of_a_named_query_is_exported_as_a_network(
    faultlines: Faultlines, graph: Graph, tmp_path: Path
) -> None:
    small.write(graph, [Said("test:a", "DENIED", "test:b", {"type": "RIVAL_OF"}), Said("test:a", "LEADS", "test:b")])
    path = tmp_path / "a.graphml"
    done = faultlines("query", "evidence", "a=test:a", "b=test:b", "--format", "graphml", "--output", str(path))
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    edges = networkx.read_graphml(path, force_multigraph=True).edges(data=True)
    assert sorted((edge["type"], edge.get("claims")) for *_, edge in edges) == [("DENIED", "RIVAL_OF"), ("LEADS", None)]
    done = faultlines("query", "types", "--format", "graphml")
    assert (done.returncode, done.stdout) != (0, "")
    assert "types is not a network: none of its columns holds statements" in done.stderr
