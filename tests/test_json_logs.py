"""Services that log as JSON write nothing else: each line of real runs is an object, whatever goes wrong in them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import psutil
import pytest

from cypher import engine
from cypher.graph import Graph
from cypher.settings import Settings
from tests.conftest import Faultlines
from tests.events import await_event

COMMAND = str(Path(sys.executable).with_name("faultlines"))
TALKER = """
import sys, threading, traceback, warnings, logging
from cypher import log
log.take_over("json")
warnings.warn("a warning")
logging.getLogger("waitress.queue").warning("depth is %d", 3)
logging.getLogger("neo4j").error("of the driver")
print("one line\\nand", end="", file=sys.stderr)
print(" another", file=sys.stderr)
print("\\n  \\n", file=sys.stderr)
try:
    1 / 0
except ZeroDivisionError:
    traceback.print_exc()
thread = threading.Thread(target=lambda: [][0])
thread.start()
thread.join()
raise ValueError("the end\\nof it")
"""


def events_of(text: str) -> list[dict[str, Any]]:
    """Every line as the object that it has to be."""
    events = [json.loads(line) for line in text.splitlines()]
    assert all({"at", "level", "event"} <= event.keys() for event in events)
    return events


def test_whatever_a_process_says_is_an_event() -> None:
    root = Path(__file__).resolve().parents[1]
    talked = subprocess.run([sys.executable, "-c", TALKER], cwd=root, capture_output=True, text=True, check=False)
    assert (talked.returncode, talked.stdout) == (1, "")
    events = events_of(talked.stderr)
    names = [event["event"] for event in events]
    assert "a warning" in names[0]
    assert names[1:4] == ["depth is 3", "one line", "and another"]
    assert "ZeroDivisionError: division by zero" in names
    assert [event["event"] for event in events if "trace" in event] == ["a thread failed", "failed"]
    assert "IndexError" in next(event["trace"] for event in events if event["event"] == "a thread failed")
    assert "ValueError: the end\nof it" in events[-1]["trace"]


@contextmanager
def service(
    surroundings: dict[str, str], *words: str, **changes: str
) -> Iterator[tuple[subprocess.Popen[str], list[dict[str, Any]]]]:
    """A service that logs as JSON, and what it has logged when the block is over."""
    env = surroundings | {f"FAULTLINES_{name}": value for name, value in changes.items()} | {"FAULTLINES_LOG": "json"}
    env |= {"PYTHONWARNINGS": "always"}
    events: list[dict[str, Any]] = []
    with subprocess.Popen(
        [COMMAND, *words], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process, events
        finally:
            process.send_signal(signal.SIGTERM)
            output, errors = process.communicate(timeout=90)
        events += events_of(errors)
        assert output == ""


def status_of(address: str, **headers: str) -> int:
    """The status of an answer."""
    try:
        with urlopen(Request(address, headers=headers), timeout=60) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code


@pytest.mark.parametrize("workers", [1, 2])
def test_the_explorer(surroundings: dict[str, str], server: engine.Status, graph: Graph, workers: int) -> None:
    with service(surroundings, "serve", "--port", "0", "--workers", str(workers)) as (process, events):
        address = await_event(process, "explorer started")["address"]
        assert status_of(f"{address}/readyz") == 200
        assert status_of(f"{address}/nothing/of/the/kind?secret=1", Host="evil.example") == 421
        assert status_of(f"{address}/_dash-component-suites/dash/nothing.js") in (404, 500)
        if workers > 1:
            os.kill(psutil.Process(process.pid).children()[0].pid, signal.SIGKILL)
            assert status_of(f"{address}/healthz") == 200
    assert "Traceback" not in {event["event"] for event in events}


def test_the_scheduler(surroundings: dict[str, str], settings: Settings, graph: Graph) -> None:
    where = engine.locate(settings)
    there = {"NEO4J_URI": where.uri, "NEO4J_PASSWORD": where.password, "SCHEDULES": '{"states": "0 0 1 1 *"}'}
    with service(surroundings, "jobs", "run", **there) as (process, events):
        assert await_event(process, "run ended")["status"] == "done"
    assert events[-1]["event"] == "scheduler stopped"


@pytest.mark.parametrize(
    ("words", "changes"),
    [
        (["serve", "--nonsense"], {}),
        (["serve", "--host", "no such host"], {}),
        (["jobs", "run", "--workers", "x"], {}),
        (["serve"], {"PORT": "x"}),
        (["graph", "run"], {"HEAP": "1k"}),
        (["load", "nothing", "--if-due"], {}),
    ],
)
def test_what_is_wrong_at_the_start(
    faultlines: Faultlines, tmp_path: Path, words: list[str], changes: dict[str, str]
) -> None:
    done = faultlines(*words, LOG="json", **{"HOME": str(tmp_path), **changes})
    assert done.returncode != 0
    assert done.stdout == ""
    events = events_of(done.stderr)
    assert any(event["level"] in ("warning", "error") for event in events)
