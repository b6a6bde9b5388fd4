"""Work that is done again and again, in a thread of its own."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event, Thread


class Periodic(Thread):
    """Work done every so many seconds, at once for the first time.

    A round never overlaps the next: one that takes too long is followed at once, and the rounds that it missed are left
    out. Seconds are counted by the monotonic clock, so that setting the machine's clock back holds nothing up.
    """

    def __init__(self, work: Callable[[], None], seconds: float, name: str) -> None:
        super().__init__(name=name, daemon=True)
        self.work, self.seconds, self.ended = work, seconds, Event()

    def run(self) -> None:
        """Go round until `end` is called."""
        due = time.monotonic()
        while not self.ended.wait(max(0.0, due - time.monotonic())):
            self.work()
            due = max(due + self.seconds, time.monotonic())

    def end(self) -> None:
        """Begin no further round; `join` waits for the one that runs."""
        self.ended.set()
