"""Layer 4: the connection of one statement, metered and cut: by its clock, its bytes, or its person."""

from __future__ import annotations

import socket
from contextlib import suppress
from threading import Lock, Timer
from typing import Any

import neo4j

from cypher.errors import StatementRejected


class MeteredSocket:
    """A socket that counts what comes in; everything else is the socket's own."""

    def __init__(self, raw: Any, line: MeteredConnection) -> None:
        self.raw, self.line = raw, line

    def __getattr__(self, name: str) -> Any:
        return getattr(self.raw, name)

    def recv_into(self, *arguments: Any) -> int:
        """As a socket's, counted."""
        count = int(self.raw.recv_into(*arguments))
        self.line.count(count)
        return count

    def recv(self, *arguments: Any) -> bytes:
        """As a socket's, counted."""
        data = bytes(self.raw.recv(*arguments))
        self.line.count(len(data))
        return data


class MeteredConnection:
    """A session's connection for the time of one transaction.

    The driver has no way to cut a connection that is being read, nor to bound a value on its way in: both are done at
    its socket. It is reached by the driver's own names, which its pinned version keeps and the tests watch.
    """

    def __init__(self, held: int, total: int | None) -> None:
        self.held, self.total = held, total
        self.received = self.marked = 0
        self.why: StatementRejected | None = None
        self.lock = Lock()
        self.clock: Timer | None = None
        self.bolt: Any = None
        self.raw: Any = None

    def attach(self, session: neo4j.Session) -> None:
        """Take hold of the connection of a session that has begun a transaction."""
        bolt = session._connection.socket  # type: ignore[union-attr]
        with self.lock:
            self.bolt, self.raw = bolt, bolt._socket
            bolt._socket = MeteredSocket(self.raw, self)
            if self.why:
                self.shut()

    def detach(self) -> None:
        """Let go of the connection, so that the driver may use it again."""
        with self.lock:
            if self.bolt is not None and isinstance(self.bolt._socket, MeteredSocket):
                self.bolt._socket = self.raw
            self.bolt = self.raw = None

    def cut_after(self, seconds: float, why: StatementRejected) -> None:
        """Cut the connection when the time is over and nobody has stopped the clock."""
        self.clock = Timer(seconds, self.cut, [why])
        self.clock.daemon = True
        self.clock.start()

    def stop_clock(self) -> None:
        """Nothing is cut any more for its time."""
        if self.clock is not None:
            self.clock.cancel()

    def cut(self, why: StatementRejected) -> None:
        """Cut the connection now, from any thread: the one that reads from it gets an error at once."""
        with self.lock:
            self.why = self.why or why
            self.shut()

    def shut(self) -> None:
        """Shut the socket, encrypted or not."""
        if self.raw is not None:
            with suppress(OSError):
                socket.socket.shutdown(self.raw, socket.SHUT_RDWR)

    def row_done(self) -> None:
        """A row has been handed on: what was received for it is no longer held."""
        self.marked = self.received

    def count(self, count: int) -> None:
        """Note what came in; too much of it cuts the connection."""
        self.received += count
        if self.received - self.marked > self.held:
            self.cut(StatementRejected(4, f"a single row is larger than {self.held >> 20} MB"))
        elif self.total is not None and self.received > self.total:
            self.cut(StatementRejected(4, f"the answer is larger than {self.total >> 20} MB"))
