"""The graph in a notebook: the official driver, and answers as rows, data frames and networks; nothing here writes."""

from __future__ import annotations

import datetime
import importlib
from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import neo4j

from cypher.driver_values import from_server
from cypher.errors import UsageError
from cypher.graph import Graph, Row
from cypher.library.parameter import check_date
from cypher.library.query import NAME, Query
from cypher.library.total import cut_words
from cypher.network import (
    SignedNetwork,
    network_of_elements,
    statement_columns,
    statements_told,
)
from cypher.settings import Settings
from cypher.values import Node

if TYPE_CHECKING:
    import igraph
    import networkx
    import pandas
    import polars

PANDAS = {
    "integer": "Int64",
    "float": "float64",
    "boolean": "boolean",
    "date": "datetime64[s]",
    "datetime": "datetime64[us, UTC]",
}
"""The types of columns that have one in pandas; seconds, because nanoseconds begin in 1677 and history earlier."""


def connect() -> Notebook:
    """The graph that the settings name, else the running embedded one."""
    graph = Graph.connect(Settings.read())
    try:
        graph.check_schema()
    except BaseException:
        graph.close()
        raise
    return Notebook(graph)


class Notebook:
    """A connection that answers questions: the name of a query, or Cypher, run once with READ access and a timeout."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self.graph.close()

    @property
    def driver(self) -> neo4j.Driver:
        """The official driver, for whatever is not here."""
        return self.graph.driver

    def queries(self) -> list[dict[str, str]]:
        """The named queries, yours included: question, name, what each answers and takes."""
        return [
            {
                "question": q.folder,
                "name": q.name,
                "answers": q.purpose,
                "takes": ", ".join(p.name for p in q.parameters),
            }
            for q in self.graph.library
        ]

    def rows(self, question: str, /, **parameters: Any) -> list[Row]:
        """The answer as plain dicts."""
        query = self._named(question)
        if query is None:
            return self.graph.read(question, parameters, name="notebook")
        return list(self.graph.answer(query, query.bind(parameters)))

    def frame(self, question: str, /, **parameters: Any) -> pandas.DataFrame:
        """The answer as a pandas data frame; a named query's columns have types, and are there without rows too."""
        pandas = notebook_library("pandas")
        rows, query = self.rows(question, **parameters), self._named(question)
        if query is None:
            return pandas.DataFrame(rows)
        columns = {
            c.name: pandas.Series([row[c.name] for row in rows], dtype=PANDAS.get(c.type, "object"))
            for c in query.columns
        }
        frame = pandas.DataFrame(columns)
        frame.attrs |= self._extent(query, parameters, len(rows))
        return frame

    def polars(self, question: str, /, **parameters: Any) -> polars.DataFrame:
        """The answer as a Polars data frame; a named query's columns have types, and are there without rows too."""
        polars = notebook_library("polars")
        rows, query = self.rows(question, **parameters), self._named(question)
        if query is None:
            return polars.DataFrame(rows, infer_schema_length=None)  # type: ignore[no-any-return]
        types = {
            "string": polars.String,
            "integer": polars.Int64,
            "float": polars.Float64,
            "boolean": polars.Boolean,
            "date": polars.Date,
            "datetime": polars.Datetime("us", "UTC"),
        }
        types |= {"actor": polars.String, "statement": polars.String}
        types |= {f"list<{name}>": polars.List(kind) for name, kind in list(types.items())}
        series = {
            c.name: polars.Series(c.name, [row[c.name] for row in rows], types.get(c.type)) for c in query.columns
        }
        return polars.DataFrame(series)  # type: ignore[no-any-return]

    def networkx(self, question: str, /, **parameters: Any) -> networkx.MultiDiGraph:
        """The answer as a NetworkX graph: actors by their ids, one edge for each statement, with type and sign."""
        made = notebook_library("networkx").MultiDiGraph()
        network = self.network(question, **parameters)
        made.add_nodes_from(network.nodes.items())
        made.add_edges_from((edge.source, edge.target, edge.key, edge.attributes) for edge in network.edges.values())
        return made

    def igraph(self, question: str, /, **parameters: Any) -> igraph.Graph:
        """The same as an igraph graph: `id` and `name` of each vertex, `key`, `type` and `sign` of each edge."""
        network = self.network(question, **parameters)
        places = {key: place for place, key in enumerate(network.nodes)}
        edges = list(network.edges.values())
        made = notebook_library("igraph").Graph(
            len(places), [(places[e.source], places[e.target]) for e in edges], directed=True
        )
        for sequence, rows in (
            (made.vs, [{"name": key, **attributes, "id": key} for key, attributes in network.nodes.items()]),
            (made.es, [{**edge.attributes, "key": edge.key} for edge in edges]),
        ):
            for name in dict.fromkeys(name for attributes in rows for name in attributes):
                sequence[name] = [attributes.get(name) for attributes in rows]
        return made

    def _extent(self, query: Query, parameters: Mapping[str, Any], count: int) -> dict[str, Any]:
        """How many rows there are of how many; `cut` is "100 of 109", or empty when the answer is whole."""
        total = self.graph.total(query, query.bind(parameters), count)
        return {"rows": count, "total": total, "cut": cut_words(count, total)}

    def network(self, question: str, /, **parameters: Any) -> SignedNetwork:
        """The answer as nodes and edges, before any library makes a graph of it."""
        query = self._named(question)
        if query is not None:
            statement_columns(query)
            statements = statements_told(query, self.rows(question, **parameters))
            network, _ = network_of_elements(self.graph.statements(list(statements)), statements)
        else:
            network = self._of_cypher([from_server(row) for row in self.rows(question, **parameters)])
        signs = {row["name"]: row["sign"] for row in self.graph.ask("types")}
        return network.signed(signs, day_of(parameters))

    def _of_cypher(self, rows: list[Any]) -> SignedNetwork:
        network, lacking = network_of_elements(rows)
        if not lacking:
            return network
        ends = self.graph.ask("by-element", elements=sorted(lacking))
        nodes = [{"n": Node(row["element"], tuple(sorted(row["labels"])), row["properties"])} for row in ends]
        return network_of_elements([*rows, *nodes])[0]

    def _named(self, question: str) -> Query | None:
        """The query of that name; None when it is Cypher, which no name looks like."""
        return self.graph.library.find(question) if NAME.fullmatch(question) else None


def day_of(parameters: Mapping[str, Any]) -> datetime.date:
    """The day that a question is about: `on` when that is given, else today (of UTC, like the server's)."""
    try:
        return check_date(parameters.get("on"))
    except (TypeError, ValueError):
        return datetime.datetime.now(datetime.UTC).date()


def notebook_library(name: str) -> Any:
    """A library that only notebooks need; a UsageError says how to install it."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise UsageError(f"{name} is not installed: pip install 'faultlines[notebook]'") from None
