"""Schedulers as processes: they load what is due once between them, carry out what is asked, and stop in good order."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest

from cypher import engine
from cypher.graph import Graph
from cypher.scheduling.requests import RequestKind, create_request, find_request
from cypher.scheduling.schedule import Schedule
from cypher.settings import Settings
from tests.loader.conftest import Folder
from tests.loader.jobs.conftest import ACTORS

DONE = """
MATCH (r:Run) WHERE r.source = $source AND r.due IS NOT NULL AND r.status = 'done'
RETURN r.due AS due, count(*) AS runs, min(r.started_at) AS started ORDER BY due
"""


class Scheduler:
    """A process of `faultlines jobs run`."""

    def __init__(self, log: Path, *arguments: str) -> None:
        command = [str(Path(sys.executable).with_name("faultlines")), "jobs", "run", *arguments]
        self.log = log
        with log.open("ab") as file:
            self.process = subprocess.Popen(command, stderr=file, stdin=subprocess.DEVNULL)

    def kill(self) -> None:
        """End it without a word."""
        self.process.kill()
        self.process.wait()

    def stop(self, seconds: float = 60) -> int:
        """End it in good order, which it can from the moment it says that it has started."""
        until(lambda: "scheduler started" in self.log.read_text("utf-8"))
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(seconds)


class Schedulers(list[Scheduler]):
    """The processes of one test."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def start(self, *arguments: str) -> Scheduler:
        """One more."""
        self.append(Scheduler(self.folder / f"{len(self)}.log", *arguments))
        return self[-1]

    @property
    def said(self) -> str:
        """What all of them logged."""
        return "\n".join(f"{one.log.name}\n{one.log.read_text('utf-8')}" for one in self)


@pytest.fixture
def schedulers(here: Settings, tmp_path: Path) -> Iterator[Schedulers]:
    """Starts schedulers, and ends what is left of them."""
    here.sources[0].mkdir(parents=True, exist_ok=True)
    found = Schedulers(tmp_path)
    yield found
    for one in found:
        if one.process.poll() is None:
            one.kill()


def until(what: Any, seconds: float = 120) -> Any:
    """What a question answers as soon as that is true."""
    end = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < end, "it did not come to pass in time"
        time.sleep(0.2)
    return found


def done(graph: Graph, source: str) -> list[dict[str, Any]]:
    """The due times that had their run."""
    return graph.read(DONE, {"source": source}, name="due-runs")


def test_two_schedulers_one_of_which_is_killed_load_each_due_time_once(
    schedulers: Schedulers, graph: Graph, source: Folder
) -> None:
    source("tiny", actors=ACTORS, schedule="*/2 * * * * *")
    first, second = schedulers.start(), schedulers.start("--grace", "20")
    until(lambda: done(graph, "tiny"))
    first.kill()
    known = len(done(graph, "tiny"))
    until(lambda: len(done(graph, "tiny")) > known)
    request = create_request(graph, RequestKind.PAUSE, "tiny")
    until(lambda: find_request(graph, request)["status"] == "done")  # type: ignore[index]
    assert second.stop() == 0, schedulers.said
    assert {row["runs"] for row in done(graph, "tiny")} == {1}, schedulers.said
    assert [row["id"] for row in graph.ask("schedulers")] != [], "the killed one is still to be seen"
    assert "scheduler stopped" in second.log.read_text("utf-8")


def test_a_scheduler_that_is_stopped_lets_no_load_run_on(
    schedulers: Schedulers, graph: Graph, source: Folder, tmp_path: Path
) -> None:
    """What people ask for is carried out; a load that does not end within the grace time is stopped, and says why."""
    mark = tmp_path / "reading"
    folder = source("slow", actors=ACTORS, schedule="0 0 1 1 *")
    text = f"import time\nfrom pathlib import Path\n\ndef read(manifest, input):\n    Path({str(mark)!r}).touch()\n"
    (folder / "reader.py").write_text(text + "    time.sleep(60)\n    yield\n", "utf-8")
    scheduler = schedulers.start("--grace", "0.5")
    until(mark.exists)
    assert scheduler.stop() == 0, schedulers.said
    (row,) = graph.ask("runs", source="slow")
    assert (row["status"], row["error"]) == ("failed", "the scheduler was stopped")
    (state,) = graph.ask("jobs")
    assert state["settled_for"] is None, "it is due still"
    assert graph.ask("schedulers") == []


@pytest.mark.long
def test_two_minutes_of_killing_and_starting_without_a_double_or_a_lost_run(
    schedulers: Schedulers, graph: Graph, source: Folder
) -> None:
    """One of the two lives at any time; they are killed, or stopped in good order, every few seconds.

    What is due every six seconds may be made up for by a later run; what is due every thirty has its own.
    """
    dice = random.Random(7)
    crons = {"often": "*/6 * * * * *", "also": "3/6 * * * * *", "seldom": "10/30 * * * * *"}
    for name, cron in crons.items():
        source(name, actors=ACTORS, schedule=cron)
    pair = [schedulers.start(), schedulers.start()]
    until(lambda: all(done(graph, name) for name in crons), 180)
    began, kills = datetime.now(UTC), 0
    while datetime.now(UTC) - began < timedelta(minutes=2):
        time.sleep(dice.uniform(4, 12))
        which = kills % 2
        if dice.random() < 0.7:
            pair[which].kill()
        else:
            assert pair[which].stop(90) == 0, schedulers.said
        pair[which] = schedulers.start()
        assert pair[1 - which].process.poll() is None, schedulers.said
        kills += 1
    ended = datetime.now(UTC)
    last = {name: Schedule(cron).last(ended) for name, cron in crons.items()}
    until(lambda: all(any(row["due"] >= last[name] for row in done(graph, name)) for name in crons), 60)
    for one in pair:
        assert one.stop(90) == 0, schedulers.said
    found = {name: done(graph, name) for name in crons}
    print(f"{kills} kills and starts; runs: { {name: len(rows) for name, rows in found.items()} }")
    for name, rows in found.items():
        assert {row["runs"] for row in rows} == {1}, f"doubles of {name}: {rows}\n{schedulers.said}"
        for due in takewhile(lambda due: due <= ended, Schedule(crons[name]).after(began)):
            heir = next((row["due"] for row in rows if row["due"] >= due), None)
            assert heir is not None, f"{name} was never loaded for {due} or since\n{schedulers.said}"
            assert name != "seldom" or heir == due, f"{name} was not loaded for {due}\n{schedulers.said}"
    assert graph.read("MATCH (r:Run) WHERE r.status = 'running' RETURN r.id AS id") == []
    assert all(len(rows) > 5 for name, rows in found.items() if name != "seldom"), schedulers.said


@pytest.mark.long
def test_the_graph_may_go_away_and_come_back(
    schedulers: Schedulers, source: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it does while a backup is made: the scheduler says so once, and goes on afterwards by itself."""
    monkeypatch.delenv("FAULTLINES_NEO4J_URI")
    monkeypatch.setenv("FAULTLINES_HOME", str(tmp_path / "own"))
    monkeypatch.setenv("FAULTLINES_HEAP", "512m")
    own = Settings.read()
    source("tiny", actors=ACTORS, schedule="*/2 * * * * *")
    scheduler = schedulers.start("--grace", "20")
    until(lambda: "graph is unreachable" in schedulers.said)

    def loaded() -> int:
        with Graph.connect(own) as graph:
            graph.ensure_schema()
            return len(done(graph, "tiny"))

    try:
        engine.start(own)
        until(loaded)
        known = loaded()
        engine.stop(own)
        until(lambda: schedulers.said.count("graph is unreachable") == 2)
        engine.start(own)
        until(lambda: loaded() > known)
        assert scheduler.stop() == 0, schedulers.said
    finally:
        engine.stop(own)
    assert schedulers.said.count("graph is unreachable") == schedulers.said.count("graph is reachable again") == 2, (
        schedulers.said
    )
    assert "Traceback" not in schedulers.said
