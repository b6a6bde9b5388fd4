"""Layer 5: looks whether a statement that has ended for its person has ended on the server too."""

from __future__ import annotations

import logging
import time
from collections.abc import MutableMapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Thread

import psutil

from cypher import engine
from cypher.errors import FaultlinesError
from cypher.graph import Graph
from cypher.library.statements import Statements
from cypher.settings import Settings

LOG = logging.getLogger(__name__)
statement = Statements(Path(__file__).with_name("queries"))

PATIENCE = 3.0
"""Seconds that a statement gets to end after it was told to: usual is 0.1."""
BUSY = 0.7
"""Of a core."""


@dataclass(frozen=True)
class RunawayQuery:
    """A statement that goes on after its end."""

    run: str
    client: str
    text: str
    seconds: float
    cores: float | None

    def __str__(self) -> str:
        cores = "" if self.cores is None else f", {self.cores:.1f} cores of the server are busy"
        return (
            f"a statement keeps running after it was terminated{cores}: {self.text[:200]}. "
            "Only a restart ends it: `faultlines graph stop` and `start`, or the button on the page"
        )


class RunawayWatch:
    """Follows statements after their end; `burning` says which of them go on."""

    def __init__(
        self, graph: Graph, settings: Settings | None = None, runaways: MutableMapping[str, RunawayQuery] | None = None
    ) -> None:
        self.graph, self.settings = graph, settings
        self.runaways: MutableMapping[str, RunawayQuery] = {} if runaways is None else runaways
        self.followed: dict[str, Thread] = {}
        self.lock = Lock()

    def follow(self, run: str, client: str, text: str) -> None:
        """See to it, beside whatever else happens, that a statement which was cut off ends."""
        thread = Thread(target=self.see, args=(run, client, text), name=f"watch {run}", daemon=True)
        with self.lock:
            self.followed[run] = thread
        thread.start()

    def see(self, run: str, client: str, text: str) -> None:
        """Ask until it has ended, telling it to end; report it when it does not."""
        until = time.monotonic() + PATIENCE
        try:
            while self.alive(run) and time.monotonic() < until:
                time.sleep(0.1)
            if self.alive(run):
                self.report(run, client, text)
                self.restart(run, text)
        except FaultlinesError:
            # A server that does not even answer this is busy with something.
            self.report(run, client, text)
        finally:
            with self.lock:
                self.followed.pop(run, None)

    def alive(self, run: str) -> bool:
        """Whether the server still runs it; it is told to end if so."""
        rows = self.graph.read(statement("running"), {"run": run}, name="watch", timeout=PATIENCE)
        for row in rows:
            self.graph.read(statement("terminate"), {"id": row["id"]}, name="watch", timeout=PATIENCE)
        return bool(rows)

    def report(self, run: str, client: str, text: str) -> None:
        """Note a statement that goes on."""
        with self.lock:
            self.runaways[run] = RunawayQuery(run, client, text, PATIENCE, self.cores())

    def restart(self, run: str, text: str) -> None:
        """Restart the embedded server under a statement that goes on beyond all patience, when the settings say so."""
        settings = self.settings
        if settings is None or settings.neo4j_uri or not settings.runaway_restart:
            return
        until = time.monotonic() + settings.runaway_restart
        while self.alive(run):
            if time.monotonic() > until:
                LOG.warning("restarting Neo4j: a statement runs on %g s after its end: %s", PATIENCE, text[:200])
                engine.restart(settings)
                break
            time.sleep(0.5)
        with self.lock:
            self.runaways.pop(run, None)

    def burning(self) -> list[RunawayQuery]:
        """The statements that go on after their end; those which have ended meanwhile are forgotten."""
        for run in list(self.runaways):
            if not self.graph.read(statement("running"), {"run": run}, name="watch", timeout=PATIENCE):
                with self.lock:
                    self.runaways.pop(run, None)
        known = (self.runaways.get(run) for run in list(self.runaways))
        return [burning for burning in known if burning is not None]

    def settle(self, seconds: float = PATIENCE * 3) -> list[RunawayQuery]:
        """Wait for all that is followed, at most so long for each, then say what goes on."""
        for thread in list(self.followed.values()):
            thread.join(seconds)
        return self.burning()

    def cores(self) -> float | None:
        """How many cores the embedded server keeps busy; None for a server elsewhere."""
        if self.settings is None or self.settings.neo4j_uri:
            return None
        pid = engine.status(self.settings).pid
        try:
            return None if pid is None else psutil.Process(pid).cpu_percent(0.5) / 100
        except psutil.Error:
            return None
