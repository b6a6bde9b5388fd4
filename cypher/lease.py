"""Leases: what one process at a time holds, known by host, pid and start, with a heartbeat for those far away.

A source, a due time, a request, a notice and a piece of housekeeping are held in the same way. Who takes one locks its
node, asks whether the process that has it still lives, and writes itself down; when a holder dies, the next one takes
over.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Event, Thread
from typing import Any, TypeVar

import psutil

from cypher.errors import FaultlinesError, GraphError, UsageError
from cypher.graph import Graph, Transaction

BEAT = 5.0
"""Seconds between two heartbeats."""
LASTS = 30
"""Seconds after its last heartbeat for which a holder on another machine is believed to live."""

LOOK = 0.5
"""Seconds between two looks at a source that another process holds."""

Result = TypeVar("Result")

# Templates, since labels and names of properties stand in the text.
LOCK = "MATCH (n:{label} {{id: $id}}) SET n.touched = datetime() RETURN n.{holder} AS holder, {beats} AS beats"
TAKE = "MATCH (n:{label} {{id: $id}}) SET n.{holder} = $process, {renewed}"
# The lock is taken before the holder is read: a release that waits to be committed is seen.
RENEW = """
MATCH (n:{label} {{id: $id}}) SET n.touched = datetime()
WITH n WHERE n.{holder} = $process
SET {renewed}
RETURN n.id AS id
"""
RENEW_ALL = "MATCH (n:{label}) WHERE {held} AND n.{holder} = $process SET {renewed}"
RELEASE = """
MATCH (n:{label} {{id: $id}}) WHERE n.{holder} = $process
SET n.{holder} = null, {ended}
RETURN n.id AS id
"""
HELD = """
MATCH (n:{label}) WHERE {held} AND n.{holder} IS NOT NULL
RETURN n.id AS id, n.{holder} AS holder, {beats} AS beats
"""


@dataclass(frozen=True)
class Leasable:
    """What can be held: its label, the properties that say by whom and until when, and how an index finds the held.

    Without `until` it is held for as long as its holder's `Scheduler` beats, and needs no heartbeat of its own.
    """

    label: str
    holder: str
    until: str | None
    held: str = "n.id >= ''"

    def filled(self, template: str) -> str:
        """The statement for this label and these properties."""
        if self.until:
            beats = f"coalesce(n.{self.until} > datetime(), false)"
            renewed, ended = f"n.{self.until} = datetime() + duration({{seconds: $lasts}})", f"n.{self.until} = null"
        else:
            live = f"p.id = n.{self.holder} AND p.beat_at > datetime() - duration({{seconds: $lasts}})"
            beats = f"EXISTS {{ MATCH (p:Scheduler) WHERE {live} }}"
            renewed = ended = "n.touched = datetime()"
        return template.format(
            label=self.label, holder=self.holder, held=self.held, beats=beats, renewed=renewed, ended=ended
        )


SOURCE = Leasable("Source", "holder", "held_until")
DUE_TIME = Leasable("Source", "claimed_by", "claimed_until")
REQUEST = Leasable("Request", "taken_by", None, "n.status = 'taken' AND n.asked_at IS NOT NULL")
TURN = Leasable("Turn", "taken_by", "taken_until")
NOTICE = Leasable("Notice", "taken_by", "taken_until", "n.status = 'waiting' AND n.at IS NOT NULL")


class SourceBusy(UsageError):
    """Another process is loading the source."""


@dataclass(frozen=True)
class Held:
    """Something that a process holds, and whether that process still lives."""

    id: str
    holder: str
    alive: bool


class Lease:
    """One process's hold on something of these, until another has taken it over."""

    def __init__(self, what: Leasable, id: str, process: str | None = None) -> None:  # noqa: A002
        self.what, self.id, self.process = what, id, process or process_id()
        self.lost = Event()

    def run(self, tx: Transaction, template: str, lasts: int = LASTS) -> list[dict[str, Any]]:
        """The rows of one of the statements above, for this process and this node."""
        parameters = {"id": self.id, "process": self.process, "lasts": lasts}
        return tx.run(self.what.filled(template), parameters).data()

    def take(self, tx: Transaction, lasts: int = LASTS) -> str | None:
        """Take it, unless another living process has it: None, or that process. The node's lock keeps two apart."""
        for row in self.run(tx, LOCK, lasts):
            if row["holder"] not in (None, self.process) and alive(row["holder"], beats=row["beats"]):
                return str(row["holder"])
        self.run(tx, TAKE, lasts)
        return None

    def release(self, tx: Transaction) -> bool:
        """Let go of it; False when this process had lost it."""
        return bool(self.run(tx, RELEASE))

    def renew(self, graph: Graph) -> None:
        """Hold it for longer, or find out that another has it."""
        if not self.lost.is_set() and not graph.write(lambda tx: self.run(tx, RENEW), name="renew-lease"):
            self.lost.set()

    def check(self) -> None:
        """Raise GraphError when another process holds it by now."""
        if self.lost.is_set():
            raise GraphError(f"another process took over {self.id} while this one was suspended: run it again")


def renew_all(graph: Graph, what: Leasable, process: str) -> None:
    """Hold for longer all of a kind that a process holds."""
    parameters = {"process": process, "lasts": LASTS}
    graph.write(lambda tx: tx.run(what.filled(RENEW_ALL), parameters).consume(), name="renew-leases")


def held_leases(graph: Graph, what: Leasable) -> list[Held]:
    """All of a kind that processes hold, the dead among them too."""
    return as_held(graph.read(what.filled(HELD), {"lasts": LASTS}, name="leases"))


def held_by(tx: Transaction, what: Leasable) -> list[Held]:
    """All of a kind that processes hold, as a transaction sees them."""
    return as_held(tx.run(what.filled(HELD), {"lasts": LASTS}).data())


def as_held(rows: Iterable[Mapping[str, Any]]) -> list[Held]:
    """The answers to HELD."""
    return [Held(row["id"], row["holder"], alive(row["holder"], beats=row["beats"])) for row in rows]


def wait_for_source(take: Callable[[], Result], seconds: float) -> Result:
    """The result of taking a source; while another process holds it, try again for so many seconds."""
    until = time.monotonic() + seconds
    while True:
        try:
            return take()
        except SourceBusy:
            if time.monotonic() >= until:
                raise
        time.sleep(LOOK)


@contextmanager
def hold(graph: Graph, source: str) -> Iterator[Lease]:
    """Keep a source that this process has taken, by a heartbeat, for as long as the block lasts."""
    lease = Lease(SOURCE, source)
    with heartbeat(lambda: lease.renew(graph), f"heartbeat {source}"):
        yield lease


@contextmanager
def heartbeat(beat: Callable[[], None], name: str) -> Iterator[None]:
    """Do something at each heartbeat, beside the block and for as long as it lasts."""
    over = Event()

    def go_on() -> None:
        while not over.wait(BEAT):
            # A beat that finds the graph away is no loss: the block itself will notice.
            with suppress(FaultlinesError):
                beat()

    thread = Thread(target=go_on, name=name, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(BEAT)


def process_id() -> str:
    """This process as others can tell it: host, pid and start."""
    return f"{socket.gethostname()}:{os.getpid()}:{int(psutil.Process().create_time())}"


def alive(holder: str, *, beats: bool) -> bool:
    """Whether the process that holds something still runs; of one on another machine only its heartbeat tells.

    A killed process whose parent has not noticed yet (a zombie) holds nothing.
    """
    host, pid, started = holder.rsplit(":", 2)
    if host != socket.gethostname():
        return beats
    try:
        process = psutil.Process(int(pid))
        return int(process.create_time()) == int(started) and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
