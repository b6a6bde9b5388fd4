"""The one door to Neo4j: connect, ask named queries for reading, write in managed transactions."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

import neo4j
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    TransientError,
)

from cypher import engine, nodes, schema
from cypher.backoff import backoff
from cypher.driver_values import from_server, plain
from cypher.errors import GraphDown, QueryError, SchemaMismatch, UsageError, signal_in
from cypher.library.library import PROGRAM, SHIPPED, Library
from cypher.library.parameter import meant
from cypher.library.query import Query
from cypher.library.repeat import repeat
from cypher.library.statements import Statements
from cypher.library.total import MOST, counting, may_be_cut, unlimited
from cypher.names import folded, folded_names
from cypher.notices import SESSION, notices_of
from cypher.sessions import Users, begin, execute_write, open_session
from cypher.settings import Settings

if TYPE_CHECKING:
    from cypher.queries.rows import Ask

statement = Statements(Path(__file__).with_name("statements"))


Row = dict[str, Any]
Result = TypeVar("Result")
MEMORY = ("MemoryPoolOutOfMemoryError", "OutOfMemoryError", "StackOverFlowError", "TransactionOutOfMemoryError")
LESS = "needs more memory than the server allows one statement: a smaller limit, fewer steps or a narrower filter helps"
ATTEMPTS = 7
"""How often a schema command that meets another process doing the same is run: within some six seconds."""
RACES = frozenset(
    {"Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists", "Neo.ClientError.Schema.ConstraintAlreadyExists"}
)
NAMESAKES = 20
"""Actors of one name that are looked at; more than one is too many."""
STATEMENTS_BY_ID = """
MATCH (s)-[r:{type}]->(o) USING INDEX SEEK r:{type}(id)
WHERE r.id IN $ids
RETURN s, r, o"""
Transaction = neo4j.ManagedTransaction | neo4j.Transaction


class Graph:
    """A connection to the graph; safe to share between threads."""

    def __init__(
        self,
        driver: neo4j.Driver,
        database: str,
        *,
        timeout: float = 20.0,
        queries: tuple[Path, ...] = (),
    ) -> None:
        self.driver = driver
        self.database = database
        self.timeout = timeout
        self.queries = queries
        self.users = Users(self.close)
        self.bookmarks: neo4j.BookmarkManager | None = None

    @classmethod
    def connect(cls, settings: Settings) -> Graph:
        """Connect to the server that the settings name, else to the running embedded one; GraphDown when it is away."""
        where = engine.locate(settings)
        try:
            driver = neo4j.GraphDatabase.driver(
                where.uri,
                auth=(where.user, where.password),
                connection_timeout=5.0,
                max_transaction_retry_time=15.0,
                notifications_min_severity="OFF",
                user_agent="faultlines",
            )
        except (ConfigurationError, ValueError) as error:
            raise GraphDown(f"{where.uri} is not the address of a Neo4j server: {error}") from error
        try:
            # Asked once: a driver's own retries would take half a minute to say that nobody answers.
            with driver.session(database=where.database) as session:
                _refuse_old(session.run("RETURN 1").consume().server.agent, where.uri)
        except GraphDown:
            driver.close()
            raise
        except AuthError as error:
            driver.close()
            raise GraphDown(
                f"{where.uri} rejects the user {where.user!r}: check FAULTLINES_NEO4J_USER and _PASSWORD"
            ) from error
        except (DriverError, Neo4jError, OSError) as error:
            driver.close()
            raise GraphDown(f"no Neo4j answers at {where.uri}: {_first_line(error)}") from error
        graph = cls(driver, where.database or "neo4j", timeout=settings.query_timeout, queries=tuple(settings.queries))
        if where.uri.startswith("neo4j"):  # a follower may lag behind the leader that has just written
            graph.bookmarks = driver.execute_query_bookmark_manager
        return graph

    def close(self) -> None:
        """Close every connection."""
        self.driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.close()
        except Exception:
            if not signal_in(error):  # a connection that a signal cut need not say goodbye
                raise

    @cached_property
    def library(self) -> Library:
        """The named queries: the product's and the person's own."""
        return Library.load(self.queries)

    @property
    def ask(self) -> Ask:
        """Asks a named query with READ access, its name and a timeout; the rows have the query's own type."""
        return cast("Ask", self._ask)

    def _ask(self, name: str, /, **parameters: Any) -> list[Row]:
        query = self.library.find(name)
        return list(self.answer(query, query.bind(parameters)))

    def answer(
        self,
        query: Query,
        parameters: Mapping[str, Any],
        *,
        timeout: float | None = None,
        notices: list[str] | None = None,
    ) -> Iterator[Row]:
        """The rows of a named query with bound parameters; one that is repeated is so in one transaction.

        A list for `notices` gets what the server says of a query of the person's own; ours are tested.
        """
        if query.path.is_relative_to(SHIPPED):
            notices = None
        if query.path.parent != PROGRAM:
            parameters = self.check_references(query, parameters)
        if not query.repeats:
            yield from self.stream(query.text, parameters, timeout=timeout, name=query.name, notices=notices)
            return
        key = query.columns[0].name
        with self._reading(query.name, self.timeout if timeout is None else timeout) as tx:

            def run(values: Mapping[str, Any]) -> list[Row]:
                return list(_rows(tx.run(query.text, dict(values))))

            rows = repeat(run, parameters, lambda row: str(row[key]))
        yield from rows

    def check_references(self, query: Query, bound: Mapping[str, Any]) -> Mapping[str, Any]:
        """The parameters, an actor that became part of another by a decision being that other one.

        An actor may be told by a name that no other has. UsageError, with a suggestion, for an actor, source, type or
        run that the graph does not know.
        """
        references = query.references(bound)
        if not any(references.values()):
            return bound
        known = self.library.find("unknown-references")
        (row,) = self.read(known.text, {f"{kind}s": ids for kind, ids in references.items()}, name=known.name)
        others = dict(row["former"]) | {name: self._named(query.name, name) for name in row["actors"]}
        for kind in references:
            for unknown in row[f"{kind}s"] if kind != "actor" else ():
                raise UsageError(f"{query.name}: there is no {kind} {unknown!r}{self._meant(kind, unknown)}")
        return query.led_on(bound, others) if others else bound

    def _named(self, query: str, name: str) -> str:
        """The id of the one actor of that name; UsageError for a name of several, or of none."""
        search = self.library.find("search")
        rows = self.read(search.text, search.bind({"text": name, "limit": NAMESAKES}), name=search.name)
        actors = [row for row in rows if folded(row["matched"]) == folded(name) != ""]
        if len(actors) == 1:
            return str(actors[0]["actor"])
        if actors:
            listed = ", ".join(actor_words(row) for row in actors[:5]) + (" …" if len(actors) > 5 else "")
            raise UsageError(f"{query}: {len(actors)} actors are called {name!r}: {listed}; name one by its id")
        raise UsageError(f"{query}: there is no actor {name!r}{self._meant('actor', name)}")

    def knows_source(self, source: str | None) -> bool:
        """Whether anything of a source was ever loaded; true of none in particular."""
        rows = self.read(statement("knows-source"), {"source": source}, name="knows-source")
        return source is None or bool(rows)

    def _meant(self, kind: str, unknown: str) -> str:
        if kind == "actor":
            words = unknown.partition(":")[2] or unknown
            matches = self.read(
                self.library.find("search").text, {"text": words.replace("-", " "), "kinds": None, "limit": 1}
            )
            return f"; did you mean {matches[0]['actor']}?" if matches else ""
        if kind == "type":
            return meant(unknown.upper().replace("-", "_"), self.edge_types())
        rows = self.read(statement("known-sources" if kind == "source" else "known-runs"), name="known-ids")
        return meant(unknown, [row["id"] for row in rows])

    def total(self, query: Query, parameters: Mapping[str, Any], count: int) -> int | None:
        """How many rows an answer of `count` rows has without its limits; None when counting took too long."""
        if not may_be_cut(parameters, count):
            return count
        raised = unlimited(self.check_references(query, parameters), query.bounds())
        try:
            if query.repeats:
                return sum(1 for _ in self.answer(query, raised))
            (row,) = self.read(counting(query.text), raised, name=query.name)
        except QueryError:
            return None
        total = max(int(row["total"]), count)
        return None if total == raised.get("limit") != MOST and total > count else total

    def why_empty(self, query: Query, parameters: Mapping[str, Any]) -> str:
        """Why an answer has no rows, where that is known: nothing holds on the day asked for, or the head says why."""
        if parameters.get("ever") is False:
            count = self.total(query, {**parameters, "on": None, "ever": True, "limit": 0}, 0)
            if count is None or count:
                day = next((str(parameters[d]) for d in ("on", "since", "until") if parameters.get(d)), "today")
                return f"nothing of it holds {'today' if day == 'today' else f'on {day}'}; ever=true asks for any time"
        return query.empty or ""

    def read(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float | None = None,
        name: str = "query",
    ) -> list[Row]:
        """The rows of any statement, asked once with READ access; QueryError says what the server said."""
        return list(self.stream(cypher, parameters, timeout=timeout, name=name))

    def stream(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float | None = None,
        name: str = "query",
        fetch: int = 1000,
        notices: list[str] | None = None,
    ) -> Iterator[Row]:
        """The rows of any statement one by one, in flat memory, asked once with READ access.

        A list for `notices` gets at the end what the server says beside the answer.
        """
        options = {} if notices is None else SESSION
        with self._reading(name, self.timeout if timeout is None else timeout, fetch, options) as tx:
            result = tx.run(cypher, dict(parameters or {}))
            yield from _rows(result)
            if notices is not None:
                notices += notices_of(result.consume())

    def statements(self, ids: Sequence[str]) -> list[Row]:
        """Statements by their ids, of whatever type: `s`, `r` and `o`, as plain nodes and relationships."""
        kinds = [*self.edge_types(), schema.DENIED, schema.WITHDRAWN]
        text = "\nUNION ALL\n".join(STATEMENTS_BY_ID.format(type=kind) for kind in kinds)
        return [from_server(row) for row in self.read(text, {"ids": list(ids)}, name="statements-by-id")]

    @contextmanager
    def _session(self, **options: Any) -> Iterator[neo4j.Session]:
        options |= {"database": self.database, "bookmark_manager": self.bookmarks}
        with self.users.another(), open_session(self.driver, **options) as session:
            yield session

    @contextmanager
    def _reading(
        self, name: str, limit: float, fetch: int = 1000, options: Mapping[str, Any] = MappingProxyType({})
    ) -> Iterator[neo4j.Transaction]:
        with (
            _in_words(name, limit),
            self._session(default_access_mode=neo4j.READ_ACCESS, fetch_size=fetch, **options) as session,
            begin(session, metadata={"app": "faultlines", "query": name}, timeout=limit) as tx,
        ):
            yield tx

    def write(self, work: Callable[[neo4j.ManagedTransaction], Result], *, name: str = "write") -> Result:
        """The result of one managed write transaction, retried while the server calls its failure transient."""
        with _in_words(name), self._session() as session:
            unit = cast("Callable[[neo4j.Transaction], Result]", work)
            return execute_write(session, unit, {"app": "faultlines", "write": name})

    def rehearse(self, work: Callable[[neo4j.Transaction], Result], *, name: str = "rehearse") -> Result:
        """The result of work in a transaction that is never committed."""
        with (
            _in_words(name),
            self._session() as session,
            begin(session, metadata={"app": "faultlines", "write": name}) as tx,
        ):
            result = work(tx)
            tx.rollback()
            return result

    def command(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> None:
        """Run one schema command or self-committing statement outside any transaction of ours."""
        with _in_words("schema"), self._session() as session:
            session.run(cypher, dict(parameters or {})).consume()

    def insist(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> None:
        """Run a command that may be run again, until other processes that do the same are out of its way."""
        for attempt in range(ATTEMPTS):
            try:
                self.command(cypher, parameters)
            except QueryError as error:
                if attempt + 1 == ATTEMPTS or not _in_the_way(error.__cause__):
                    raise
                time.sleep(backoff(attempt, 0.1, 3.2, jitter=0.2))
            else:
                return

    def schema_version(self) -> int | None:
        """The version of the schema that the graph carries; None in a graph we never touched."""
        rows = self.read(statement("schema-version"), name="schema-version")
        return int(rows[0]["version"]) if rows else None

    def ensure_schema(self) -> None:
        """Apply constraints, indexes and types on first contact; SchemaMismatch for the graph of another version."""
        if self.check_schema() is None:
            self.apply_schema()

    def check_schema(self) -> int | None:
        """The version of the schema, None in a graph we never touched; SchemaMismatch for one that is not ours."""
        version = self.schema_version()
        if version is not None and version < schema.VERSION:
            raise SchemaMismatch(
                f"the graph has schema {version}, and this faultlines needs {schema.VERSION}: "
                "run `faultlines graph upgrade`"
            )
        self.refuse_schema(version)
        return version

    def apply_schema(self) -> None:
        """Make every constraint, index and type that is missing; what is there stays as it is."""
        # An imported graph brings the types that its sources declare. Two commands at once end in a deadlock.
        further = [text for name in self.edge_types() for text in nodes.type_constraints(name)]
        for text in dict.fromkeys([*nodes.schema_statements(), *further]):
            self.insist(text)
        self.command("CALL db.awaitIndexes(3600)")
        for edge_type in schema.EDGE_TYPES:
            self.add_type(edge_type)
        self.note_schema(schema.VERSION)

    def note_schema(self, version: int) -> None:
        """Note which version of the schema the graph has."""
        self.insist(statement("set-schema-version"), {"version": version})

    def refuse_schema(self, version: int | None) -> None:
        """Raise SchemaMismatch for a graph that a newer faultlines has written."""
        if version is not None and version > schema.VERSION:
            raise SchemaMismatch(
                f"the graph has schema {version}, but this faultlines supports {schema.VERSION}: "
                "upgrade it (pip install --upgrade faultlines)"
            )

    def add_type(self, edge_type: schema.EdgeType) -> None:
        """Make a relationship type known: index, constraint, sign; ValueError when it is known otherwise."""
        rows = self.read(statement("edge-type"), {"name": edge_type.name}, name="edge-type")
        if rows:
            if (rows[0]["sign"], rows[0]["symmetric"]) != (int(edge_type.sign), edge_type.symmetric):
                raise ValueError(f"{edge_type.name} is already in the graph with a different sign or direction")
            return
        for text in nodes.type_constraints(edge_type.name):
            self.insist(text)
        self.command("CALL db.awaitIndexes(300)")
        self.insist(
            statement("add-edge-type"),
            {
                "name": edge_type.name,
                "screen": edge_type.screen,
                "sign": int(edge_type.sign),
                "symmetric": edge_type.symmetric,
            },
        )

    def edge_types(self) -> list[str]:
        """The names of all relationship types between actors that the graph knows, core types first."""
        rows = self.read(statement("edge-types"), name="edge-types")
        names = [row["name"] for row in rows]
        return [n for n in schema.BY_NAME if n in names] + [n for n in names if n not in schema.BY_NAME]


def fold_actors(tx: Transaction, named: Iterable[tuple[str, Sequence[str]]]) -> None:
    """Keep the names of these actors, each with its id, as they are searched for."""
    tx.run(statement("fold-names"), rows=[[actor, folded_names(names)] for actor, names in named]).consume()


def _rows(result: neo4j.Result) -> Iterator[Row]:
    keys = result.keys()
    for record in result:
        yield {key: plain(record[key]) for key in keys}


def _refuse_old(agent: str, uri: str) -> None:
    digits = agent.partition("/")[2].split("-")[0].split(".")
    version = tuple(int(part) for part in digits[:2] if part.isdigit())
    if version < schema.NEO4J_AT_LEAST:
        at_least = ".".join(map(str, schema.NEO4J_AT_LEAST))
        raise GraphDown(f"{uri} runs {agent}: faultlines needs Neo4j {at_least} or newer")


@contextmanager
def _in_words(name: str, limit: float | None = None) -> Iterator[None]:
    """What the driver or the server raises, as an error of ours."""
    try:
        yield
    except (ServiceUnavailable, DriverError, OSError) as error:
        raise GraphDown(f"the graph went away: {_first_line(error)}") from error
    except Neo4jError as error:
        raise _refused(error, name, limit) from error


def _refused(error: Neo4jError, name: str, limit: float | None) -> QueryError:
    if "Timed" in (error.code or ""):
        return QueryError(f"{name} took longer than {limit:g} s and was ended" if limit else f"{name} timed out")
    if out_of_memory(error):
        return QueryError(f"{name} {LESS}")
    return QueryError(f"{name}: {_first_line(error)}")


def out_of_memory(error: Neo4jError) -> bool:
    """Whether a statement was ended because it took more memory than one may, or than all together may."""
    return any(word in (error.code or "") for word in MEMORY)


def actor_words(row: Row) -> str:
    """An actor among others of its name: its id, what it is and where."""
    return f"{row['actor']} ({', '.join([row['kind'], *row['countries']])})"


def _in_the_way(error: BaseException | None) -> bool:
    return isinstance(error, TransientError) or getattr(error, "code", None) in RACES


def _first_line(error: BaseException) -> str:
    text = error.message if isinstance(error, ClientError) else str(error)
    return (text or type(error).__name__).splitlines()[0]
