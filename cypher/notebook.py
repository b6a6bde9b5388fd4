"""The graph in a notebook: the official driver, and answers as rows, data frames and networks; nothing here writes."""

from __future__ import annotations

import datetime
import gc
import importlib
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from time import monotonic
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Any, Self

import neo4j

from cypher.driver_values import from_server, plain_rows
from cypher.errors import UsageError
from cypher.export.columns import TYPES, arrow_table, widened
from cypher.graph import Graph, Row
from cypher.library.foreign import plain_parameters
from cypher.library.head import Column
from cypher.library.parameter import check_date, meant
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
    import pyarrow

    from cypher.tension.measure import FaultLines

# For start-up time, functions import what only they use: measuring tension needs a solver.

PANDAS = {
    "integer": "Int64",
    "float": "float64",
    "boolean": "boolean",
    "date": "datetime64[s]",
    "datetime": "datetime64[us, UTC]",
    "local datetime": "datetime64[us]",
}
"""The types of columns that have one in pandas; seconds, because nanoseconds begin in 1677 and history earlier."""
TEXTS = ("actor", "statement")
"""Types of a head's columns that hold text."""


class GraphNotice(UserWarning):
    """What the server says beside an answer: a name that the graph does not have, a cartesian product."""


class Description(str):
    """A named query's head and text, shown as it is written."""

    __slots__ = ()
    __repr__ = str.__str__


class Notebook:
    """A connection that answers questions: the name of a query, or Cypher, run once with READ access and a timeout."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    @classmethod
    def connect(cls) -> Self:
        """The graph that the settings name, else the running embedded one."""
        graph = Graph.connect(Settings.read())
        try:
            graph.check_schema()
        except BaseException:
            graph.close()
            raise
        return cls(graph)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        host, port = self.graph.driver.get_server_info().address[:2]
        return f"<faultlines at {host}:{port}: {len(self.graph.library)} named queries, .queries() lists them>"

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

    def describe(self, name: str) -> Description:
        """What a named query answers, what it takes and gives, and its text."""
        return Description(self.graph.library.find(name).text.rstrip())

    def rows(self, question: str, /, *, timeout: float | None = None, **parameters: Any) -> list[Row]:
        """The answer as plain dicts."""
        return list(self.stream(question, timeout=timeout, **parameters))

    def stream(self, question: str, /, *, timeout: float | None = None, **parameters: Any) -> Iterator[Row]:
        """The rows one by one, in flat memory; the transaction stays open until the last one has come."""
        query, values, notices = self._named(question), plain_parameters(parameters), list[str]()
        if query is None:
            yield from self.graph.stream(question, values, timeout=timeout, name="notebook", notices=notices)
        else:
            yield from self.graph.answer(query, query.bind(values), timeout=timeout, notices=notices)
        for notice in notices:
            warnings.warn(notice, GraphNotice, stacklevel=depth_outside(__name__))

    def arrow(self, question: str, /, *, timeout: float | None = None, **parameters: Any) -> pyarrow.Table:
        """The answer as a table of Arrow, made as the rows come; nodes, maps and what is mixed are JSON text."""
        query, stream = self._named(question), self.stream(question, timeout=timeout, **parameters)
        first = next(stream, {})
        kinds = dict.fromkeys(first, "null") if query is None else {c.name: kind_of_column(c) for c in query.columns}
        rows = ([from_server(row[name]) for name in kinds] for row in chain([first] if first else [], stream))
        return arrow_table(tuple(kinds), rows, kinds)

    def frame(
        self,
        question: str,
        /,
        *,
        index: str | Sequence[str] | None = None,
        timeout: float | None = None,
        **parameters: Any,
    ) -> pandas.DataFrame:
        """The answer as a pandas data frame with typed columns; a named query's are there without rows too."""
        pandas = notebook_library("pandas")
        began = monotonic()
        rows, query = self.rows(question, timeout=timeout, **parameters), self._named(question)
        extent = {"rows": len(rows), "seconds": round(monotonic() - began, 3)}
        if query is None:
            kinds = {name: widened("null", [row[name] for row in rows]) for name in (rows[0] if rows else ())}
        else:
            kinds = {column.name: column.type for column in query.columns}
            extent |= self._extent(query, parameters, len(rows))
        columns = {
            name: pandas.Series([row[name] for row in rows], dtype=PANDAS.get(kind, "object"))
            for name, kind in kinds.items()
        }
        frame = pandas.DataFrame(columns)
        if index is not None:
            for name in [index] if isinstance(index, str) else index:
                if name not in kinds:
                    raise UsageError(f"there is no column {name!r}{meant(name, kinds)}; there are {', '.join(kinds)}")
            frame = frame.set_index(index if isinstance(index, str) else list(index))
        frame.attrs |= extent
        return frame

    def polars(self, question: str, /, *, timeout: float | None = None, **parameters: Any) -> polars.DataFrame:
        """The answer as a Polars data frame, by way of Arrow."""
        polars = notebook_library("polars")
        return polars.from_arrow(self.arrow(question, timeout=timeout, **parameters))  # type: ignore[no-any-return]

    def networkx(self, question: str, /, *, timeout: float | None = None, **parameters: Any) -> networkx.MultiDiGraph:
        """The answer as a NetworkX graph: actors by their ids, one edge for each statement, with type and sign."""
        made = notebook_library("networkx").MultiDiGraph()
        network = self.network(question, timeout=timeout, **parameters)
        made.add_nodes_from(network.nodes.items())
        made.add_edges_from((edge.source, edge.target, edge.key, edge.attributes) for edge in network.edges.values())
        return made

    def igraph(self, question: str, /, *, timeout: float | None = None, **parameters: Any) -> igraph.Graph:
        """The same as an igraph graph: `id` and `name` of each vertex, `key`, `type` and `sign` of each edge."""
        network = self.network(question, timeout=timeout, **parameters)
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

    def tension(
        self,
        network: Any = None,
        *,
        on: datetime.date | str | None = None,
        sources: Sequence[str] = (),
        types: Sequence[str] = (),
        confidence: float = 0.5,
        known: datetime.date | str | None = None,
        undated: bool = True,
        weighing: str = "pairs",
        mixed: str = "apart",
        seconds: float = 60.0,
        camps: int | None = 2,
    ) -> FaultLines:
        """How far what passes a filter, or a network of igraph or NetworkX, is from two camps, with a proof.

        `camps` is how many there may be, None for any number.
        """
        from cypher.tension.measure import fault_lines, measure_tension, one_day
        from cypher.tension.pairs import Mixed, Weighing, network_rows, signed_pairs

        day = day_of(plain_parameters({"on": on}))
        weigh, both = Weighing(weighing), Mixed(mixed)
        if network is not None:
            return fault_lines(day, signed_pairs(network_rows(network), weigh, both), weigh, seconds, most=camps)
        when = None if known is None else check_date(known)
        passing = one_day(self.graph, day, sources, types, confidence, when, undated)
        return measure_tension(self.graph, passing, weigh, both, seconds, most=camps)

    def tension_years(
        self,
        first: int,
        last: int,
        *,
        on: datetime.date | str | None = None,
        sources: Sequence[str] = (),
        types: Sequence[str] = (),
        confidence: float = 0.5,
        known: datetime.date | str | None = None,
        undated: bool = True,
        weighing: str = "pairs",
        mixed: str = "apart",
        seconds: float = 60.0,
        camps: int | None = 2,
    ) -> pandas.DataFrame:
        """The tension of each year as a data frame: on 1 July, or on the day and month of `on`."""
        from cypher.tension.measure import one_day, tension_over
        from cypher.tension.pairs import Mixed, Weighing
        from cypher.tension.years import columns_of, days_of_years, year_rows

        days = days_of_years(first, last, None if on is None else check_date(on))
        when = None if known is None else check_date(known)
        passing = one_day(self.graph, days[0], sources, types, confidence, when, undated)
        over = tension_over(self.graph, passing, days, Weighing(weighing), Mixed(mixed), seconds, most=camps)
        rows = year_rows(over, camps)
        return notebook_library("pandas").DataFrame(rows, columns=columns_of(camps, by_year=True)).set_index("year")

    def centrality(
        self,
        *,
        on: datetime.date | str | None = None,
        by: str = "betweenness",
        limit: int | None = None,
        **passing: Any,
    ) -> pandas.DataFrame:
        """Degree, betweenness, closeness and PageRank of actors on a day, the most central first.

        `passing` is the filter as the query `dyads` takes it: ever, undated, sources, types, sure, kind, country.
        """
        from cypher.centrality import COLUMNS, measure_centrality

        rows = measure_centrality(self.graph, plain_parameters({"on": on, **passing}), by, limit)
        return notebook_library("pandas").DataFrame(rows, columns=COLUMNS).set_index("actor")

    def _extent(self, query: Query, parameters: Mapping[str, Any], count: int) -> dict[str, Any]:
        """How many rows there are of how many; `cut` is "100 of 109", or empty when the answer is whole."""
        total = self.graph.total(query, query.bind(plain_parameters(parameters)), count)
        return {"total": total, "cut": cut_words(count, total)}

    def network(self, question: str, /, *, timeout: float | None = None, **parameters: Any) -> SignedNetwork:
        """The answer as nodes and edges, before any library makes a graph of it."""
        with collector_paused():
            return self._network(question, timeout, parameters)

    def _network(self, question: str, timeout: float | None, parameters: Mapping[str, Any]) -> SignedNetwork:
        query = self._named(question)
        if query is not None:
            statement_columns(query)
            statements = statements_told(query, self.rows(question, timeout=timeout, **parameters))
            network, _ = network_of_elements(self.graph.statements(list(statements)), statements)
        else:
            network = self._of_cypher(list(plain_rows(self.stream(question, timeout=timeout, **parameters))))
        signs = {row["name"]: row["sign"] for row in self.graph.ask("types")}
        return network.signed(signs, day_of(plain_parameters(parameters)))

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


@contextmanager
def collector_paused() -> Iterator[None]:
    """Without Python's cyclic collector, which would walk through all that is made time and again, and find nothing."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def day_of(parameters: Mapping[str, Any]) -> datetime.date:
    """The day that a question is about: `on` when that is given, else today (of UTC, like the server's)."""
    try:
        return check_date(parameters.get("on"))
    except (TypeError, ValueError):
        return datetime.datetime.now(datetime.UTC).date()


def kind_of_column(column: Column) -> str:
    """The kind of a named query's column."""
    kind = column.type
    for text in TEXTS:
        kind = kind.replace(text, "string")
    return kind if kind in TYPES else "json"


def depth_outside(module: str) -> int:
    """How many calls below the one that asks for it the code stands that is outside of a module."""
    depth = 0
    at: FrameType | None = sys._getframe(1)
    while at is not None and at.f_globals.get("__name__") == module:
        depth, at = depth + 1, at.f_back
    return depth + 1


def notebook_library(name: str) -> Any:
    """A library that only notebooks need; a UsageError says how to install it."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise UsageError(f"{name} is not installed: pip install 'faultlines[notebook]'") from None
