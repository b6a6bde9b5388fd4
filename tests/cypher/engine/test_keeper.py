"""The server as the child of `faultlines graph run`: it stays with it, whoever stops it for a while."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from cypher import engine
from cypher.engine.home import Home
from cypher.graph import Graph
from cypher.settings import Settings
from cypher.upkeep.downtime import downtime
from tests.conftest import Faultlines

COMMAND = str(Path(sys.executable).with_name("faultlines"))


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A data folder of this module's own."""
    settings = Settings(home=tmp_path_factory.mktemp("kept"), heap="512m", page_cache="64m")
    yield settings
    engine.stop(settings)


@contextmanager
def kept(settings: Settings, surroundings: dict[str, str], folder: Path) -> Iterator[subprocess.Popen[str]]:
    """`faultlines graph run`, from the moment in which it tells systemd that the graph answers."""
    address = folder / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notices:
        notices.bind(str(address))
        notices.settimeout(120)
        env = surroundings | {
            "FAULTLINES_HOME": str(settings.home),
            "FAULTLINES_HEAP": settings.heap,
            "FAULTLINES_PAGE_CACHE": settings.page_cache,
            "FAULTLINES_LOG": "json",
            "NOTIFY_SOCKET": str(address),
        }
        with subprocess.Popen([COMMAND, "graph", "run"], env=env, stderr=subprocess.PIPE, text=True) as process:
            try:
                assert notices.recv(100) == b"READY=1"
                yield process
            finally:
                process.terminate()


def server_of(settings: Settings) -> psutil.Process:
    serving = Home(settings).serving()
    assert serving is not None
    return serving.process


def is_child_of(keeper: subprocess.Popen[str], settings: Settings) -> bool:
    """Whether the server that answers is a child of `graph run`: in whatever group of processes that one is."""
    with Graph.connect(settings) as graph:
        assert graph.read("RETURN 1 AS n") == [{"n": 1}]
    return server_of(settings).ppid() == keeper.pid


def test_the_server_stays_with_its_service_whoever_stops_it_for_a_while(
    own: Settings, surroundings: dict[str, str], tmp_path: Path, faultlines: Faultlines
) -> None:
    with kept(own, surroundings, tmp_path) as keeper:
        first = server_of(own)
        assert is_child_of(keeper, own)

        done = faultlines(
            "graph", "backup", str(tmp_path / "backups"), HOME=str(own.home), HEAP=own.heap, PAGE_CACHE=own.page_cache
        )
        assert done.returncode == 0, done.stderr
        second = server_of(own)
        assert second != first, "it was stopped for the copy"
        assert is_child_of(keeper, own)

        assert engine.restart(own).pid != second.pid
        assert is_child_of(keeper, own)
        with pytest.raises(engine.AlreadyRunning):
            engine.start(own)
        again = faultlines("graph", "run", HOME=str(own.home))
        assert again.returncode == 1
        assert f"pid {keeper.pid}" in again.stderr

        keeper.terminate()
        assert keeper.wait(90) == 0
        assert not engine.status(own).running
        assert keeper.stderr is not None
        events = [json.loads(line) for line in keeper.stderr]
        assert [event["event"] for event in events] == ["graph started", "graph stopped"] * 3
        assert [event.get("why") for event in events[1::2]] == ["for a backup", "for a restart", None]


def test_a_service_that_is_stopped_during_a_backup_leaves_no_server_in_the_backups_group(
    own: Settings, surroundings: dict[str, str], tmp_path: Path
) -> None:
    lines: list[str] = []
    with kept(own, surroundings, tmp_path) as keeper, downtime(own, Home(own), lines.append, "for a backup"):
        keeper.terminate()
        assert keeper.wait(90) == 0
    assert "stays stopped" in " ".join(lines)
    assert not engine.status(own).running
    assert Home(own).away() is None


def killed(settings: Settings) -> None:
    server_of(settings).kill()


def stopped(settings: Settings) -> None:
    engine.stop(settings)


@pytest.mark.parametrize(("ends", "code"), [(killed, 1), (stopped, 0)])
def test_a_server_that_died_ends_the_service_as_failed_and_a_stop_ends_both(
    own: Settings, surroundings: dict[str, str], tmp_path: Path, ends: Callable[[Settings], None], code: int
) -> None:
    with kept(own, surroundings, tmp_path) as keeper:
        ends(own)
        assert keeper.wait(90) == code, "systemd starts again what failed, and lets be what was stopped"
        assert Home(own).keeper() is None
        assert not engine.status(own).running
        assert keeper.stderr is not None
        assert ("ended unexpectedly" in keeper.stderr.read()) is (code == 1)


def test_a_service_leaves_a_server_alone_that_was_there_before(own: Settings, faultlines: Faultlines) -> None:
    with engine.running(own) as (status, _):
        done = faultlines("graph", "run", HOME=str(own.home))
        assert (done.returncode, "already running" in done.stderr) == (1, True)
        assert engine.status(own).pid == status.pid
