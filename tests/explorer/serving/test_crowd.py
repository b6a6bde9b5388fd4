"""Many who are connected, and many who wait, keep nobody else from an answer."""

from __future__ import annotations

import re
import resource
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from threading import Thread

import httpx
import pytest

from cypher.console.gate import EVERY, WAITING, Gate
from cypher.errors import StatementRejected
from explorer.serving.capacity import BESIDE
from explorer.serving.server import OPTIONS

IDLE = 1_000


@pytest.fixture
def address(surroundings: dict[str, str], tmp_path: Path) -> Iterator[str]:
    """An explorer in a process of its own, whose graph is down."""
    command = [str(Path(sys.executable).with_name("faultlines")), "serve", "--port", "0"]
    env = surroundings | {"FAULTLINES_HOME": str(tmp_path)}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found
        yield found[0]
        process.terminate()
        process.wait(30)


@pytest.fixture
def many_files() -> Iterator[None]:
    """This process may have enough connections open."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard if hard != resource.RLIM_INFINITY else 8_192, hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.usefixtures("many_files")
def test_a_thousand_idle_connections_stop_nobody(address: str) -> None:
    host, port = address.removeprefix("http://").split(":")
    with ExitStack() as stack:
        for n in range(IDLE):
            idle = stack.enter_context(socket.create_connection((host, int(port)), timeout=10))
            if n % 2:
                idle.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Half: ")
        for path in ("healthz", "healthz", ""):
            assert httpx.get(f"{address}/{path}", timeout=10).status_code == 200


def test_there_is_a_thread_for_each_who_may_wait_and_for_those_beside_them() -> None:
    assert OPTIONS["threads"] >= EVERY + WAITING + BESIDE


def test_no_more_wait_than_there_are_threads_for() -> None:
    gate = Gate(each=1, every=1, queue=2, patience=30, waiting=3)
    gate.enter("first")
    waiting = [Thread(target=gate.enter, args=[f"client {n}"], daemon=True) for n in range(3)]
    for thread in waiting:
        thread.start()
    while gate.count("waiting") < 3:
        waiting[0].join(0.01)
    with pytest.raises(StatementRejected, match="3 statements are waiting already"):
        gate.enter("another")
    for _ in range(4):  # whoever leaves lets the next one in
        while not gate.running:
            waiting[0].join(0.01)
        gate.leave(next(iter(gate.running)))
    for thread in waiting:
        thread.join(5)
        assert not thread.is_alive()
