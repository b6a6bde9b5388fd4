"""The front door as a person uses it: help, mistakes, and `demo` from start to Ctrl-C."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cypher import engine
from cypher.settings import Settings
from tests.conftest import Faultlines


@contextmanager
def demo(surroundings: dict[str, str], home: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """A running demo on a free port, its address, and what it said until then."""
    with subprocess.Popen(
        [str(Path(sys.executable).with_name("faultlines")), "demo", "--port", "0", *arguments],
        env=surroundings | {"FAULTLINES_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stderr is not None
        said, address = "", ""
        for line in process.stderr:
            said += line
            if "http://" in line:
                address = line.strip()
            if "Ctrl-C" in line:
                break
        try:
            assert address, f"demo ended: {said}"
            yield process, address, said
        finally:
            process.terminate()
            process.stderr.read()


def test_help_names_every_command(faultlines: Faultlines) -> None:
    done = faultlines("--help")
    assert done.returncode == 0
    for command in ("demo", "graph", "load", "queries", "query", "runs", "serve", "sources"):
        assert f"  {command} " in done.stdout


@pytest.mark.parametrize("arguments", [["nonsense"], ["graph", "nonsense"], ["demo", "--port", "x"], ["graph", "-x"]])
def test_a_wrong_command_is_said_in_a_few_lines(faultlines: Faultlines, arguments: list[str]) -> None:
    done = faultlines(*arguments)
    assert done.returncode == 2
    assert "Error:" in done.stderr
    assert len(done.stderr.splitlines()) < 6


def test_a_wrong_setting_is_said_in_one_line(faultlines: Faultlines) -> None:
    done = faultlines("graph", "status", PORT="eighty")
    assert done.returncode == 2
    assert "port" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_closed_pipe_is_no_error(surroundings: dict[str, str]) -> None:
    command = [str(Path(sys.executable).with_name("faultlines")), "graph", "status", "--json"]
    with subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.parametrize("arguments", [["--help"], ["load", "--help"], ["queries"], ["check", "wagner-2023"]])
def test_what_asks_no_graph_waits_for_no_driver(surroundings: dict[str, str], arguments: list[str]) -> None:
    command = [sys.executable, "-X", "importtime", str(Path(sys.executable).with_name("faultlines")), *arguments]
    env = surroundings | {"PYTHONPATH": ""}  # with the extra
    done = subprocess.run(command, env=env, capture_output=True, text=True, encoding="utf-8", check=True)
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "click" in imported
    assert not imported & {"neo4j", "pandas", "numpy", "pyarrow", "dash"}


def test_a_taken_port_is_said_before_anything_is_done(faultlines: Faultlines, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = faultlines("demo", "--port", str(port), HOME=str(tmp_path / "home"), CACHE=str(tmp_path / "cache"))
    assert done.returncode == 2
    assert str(port) in done.stderr
    assert "--port" in done.stderr
    assert not (tmp_path / "home").exists()
    assert not (tmp_path / "cache").exists()


def test_demo_from_nothing_to_ctrl_c_and_again(surroundings: dict[str, str], tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    with demo(surroundings, tmp_path) as (process, address, said):
        assert "Three things to try" in said
        assert "33 statements" in said
        with urllib.request.urlopen(address, timeout=10) as page:
            assert page.status == 200
        assert engine.status(settings).running
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
    assert not engine.status(settings).running

    with demo(surroundings, tmp_path) as (process, _, said):
        assert "unchanged" in said
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    assert not engine.status(settings).running


def test_demo_leaves_a_graph_that_it_found_running(
    surroundings: dict[str, str], settings: Settings, server: engine.Status
) -> None:
    with demo(surroundings, settings.home) as (process, _, said):
        assert "was up already" in said
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
    assert engine.status(settings).pid == server.pid


def test_status_of_the_session_is_json(faultlines: Faultlines, server: engine.Status) -> None:
    assert json.loads(faultlines("graph", "status", "--json").stdout)["pid"] == server.pid


def test_the_module_is_the_command(surroundings: dict[str, str]) -> None:
    command = [sys.executable, "-m", "faultlines", "--version"]
    answer = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=True)
    assert answer.stdout.startswith("faultlines, version ")
