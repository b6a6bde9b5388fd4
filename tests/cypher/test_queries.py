"""Every query file is sound, and on the shipped network the answers are those that a person reads out of the report."""

import csv
import datetime
import io
import json
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cypher.driver_values import plain
from cypher.errors import UsageError
from cypher.graph import Graph
from cypher.library.library import SHIPPED, Library
from cypher.library.query import Query
from cypher.library.statements import Statements
from cypher.settings import Settings
from tests.cypher import small

LIBRARY = Library.load()
ROOT = Path(__file__).parents[2]
W, S, A = "wagner-2023:", "states:", "authorities:"
PUTIN, PRIGOZHIN, KIM = f"{W}vladimir-putin", f"{W}yevgeny-prigozhin", f"{W}kim-jong-un"
WAGNER, MOD, FORCES = f"{W}wagner-group", f"{W}russian-ministry-of-defence", f"{W}russian-armed-forces"
DAY = datetime.date(2023, 1, 20)
SCANS = {"AllNodesScan", "NodeByLabelScan", "UnionNodeByLabelsScan", "IntersectionNodeByLabelsScan"}
WHOLE = re.compile(
    r"(?:INDEX|UNIQUE) (?:\(\w*\)-\[)?\w*:(?:Actor|Record|[A-Z_]{4,})\([\w, ]+\)[^,]* "
    r"WHERE (?:\w+\.)?(?:id|source|key) (?:>=|IS NOT NULL)"
)
"""A whole index read from one end to the other: a scan by another name."""
OWN = [
    path
    for package in ("cypher", "loader", "explorer")
    for name in ("queries", "statements")
    for folder in sorted((ROOT / package).rglob(name))
    if folder != SHIPPED
    for path in sorted(folder.glob("*.cypher"))
]
"""The program's own statements, which lie beside the code that sends them."""
EMPTY = {
    *("mixed-pairs", "changed-sides"),  # nobody is ally and rival in statements that are sure enough
    *("withdrawn", "delistings"),  # nothing was loaded twice
    *("owners", "fifty-percent", "proposals"),  # no ownership, no record in doubt
    *("suppliers", "common-suppliers"),  # their deliveries are over
    *("allies-turned-rivals", "against-own-alliance", "armed-both-sides"),  # no alliance ended
    "by-element",  # nobody knows the server's ids beforehand
    *("listed-under", "co-designated"),  # their examples are of OFAC's list
    "run-identities",  # no two sources know one actor
    *("former-actors", "view-merged"),  # nobody has decided anything
    "view-gone",  # nothing was withdrawn
    *("schedulers", "requests"),  # nobody schedules, nobody asks
}
"""Queries whose answer on this network is no row."""
TYPES: dict[str, Callable[[Any], bool]] = {
    "string": lambda v: isinstance(v, str),
    "actor": lambda v: isinstance(v, str) and ":" in v,
    "statement": lambda v: isinstance(v, str) and ":" in v,
    "integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "float": lambda v: isinstance(v, float),
    "boolean": lambda v: isinstance(v, bool),
    "date": lambda v: isinstance(v, datetime.date) and not isinstance(v, datetime.datetime),
    "datetime": lambda v: isinstance(v, datetime.datetime),
    "map": lambda v: isinstance(v, dict),
}


@pytest.fixture(scope="module")
def graph(connected: Graph, settings: Settings) -> Iterator[Graph]:
    """The graph as shipped: states, authorities and the report of January 2023."""
    from loader.catalogue.source import find_source
    from loader.runs.job import Options
    from loader.runs.run import load_source

    small.clear(connected)
    for name in ("states", "authorities", "wagner-2023"):
        source = find_source(settings, name)
        load_source(settings, connected, source, source.shipped_input(), Options())
    # What was asked before of other graphs left plans and figures behind; those of this one are meant.
    connected.command("CALL db.prepareForReplanning(60)")
    yield connected
    small.clear(connected)


# Every file


@pytest.mark.parametrize("name", LIBRARY.queries)
def test_the_plan_reads_no_more_than_it_must(graph: Graph, name: str) -> None:
    query = LIBRARY.find(name)
    check_plan(graph, query, query.bind(query.examples()))


@pytest.mark.parametrize("path", OWN, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_plans_of_the_programs_own_statements_read_no_more_than_they_must(graph: Graph, path: Path) -> None:
    check_plan(graph, Statements(path.parent).find(path.stem), {})


def check_plan(graph: Graph, query: Query, parameters: dict[str, Any]) -> None:
    """Fail when the server would scan without the head's saying why, or write without its saying so."""
    with graph.driver.session(database=graph.database) as session:
        summary = session.run("EXPLAIN " + query.body, parameters).consume()
    operators = list(flat(summary.plan))
    assert operators
    # A procedure that asks for the server's own figures counts as one of the schema ("s").
    reads = summary.query_type == "r" or (summary.query_type == "s" and "CALL dbms.queryJmx" in query.body)
    assert reads == (query.access == "read"), f"{query.path}: access: {query.access}"
    for operator, details in operators:
        if operator in SCANS or "AllRelationshipsScan" in operator or "TypeScan" in operator or WHOLE.search(details):
            assert query.scan, f"{query.path}: {operator} {details}: the head is to say why (`// Scan: …`)"
        if operator.startswith(("VarLength", "Repeat")) or "Shortest" in operator:
            bound = re.search(r"\{\d+, \d+\}|\*\d*\.\.\d+", details)
            assert bound, f"{query.path}: {operator} {details} has no upper bound"


def flat(plan: Any) -> Iterator[tuple[str, str]]:
    """Every operator of a plan with its details."""
    yield plan["operatorType"].partition("@")[0], plan["args"].get("Details", "")
    for child in plan.get("children", []):
        yield from flat(child)


@pytest.mark.parametrize("name", LIBRARY.queries)
def test_the_documented_examples_give_the_documented_columns(graph: Graph, name: str) -> None:
    query = LIBRARY.find(name)
    everything = {p.name: p.example for p in query.parameters if p.example is not None}
    for given in (query.examples(), everything):
        with graph.driver.session(database=graph.database, default_access_mode="READ") as session:
            result = session.run(query.text, query.bind(given))
            assert result.keys() == [column.name for column in query.columns]
            rows = [{key: plain(value) for key, value in record.items()} for record in result]
        for row in rows:
            for column in query.columns:
                value = row[column.name]
                assert fits(value, column.type), f"{column.name}: {value!r} is no {column.type}"
                assert value is not None or column.optional, f"{column.name} may be null: write {column.type}?"
        assert rows or name in EMPTY or given is everything


def fits(value: Any, kind: str) -> bool:
    """Whether a value is of a documented type; null always is."""
    if value is None:
        return True
    if kind.startswith("list<"):
        return isinstance(value, list) and all(item is not None and fits(item, kind[5:-1]) for item in value)
    return TYPES[kind](value)


# Who


def test_actor(graph: Graph) -> None:
    (row,) = graph.ask("actor", actor=WAGNER)
    (record,) = row.pop("records")
    assert (record["id"], record["source"], record["live"]) == (WAGNER, "wagner-2023", True)
    assert record["source_title"] == "White House: North Korea Is Arming Russia in Ukraine"
    assert set(row.pop("names")) >= {"PMC Wagner", "ЧВК «Вагнер»"}
    assert row == {
        "actor": WAGNER,
        "name": "Wagner Group",
        "kind": "organization",
        "live": True,
        "countries": ["RUS"],
        "weak_names": [],
        "identifiers": ["ofac:22543"],
        "degree": 6,
    }
    with pytest.raises(UsageError, match="there is no actor 'nobody'"):
        graph.ask("actor", actor="nobody")


def test_actor_hides_private_identifiers(graph: Graph) -> None:
    with_passport = "MATCH (r:Record {id: $id}) CREATE (r)-[:HAS]->(:Identifier {id: $i, scheme: $s, value: '1'})"
    graph.command(with_passport, {"id": PUTIN, "i": "passport:1", "s": "passport"})
    try:
        assert graph.ask("actor", actor=PUTIN)[0]["identifiers"] == ["ofac:35096"]
    finally:
        graph.command("MATCH (i:Identifier {id: 'passport:1'}) DETACH DELETE i")


def test_actors_keep_the_order_asked_for(graph: Graph) -> None:
    rows = graph.ask("actors", actors=[f"{S}RUS", "nobody", PUTIN, f"{S}RUS"])
    assert [(row["actor"], row["degree"]) for row in rows] == [(f"{S}RUS", 8), (PUTIN, 6)]


def test_step_counts(graph: Graph) -> None:
    rows = graph.ask("step-counts", actor=WAGNER, ever=True)
    assert {(r["type"], r["direction"], r["statements"], r["neighbours"]) for r in rows} == {
        ("RIVAL_OF", "both", 3, 3),
        ("SUPPLIES", "in", 1, 1),
        ("LEADS", "in", 1, 1),
        ("DESIGNATES", "in", 1, 1),
    }


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({}, {f"{S}UKR", PRIGOZHIN, MOD, FORCES, f"{A}us-treasury"}),
        ({"ever": True}, {f"{S}PRK", f"{S}UKR", PRIGOZHIN, MOD, FORCES, f"{A}us-treasury"}),
        ({"types": ["SUPPLIES", "LEADS"], "ever": True}, {f"{S}PRK", PRIGOZHIN}),
        ({"direction": "out"}, {f"{S}UKR", MOD, FORCES}),
        ({"direction": "in", "types": ["SUPPLIES"], "ever": True}, {f"{S}PRK"}),
        ({"on": datetime.date(2022, 12, 1)}, {f"{S}PRK", f"{S}UKR", PRIGOZHIN}),
        ({"on": DAY}, {f"{S}UKR", PRIGOZHIN, MOD, FORCES}),
        ({"except": [PRIGOZHIN, MOD]}, {f"{S}UKR", FORCES, f"{A}us-treasury"}),
    ],
)
def test_neighbours(graph: Graph, parameters: dict[str, Any], expected: set[str]) -> None:
    rows = graph.ask("neighbours", actor=WAGNER, **parameters)
    assert {row["neighbour"] for row in rows} == expected
    assert {row["total"] for row in rows} == {len(expected)}


def test_between_has_denials(graph: Graph) -> None:
    rows = graph.ask("between", actors=[PUTIN, PRIGOZHIN, MOD], ever=True)
    assert {(r["type"], r["claims"], r["subject"], r["object"], r["said_by"]) for r in rows} == {
        ("ALLY_OF", "ALLY_OF", PRIGOZHIN, PUTIN, "the report"),
        ("RIVAL_OF", "RIVAL_OF", PUTIN, PRIGOZHIN, "Sky News"),
        ("DENIED", "RIVAL_OF", PUTIN, PRIGOZHIN, "Kremlin"),
        ("RIVAL_OF", "RIVAL_OF", PRIGOZHIN, MOD, "US NSC"),
        ("ALLY_OF", "ALLY_OF", PUTIN, MOD, "the report"),
    }


def test_between_two_groups(graph: Graph) -> None:
    rows = graph.ask("between", actors=[WAGNER, PUTIN], others=[f"{S}PRK", f"{S}RUS", KIM], ever=True)
    assert {(r["type"], r["subject"], r["object"]) for r in rows} == {
        ("SUPPLIES", f"{S}PRK", WAGNER),
        ("LEADS", PUTIN, f"{S}RUS"),
        ("ALLY_OF", PUTIN, KIM),
    }


def test_opening_shows_all_that_the_report_names(graph: Graph) -> None:
    rows = graph.ask("opening")
    assert len(rows) == 20
    assert {r["actor"] for r in rows} >= {PUTIN, PRIGOZHIN, WAGNER, MOD, f"{S}TUR", f"{A}un-security-council"}
    assert [r["actor"] for r in graph.ask("opening", limit=3)] == [r["actor"] for r in rows][:3]


# Provenance


def test_evidence(graph: Graph) -> None:
    rows = graph.ask("evidence", a=PUTIN, b=PRIGOZHIN)
    assert [(r["standing"], r["claims"], r["said_by"], r["locator"], r["confidence"]) for r in rows] == [
        ("live", "ALLY_OF", "the report", "P2", 0.8),
        ("live", "RIVAL_OF", "Sky News", "P16", 0.2),
        ("denied", "RIVAL_OF", "Kremlin", "P16", None),
    ]
    assert (rows[1]["valid_from"], rows[1]["valid_to"]) == (datetime.date(2023, 1, 1), datetime.date(2023, 1, 31))
    assert (rows[1]["valid_from_precision"], rows[1]["reliability"]) == ("month", "B")
    assert rows[2]["stance"] == "denied"
    assert {r["id"] for r in graph.ask("evidence", a=PRIGOZHIN, b=PUTIN)} == {r["id"] for r in rows}


def test_sources_count_what_is_live(graph: Graph) -> None:
    rows = {row["id"]: row for row in graph.ask("sources")}
    assert {name: (r["statements"], r["rank"], r["last_status"]) for name, r in rows.items()} == {
        "wagner-2023": (33, 10, "done"),
        "authorities": (1, 20, "done"),
        "states": (88, 30, "done"),
    }
    assert rows["wagner-2023"]["records"] == 11


def test_runs(graph: Graph) -> None:
    rows = graph.ask("runs")
    assert [row["source"] for row in rows] == ["wagner-2023", "authorities", "states"]
    assert (rows[0]["status"], rows[0]["statements"]["created"], rows[0]["records"]["created"]) == ("done", 33, 11)
    assert [row["source"] for row in graph.ask("runs", source="states")] == ["states"]
    assert len(graph.ask("runs", limit=1)) == 1


def test_counts(graph: Graph) -> None:
    found = {row["what"]: row["count"] for row in graph.ask("counts")}
    live = {t: found[t] for t in ("ALLY_OF", "RIVAL_OF", "SUPPLIES", "DESIGNATES", "LEADS", "PART_OF")}
    assert live == {"ALLY_OF": 3, "RIVAL_OF": 8, "SUPPLIES": 4, "DESIGNATES": 5, "LEADS": 5, "PART_OF": 8}
    assert (found["DENIED"], found["Source"], found["Run"]) == (1, 3, 3)


# Paths and supply


def test_paths(graph: Graph) -> None:
    rows = graph.ask("paths", **{"from": f"{S}PRK", "to": PUTIN}, longest=2, ever=True)
    assert {(tuple(r["actors"]), tuple(r["types"]), r["polarity"]) for r in rows} == {
        ((f"{S}PRK", f"{S}RUS", PUTIN), ("SUPPLIES", "LEADS"), 1),
        ((f"{S}PRK", KIM, PUTIN), ("LEADS", "ALLY_OF"), 1),
    }
    assert graph.ask("paths", **{"from": PUTIN, "to": f"{S}TUR"}) == []
    assert graph.ask("paths", **{"from": PUTIN, "to": PUTIN}) == []


def test_suppliers_and_recipients(graph: Graph) -> None:
    rows = graph.ask("suppliers", actor=WAGNER, ever=True)
    assert [(r["supplier"], r["steps"], r["goods"]) for r in rows] == [
        (f"{S}PRK", 1, ["infantry rockets and missiles"]),
        (f"{S}CHN", 2, ["", "infantry rockets and missiles"]),
    ]
    assert rows[1]["path"] == ["China", "North Korea", "Wagner Group"]
    assert {r["recipient"] for r in graph.ask("recipients", actor=f"{S}CHN", ever=True)} == {
        f"{S}PRK",
        f"{S}RUS",
        WAGNER,
    }
    assert graph.ask("suppliers", actor=WAGNER, on=DAY) == []


@pytest.mark.parametrize(("on", "programmes"), [(None, ["TCO"]), ("2023-01-25", []), ("2023-01-26", ["TCO"])])
def test_designations(graph: Graph, on: str | None, programmes: list[str]) -> None:
    assert [row["programme"] for row in graph.ask("designations", actor=WAGNER, on=on)] == programmes


# Tensions

TENSIONS = {frozenset((PUTIN, PRIGOZHIN, MOD)), frozenset((PUTIN, PRIGOZHIN, FORCES))}


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({}, TENSIONS),
        ({"source": "wagner-2023"}, TENSIONS),
        ({"source": "authorities"}, set()),
        ({"on": "2023-01-20"}, TENSIONS),
        ({"on": "2022-12-31"}, set()),
        ({"actors": [PUTIN, PRIGOZHIN, MOD, WAGNER]}, {frozenset((PUTIN, PRIGOZHIN, MOD))}),
        ({"actors": [PUTIN, PRIGOZHIN]}, set()),
        ({"actors": []}, set()),
    ],
)
def test_tensions(graph: Graph, parameters: dict[str, Any], expected: set[frozenset[str]]) -> None:
    rows = graph.ask("tensions", **parameters)
    assert {frozenset((r["a"], r["b"], r["c"])) for r in rows} == expected
    assert len(rows) == len(expected)


def test_a_tension_says_what_stands_behind_it(graph: Graph) -> None:
    first = graph.ask("tensions")[0]
    assert (first["a"], first["b"], first["c"]) == (MOD, PUTIN, PRIGOZHIN)
    assert (first["a_name"], first["kind"]) == ("Russian Ministry of Defence", "unbalanced")
    assert (first["ab_sign"], first["bc_sign"], first["ca_sign"]) == (1, 1, -1)
    assert (first["ab_types"], first["bc_types"], first["ca_types"]) == (["ALLY_OF"], ["ALLY_OF"], ["RIVAL_OF"])
    known = {row["id"] for row in graph.ask("between", actors=[MOD, PUTIN, PRIGOZHIN], ever=True)}
    assert (str(first["held_from"]), first["held_to"], first["undated"]) == ("2023-01-01", None, 2)
    assert {*first["ab"], *first["bc"], *first["ca"]} < known


@pytest.mark.parametrize("source", [None, "wagner-2023"])
def test_balance_is_what_the_model_says(graph: Graph, source: str | None) -> None:
    assert graph.ask("balance", source=source) == [{"balanced": 8, "unbalanced": 2, "undated": 2, "mixed": 0}]
    assert graph.ask("mixed-pairs") == []


# The command line

Faultlines = Callable[..., "subprocess.CompletedProcess[str]"]


def test_query_as_json(graph: Graph, faultlines: Faultlines) -> None:
    done = faultlines("query", "evidence", f"a={PUTIN}", f"b={PRIGOZHIN}", "--format", "json")
    rows = json.loads(done.stdout)
    assert (done.returncode, len(rows), rows[1]["valid_from"]) == (0, 3, "2023-01-01")


def test_query_as_json_lines_and_csv(graph: Graph, faultlines: Faultlines) -> None:
    lines = faultlines("query", "tensions", "limit=2", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["kind"] for line in lines] == ["unbalanced", "unbalanced"]
    done = faultlines("query", "search", "text=россия", "limit=1", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert (row["actor"], row["matched"], row["countries"]) == (f"{S}RUS", "Россия", '["RUS"]')


def test_query_as_table(graph: Graph, faultlines: Faultlines) -> None:
    done = faultlines("query", "search", "text=prigozin")
    assert "Yevgeny Prigozhin" in done.stdout
    nothing = faultlines("query", "search", "text=")
    assert (nothing.returncode, nothing.stdout) == (0, "")
    assert re.fullmatch(r"No rows\.\nTook [\d,]+ ms\.\n", nothing.stderr)
    few = faultlines("query", "search", "text=wagner", "--limit", "1", "--format", "jsonl")
    assert len(few.stdout.splitlines()) == 1
    assert re.fullmatch(r"1 row in [\d,]+ ms; 1 of \d+: a larger limit gives the others\.\n", few.stderr)
    first = faultlines("query", "types", "--limit", "2", "--format", "jsonl")
    assert len(first.stdout.splitlines()) == 2
    assert "2 of more" in first.stderr
    twice = faultlines("query", "search", "text=a", "limit=2", "--limit", "1")
    assert (twice.returncode, "limit is given twice" in twice.stderr) == (2, True)
    assert faultlines("query", "search", "text=", "--format", "json").stdout == "[]\n"
    assert faultlines("query", "mixed-pairs", "--format", "csv").stdout.startswith("a,b,a_name")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["serch", "text=a"], "did you mean search?"),
        (["search"], "search needs text"),
        (["search", "txt=a"], "did you mean text?"),
        (["search", "text=a", "limit=few"], "must be of type integer"),
        (["search", "text"], "write key=value"),
        (["search", "text=a", "--format", "xml"], "--format"),
    ],
)
def test_query_refuses_what_makes_no_sense(faultlines: Faultlines, words: list[str], message: str) -> None:
    done = faultlines("query", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


def test_query_checks_its_values(graph: Graph, faultlines: Faultlines) -> None:
    done = faultlines("query", "search", "text=a", "limit=-1")
    assert (done.returncode, done.stdout) == (2, "")
    assert "search: limit is at least 0, not -1" in done.stderr
    done = faultlines("query", "neighbours", "actor=states:RUSS")
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no actor 'states:RUSS'; did you mean states:RUS?" in done.stderr


def test_queries_lists_all_and_shows_one(faultlines: Faultlines) -> None:
    done = faultlines("queries")
    assert done.returncode == 0
    for query in LIBRARY:
        assert f"  {query.name}" in done.stdout
        assert query.purpose in done.stdout
    assert "schedulers" not in done.stdout, "the program's own"
    one = faultlines("queries", "paths").stdout
    assert one.startswith(LIBRARY.find("paths").text.rstrip())
    assert "faultlines query paths from=states:PRK to=wagner-2023:vladimir-putin" in one
    assert faultlines("queries", "pats").returncode == 2


def test_a_persons_own_query_is_asked(graph: Graph, faultlines: Faultlines, tmp_path: Path) -> None:
    head = "// Names.\n//\n// Columns\n//   name: string — a name\n"
    text = f"{head}MATCH (a:Actor {{id: 'states:RUS'}}) RETURN a.name AS name\n"
    (tmp_path / "mine.cypher").write_text(text, "utf-8")
    done = faultlines("query", "mine", "--format", "csv", QUERIES=str(tmp_path))
    assert done.stdout == "name\nRussia\n"
    (tmp_path / "mine.cypher").write_text(text.replace("RETURN a.name", "SET a.name = 'x' RETURN a.name"), "utf-8")
    done = faultlines("query", "mine", QUERIES=str(tmp_path))
    assert done.returncode == 1
    assert graph.ask("actors", actors=["states:RUS"])[0]["name"] == "Russia"
