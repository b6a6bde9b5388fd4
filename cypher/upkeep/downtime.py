"""The embedded Neo4j stopped for the length of a block, and back after it, come what may."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from cypher.engine.home import Home
from cypher.engine.server import AlreadyRunning, end_process, start
from cypher.errors import EngineError, GraphDown, UsageError
from cypher.file_lock import exclusive
from cypher.graph import Graph
from cypher.library.statements import Statements
from cypher.settings import Settings

statement = Statements(Path(__file__).with_name("queries"))


Tell = Callable[[str], None]
LOOK = 0.5
START = 15.0
"""Seconds in which a server usually stops and starts."""


@contextmanager
def downtime(
    settings: Settings, home: Home, tell: Tell, why: str, *, seconds: float = START, starts: bool = False
) -> Iterator[None]:
    """Stop the graph, run the block, and start it again if it served, or if it `starts` in any case.

    Whoever asks for the graph meanwhile learns why it is away, and for about how many seconds. A Ctrl-C, or a second
    one, does not end the start.
    """
    serving = home.serving()
    if serving is None and (stray := home.unknown()):
        raise EngineError(f"the graph is being started by another command (pid {stray.pid}): try again when it answers")
    begun, kept = time.monotonic(), home.keeper() is not None
    try:
        with exclusive(home.lock_file):
            if serving:
                tell("Stopping Neo4j")
                home.leave(why, seconds)
                end_process(serving.process)
            yield
    finally:
        if serving or starts:
            with uninterrupted():
                if serving:  # Ctrl-C may have come while it ended
                    end_process(serving.process)
                try:
                    otherwise = start_again(settings, home, kept=kept)
                finally:
                    home.away_file.unlink(missing_ok=True)
            took = f" again after {time.monotonic() - begun:.1f} s" if serving else ""
            tell(otherwise or f"Neo4j answers{took}")


def start_again(settings: Settings, home: Home, *, kept: bool) -> str | None:
    """Start the server; in words, why that was not for this command to do.

    One that a service `kept` running is not started beside that service when it was stopped meanwhile.
    """
    if kept and home.keeper() is None:
        return "The service that keeps Neo4j running was stopped meanwhile: Neo4j stays stopped"
    try:
        start(settings)
    except AlreadyRunning:
        return "Another command has started Neo4j"
    return None


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Run the block to its end; a Ctrl-C that comes meanwhile is heard after it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[int] = []

    def hear(number: int, frame: FrameType | None) -> None:
        heard.append(number)

    # Handlers, because what is ignored would be ignored by the server that is started here too.
    before = {number: signal.signal(number, hear) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if heard:
        raise KeyboardInterrupt


def wait_for_loads(settings: Settings, seconds: float, tell: Tell) -> None:
    """Return when no source is being loaded, or the graph is down; UsageError when that takes too long."""
    until = time.monotonic() + seconds
    announced = False
    try:
        with Graph.connect(settings) as graph:
            while names := ", ".join(row["source"] for row in graph.read(statement("loading"), name="loading")):
                if time.monotonic() >= until:
                    raise UsageError(f"{names} is being loaded, and would fail: wait for it (--wait), or stop it")
                if not announced:
                    tell(f"Waiting for the load of {names}")
                announced = True
                time.sleep(LOOK)
    except GraphDown:
        return
