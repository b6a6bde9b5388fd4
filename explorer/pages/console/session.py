"""The console of one process: what runs for which tab, cutting it off, and saying in words how it ended."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from threading import Event, Lock, Thread
from typing import Any, Literal

from cypher import engine
from cypher.console.gate import Gate, at_a_time
from cypher.console.run import Console, Limits, Run
from cypher.console.shared import SharedGate, SharedRunaways
from cypher.console.watch import RunawayQuery
from cypher.editing.lexer import spoken
from cypher.editing.vocabulary import LiveVocabulary
from cypher.errors import Cancelled, EngineError, FaultlinesError, GraphDown, StatementRejected
from cypher.export import Form, export_rows, find_form
from cypher.guard import rules
from cypher.library.library import Library
from cypher.library.total import counting, cut_words, unlimited
from cypher.scheduling.requests import note_restart
from cypher.settings import Settings
from explorer.graph import GraphReader
from explorer.pages.console.cells import display_cell, json_view
from explorer.pages.console.drawing import Drawing, drawable_parts
from explorer.pages.console.plan import plan_tree

EXTENSION = "faultlines-console"
ROWS, BYTES, EXPORTED = 5_000, 16 << 20, 1 << 30
"""What a page can show, and what an export may come to."""
COUNTING = 5.0
"""Seconds in which what a statement's own limit cut off is counted, or it is "more"."""
LOOK = 0.25
"""Seconds between two looks whether the browser is still there."""
PLACE = re.compile(r"not valid Cypher for Neo4j 5: line (\d+), column (\d+)")
BEFORE = frozenset({"EXPLAIN", "PROFILE", "CYPHER", "5"})
"""What may stand before the statement that is judged."""
Mode = Literal["run", "explain", "profile"]


class ConsoleSession:
    """People's statements in this process; each tab cancels its own alone.

    With several processes, limits and findings are kept in the folder that they share. What another process runs is
    cancelled by hanging up: whoever runs it looks four times a second whether its browser is still there.
    """

    def __init__(self, settings: Settings, reader: GraphReader, shared: Path | None = None) -> None:
        self.settings = settings
        self.reader = reader
        every = at_a_time(settings)
        self.gate: Gate = SharedGate(shared, every=every) if shared else Gate(every=every)
        self.runaways: MutableMapping[str, RunawayQuery] = SharedRunaways(shared) if shared else {}
        self.words = LiveVocabulary(reader.connected, lambda name: name.lower() in rules.FUNCTIONS | rules.PROCEDURES)
        self.lock = Lock()
        self.console: Console | None = None
        self.runs: dict[tuple[str, str], Run] = {}

    def library(self) -> Library:
        """The named queries, also while the graph is unreachable."""
        return Library.load(self.settings.queries)

    def guarded_console(self) -> Console:
        """The guarded way to the graph; another connection has another one, the gate stays."""
        graph = self.reader.connected()
        with self.lock:
            if self.console is None or self.console.graph is not graph:
                self.console = Console(graph, self.settings, self.gate, self.runaways)
            return self.console

    def run(
        self,
        client: str,
        name: str,
        text: str,
        parameters: Mapping[str, Any],
        mode: Mode,
        browser_gone: Callable[[], bool],
    ) -> dict[str, Any]:
        """The answer of a statement as the page shows it."""
        console = self.guarded_console()
        limits = Limits(seconds=self.settings.query_timeout, rows=ROWS, bytes=BYTES)
        run = console.run(text, parameters, limits=limits, client=client)
        try:
            with self.cancellable(client, name, run, browser_gone), run:
                run.explain = run.explain or mode == "explain"
                run.profile = run.profile or mode == "profile"
                columns, rows = run.columns, list(run)
        except GraphDown:
            self.reader.drop(console.graph)
            raise
        shown = run.explain or run.profile
        return {
            "state": "done",
            "columns": list(columns),
            "rows": [[display_cell(value) for value in row] for row in rows],
            "json": json_view(columns, rows),
            "plan": plan_tree(run.tree) if shown else None,
            "notices": run.notices,
            "took": round(run.seconds * 1000),
            "more": "there are more: export them all"
            if run.truncated
            else self.left(client, text, parameters, len(rows), shown),
            "drawing": self.drawing_of(rows),
        }

    def left(self, client: str, text: str, parameters: Mapping[str, Any], count: int, planned: bool) -> str:
        """What a statement's own `limit` cut off, in words; nothing when the answer is whole, or only planned."""
        limit = parameters.get("limit")
        if planned or "$limit" not in text or not isinstance(limit, int) or count < limit:
            return ""
        limits = Limits(seconds=COUNTING, rows=1, bytes=BYTES)
        try:
            with self.guarded_console().run(counting(text), unlimited(parameters), limits=limits, client=client) as run:
                total = next(iter(run))[0]
        except FaultlinesError:
            total = None
        return cut_words(count, total)

    def export(
        self,
        client: str,
        name: str,
        text: str,
        parameters: Mapping[str, Any],
        form: str,
        browser_gone: Callable[[], bool],
    ) -> tuple[Form, Path]:
        """Every row of a statement in a file of the server, whole, to be sent and forgotten."""
        chosen = find_form(form)
        limits = Limits(seconds=self.settings.query_timeout, rows=None, bytes=EXPORTED)
        run = self.guarded_console().run(text, parameters, limits=limits, client=client)
        folder = Path(mkdtemp(prefix="faultlines-export-"))
        try:
            with self.cancellable(client, name, run, browser_gone), run:
                export_rows(form, run.columns, run, folder / f"answer.{chosen.suffix}")
        except BaseException:
            rmtree(folder, ignore_errors=True)
            raise
        return chosen, folder / f"answer.{chosen.suffix}"

    def drawing_of(self, rows: list[list[Any]]) -> Drawing:
        """What of the rows can be drawn; an answer is shown even if that can't be found out."""
        try:
            return drawable_parts(self.reader.ask, rows)
        except FaultlinesError as error:
            return {"actors": [], "some": [], "named": False, "skipped": [str(error)], "sketch": None, "links": {}}

    @contextmanager
    def cancellable(self, client: str, name: str, run: Run, browser_gone: Callable[[], bool]) -> Iterator[None]:
        """Keep a run where `cancel` finds it, and cut it off when its browser has left."""
        ended = Event()

        def look() -> None:
            while not ended.wait(LOOK):
                if browser_gone():
                    run.cancel()
                    return

        with self.lock:
            self.runs[client, name] = run
        Thread(target=look, name=f"console {name}", daemon=True).start()
        try:
            yield
        finally:
            ended.set()
            with self.lock:
                self.runs.pop((client, name), None)

    def cancel(self, client: str, name: str) -> bool:
        """Cut off a run of a tab; False when this process has none of that name."""
        with self.lock:
            run = self.runs.get((client, name))
        if run is not None:
            run.cancel()
        return run is not None

    def watch(self) -> dict[str, Any]:
        """Whether a statement runs on after its end, and whether a restart can be had here."""
        try:
            burning = self.guarded_console().burning()
        except FaultlinesError:
            burning = []
        return {
            "burning": len(burning),
            "restart": self.settings.neo4j_uri is None,
            "message": str(burning[0])[:1].upper() + str(burning[0])[1:] if burning else "",
        }

    def restart(self, by: str | None = None) -> dict[str, Any]:
        """Restart the embedded server when that helps, and keep who did it.

        EngineError for a server elsewhere, and for one that is healthy.
        """
        if self.settings.neo4j_uri is not None:
            raise EngineError("this Neo4j was not started by faultlines: ask its administrator to restart it")
        if not self.watch()["burning"] and self.reader.health()["state"] in ("ok", "empty"):
            raise EngineError("no terminated statement is still running: no restart is needed")
        console = self.guarded_console() if engine.status(self.settings).ready else None
        if console is None:
            engine.restart(self.settings)
        else:
            console.restart()
            self.reader.drop(console.graph)
        note_restart(self.reader.connected(), by)
        return {"state": "done", "message": "The graph has been restarted."}


def run_failure(error: FaultlinesError, text: str = "") -> dict[str, Any]:
    """How a statement ended that gave no answer: which layer rejected it and why, or what failed."""
    if isinstance(error, Cancelled):
        return {"state": "cancelled", "message": "Cancelled"}
    if isinstance(error, StatementRejected):
        layer = f"layer {error.layer}: {error.layers[error.layer]}"
        reason = error.reason[:1].upper() + error.reason[1:]
        return {"state": "refused", "layer": layer, "message": reason, "at": fault_position(error.reason, text)}
    return {"state": "failed", "message": str(error)}


def fault_position(reason: str, text: str) -> int | None:
    """Where in the text a reason points to; lines are counted from the first word that is judged."""
    match = PLACE.search(reason)
    if match is None:
        return None
    first = next((token.start for token in spoken(text) if token.text.upper() not in BEFORE), 0)
    line, column = int(match[1]), int(match[2])
    lines = text[first:].split("\n")
    return min(len(text), first + sum(len(above) + 1 for above in lines[: line - 1]) + column - 1)
