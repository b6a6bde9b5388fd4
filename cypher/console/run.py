"""A person's own statement: rejected in words, or run once, within limits, and cut off when told to.

console = Console(graph, settings)
with console.run(text, parameters, limits=Limits(rows=1000), client="…") as run:
    run.columns
    for row in run: ...
run.cancel()                      # from any other thread, at any time
console.plan(text, parameters)    # what the server would do
"""

from __future__ import annotations

import getpass
import platform
import time
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from uuid import uuid4

import neo4j
from neo4j.exceptions import BrokenRecordError, DriverError, Neo4jError

from cypher import driver_values, engine
from cypher.console.connection import MeteredConnection
from cypher.console.gate import Gate
from cypher.console.watch import RunawayQuery, RunawayWatch
from cypher.engine.jars import Report
from cypher.errors import Cancelled, GraphDown, QueryError, StatementRejected
from cypher.graph import LESS, Graph, out_of_memory
from cypher.guard import plan as plans
from cypher.guard import text as texts
from cypher.guard.plan import Plan
from cypher.library.query import Query
from cypher.library.repeat import GIVEN, repeat
from cypher.library.statements import Statements
from cypher.notices import SESSION, notices_of
from cypher.settings import Settings

if TYPE_CHECKING:
    from cypher.console.script import Script

statement = Statements(Path(__file__).with_name("queries"))

GRACE = 1.0
"""Seconds after which the client cuts what the server should have ended."""
SIZED = 60.0
"""Seconds for which the graph is taken to keep its size."""


@dataclass(frozen=True)
class Limits:
    """What a statement may take; None is no limit."""

    seconds: float = 20.0
    rows: int | None = 10_000
    bytes: int | None = 64 << 20
    row_bytes: int = 32 << 20


class Console:
    """Runs people's statements on a graph; safe to share between threads."""

    def __init__(
        self,
        graph: Graph,
        settings: Settings | None = None,
        gate: Gate | None = None,
        runaways: MutableMapping[str, RunawayQuery] | None = None,
    ) -> None:
        self.graph, self.settings = graph, settings
        self.gate = gate or Gate()
        self.watch = RunawayWatch(graph, settings, runaways)
        self._size: tuple[float, int] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.watch.settle()  # a driver must not be closed while the watch still asks by it

    def run(
        self,
        text: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        limits: Limits | None = None,
        client: str = "",
        write: bool = False,
    ) -> Run:
        """A run of a statement; it begins when it is entered (`with`), and asks for nothing before."""
        return Run(self, text, parameters or {}, limits or Limits(), client, write)

    def plan(
        self,
        text: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        profile: bool = False,
        limits: Limits | None = None,
        client: str = "",
    ) -> Plan:
        """What the server would do (EXPLAIN), or did (PROFILE, which runs it and throws its rows away)."""
        with self.run(text, parameters, limits=limits, client=client) as run:
            if profile:
                run.profile = True
            else:
                run.explain = True
            for _ in run:
                pass
            return run.tree

    def size(self) -> int:
        """How many nodes and relationships the graph has, as of a minute ago."""
        now = time.monotonic()
        if self._size is None or now - self._size[0] > SIZED:
            (row,) = self.graph.ask("size")
            self._size = now, row["nodes"] + row["relationships"]
        return self._size[1]

    @cached_property
    def repeated(self) -> frozenset[str]:
        """The texts of the named queries that are asked until they give no new rows."""
        return self.texts_of(lambda query: bool(query.repeats))

    @cached_property
    def searching(self) -> frozenset[str]:
        """The texts of the named queries that look for shortest paths."""
        return self.texts_of(lambda query: "SHORTEST" in query.text)

    @cached_property
    def named(self) -> frozenset[str]:
        """The texts of all named queries."""
        return self.texts_of(lambda query: True)

    def texts_of(self, chosen: Callable[[Query], bool]) -> frozenset[str]:
        """Some named queries as they are judged; each takes some 20 ms to read."""
        queries = filter(chosen, self.graph.library.queries.values())
        return frozenset(texts.unwrap(texts.decode(query.text))[1] for query in queries)

    def burning(self) -> list[RunawayQuery]:
        """The statements that go on burning a core after their end."""
        return self.watch.burning()

    def restart(self, report: Report = lambda there, total: None) -> engine.Status:
        """Stop the embedded server and start it again: the only end of a statement that does not end."""
        settings = self.settings or Settings.read()
        status = engine.restart(settings, report)
        self.watch.runaways.clear()
        return status


class Run:
    """One statement on its way: iterate for its rows, lists of plain values (`cypher.values`) as `columns` are ordered.

    `truncated` says that there were more rows than the limit, `notices` what the server says of the text and what of it
    was read otherwise than it is written. `seconds`, `counts` (of what was written) and `tree` (the plan, after EXPLAIN
    or PROFILE) are there at the end.
    """

    def __init__(
        self,
        console: Console,
        text: str,
        parameters: Mapping[str, Any],
        limits: Limits,
        client: str,
        write: bool,
        script: Script | None = None,
    ) -> None:
        self.console, self.text, self.parameters = console, text, parameters
        self.limits, self.client, self.write, self.script = limits, client, write, script
        self.id = uuid4().hex
        self.line = script.line if script else MeteredConnection(limits.row_bytes, limits.bytes)
        self.asking = MeteredConnection(0, 0)
        self.explain = self.profile = self.truncated = False
        self.plan: Plan | None = None
        self.notices: list[str] = []
        self.counts: dict[str, int] = {}
        self.rows = 0
        self.seconds = 0.0
        self._columns: tuple[str, ...] | None = None
        self._result: neo4j.Result | None = None
        self._ended = False

    def __enter__(self) -> Self:
        self.began = time.monotonic()
        self.stack = ExitStack()
        try:
            self.stack.enter_context(self.console.gate.through(self.client, self.stop_if_cut))
            self.examine()
            self.judge()
        except BaseException:
            self.stack.close()
            raise
        return self

    def examine(self) -> None:
        """Layer 1: the text, within the gate, since judging costs this process too."""
        self.statement = texts.examine(self.text, self.parameters, write=self.write, size=self.console.size())
        self.repeats = self.statement.text in self.console.repeated and not self.write
        if self.repeats:
            self.statement = replace(self.statement, parameters={**self.statement.parameters, **GIVEN})
        self.explain = self.statement.mode == "explain"
        self.profile = self.statement.mode == "profile"
        self.notices = list(self.statement.notices)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.seconds = time.monotonic() - self.began
        self._ended = True
        self.stack.close()

    def cancel(self) -> None:
        """Cut the connection, from any thread; whoever iterates gets Cancelled."""
        if not self._ended:
            self.line.cut(Cancelled())
            self.asking.cut(Cancelled())

    def stop_if_cut(self) -> None:
        """Raise what the statement was cut off for."""
        if self.line.why:
            raise self.line.why

    @property
    def columns(self) -> tuple[str, ...]:
        """The answer's columns; asking for them begins the run."""
        if self._columns is None:
            self.begin()
        return self._columns or ()

    @property
    def tree(self) -> Plan:
        """The plan; QueryError when there is none."""
        if self.plan is None:
            raise QueryError("the server gave no plan")
        return self.plan

    def judge(self) -> None:
        """Layer 3: the plan, asked for within a limit of its own."""
        self.stop_if_cut()
        seconds, rest = min(plans.SECONDS, self.limits.seconds), self.limits.seconds - plans.SECONDS
        try:
            summary = self.explained(seconds)
        except StatementRejected as error:
            if isinstance(error, Cancelled) or rest <= 0 or self.statement.text not in self.console.named:
                raise
            summary = self.explained(rest)  # a server that has just started, or is busy, plans our own ones slowly
        self.plan = Plan.read(summary.plan) if summary.plan else None
        notices = notices_of(summary)
        if notices and self.statement.text not in texts.shipped():  # ours are tested
            self.notices += notices
        writes = self.write and self.statement.writes
        reach = self.statement.reach
        if reach and self.statement.text in self.console.searching:
            reach = 0  # how far a named query looks was weighed when it was written
        plans.check_plan(summary.query_type, self.plan, write=writes, reach=reach)

    def explained(self, seconds: float) -> neo4j.ResultSummary:
        """What the server says to EXPLAIN; StatementRejected when planning takes longer."""
        self.asking = asking = MeteredConnection(4 << 20, 4 << 20)
        why = StatementRejected(3, f"the server took over {seconds:g} s to plan it")
        with self.words(asking), ExitStack() as stack:
            tx = self.transaction(stack, asking, seconds, why)
            return tx.run(self.sent("EXPLAIN "), self.statement.parameters).consume()

    def sent(self, prefix: str = "") -> str:
        """The text as it goes to the server."""
        return f"CYPHER 5 {prefix}{self.statement.text}"

    def transaction(
        self, stack: ExitStack, line: MeteredConnection, seconds: float, why: StatementRejected
    ) -> neo4j.Transaction:
        """Begin a transaction of its own, on a metered connection: READ (layer 2) unless it may write."""
        stack.callback(line.stop_clock)
        line.cut_after(seconds + GRACE, why)
        mode = neo4j.WRITE_ACCESS if self.write else neo4j.READ_ACCESS
        graph = self.console.graph
        stack.enter_context(graph.users.another())
        session = graph.driver.session(
            database=graph.database,
            default_access_mode=mode,
            fetch_size=1000,
            **SESSION,
        )
        stack.callback(quietly, session.close)
        metadata = {"app": "faultlines", "query": "console", "run": self.id, "client": self.client}
        tx = session.begin_transaction(metadata=metadata, timeout=seconds)
        line.attach(session)
        stack.callback(line.detach)  # before the connection goes back to the driver
        stack.callback(quietly, tx.close)
        return tx

    def begin(self) -> None:
        """Send the statement, once."""
        self.stop_if_cut()
        if self.explain:
            self._columns = ()
            return
        with self.words(self.line):
            seconds = self.limits.seconds
            why = StatementRejected(4, f"it took longer than {seconds:g} s")
            if self.script is None:
                self.tx = self.transaction(self.stack, self.line, seconds, why)
            else:
                self.tx = self.script.transaction(self, seconds, why)
            prefix = "PROFILE " if self.profile else ""
            self._result = self.tx.run(self.sent(prefix), self.statement.parameters)
            self._columns = tuple(self._result.keys())

    def __iter__(self) -> Iterator[list[Any]]:
        if self._columns is None:
            self.begin()
        result = self._result
        if result is None:
            return
        with self.words(self.line):
            for row in self.repeated(result) if self.repeats and not self.profile else result:
                if self.limits.rows is not None and self.rows >= self.limits.rows:
                    self.truncated = True
                    if self.write:
                        break  # all of it is written, whatever is shown
                    return
                self.line.row_done()
                self.rows += 1
                yield driver_values.plain_row(row.values())
                self.stop_if_cut()
            summary = result.consume()
            if summary.profile:
                self.plan = Plan.read(summary.profile)
            counters = vars(summary.counters)
            self.counts = {name: count for name, count in counters.items() if type(count) is int and count}
            if self.write:
                self.record()
                if self.script is None:
                    self.tx.commit()

    def repeated(self, result: neo4j.Result) -> list[neo4j.Record]:
        """The rows of the last round of a query that is repeated; its first round has begun."""
        results = [result]

        def run(parameters: Mapping[str, Any]) -> list[neo4j.Record]:
            self.stop_if_cut()
            rows = []
            for row in results.pop() if results else self.tx.run(self.sent(), dict(parameters)):
                self.line.row_done()
                rows.append(row)
            return rows

        return repeat(run, self.statement.parameters, lambda row: str(row[0]))

    def record(self) -> None:
        """Note who has written what, in the transaction that wrote it."""
        if not self.counts:
            return
        entry = {
            "id": self.id,
            "who": f"{getpass.getuser()}@{platform.node()}",
            "statement": self.statement.text,
            "parameters": sorted(self.statement.parameters),
            "counts": [f"{name}: {count}" for name, count in self.counts.items()],
        }
        self.tx.run(statement("record"), entry).consume()

    def words(self, line: MeteredConnection) -> ConsoleMessages:
        """Says in words what the driver raises meanwhile."""
        return ConsoleMessages(self, line)


@dataclass(frozen=True)
class ConsoleMessages:
    """What the driver or the server raises while a statement runs, as an error of ours; a cut statement is followed."""

    run: Run
    line: MeteredConnection

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not isinstance(error, DriverError | Neo4jError | OSError | BufferError):
            return
        run = self.run
        known = self.line.why or judged_error(error, run)
        if isinstance(known, StatementRejected):
            run.console.watch.follow(run.id, run.client, run.text)
        raise known from error


def quietly(close: Callable[[], None]) -> None:
    """Close what may be cut off already."""
    with suppress(DriverError, Neo4jError, OSError):
        close()


def judged_error(error: Exception, run: Run) -> Exception:
    """What an error of the driver means for a person."""
    if isinstance(error, BrokenRecordError):
        return QueryError(f"a value can't be shown, such as a date beyond the year 9999: {error}")
    if not isinstance(error, Neo4jError):
        return GraphDown(f"the graph went away: {error}")
    code, message = error.code or "", (error.message or str(error)).splitlines()[0]
    if "TimedOut" in code or "Terminated" in code:
        return StatementRejected(4, f"it took longer than {run.limits.seconds:g} s")
    if "AccessMode" in code:
        return StatementRejected(2, "it writes, but only reading is allowed here")
    if out_of_memory(error):
        return StatementRejected(4, f"it {LESS}")
    return QueryError(message)
