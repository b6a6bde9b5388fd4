"""What is exported is read back by the programs that it is for."""

from __future__ import annotations

import datetime
import io
import json
import math
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import duckdb
import igraph
import networkx
import pandas
import polars
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from cypher.driver_values import from_server
from cypher.editing.lexer import split_statements
from cypher.errors import FaultlinesError, UsageError
from cypher.export import FORMS, export_rows, find_form, open_output
from cypher.export.script import literal
from cypher.graph import Graph
from cypher.values import Node, Relationship
from cypher.values import Path as Walk

A = Node(
    "4:x:1", ("Actor", "Person"), {"id": "a", "name": 'Ж & "A" <b>\x01', "names": ["x", "y"], "n": 1, "live": True}
)
B = Node("4:x:2", ("Actor",), {"id": "b", "name": "B", "n": 2.5, "on": datetime.date(2023, 1, 20)})
TIE = Relationship("5:x:1", "SUPPLIES", "4:x:1", "4:x:2", {"id": "s", "source": "wagner-2023", "share": 0.5})
ALONE = Relationship("5:x:2", "LEADS", "4:x:2", "4:x:9", {})
ROWS: list[list[Any]] = [[Walk((A, B), (TIE,)), 1], [[A, {"x": ALONE}], None], [TIE, 2]]


def written(form: str, rows: list[list[Any]], columns: tuple[str, ...] = ("p", "n")) -> str:
    out = io.StringIO()
    find_form(form).write(columns, rows, out)
    return out.getvalue()


HELD = Relationship(
    "5:x:3", "RIVAL_OF", "4:x:2", "4:x:1",
    {"id": "t", "valid_from": datetime.date(1914, 8, 1), "valid_to": datetime.date(1918, 11, 11), "confidence": 1.0},
)  # fmt: skip
SINCE = Relationship("5:x:4", "RIVAL_OF", "4:x:2", "4:x:1", {"id": "u", "valid_from": datetime.date(1936, 3, 7)})
RECORD = Node("4:x:5", ("Record",), {"id": "a", "name": "A's record"})
DESCRIBES = Relationship("5:x:5", "DESCRIBES", "4:x:5", "4:x:1", {})
EVERYTHING: list[list[Any]] = [[HELD, 1], *ROWS, [SINCE, 2], [DESCRIBES, RECORD]]
"""A relationship before its ends, two between the same actors, a record with its actor's id, an end without data."""
KEYS_OF_NODES = {"a", "b", "4:x:9", "Record a"}
EDGES = {
    ("b", "a", "t"), ("a", "b", "s"), ("b", "4:x:9", "5:x:2"), ("b", "a", "u"), ("Record a", "a", "5:x:5"),
}  # fmt: skip


def test_graphml_is_read_by_networkx_and_igraph(tmp_path: Path) -> None:
    path = tmp_path / "a.graphml"
    export_rows("graphml", ("p", "n"), EVERYTHING, path)
    found = networkx.read_graphml(path, force_multigraph=True)
    assert (set(found), set(found.edges(keys=True))) == (KEYS_OF_NODES, EDGES)
    assert found.nodes["a"]["name"] == 'Ж & "A" <b>\ufffd'
    assert (found.nodes["a"]["live"], found.nodes["b"]["n"], found.nodes["b"]["on"]) == (True, 2.5, "2023-01-20")
    assert found.edges["a", "b", "s"]["type"] == "SUPPLIES"
    held = {"valid_from": "1914-08-01", "valid_to": "1918-11-11", "confidence": 1.0}
    assert found.edges["b", "a", "t"] == {"type": "RIVAL_OF", "id_property": "t", **held}
    assert 'attr.name="valid_from" attr.type="string" f:type="date"' in path.read_text("utf-8")
    graph = igraph.Graph.Read_GraphML(str(path))
    assert (set(graph.vs["id"]), graph.ecount(), graph.is_directed()) == (KEYS_OF_NODES, 5, True)
    tie = graph.es.find(type="SUPPLIES")
    assert (tie["share"], tie["source_property"], tie["id_property"]) == (0.5, "wagner-2023", "s")


def test_gexf_has_a_timeline_and_is_read_by_networkx(tmp_path: Path) -> None:
    path = tmp_path / "a.gexf"
    export_rows("gexf", ("p", "n"), EVERYTHING, path)
    found = networkx.read_gexf(path)
    assert set(found) == KEYS_OF_NODES
    assert {(source, target, data["id"]) for source, target, data in found.edges(data=True)} == EDGES
    assert found.nodes["b"]["on"] == "2023-01-20"
    assert found.nodes["a"]["label"] == 'Ж & "A" <b>\ufffd'
    root = ElementTree.parse(path).getroot()
    assert (root.tag, root.get("version")) == ("{http://gexf.net/1.3}gexf", "1.3")
    graph = root.find("{*}graph")
    assert graph is not None
    assert [graph.get(name) for name in ("mode", "timeformat", "timerepresentation")] == ["dynamic", "date", "interval"]
    edges = root.findall(".//{*}edge")
    times = {edge.get("id"): (edge.get("kind"), edge.get("start"), edge.get("end")) for edge in edges}
    assert times == {
        "t": ("RIVAL_OF", "1914-08-01", "1918-11-11"), "u": ("RIVAL_OF", "1936-03-07", None),
        "s": ("SUPPLIES", None, None), "5:x:2": ("LEADS", None, None), "5:x:5": ("DESCRIBES", None, None),
    }  # fmt: skip
    assert 'mode="static"' in written("gexf", ROWS)


def test_cytoscape_is_read_by_networkx_and_keeps_what_it_calls_otherwise() -> None:
    document = json.loads(written("cytoscape", EVERYTHING))
    found = networkx.cytoscape_graph(document)
    assert (set(found), set(found.edges(keys=True))) == (KEYS_OF_NODES, EDGES)
    assert (found.nodes["b"]["on"], found.nodes["a"]["names"]) == ("2023-01-20", ["x", "y"])
    assert found.nodes["Record a"]["id_property"] == "a"
    tie = found.edges["a", "b", "s"]
    assert (tie["interaction"], tie["source"], tie["source_property"]) == ("SUPPLIES", "a", "wagner-2023")


def days_of(days: polars.Series) -> polars.Series:
    """A column of days: JSON has texts."""
    return days.str.to_date() if days.dtype == polars.String else days


VALUES_OF_ROWS = [
    [1, 'Ж, "x"', 0.5, True, datetime.date(1914, 8, 1)],
    [2**53 + 1, None, None, False, None],
    [3, "two\nlines", -1.25, None, datetime.date(2023, 1, 20)],
]


@pytest.mark.parametrize("form", ["parquet", "jsonl", "csv"])
def test_tables_are_read_by_pandas_polars_and_duckdb(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{form}"
    columns = ("n", "text", "half", "yes", "day")
    export_rows(form, columns, VALUES_OF_ROWS, path)
    text, table = str(path), f"read_{'json' if form == 'jsonl' else form}('{path}')"
    frames: list[list[tuple[Any, ...]]] = [
        duckdb.sql(f"SELECT n, text, half, CAST(yes AS BOOLEAN), CAST(day AS DATE) FROM {table}").fetchall(),
    ]
    polar = {
        "parquet": polars.read_parquet, "jsonl": polars.read_ndjson,
        "csv": lambda path: polars.read_csv(path, try_parse_dates=True),
    }[form](text)  # fmt: skip
    frames.append(polar.with_columns(days_of(polar["day"])).rows())
    frame = {
        "parquet": pandas.read_parquet, "jsonl": lambda path: pandas.read_json(path, lines=True), "csv": pandas.read_csv
    }[form](text)  # fmt: skip
    days = [None if pandas.isna(day) else day.date() for day in pandas.to_datetime(frame["day"])]
    plain = [[None if pandas.isna(value) else value for value in frame[name]] for name in columns[:4]]
    frames.append(list(zip(*plain, days, strict=True)))
    for rows in frames:
        assert [list(row) for row in rows] == VALUES_OF_ROWS


@pytest.mark.parametrize("form", ["graphml", "gexf", "cytoscape", "cypher"])
def test_an_answer_without_nodes_is_an_empty_graph(form: str) -> None:
    assert written(form, [[1, "a"]], ("a", "b")).count("4:x") == 0


def test_parquet_has_types_and_widens_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cypher.export.columns.GROUP", 2)
    moment = datetime.datetime(2023, 1, 30, 12, tzinfo=datetime.UTC)
    rows = [
        [1, None, True, "a", moment, ["x"], {"k": 1}, datetime.date(2020, 1, 1), 1],
        [2, None, None, "b", None, [], A, None, None],
        [2.5, None, False, None, moment, None, None, datetime.date(2020, 1, 2), "text"],
    ]
    export_rows("parquet", tuple("abcdefghi"), rows, tmp_path / "a.parquet")
    table = parquet.read_table(tmp_path / "a.parquet")
    assert [str(field.type) for field in table.schema] == [
        "double", "null", "bool", "string", "timestamp[us, tz=UTC]", "list<element: string>", "string", "date32[day]",
        "string",
    ]  # fmt: skip
    found = table.to_pydict()
    assert found["a"] == [1.0, 2.0, 2.5]
    assert found["i"] == ["1", None, '"text"']
    assert json.loads(found["g"][1])["properties"]["id"] == "a"
    assert found["e"] == [moment, None, moment]


def test_a_script_makes_the_same_graph(graph: Graph, tmp_path: Path) -> None:
    graph.command(
        "CREATE (a:Actor:Person {id: 'a', name: $name, names: ['x'], on: date('2023-01-20'), n: 1.5, `odd ``k`: true}) "
        "CREATE (a)-[:SUPPLIES {id: 's', at: datetime('2023-01-30T12:00:00Z')}]->(:Actor {id: 'b', name: ''})",
        {"name": "it's \"\\ \n \u0001 Ж 😀 $x {y}"},
    )
    everything = "MATCH (a)-[r:SUPPLIES]->(b) RETURN a, r, b"
    before = [[from_server(value) for value in record.values()] for record in ask(graph, everything)]
    path = tmp_path / "a.cypher"
    export_rows("cypher", ("a", "r", "b"), before, path)
    graph.command("MATCH (n:Actor) DETACH DELETE n")
    for statement in split_statements(path.read_text("utf-8")):
        graph.command(statement)
    after = [[from_server(value) for value in record.values()] for record in ask(graph, everything)]
    assert [[value.properties for value in row] for row in after] == [
        [value.properties for value in row] for row in before
    ]
    assert [set(row[0].labels) for row in after] == [{"Actor", "Person"}]


def ask(graph: Graph, text: str) -> list[Any]:
    with graph.driver.session() as session:
        return list(session.run(text))


TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    ["\\u0041", "\\\\u0027", "\\", "'", '"', "`", "\u2028", "\x00", "\r\n", "💥\u202e", "$x", "//", "/*", "\ufffe"]
)
INTEGERS = st.integers(-(2**63), 2**63 - 1) | st.sampled_from([-(2**63), 2**63 - 1])
DAYS = st.dates(datetime.date(1, 1, 1), datetime.date(9999, 12, 31))
MOMENTS = st.datetimes()
VALUES = (
    st.none()
    | st.booleans()
    | INTEGERS
    | st.floats(allow_nan=False)
    | TEXTS
    | DAYS
    | MOMENTS
    | MOMENTS.map(lambda moment: moment.replace(tzinfo=datetime.UTC))
    | st.times()
)
KEYS = TEXTS.filter(lambda key: key and "\0" not in key)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(VALUES, max_size=4) | VALUES | st.dictionaries(KEYS, VALUES, max_size=3), max_size=8))
def test_the_server_reads_a_literal_as_the_value(connected: Graph, values: list[Any]) -> None:
    text = literal(values)
    assert not any(sign in text for sign in ("\n", "\r", "\u2028"))
    (row,) = connected.read(f"RETURN {text} AS value")
    assert row["value"] == [
        {key: item for key, item in value.items() if item is not None} if isinstance(value, dict) else value
        for value in values
    ]


def test_a_number_that_has_no_literal_is_written_as_a_division(connected: Graph) -> None:
    (row,) = connected.read(f"RETURN {literal([math.nan, math.inf, -math.inf, -0.0])} AS value")
    assert [str(number) for number in row["value"]] == ["nan", "inf", "-inf", "-0.0"]


def test_what_is_no_property_has_no_literal() -> None:
    with pytest.raises(TypeError, match="no literal"):
        literal({1, 2})


@pytest.mark.parametrize("form", list(FORMS))
def test_a_file_is_there_only_when_it_is_whole(form: str, tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_text("before")

    def rows() -> Any:
        yield [1]
        raise FaultlinesError("in the middle")

    with pytest.raises(FaultlinesError, match="in the middle"):
        export_rows(form, ("a",), rows(), path)
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_binary_formats_want_a_file() -> None:
    with pytest.raises(UsageError, match="--output"), open_output(None, find_form("parquet")):
        pass
    with pytest.raises(UsageError, match="not a format"):
        find_form("xls")


def test_a_table_streams_in_pieces() -> None:
    text = written("table", [[n, "x" * (n % 7)] for n in range(2500)])
    assert len(text.splitlines()) == 2501
    assert text.splitlines()[0].split() == ["p", "n"]


@pytest.mark.parametrize("form", ["graphml", "gexf", "cytoscape"])
@pytest.mark.parametrize("kind", ["DENIED", "WITHDRAWN"])
def test_what_is_denied_or_withdrawn_is_no_edge_of_the_type_that_it_claims(form: str, kind: str) -> None:
    tie = Relationship("5:x:3", kind, A.element, B.element, {"id": "s", "type": "RIVAL_OF"})
    text = written(form, [[A, tie, B]], ("a", "r", "b"))
    if form == "cytoscape":
        (edge,) = (one["data"] for one in json.loads(text)["elements"]["edges"])
        assert (edge["interaction"], edge["claims"], edge.get("type")) == (kind, "RIVAL_OF", None)
        return
    read = networkx.parse_graphml if form == "graphml" else (lambda text: networkx.read_gexf(io.BytesIO(text.encode())))
    ((*_, edge),) = read(text).edges(data=True)
    assert (edge.get("type", edge.get("label")), edge["claims"]) == (kind, "RIVAL_OF")
    assert "type_property" not in edge
