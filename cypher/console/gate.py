"""Layer 4: lets a few statements of each client through at a time, and a few more wait."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition
from typing import Literal

from cypher.errors import StatementRejected

State = Literal["running", "waiting"]

EVERY = 12
"""Statements of people that run at a time."""
WAITING = 100
"""Statements that wait at a time; each holds a thread of the server that serves them."""


class Gate:
    """Four at a time for each client, eight waiting, ten seconds; twelve at a time for all, a hundred waiting."""

    def __init__(
        self, each: int = 4, every: int = EVERY, queue: int = 8, patience: float = 10.0, waiting: int = WAITING
    ) -> None:
        self.each, self.every, self.queue, self.patience, self.most = each, every, queue, patience, waiting
        self.running: Counter[str] = Counter()
        self.waiting: Counter[str] = Counter()
        self.changed = Condition()

    @contextmanager
    def through(self, client: str, stop: Callable[[], None] = lambda: None) -> Iterator[None]:
        """Wait for a place; StatementRejected (layer 4) when the queue or the wait is too long. `stop` may raise."""
        self.enter(client, stop)
        try:
            yield
        finally:
            self.leave(client)

    def enter(self, client: str, stop: Callable[[], None] = lambda: None) -> None:
        """Wait for one's turn; `leave` has to follow."""
        until = time.monotonic() + self.patience
        with self.changed:
            self.admit(client)
            self.waiting[client] += 1
            try:
                while self.full(client):
                    if not self.changed.wait(min(0.2, max(0.0, until - time.monotonic()))) and time.monotonic() > until:
                        raise self.waited_too_long()
                    stop()
                self.running[client] += 1
            finally:
                self.waiting[client] -= 1
                self.waiting += Counter()  # forgets those at zero

    def admit(self, client: str) -> None:
        """Raise StatementRejected for a statement that would have to wait and finds no place in the queue."""
        if not self.full(client):
            return
        if self.count("waiting", client) >= self.queue:
            raise StatementRejected(4, f"{self.each} of your statements are running and {self.queue} are waiting")
        if self.count("waiting") >= self.most:
            raise StatementRejected(4, f"{self.most} statements are waiting already: try again in a moment")

    def waited_too_long(self) -> StatementRejected:
        """The rejection of a statement that stood in the queue for too long."""
        return StatementRejected(4, f"it waited {self.patience:g} s for other statements to end")

    def leave(self, client: str) -> None:
        """Make room for the next one."""
        with self.changed:
            self.running[client] -= 1
            self.running += Counter()
            self.changed.notify_all()

    def full(self, client: str) -> bool:
        """Whether the next one has to wait."""
        return self.count("running", client) >= self.each or self.count("running") >= self.every

    def count(self, state: State, client: str | None = None) -> int:
        """How many statements of a client, or of all, are running or waiting."""
        counter = self.running if state == "running" else self.waiting
        return counter.total() if client is None else counter[client]
