"""A signal at any moment of the driver's work ends it as the signal, at once, and spoils no later statement."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from cypher.errors import FaultlinesError, signal_in
from cypher.graph import Graph
from faultlines import interrupt

WORKS = ("read", "write", "rehearse", "command")
ROWS = "UNWIND range(1, 8) AS n RETURN n, toString(n) AS text"


def work(graph: Graph, name: str) -> None:
    """One of the ways to the server, with an answer of several messages."""
    match name:
        case "read":
            assert len(graph.read(ROWS)) == 8
        case "write":
            graph.write(lambda tx: list(tx.run(ROWS)))
        case "rehearse":
            graph.rehearse(lambda tx: list(tx.run(ROWS)))
        case _:
            graph.command(ROWS)


class Points:
    """The moments at which the driver speaks to its socket, and the one at which a signal arrives."""

    def __init__(self) -> None:
        self.passed = 0
        self.last = -1

    def passing(self) -> None:
        """One more; the signal, where it is the one."""
        self.passed += 1
        if self.passed == self.last:
            interrupt(signal.SIGINT, sys._getframe())


@contextmanager
def interrupted(monkeypatch: pytest.MonkeyPatch, before: bool) -> Iterator[Points]:
    """Counts what the driver's sockets are asked for; the signal comes in a frame of Python, as the driver's own."""
    from neo4j._sync.io._bolt._bolt_socket import BoltSocket

    points = Points()
    real = BoltSocket._wait_for_io

    def waiting(self: Any, *arguments: Any, **options: Any) -> Any:
        if before:
            points.passing()
        result = real(self, *arguments, **options)
        if not before:
            points.passing()
        return result

    with monkeypatch.context() as patch:
        patch.setattr(BoltSocket, "_wait_for_io", waiting)
        yield points


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("name", WORKS)
def test_a_signal_at_any_moment(graph: Graph, monkeypatch: pytest.MonkeyPatch, name: str, before: bool) -> None:
    work(graph, name)
    with interrupted(monkeypatch, before) as points:
        work(graph, name)
        count = points.passed
        assert count > 3
        for last in range(1, count + 1):
            points.passed, points.last = 0, last
            with pytest.raises(KeyboardInterrupt):
                work(graph, name)
            points.last = -1
            work(graph, name)  # as the one who says in the graph that the run was stopped


def test_what_came_of_a_signal() -> None:
    try:
        try:
            raise KeyboardInterrupt("stopped")
        except KeyboardInterrupt:
            raise BufferError("Existing exports of data") from None
    except BufferError as error:
        stopped = signal_in(error)
    assert stopped is not None
    assert stopped.args == ("stopped",)
    assert signal_in(FaultlinesError("words")) is None
    assert signal_in(None) is None
