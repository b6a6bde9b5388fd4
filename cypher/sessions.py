"""Sessions of the driver that a signal may end at any moment.

A signal that arrives while the driver reads or writes leaves half a message in its buffers, and may come out of the
driver as another error (BufferError). Nothing more is said on such a connection: it is cut, and the signal goes on.
"""

from __future__ import annotations

import asyncio
import itertools
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Lock
from types import FrameType
from typing import Any, TypeVar

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from cypher.backoff import backoff
from cypher.errors import signal_in

PATIENCE = 15.0
"""Seconds for which a write that meets a passing failure is tried again."""

Result = TypeVar("Result")


class Users:
    """Counts who uses a driver, so that it is closed under nobody: a connection serves one thread at a time."""

    def __init__(self, close: Callable[[], None]) -> None:
        self.close = close
        self.lock = Lock()
        self.count = 0
        self.last = False

    @contextmanager
    def another(self) -> Iterator[None]:
        """One more until the block ends; the last one out closes what was left."""
        with self.lock:
            self.count += 1
        try:
            yield
        finally:
            with self.lock:
                self.count -= 1
                ended = self.last and not self.count
            if ended:
                self.close()

    def leave(self) -> None:
        """Close now, or as soon as the last user is done."""
        with self.lock:
            self.last = True
            if self.count:
                return
        self.close()


@contextmanager
def interruptible() -> Iterator[None]:
    """What came of a signal, as the signal."""
    try:
        yield
    except Exception as error:
        if stopped := signal_in(error):
            raise KeyboardInterrupt(*stopped.args) from error
        raise


@contextmanager
def open_session(driver: neo4j.Driver, **options: Any) -> Iterator[neo4j.Session]:
    """A session, closed after the block; cut where a signal ended it."""
    session = driver.session(**options)
    try:
        with interruptible():
            try:
                yield session
            except KeyboardInterrupt:
                raise
            except BaseException:
                session.close()
                raise
            session.close()
    except KeyboardInterrupt:
        with suppress(Exception):  # whatever state it is in: nobody uses it again
            cut: Any = session.__exit__
            cut(asyncio.CancelledError, None, None)  # as the driver itself ends a connection in use
        raise


@contextmanager
def begin(session: neo4j.Session, **options: Any) -> Iterator[neo4j.Transaction]:
    """A transaction, committed after the block and rolled back on an error; after a signal the session cuts it."""
    with interruptible():
        tx = session.begin_transaction(**options)
        try:
            with interruptible():
                yield tx
        except KeyboardInterrupt:
            raise
        except BaseException:
            tx.close()
            raise
        if not tx.closed():
            tx.commit()


def execute_write(
    session: neo4j.Session, work: Callable[[neo4j.Transaction], Result], metadata: dict[str, Any]
) -> Result:
    """The result of work in a transaction that is committed, done again while the failure is a passing one.

    The driver's own way of doing so takes a connection that a signal cut for a passing failure too.
    """
    until = time.monotonic() + PATIENCE
    for attempt in itertools.count():
        try:
            with begin(session, metadata=metadata) as tx:
                return work(tx)
        except (DriverError, Neo4jError) as error:
            if not error.is_retryable() or time.monotonic() > until:
                raise
        time.sleep(backoff(attempt, 0.5, 8.0, jitter=0.2))
    raise AssertionError  # there is always a further attempt


def cut_connection(frame: FrameType | None) -> None:
    """Cut the connection on which the driver speaks in this frame or above it, so that nobody waits on it."""
    while frame is not None:
        owner = frame.f_locals.get("self") if frame.f_globals.get("__name__", "").startswith("neo4j.") else None
        raw = getattr(getattr(owner, "socket", owner), "_socket", None)
        if isinstance(raw, socket.socket):
            with suppress(OSError):
                socket.socket.shutdown(raw, socket.SHUT_RDWR)
        frame = frame.f_back
