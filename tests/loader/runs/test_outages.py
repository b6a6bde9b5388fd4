"""Loads that the machine fails: a disk that is full in truth, a server that is cut off, an answer that is lost."""

from __future__ import annotations

import selectors
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread, Timer
from typing import Any

import neo4j
import pytest

from cypher import engine
from cypher.errors import GraphError
from cypher.fingerprint import graph_fingerprint
from cypher.graph import Graph
from cypher.settings import Settings
from loader.catalogue.source import find_source
from loader.commands.input import matched_input
from loader.runs.job import Options
from loader.runs.run import load_source
from tests.loader.conftest import Killer, Loads
from tests.loader.native import Listed, native
from tests.loader.nursery import FAILED
from tests.loader.runs.test_kills import FIRST, SECOND
from tests.loader.truth import always_true, content

MANY = tuple(Listed(1000 + n, f"MANY, Name {n}", programmes=("SDGT", "IRAN")) for n in range(120))


def prepare(loads: Loads, tmp_path: Path, *more: Listed) -> Path:
    """The first edition is loaded; the second."""
    loads.graph.command("MATCH (n) WHERE NOT n:Meta AND NOT n:EdgeType DETACH DELETE n")
    loads("authorities")
    loads("ofac-sdn", native(tmp_path / "first", *FIRST))
    return native(tmp_path / "second", *SECOND, *more)


def fill_up(loads: Loads, kill: Killer, edition: Path, room: int) -> list[str]:
    """Load on a disk with so much room; the points that were passed when that was too little, else none."""
    before = content(loads.graph)
    answer = kill("ofac-sdn", edition, room=room, batch=500)
    always_true(loads.graph)
    if answer["exit"] == 0:
        return []
    assert answer["exit"] == FAILED, answer
    assert loads.graph.ask("runs", source="ofac-sdn")[0]["status"] == "failed"
    if "open" not in answer["points"]:
        assert content(loads.graph) == before
    assert not list((loads.settings.home / "spool").glob("*"))
    return list(answer["points"])


@pytest.mark.long
def test_a_disk_that_is_full_while_it_is_read(loads: Loads, kill: Killer, tmp_path: Path) -> None:
    edition = prepare(loads, tmp_path, *MANY)
    points = fill_up(loads, kill, edition, 75_000)
    assert points[-1] == "archived"
    assert loads("ofac-sdn", edition).difference.actors.created == len(MANY) + 2


@pytest.mark.long
def test_a_disk_that_is_full_anywhere(loads: Loads, kill: Killer, tmp_path: Path) -> None:
    edition = prepare(loads, tmp_path, *MANY)
    loads("ofac-sdn", edition)
    expected = graph_fingerprint(loads.graph)
    last: set[str] = set()
    for room in (1_000, 10_000, 30_000, *range(60_000, 2_000_000, 15_000)):
        edition = prepare(loads, tmp_path, *MANY)
        shutil.rmtree(loads.settings.home / "archive")
        points = fill_up(loads, kill, edition, room)
        loads("ofac-sdn", edition)
        assert graph_fingerprint(loads.graph) == expected, room
        if not points:
            break
        last.add(points[-1])
    assert last >= {"begun", "archived", "state"}


class Line:
    """The line to a server: it can be cut, lose what the server answers, and be mended."""

    def __init__(self, host: str, port: int) -> None:
        self.there = (host, port)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listener.getsockname()[1]
        self.cut, self.deaf, self.over = Event(), Event(), Event()
        Thread(target=self.accept, daemon=True).start()

    def accept(self) -> None:
        """Take calls."""
        while not self.over.is_set():
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            if self.cut.is_set():
                near.close()
                continue
            Thread(target=self.carry, args=(near, socket.create_connection(self.there)), daemon=True).start()

    def carry(self, near: socket.socket, far: socket.socket) -> None:
        """Carry what is said both ways, until the line is cut."""
        with near, far, selectors.DefaultSelector() as ready:
            ready.register(near, selectors.EVENT_READ, far)
            ready.register(far, selectors.EVENT_READ, near)
            while not self.cut.is_set() and not self.over.is_set():
                for key, _ in ready.select(0.02):
                    said = key.fileobj.recv(1 << 16)  # type: ignore[union-attr]
                    if not said:
                        return
                    if self.deaf.is_set() and key.fileobj is far:
                        self.deaf.clear()  # the answer is lost, and with it this call alone
                        return
                    key.data.sendall(said)

    def mend(self) -> None:
        """Carry again."""
        self.cut.clear()

    def close(self) -> None:
        """Stop."""
        self.over.set()
        self.listener.close()


@pytest.fixture
def line(mine: Settings) -> Iterator[Line]:
    """A line to the session's server."""
    host, _, port = engine.locate(mine).uri.removeprefix("bolt://").partition(":")
    line = Line(host, int(port))
    yield line
    line.close()


Fault = Callable[[Line], None]


def cut(line: Line) -> None:
    """The server is away, and stays away."""
    line.cut.set()


def blink(line: Line) -> None:
    """The server is away for a moment, as when it is restarted."""
    line.cut.set()
    Timer(0.3, line.mend).start()


def lose(line: Line) -> None:
    """The next answer is lost, whatever was done for it."""
    line.deaf.set()


def over(line: Line, loads: Loads, edition: Path, at: int, fault: Fault, patience: float) -> list[str]:
    """Load over a line with a fault after that many points; the points, the last being how it ended."""
    settings = loads.settings.model_copy(update={"neo4j_uri": f"bolt://127.0.0.1:{line.port}"})
    points: list[str] = []

    def hook(point: str) -> None:
        if len(points) == at:
            fault(line)
        points.append(point)

    driver = neo4j.GraphDatabase.driver

    def impatient(uri: str, **how: Any) -> neo4j.Driver:
        return driver(uri, **how | {"max_transaction_retry_time": patience})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(neo4j.GraphDatabase, "driver", impatient)
        source = find_source(settings, "ofac-sdn")
        try:
            with Graph.connect(settings) as graph:
                load_source(settings, graph, source, matched_input(source, [edition]), Options(hook=hook))
        except GraphError as error:
            points.append(f"failed: {error}")
        else:
            points.append("ended")
    line.mend()
    return points


def test_an_answer_is_lost(loads: Loads, line: Line, tmp_path: Path) -> None:
    converges(loads, line, tmp_path, lose, at=8)


def converges(loads: Loads, line: Line, tmp_path: Path, fault: Fault, at: int) -> list[str]:
    """Load over a line that fails, then in peace: the graph is true after each, and in the end as it should be."""
    edition = prepare(loads, tmp_path)
    points = over(line, loads, edition, at, fault, patience=0.4 if fault is cut else 5)
    always_true(loads.graph)
    assert points[-1] == "ended" or points[-1].startswith("failed: "), points
    loads("ofac-sdn", edition)
    rows = loads.graph.read("MATCH (r:Record {source: 'ofac-sdn', live: true}) RETURN r.key AS key")
    assert {row["key"] for row in rows} == {str(row.number) for row in SECOND}
    return points


@pytest.mark.long
@pytest.mark.parametrize("fault", [cut, blink, lose])
def test_the_line_fails_at_every_point(loads: Loads, line: Line, tmp_path: Path, fault: Fault) -> None:
    edition = prepare(loads, tmp_path)
    loads("ofac-sdn", edition)
    expected, at, failed = graph_fingerprint(loads.graph), 0, 0
    while True:
        points = converges(loads, line, tmp_path, fault, at)
        assert graph_fingerprint(loads.graph) == expected, points
        failed += points[-1] != "ended"
        at += 1
        if len(points) <= at:
            break
    assert failed or fault is not cut
