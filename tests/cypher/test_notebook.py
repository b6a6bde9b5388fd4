"""Answers as rows, data frames and networks, and py2neo's classes, over a small graph; nothing of it writes."""

import builtins
import datetime
import gc
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import networkx
import pandas
import polars
import pytest

import faultlines
from cypher import schema
from cypher.errors import GraphError, QueryError, UsageError
from cypher.graph import Graph
from cypher.notebook import GraphNotice, Notebook
from cypher.ogm import ReadingGraph
from tests.cypher import small
from tests.cypher.small import Said

A, B, C = "test:a", "test:b", "test:c"
LONG_AGO = datetime.date(1494, 3, 1)
SAID = [
    Said(A, "ALLY_OF", B, {"valid_from": LONG_AGO, "confidence": 0.7}),
    Said(A, "ALLY_OF", B, {"said_by": "another"}),
    Said(C, "SUPPLIES", A, {"goods": "rockets"}),
    Said(B, "RIVAL_OF", C),
    Said(C, "DESIGNATES", B, {"programme": "X"}),
    Said(A, "DENIED", C, {"type": "RIVAL_OF"}),
    Said(A, "WITHDRAWN", C, {"type": "ALLY_OF", "why": "ended", "withdrawn_at": small.WHEN}),
]


@pytest.fixture
def notebook(graph: Graph) -> Iterator[Notebook]:
    """A notebook's connection to a small graph."""
    small.write(graph, SAID)
    with faultlines.connect() as notebook:
        yield notebook


@pytest.fixture
def py2neo_graph(notebook: Notebook) -> Iterator[ReadingGraph]:
    """py2neo's connection to the same graph."""
    graph = faultlines.py2neo_graph()
    yield graph
    graph.close()


def test_a_question_is_a_query_or_cypher(notebook: Notebook) -> None:
    assert [row["id"] for row in notebook.rows("goods", actor=C)] == ["s0002:1"]
    assert notebook.rows("MATCH (a:Actor {id: $id}) RETURN a.name AS name", id=A) == [{"name": "a"}]
    with pytest.raises(UsageError, match="did you mean goods"):
        notebook.rows("godos", actor=C)
    with pytest.raises(UsageError, match="needs actor"):
        notebook.frame("goods")
    with notebook.driver.session() as session:
        assert session.run("RETURN 1 AS one").single(strict=True)["one"] == 1
    queries = {row["name"]: row for row in notebook.queries()}
    assert (queries["tensions"]["question"], queries["tensions"]["takes"]) == (
        "tensions",
        "actors, source, kind, country, on, ever, undated, sources, types, sure, limit",
    )


def test_what_the_server_says_is_a_warning(notebook: Notebook) -> None:
    with pytest.warns(GraphNotice) as caught:
        frame = notebook.frame("MATCH (a:Actr) RETURN a.nme")
    assert [str(warning.message) for warning in caught] == [
        "label `Actr` does not exist; did you mean Actor?",
        "property `nme` does not exist; did you mean name?",
    ]
    assert {warning.filename for warning in caught} == {__file__}
    assert (frame.attrs["rows"], frame.attrs["seconds"] > 0) == (0, True)


def test_an_actor_is_told_by_a_name_that_no_other_has(notebook: Notebook, graph: Graph) -> None:
    graph.command("MATCH (a:Actor) SET a.names = [a.name]")
    by_id = notebook.rows("goods", actor=C)
    assert notebook.rows("goods", actor="C") == by_id != []
    assert notebook.frame("goods", actor="c", limit=1).attrs["total"] == 1
    pair = notebook.rows("paths", from_=pandas.Series(["A"])[0], to="b", on=pandas.Timestamp("2020-01-01"))
    assert [row["actors"] for row in pair] == [[A, B]]
    assert len(notebook.rows("between", actors=pandas.Series(["a", B]))) == 2
    small.write(
        graph, [Said("test:d", "SUPPLIES", B)], [{"id": "test:d", "name": "C", "names": ["C"], "countries": ["RUS"]}]
    )
    with pytest.raises(UsageError, match=r"2 actors are called 'C': .*test:d \(organization, RUS\).* by its id"):
        notebook.rows("goods", actor="C")
    with pytest.raises(UsageError, match="there is no actor 'cc'"):
        notebook.rows("goods", actor="cc")


def test_a_query_has_bounds(notebook: Notebook) -> None:
    with pytest.raises(UsageError, match="paths: limit is at most 1000, not 5000"):
        notebook.rows("paths", from_=A, to=B, limit=5000)
    with pytest.raises(UsageError, match="goods: limit is at most 100000, not 100001"):
        notebook.rows("goods", actor=A, limit=100_001)
    with pytest.raises(QueryError, match="notebook needs more memory than the server allows one statement"):
        notebook.rows("UNWIND range(1, 50000000) AS n WITH collect(n) AS numbers RETURN size(numbers)")


def test_pandas(notebook: Notebook) -> None:
    frame = notebook.frame("between", actors=[A, B])
    assert list(frame["id"]) == ["s0000:1", "s0001:1"]
    assert frame["valid_from"].dt.year.tolist()[0] == 1494
    assert frame["valid_from"].isna().tolist() == [False, True]
    assert frame["confidence"].mean() == pytest.approx(0.7)
    assert frame["inferred"].sum() == 0
    empty = notebook.frame("goods", actor=B)
    assert (len(empty), list(empty.columns)[:2]) == (0, ["direction", "goods"])
    assert notebook.frame("UNWIND [2, 3] AS n RETURN n")["n"].sum() == 5


def test_polars(notebook: Notebook) -> None:
    frame = notebook.polars("between", actors=[A, B])
    assert frame.schema["valid_from"] == polars.Date
    assert frame["valid_from"].to_list() == [LONG_AGO, None]
    empty = notebook.polars("owners", actor=A)
    assert (empty.height, empty.schema["path"]) == (0, polars.List(polars.String))
    assert notebook.polars("UNWIND [2, 3] AS n RETURN n")["n"].sum() == 5


def test_types_are_the_same_of_named_queries_and_cypher(notebook: Notebook) -> None:
    columns = ["valid_from", "confidence", "id", "inferred"]
    text = (
        "MATCH ()-[r:ALLY_OF]->() RETURN r.valid_from AS valid_from, r.confidence AS confidence, r.id AS id, "
        "false AS inferred"
    )
    named = notebook.frame("between", actors=[A, B], index="id")
    raw = notebook.frame(text + " ORDER BY id", index=["id"])
    assert raw.index.tolist() == named.index.tolist() == ["s0000:1", "s0001:1"]
    assert [str(raw.dtypes[name]) for name in ("valid_from", "confidence", "inferred")] == [
        "datetime64[s]", "float64", "boolean",
    ]  # fmt: skip
    assert raw.equals(named[raw.columns])
    tables = (
        notebook.arrow("between", actors=[A, B]).select(columns),
        notebook.arrow(text + " ORDER BY id").select(columns),
    )
    assert tables[0].schema == tables[1].schema
    assert tables[0].to_pylist() == tables[1].to_pylist()
    assert notebook.polars(text)["valid_from"].dtype == polars.Date
    with pytest.raises(UsageError, match="no column 'idd'; did you mean id"):
        notebook.frame(text, index="idd")
    nested = notebook.arrow("UNWIND [1, 2.5] AS n RETURN n, [n, 3] AS numbers, {n: n} AS map, [] AS nothing")
    assert [str(field.type) for field in nested.schema] == [
        "double",
        "list<item: double>",
        "string",
        "list<item: string>",
    ]
    assert nested.to_pylist()[1] == {"n": 2.5, "numbers": [2.5, 3.0], "map": '{"n": 2.5}', "nothing": []}


def test_rows_stream_within_a_time(notebook: Notebook) -> None:
    stream = notebook.stream("UNWIND range(1, 1000000) AS n RETURN n")
    assert [next(stream)["n"], next(stream)["n"]] == [1, 2]
    stream.close()
    with pytest.raises(QueryError, match=r"took longer than 0\.5 s"):
        notebook.rows("UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN count(a * b)", timeout=0.5)


def test_a_query_and_the_connection_describe_themselves(notebook: Notebook) -> None:
    text = repr(notebook.describe("tensions"))
    assert text.startswith("// Tensions: three actors")
    assert "//   source: source = null" in text
    assert repr(notebook).endswith(f"{len(notebook.queries())} named queries, .queries() lists them>")


EDGES = {(A, B, "s0000:1"), (A, B, "s0001:1"), (C, A, "s0002:1"), (B, C, "s0003:1"), (C, B, "s0004:1")}


@pytest.mark.parametrize(
    ("question", "given"),
    [
        ("ego", {"actor": A}),
        (
            "MATCH p = (:Actor {id: $id})-[:ALLY_OF|SUPPLIES]-(b)-[:!(DENIED|WITHDRAWN|DESCRIBES)]-() RETURN p",
            {"id": A},
        ),
        ("MATCH (:Actor)-[r:!(DENIED|WITHDRAWN|DESCRIBES)]->(:Actor) RETURN collect(r) AS all", {}),
        ("MATCH (a:Actor)-[r:!(DENIED|WITHDRAWN|DESCRIBES)]->(b:Actor) RETURN {ends: [a, b], r: r} AS map", {}),
    ],
)
def test_networks(notebook: Notebook, question: str, given: dict[str, Any]) -> None:
    made = notebook.networkx(question, **given)
    assert set(made.edges(keys=True)) == EDGES
    assert {name: made.nodes[name]["name"] for name in made} == {A: "a", B: "b", C: "c"}
    assert made.nodes[A]["kind"] == "organization"
    assert {(data["type"], data["sign"]) for *_, data in made.edges(data=True)} == {
        ("ALLY_OF", 1),
        ("SUPPLIES", 1),
        ("RIVAL_OF", -1),
        ("DESIGNATES", -1),
    }
    assert networkx.number_weakly_connected_components(made) == 1

    same = notebook.igraph(question, **given)
    ends = {(same.vs[e.source]["id"], same.vs[e.target]["id"], e["key"]) for e in same.es}
    assert ends == EDGES
    assert sorted(same.vs["name"]) == ["a", "b", "c"]
    assert sorted(same.es["sign"]) == [-1, -1, 1, 1, 1]


def test_networks_keep_records_apart_from_actors(notebook: Notebook) -> None:
    made = notebook.networkx("MATCH (r:Record {id: $id})-[d:DESCRIBES]->(a) RETURN d", id=A)
    assert set(made.edges()) == {(f"Record {A}", A)}
    assert notebook.networkx("MATCH (a:Actor) RETURN a").number_of_nodes() == 3
    assert notebook.igraph("MATCH (a:Actor {id: 'nobody'}) RETURN a").vcount() == 0
    assert notebook.networkx("owners", actor=A).number_of_nodes() == 0


def test_an_answer_that_is_no_network_says_so(notebook: Notebook) -> None:
    with pytest.raises(UsageError, match="actors is not a network: none of its columns holds statements"):
        notebook.networkx("actors", actors=[C])


YEARS = [datetime.date(year, 1, 1) for year in (1990, 1999, 2999)]
UNSIGNED = [
    Said(A, "DENIED", B, {"type": "RIVAL_OF", "said_at": YEARS[0]}),
    Said(A, "WITHDRAWN", B, {"type": "DESIGNATES", "why": "ended", "withdrawn_at": small.WHEN, "withdrawn_run": "t-2"}),
    Said(A, "RIVAL_OF", B, {"valid_from": YEARS[0], "valid_to": YEARS[1]}),
    Said(A, "RIVAL_OF", B, {"valid_from": YEARS[2], "stance": "announced"}),
]
STANDING = {"s0000:1": "denied", "s0001:1": "withdrawn", "s0002:1": "ended", "s0003:1": "announced"}


@pytest.mark.parametrize(
    ("question", "given"),
    [
        ("as-known", {"actor": A, "known": "2023-01-30"}),
        ("evidence", {"a": A, "b": B}),
        ("run-changes", {"run": "test-1"}),
        ("run-changes", {"run": "t-2"}),
        ("withdrawn", {"source": "test"}),
        ("between", {"actors": [A, B], "ever": True}),
        ("ego", {"actor": A, "ever": True}),
        ("contradictions", {}),
        ("timeline", {"actor": A}),
        ("announced", {"source": "test"}),
        ("MATCH (a:Actor)-[r]->(b:Actor) RETURN a, r, b", {}),
        ("MATCH p = (:Actor)--(:Actor) RETURN p", {}),
        ("MATCH (:Actor)-[r]->(:Actor) RETURN {all: collect(r)} AS map", {}),
    ],
)
def test_only_what_stands_on_the_day_has_a_sign(graph: Graph, question: str, given: dict[str, Any]) -> None:
    small.write(graph, UNSIGNED)
    graph.command(
        "MATCH (s:Source {id: 'test'}) UNWIND [['test-1', 1], ['t-2', 2]] AS run "
        "CREATE (:Run {id: run[0], source: 'test', n: run[1]})-[:OF]->(s)"
    )
    graph.command("MATCH ()-[r]->() WHERE r.statement IS NOT NULL SET r.recorded_run = 'test-1'")
    with faultlines.connect() as notebook:
        made = notebook.networkx(question, **given)
        same = notebook.igraph(question, **given)
    edges = {key: data for *_, key, data in made.edges(keys=True, data=True)}
    assert all(data["sign"] == 0 for data in edges.values())
    assert {key: data["standing"] for key, data in edges.items()} == {key: STANDING[key] for key in edges}
    assert {key: data["type"] for key, data in edges.items()}.items() <= {
        **dict.fromkeys(("s0002:1", "s0003:1"), "RIVAL_OF"),
        "s0000:1": "DENIED",
        "s0001:1": "WITHDRAWN",
    }.items()
    assert set(same.es["sign"] if same.ecount() else []) <= {0}


def test_a_day_that_is_asked_for_gives_what_held_then_its_sign(graph: Graph) -> None:
    small.write(graph, UNSIGNED)
    with faultlines.connect() as notebook:
        made = notebook.networkx("between", actors=[A, B], on="1995-06-01")
    edges = {key: (data["type"], data["sign"], data["standing"]) for *_, key, data in made.edges(keys=True, data=True)}
    assert edges["s0002:1"] == ("RIVAL_OF", -1, "live")
    assert {sign for key, (_, sign, _) in edges.items() if key != "s0002:1"} <= {0}


@pytest.mark.parametrize(
    ("question", "given", "keys"),
    [
        ("paths", {"from": A, "to": C, "longest": 1}, {"s0002:1"}),
        ("tensions", {}, {"s0000:1", "s0001:1", "s0002:1", "s0003:1", "s0004:1"}),
        ("neighbours", {"actor": A}, {"s0000:1", "s0001:1", "s0002:1"}),
        ("goods", {"actor": C}, {"s0002:1"}),
        ("mixed-pairs", {}, set()),
    ],
)
def test_queries_that_carry_statements_are_networks(
    notebook: Notebook, question: str, given: dict[str, Any], keys: set[str]
) -> None:
    made = notebook.networkx(question, **given)
    assert {key for *_, key in made.edges(keys=True)} == keys
    assert all(made.nodes[name]["name"] == name[-1] for name in made)


@pytest.mark.parametrize(
    "cypher", ["CREATE (n:Actor {id: 'x'})", "MATCH (n) DETACH DELETE n", "CREATE INDEX FOR (n:X) ON (n.y)"]
)
def test_nothing_writes(notebook: Notebook, py2neo_graph: ReadingGraph, cypher: str) -> None:
    import py2neo

    with pytest.raises(GraphError):
        notebook.rows(cypher)
    for run in (py2neo_graph.run, py2neo_graph.update, py2neo_graph.begin().run):
        with pytest.raises(py2neo.ClientError, match="read access mode"):
            run(cypher)
    assert notebook.rows("MATCH (a:Actor) RETURN count(a) AS n") == [{"n": 3}]


@pytest.mark.parametrize(
    ("name", "method"), [("pandas", "frame"), ("polars", "polars"), ("networkx", "networkx"), ("igraph", "igraph")]
)
def test_what_is_not_installed_is_named(
    notebook: Notebook, monkeypatch: pytest.MonkeyPatch, name: str, method: str
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(UsageError, match=rf"{name} is not installed: pip install 'faultlines\[notebook\]'"):
        getattr(notebook, method)("ego", actor=A)


def test_the_front_door_imports_none_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "")  # with the extra
    heavy = "pandas polars networkx igraph numpy py2neo"
    code = f"import sys, faultlines; print([m for m in {heavy.split()!r} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_the_collector_runs_again_after_a_network_and_after_a_failure(notebook: Notebook) -> None:
    assert gc.isenabled()
    notebook.networkx("ego", actor=A)
    assert gc.isenabled()
    with pytest.raises(QueryError):
        notebook.networkx("MATCH (a RETURN a")
    assert gc.isenabled()
    gc.disable()
    try:
        notebook.networkx("ego", actor=A)
        assert not gc.isenabled()
    finally:
        gc.enable()


# py2neo


def actor(graph: ReadingGraph, key: str) -> Any:
    """An actor by py2neo's object-graph mapper."""
    return faultlines.Actor.match(graph, key).first()


def test_classes_follow_live_statements(py2neo_graph: ReadingGraph) -> None:
    a, b, c = (actor(py2neo_graph, key) for key in (A, B, C))
    assert (a.name, a.kind, a.live) == ("a", "organization", True)
    assert [x.id for x in a.allies] == [B]
    assert [x.id for x in b.allies] == [A]
    assert [x.id for x in a.rivals] == []
    assert [x.id for x in c.rivals] == [B]
    assert [x.id for x in a.suppliers] == [C]
    assert [x.id for x in c.supplies] == [A]
    assert [x.id for x in b.designated_by] == [C]
    assert [x.id for x in c.designates] == [B]
    assert a.suppliers.get(next(iter(a.suppliers)), "goods") == "rockets"
    assert [record.source for record in a.records] == ["test"]
    assert actor(py2neo_graph, "nobody") is None
    with pytest.raises(builtins.AttributeError):
        faultlines.Nothing  # noqa: B018


def test_statements_have_dates_speakers_doubts_and_declared_types(graph: Graph, py2neo_graph: ReadingGraph) -> None:
    graph.add_type(schema.declared_types("MET", "met", schema.Sign.NONE, symmetric=True))
    day = datetime.date(2020, 5, 1)
    more = {
        "valid_from": day,
        "valid_from_precision": "month",
        "confidence": 0.3,
        "said_by": "Gazette",
        "stance": "announced",
    }
    small.write(graph, [Said(A, "MET", C, more)])
    a = actor(py2neo_graph, A)
    (met,) = a.statements("MET")
    assert (met.type, met.subject.id, met.object.id, met.said_by) == ("MET", A, C, "Gazette")
    assert (met.valid_from, met.valid_to, met.precision, met.confidence) == (day, None, ("month", None), 0.3)
    assert str(met) == "a MET c (2020-05 – …), says Gazette [announced] [confidence 0.3]"
    assert met.is_doubtful
    assert [other.id for other in a.related("MET")] == [C]
    assert [other.name for other in a.related("MET")] == ["c"]

    ties = a.statements()
    assert [(tie.type, tie.standing) for tie in ties if tie.standing != "live"] == [("RIVAL_OF", "denied")]
    allied = [tie for tie in ties if tie.type == "ALLY_OF"]
    assert len(allied) == 2
    assert {tie.valid_from for tie in allied} >= {LONG_AGO}
    assert not any(tie.is_doubtful for tie in allied)
    (denial,) = a.statements("RIVAL_OF")
    assert denial.is_doubtful
    assert str(denial).endswith("[denied]")
    assert a.statements("RIVAL_OF", denied=False) == []
    assert list(a.related("RIVAL_OF")) == []
    (ended,) = [tie for tie in a.statements(withdrawn=True) if tie.standing == "withdrawn"]
    assert (ended.type, ended.is_doubtful) == ("ALLY_OF", True)
    assert len(a.statements(limit=1)) == 1
    assert faultlines.Actor().statements() == []
    graph.command("MATCH (t:EdgeType {name: 'MET'}) DELETE t")


def test_writing_through_a_class_is_refused(py2neo_graph: ReadingGraph) -> None:
    import py2neo

    a = actor(py2neo_graph, A)
    a.name = "renamed"
    with pytest.raises(py2neo.ClientError, match="read access mode"):
        py2neo_graph.push(a)


def test_several_statements_are_one_to_a_class(py2neo_graph: ReadingGraph) -> None:
    assert len(actor(py2neo_graph, A).allies) == 1
    assert len(list(py2neo_graph.match({py2neo_graph.nodes.match("Actor", id=A).first()}, "ALLY_OF"))) == 2


@pytest.mark.parametrize(
    ("attempt", "message"),
    [
        ("get_uniqueness_constraints", "no procedure with the name `db.indexes`"),
        ("get_indexes", "no procedure with the name `db.indexes`"),
        ("create_index", "Invalid create index syntax"),
        ("create_uniqueness_constraint", "Invalid constraint syntax"),
        ("drop_index", "Indexes cannot be dropped by schema"),
        ("drop_uniqueness_constraint", "constraints cannot be dropped by schema"),
    ],
)
def test_what_py2neo_cannot_do_on_neo4j_5(py2neo_graph: ReadingGraph, attempt: str, message: str) -> None:
    import py2neo

    arguments = ("Actor",) if attempt.startswith("get") else ("Actor", "name")
    with pytest.raises(py2neo.ClientError, match=message):
        getattr(py2neo_graph.schema, attempt)(*arguments)


def test_what_py2neo_does_on_neo4j_5(py2neo_graph: ReadingGraph) -> None:
    assert {"Actor", "Record"} <= set(py2neo_graph.schema.node_labels)
    assert "SUPPLIES" in py2neo_graph.schema.relationship_types
    assert py2neo_graph.evaluate("RETURN $day", day=LONG_AGO) == LONG_AGO
    assert py2neo_graph.run("MATCH (a:Actor) RETURN a.id AS id ORDER BY id").to_data_frame()["id"].tolist() == [A, B, C]
    assert py2neo_graph.nodes.match("Actor").where("_.name < 'c'").count() == 2
    assert [row["name"] for row in py2neo_graph.run("SHOW INDEXES YIELD name WHERE name = 'actor_names'")] == [
        "actor_names"
    ]


def test_tension_is_measured_of_the_graph_and_of_a_network(notebook: Notebook) -> None:
    lines = notebook.tension(sources=["test"])
    assert (lines.balance.lower, lines.balance.upper, len(lines.network.pairs)) == (1, 1, 3)
    assert [(pair.a, pair.b) for pair in lines.network.mixed] == []
    everything = "MATCH p = (:Actor)-[:ALLY_OF|RIVAL_OF|SUPPLIES|DESIGNATES]->(:Actor) RETURN p"
    for network in (notebook.igraph(everything), notebook.networkx(everything)):
        again = notebook.tension(network)
        assert [(p.a, p.b, p.sign) for p in again.network.pairs] == [(p.a, p.b, p.sign) for p in lines.network.pairs]
    triangle = networkx.Graph()
    triangle.add_edge("x", "y", sign=1)
    triangle.add_edge("y", "z", sign=1)
    triangle.add_edge("z", "x", sign=-1)
    assert notebook.tension(triangle).balance.upper == 1
