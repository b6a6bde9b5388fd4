"""What a scheduled load does and reports, in this process and in one of its own."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import pytest

from cypher.graph import Graph
from cypher.scheduling.health import State, judge
from cypher.settings import Settings
from loader.catalogue.survey import survey
from loader.jobs import child
from loader.jobs.task import Ended, Report, Task
from loader.jobs.work import perform
from tests.loader.conftest import Folder
from tests.loader.jobs.conftest import ACTORS, DAY, NIGHTLY, row_of

SLOW = """
import time
from pathlib import Path

def read(manifest, input):
    Path({mark!r}).touch()
    time.sleep(60)
    yield
"""


def test_a_task_and_a_report_travel_as_lines() -> None:
    task = Task("tiny", due=DAY, deadline=5)
    assert Task.from_json(task.as_json()) == task
    report = Report(Ended.FAILED, error="no\nanswer", heals=True, retry_after=3.0)
    assert Report.from_json(report.as_json()) == report
    assert len(report.as_json().splitlines()) == 1


def test_it_loads_once_for_a_due_time(mine: Settings, graph: Graph, source: Folder) -> None:
    source("tiny", actors=ACTORS)
    assert perform(mine, graph, Task("tiny", due=DAY)) == Report(Ended.DONE, "tiny-1")
    report = perform(mine, graph, Task("tiny", due=DAY))
    assert (report.status, report.error) == (Ended.SETTLED, "tiny was loaded for this due time already, by tiny-1")
    assert perform(mine, graph, Task("tiny", due=DAY + timedelta(days=1))) == Report(Ended.DONE, "tiny-2", same=True)
    assert len(graph.ask("runs", source="tiny")) == 2


def test_what_fails_before_it_begins_is_in_the_graph_too(mine: Settings, graph: Graph, source: Folder) -> None:
    """The manifest is bent, a file is missing, an address does not answer: /jobs is to show it as any failure."""
    folder = source("tiny", actors=ACTORS)
    (folder / "actors.csv").unlink()
    report = perform(mine, graph, Task("tiny", due=DAY))
    assert (report.status, report.heals) == (Ended.FAILED, False)
    assert "brings no file of its own" in str(report.error)
    health = judge(row_of(graph, "tiny"), DAY)
    assert (health.state, health.why) == (State.FAILING, report.error)
    (folder / "manifest.yaml").write_text("parts: [\n", "utf-8")
    report = perform(mine, graph, Task("tiny"))
    assert "manifest.yaml" in str(report.error)
    assert [row["status"] for row in graph.ask("runs", source="tiny")] == ["failed", "failed"]
    source("tiny", actors=ACTORS)
    assert perform(mine, graph, Task("tiny", due=DAY)) == Report(Ended.DONE, "tiny-3")
    assert judge(row_of(graph, "tiny"), DAY).state == State.FRESH


def test_an_address_that_does_not_answer_may_heal(mine: Settings, graph: Graph, source: Folder) -> None:
    source("tiny", actors=ACTORS, **{"from": "http://127.0.0.1:9/list.csv"})
    reachable = mine.model_copy(update={"fetch_private": ["127.0.0.0/8"]})
    report = perform(reachable, graph, Task("tiny"))
    assert (report.status, report.heals) == (Ended.FAILED, True)
    assert not perform(mine, graph, Task("tiny")).heals, "a private address is refused for good"


def test_bad_data_is_one_failed_run(mine: Settings, graph: Graph, source: Folder) -> None:
    source("tiny", actors="something,else\n")
    report = perform(mine, graph, Task("tiny"))
    assert (report.status, report.heals) == (Ended.FAILED, False)
    assert (report.run, report.error) == ("tiny-1", "actors.csv: a header and no rows")
    assert [row["error"] for row in graph.ask("runs", source="tiny")] == [report.error]


def test_the_input_that_waits_for_a_person_makes_no_further_run(mine: Settings, graph: Graph, source: Folder) -> None:
    many = "".join(f"k{n},Name {n},state\n" for n in range(30))
    source("tiny", actors="key,name,kind\n" + many)
    perform(mine, graph, Task("tiny"))
    source("tiny", actors=ACTORS)
    held = perform(mine, graph, Task("tiny"))
    assert (held.status, held.run) == (Ended.HELD, "tiny-2")
    again = perform(mine, graph, Task("tiny"))
    assert (again.status, again.run, again.same) == (Ended.HELD, "tiny-2", True)
    assert again.error == held.error
    assert perform(mine, graph, Task("tiny", accept="tiny-2")) == Report(Ended.DONE, "tiny-2")
    assert perform(mine, graph, Task("tiny", accept="tiny-2")).error == "tiny-2 is done, not held"
    assert perform(mine, graph, Task("tiny")) == Report(Ended.DONE, "tiny-3", same=True)


def test_a_bent_source_spoils_no_other(mine: Settings, source: Folder) -> None:
    source("good", actors=ACTORS, schedule=NIGHTLY.cron)
    (source("bent", actors=ACTORS) / "manifest.yaml").write_text("parts: [\n", "utf-8")
    found = survey(mine)
    assert found.schedules == {"good": NIGHTLY}
    assert found.bent.keys() == {"bent"}
    assert {"states", "good"} <= found.sources.keys()


# Each of these takes a process.


@pytest.fixture
def slow(source: Folder, tmp_path: Path) -> Path:
    """A source whose reader takes a minute; the file that it makes when it begins."""
    mark = tmp_path / "reading"
    folder = source("slow", actors=ACTORS)
    (folder / "reader.py").write_text(SLOW.format(mark=str(mark)), "utf-8")
    return mark


def test_a_load_is_ended_at_its_deadline(here: Settings, graph: Graph, slow: Path) -> None:
    began = time.monotonic()
    report = child.run(graph, Task("slow", deadline=4))
    assert time.monotonic() - began < 40
    assert report == Report(Ended.FAILED, "slow-1", error="ended at its deadline of 4 s")
    assert [row["error"] for row in graph.ask("runs", source="slow")] == ["ended at its deadline of 4 s"]
    assert graph.read("MATCH (s:Source {id: 'slow'}) RETURN s.holder AS holder") == [{"holder": None}]


def test_a_load_that_is_stopped_says_so(here: Settings, graph: Graph, slow: Path) -> None:
    report = child.run(graph, Task("slow"), slow.exists)
    assert report == Report(Ended.STOPPED, "slow-1", error="the scheduler was stopped")


def test_a_load_that_is_killed_is_noted(
    here: Settings, graph: Graph, slow: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    processes: list[child.subprocess.Popen[str]] = []
    say = child.say

    def watched(process: child.subprocess.Popen[str], line: str) -> None:
        processes.append(process)
        say(process, line)

    monkeypatch.setattr(child, "say", watched)
    over = Event()

    def kill() -> None:
        while not slow.exists() and not over.wait(0.1):
            pass
        processes[0].kill()

    killer = Thread(target=kill)
    killer.start()
    report = child.run(graph, Task("slow"))
    over.set()
    killer.join()
    assert report == Report(Ended.FAILED, "slow-1", error="its process ended unexpectedly (-9)")
    (row,) = graph.ask("runs", source="slow")
    assert (row["status"], row["error"]) == ("failed", report.error)
