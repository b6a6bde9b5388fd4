"""Every format that other programs read, by each of them that has a reader: the same values come back."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import duckdb
import igraph
import networkx
import pandas
import polars
import pytest

from cypher.export import FORMS, export_rows
from cypher.values import Node, Relationship

COLUMNS = ("name", "number", "share", "live", "day", "names")
VALUES: list[list[Any]] = [
    ["Ж, \"x\" 'y' ; |", 2**53 + 1, 0.1, True, datetime.date(1494, 3, 1), ["a, b", 'c "d"']],
    [None, None, None, None, None, None],
    ["two\nlines\t\\", -1, -2.5e-300, False, datetime.date(9999, 12, 31), []],
    ["", 0, 3.0, True, datetime.date(2023, 1, 20), ["Ю"]],
]
PROGRAMS = ("pandas", "polars", "duckdb", "networkx", "igraph")
TABLES, NETWORKS = ("csv", "json", "jsonl", "parquet"), ("graphml", "gexf", "cytoscape")
PERSON = Node("4:x:1", ("Actor", "Person"), {"id": "a", "name": VALUES[0][0], "share": 0.1, "live": True, "number": -1})
STATE = Node("4:x:2", ("Actor",), {"id": "b", "name": "two\nlines", "day": datetime.date(1494, 3, 1), "number": 2})
SINCE = datetime.date(2023, 1, 20)
TIES = [
    Relationship(
        "5:x:1", "SUPPLIES", "4:x:1", "4:x:2", {"id": "s", "share": 0.5, "valid_from": datetime.date(2023, 1, 20)}
    ),
    Relationship("5:x:2", "SUPPLIES", "4:x:1", "4:x:2", {"id": "t", "said_by": "Ж"}),
]
Rows = list[list[Any]]


def from_pandas(frame: pandas.DataFrame) -> Rows:
    """The rows of a frame of pandas: what it has no value for is None."""
    return [[plain(value) for value in row] for row in frame.astype(object).itertuples(index=False)]


def plain(value: Any) -> Any:
    """A value as Python has it."""
    if value is None or (not hasattr(value, "__len__") and pandas.isna(value)):
        return None
    return value.tolist() if hasattr(value, "tolist") else value


def by_duckdb(reader: str) -> Callable[[Path], Rows]:
    """Reads with one of DuckDB's functions."""
    return lambda path: [
        list(row) for row in duckdb.sql(f"SELECT {', '.join(COLUMNS)} FROM {reader.format(path)}").fetchall()
    ]


def by_polars(read: Callable[..., polars.DataFrame], **options: Any) -> Callable[[Path], Rows]:
    """Reads with one of Polars' functions."""
    return lambda path: [list(row) for row in read(path, **options).select(COLUMNS).rows()]


READERS: dict[tuple[str, str], Callable[[Path], Rows]] = {
    ("csv", "pandas"): lambda path: from_pandas(pandas.read_csv(path, dtype={"number": "Int64"})),
    ("json", "pandas"): lambda path: from_pandas(pandas.DataFrame(json.loads(path.read_text("utf-8")), dtype=object)),
    ("jsonl", "pandas"): lambda path: from_pandas(
        pandas.read_json(path, lines=True, engine="pyarrow", dtype_backend="pyarrow")
    ),
    ("parquet", "pandas"): lambda path: from_pandas(pandas.read_parquet(path, dtype_backend="pyarrow")),
    ("csv", "polars"): by_polars(polars.read_csv),
    ("json", "polars"): by_polars(polars.read_json),
    ("jsonl", "polars"): by_polars(polars.read_ndjson),
    ("parquet", "polars"): by_polars(polars.read_parquet),
    ("csv", "duckdb"): by_duckdb("read_csv('{}', all_varchar = false)"),
    ("json", "duckdb"): by_duckdb("read_json('{}')"),
    ("jsonl", "duckdb"): by_duckdb("read_json('{}')"),
    ("parquet", "duckdb"): by_duckdb("read_parquet('{}')"),
}
"""How each program reads each format of tables."""


def typed(row: list[Any]) -> list[Any]:
    """A row of a format that has texts alone for days, and for lists JSON."""
    name, number, share, live, day, names = row
    if isinstance(day, str):
        day = datetime.date.fromisoformat(day)
    if isinstance(day, datetime.datetime):
        day = day.date()
    if isinstance(names, str):
        names = json.loads(names)
    if isinstance(live, str):
        live = json.loads(live.lower())
    return [name, None if number is None else int(number), share, live, day, None if names is None else list(names)]


@pytest.mark.parametrize(("form", "program"), READERS)
def test_a_table_comes_back(form: str, program: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{form}"
    export_rows(form, COLUMNS, VALUES, path)
    rows = [typed(row) for row in READERS[form, program](path)]
    expected = [list(row) for row in VALUES]
    if form == "csv":  # it has one way to write nothing
        expected[3][0] = None
        rows[3][0] = rows[3][0] or None
    assert rows == expected


def networkx_network(graph: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Nodes and edges by their ids, as NetworkX holds them."""
    edges = {
        data.get("id_property", data.get("id", key)): (a, b, data)
        for a, b, key, data in graph.edges(keys=True, data=True)
    }
    return dict(graph.nodes(data=True)), edges


def igraph_network(graph: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Nodes and edges by their ids, as igraph holds them; what has no value there is NaN, nothing or empty."""
    nodes = {vertex["id"]: vertex.attributes() for vertex in graph.vs}
    ids = graph.vs["id"]
    return nodes, {edge["id_property"]: (ids[edge.source], ids[edge.target], edge.attributes()) for edge in graph.es}


NETWORK_READERS: dict[tuple[str, str], Callable[[Path], tuple[dict[str, Any], dict[str, Any]]]] = {
    ("graphml", "networkx"): lambda path: networkx_network(networkx.read_graphml(path, force_multigraph=True)),
    ("gexf", "networkx"): lambda path: networkx_network(networkx.MultiDiGraph(networkx.read_gexf(path))),
    ("cytoscape", "networkx"): lambda path: networkx_network(
        networkx.cytoscape_graph(json.loads(path.read_text("utf-8")))
    ),
    ("graphml", "igraph"): lambda path: igraph_network(igraph.Graph.Read_GraphML(str(path))),
}
"""How each program reads each format of networks."""


@pytest.mark.parametrize(("form", "program"), NETWORK_READERS)
def test_a_network_comes_back(form: str, program: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{form}"
    export_rows(form, ("a", "r", "b"), [[PERSON, tie, STATE] for tie in TIES], path)
    nodes, edges = NETWORK_READERS[form, program](path)
    assert nodes.keys() == {"a", "b"}
    name = "label" if form == "gexf" else "name"
    assert (nodes["a"][name], nodes["b"][name]) == (VALUES[0][0], "two\nlines")
    assert (nodes["a"]["share"], nodes["a"]["live"], nodes["a"]["number"]) == (0.1, True, -1)
    assert (nodes["b"]["number"], nodes["b"]["day"]) == (2, "1494-03-01")
    assert {key: ends[:2] for key, ends in edges.items()} == {"s": ("a", "b"), "t": ("a", "b")}
    assert edges["s"][2]["share"] == 0.5
    assert edges["t"][2]["said_by"] == "Ж"
    if form != "gexf":  # there it is the beginning of the edge, for the timeline
        assert edges["s"][2]["valid_from"] == "2023-01-20"


NO_READER = {
    ("gexf", "igraph"): "igraph reads no GEXF",
    ("cytoscape", "igraph"): "igraph reads no Cytoscape JSON",
}
"""Pairs of a network's format and a program for networks that has no reader for it."""


def test_every_pair_of_format_and_program_is_read_or_has_no_reader() -> None:
    assert {*TABLES, *NETWORKS, "table", "cypher"} == {*FORMS}
    tables = set(product(TABLES, PROGRAMS[:3]))
    networks = set(product(NETWORKS, PROGRAMS[3:]))
    assert tables == READERS.keys()
    assert networks == NETWORK_READERS.keys() | NO_READER.keys()
    names = [name.lower() for name in dir(igraph.Graph) if name.startswith("Read_")]
    assert not any(form in name for name in names for form in ("gexf", "cyto"))
