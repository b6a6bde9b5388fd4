"""Layer 4: lets a few statements of each client through at a time, and a few more wait."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition

from cypher.errors import StatementRejected

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
            if self.full(client) and self.waiting[client] >= self.queue:
                raise self.queue_full()
            if self.full(client) and self.waiting.total() >= self.most:
                raise StatementRejected(4, f"{self.most} statements are waiting already: try again in a moment")
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

    def queue_full(self) -> StatementRejected:
        """The rejection of a statement for which there is no place in the queue."""
        return StatementRejected(4, f"{self.each} of your statements are running and {self.queue} are waiting")

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
        return self.running[client] >= self.each or self.running.total() >= self.every
