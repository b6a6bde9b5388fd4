"""Who holds a source: one process at a time, known by host, pid and start, with a heartbeat for those far away."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import TypeVar

import psutil

from cypher.errors import FaultlinesError, GraphError, UsageError
from cypher.graph import Graph

BEAT = 5.0
"""Seconds between two heartbeats."""
LASTS = 30
"""Seconds after its last heartbeat for which a holder on another machine is believed to live."""

LOOK = 0.5
"""Seconds between two looks at a source that another process holds."""

Result = TypeVar("Result")

RENEW = """
MATCH (s:Source {id: $source}) WHERE s.holder = $me
SET s.held_until = datetime() + duration({seconds: $lasts})
RETURN s.holder AS holder
"""


class Busy(UsageError):
    """Another process is loading the source."""


def waiting(take: Callable[[], Result], seconds: float) -> Result:
    """The result of taking a source; while another process holds it, try again for so many seconds."""
    until = time.monotonic() + seconds
    while True:
        try:
            return take()
        except Busy:
            if time.monotonic() >= until:
                raise
        time.sleep(LOOK)


class Holder:
    """This process as the holder of a source, until another has taken it over."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.lost = Event()

    def check(self) -> None:
        """Raise GraphError when another process holds the source by now."""
        if self.lost.is_set():
            raise GraphError(f"another process took {self.source} over while this one stood still: run it again")


@contextmanager
def kept(graph: Graph, source: str) -> Iterator[Holder]:
    """Keep a source that this process has taken, by a heartbeat, for as long as the block lasts."""
    holder = Holder(source)
    asked = {"source": source, "me": me(), "lasts": LASTS}

    def renew() -> None:
        if not holder.lost.is_set() and not graph.write(lambda tx: tx.run(RENEW, asked).data(), name="heartbeat"):
            holder.lost.set()

    with beating(renew, f"heartbeat {source}"):
        yield holder


@contextmanager
def beating(beat: Callable[[], None], name: str) -> Iterator[None]:
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


def me() -> str:
    """This process as others can tell it: host, pid and start."""
    return f"{socket.gethostname()}:{os.getpid()}:{int(psutil.Process().create_time())}"


def alive(holder: str, *, beats: bool) -> bool:
    """Whether the process that holds a source still runs; of one on another machine only its heartbeat tells.

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
