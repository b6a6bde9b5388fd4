"""Layer 4: lets a few statements of each client through at a time, and a few more wait."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Literal

from cypher.errors import StatementRejected
from cypher.settings import Settings

State = Literal["running", "waiting"]

EVERY = 12
"""Statements of people that run at a time, at most."""
WAITING = 100
"""Statements that wait at a time; each holds a thread of the server that serves them."""
LOOK = 0.5
"""Seconds between two looks of a waiting statement whether it is still wanted."""


def at_a_time(settings: Settings) -> int:
    """How many statements run at a time: no more than there are cores where the graph shares them with who asks.

    More would end no sooner, and take the cores from the pages.
    """
    return EVERY if settings.neo4j_uri else min(EVERY, max(2, os.cpu_count() or 1))


@dataclass(eq=False)
class Ticket:
    """A statement in the queue; `turn` is set when it may go."""

    client: str
    turn: Event = field(default_factory=Event)


class Gate:
    """Four at a time for each client, eight waiting, ten seconds; `every` at a time for all, a hundred waiting.

    Who came first goes first, unless its client's places are all taken; whoever leaves wakes the next one alone.
    """

    def __init__(
        self, each: int = 4, every: int = EVERY, queue: int = 8, patience: float = 10.0, waiting: int = WAITING
    ) -> None:
        self.each, self.every, self.queue, self.patience, self.most = min(each, every), every, queue, patience, waiting
        self.running: Counter[str] = Counter()
        self.tickets: list[Ticket] = []
        self.lock = Lock()

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
        ticket = Ticket(client)
        with self.lock:
            self.admit(client)
            self.tickets.append(ticket)
            self.let_in()
        until = time.monotonic() + self.patience
        try:
            while not ticket.turn.wait(min(LOOK, max(0.0, until - time.monotonic()))):
                if time.monotonic() > until:
                    raise self.waited_too_long()
                stop()
        except BaseException:
            self.give_up(ticket)
            raise

    def give_up(self, ticket: Ticket) -> None:
        """Leave the queue, or the place that was got in the same moment."""
        with self.lock:
            if ticket in self.tickets:
                self.tickets.remove(ticket)
                return
        self.leave(ticket.client)

    def let_in(self) -> None:
        """Give the free places to those who have waited longest."""
        running = self.running.total()
        for ticket in list(self.tickets):
            if running >= self.every:
                return
            if self.running[ticket.client] < self.each:
                running += 1
                self.running[ticket.client] += 1
                self.tickets.remove(ticket)
                ticket.turn.set()

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
        with self.lock:
            self.running[client] -= 1
            self.running += Counter()  # forgets those at zero
            self.let_in()

    def full(self, client: str) -> bool:
        """Whether the next one has to wait."""
        return self.count("running", client) >= self.each or self.count("running") >= self.every

    def count(self, state: State, client: str | None = None) -> int:
        """How many statements of a client, or of all, are running or waiting."""
        if state == "running":
            return self.running.total() if client is None else self.running[client]
        return sum(client in (None, ticket.client) for ticket in self.tickets)
