"""What a scheduled load does and reports, in this process and in one of its own."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import pytest

from cypher.graph import Graph
from cypher.scheduling.health import HealthState, judge_health
from cypher.scheduling.requests import RequestKind, create_request, note_restart, whoever
from cypher.settings import Settings
from loader.catalogue.survey import survey
from loader.jobs import child
from loader.jobs.requests import carry_out_request, take_request
from loader.jobs.task import LoadEnd, Task, TaskReport
from loader.jobs.work import perform_task
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
    report = TaskReport(LoadEnd.FAILED, error="no\nanswer", heals=True, retry_after=3.0)
    assert TaskReport.from_json(report.as_json()) == report
    assert len(report.as_json().splitlines()) == 1


def test_it_loads_once_for_a_due_time(mine: Settings, graph: Graph, source: Folder) -> None:
    source("tiny", actors=ACTORS)
    assert perform_task(mine, graph, Task("tiny", due=DAY)) == TaskReport(LoadEnd.DONE, "tiny-1")
    report = perform_task(mine, graph, Task("tiny", due=DAY))
    assert (report.status, report.error) == (
        LoadEnd.SETTLED,
        "tiny has already been loaded for this due time, by tiny-1",
    )
    assert perform_task(mine, graph, Task("tiny", due=DAY + timedelta(days=1))) == TaskReport(
        LoadEnd.DONE, "tiny-2", same=True
    )
    assert len(graph.ask("runs", source="tiny")) == 2


def test_what_fails_before_it_begins_is_in_the_graph_too(mine: Settings, graph: Graph, source: Folder) -> None:
    """The manifest is invalid, a file is missing, an address does not answer: /jobs is to show it as any failure."""
    folder = source("tiny", actors=ACTORS)
    (folder / "actors.csv").unlink()
    report = perform_task(mine, graph, Task("tiny", due=DAY))
    assert (report.status, report.heals) == (LoadEnd.FAILED, False)
    assert "ships no file" in str(report.error)
    health = judge_health(row_of(graph, "tiny"), DAY)
    assert (health.state, health.why) == (HealthState.FAILING, report.error)
    (folder / "manifest.yaml").write_text("parts: [\n", "utf-8")
    report = perform_task(mine, graph, Task("tiny"))
    assert "manifest.yaml" in str(report.error)
    assert [row["status"] for row in graph.ask("runs", source="tiny")] == ["failed", "failed"]
    source("tiny", actors=ACTORS)
    assert perform_task(mine, graph, Task("tiny", due=DAY)) == TaskReport(LoadEnd.DONE, "tiny-3")
    assert judge_health(row_of(graph, "tiny"), DAY).state == HealthState.FRESH


def test_an_address_that_does_not_answer_may_heal(mine: Settings, graph: Graph, source: Folder) -> None:
    source("tiny", actors=ACTORS, **{"from": "http://127.0.0.1:9/list.csv"})
    reachable = mine.model_copy(update={"fetch_private": ["127.0.0.0/8"]})
    report = perform_task(reachable, graph, Task("tiny"))
    assert (report.status, report.heals) == (LoadEnd.FAILED, True)
    assert not perform_task(mine, graph, Task("tiny")).heals, "a private address is refused for good"


def test_bad_data_is_one_failed_run(mine: Settings, graph: Graph, source: Folder) -> None:
    source("tiny", actors="something,else\n")
    report = perform_task(mine, graph, Task("tiny"))
    assert (report.status, report.heals) == (LoadEnd.FAILED, False)
    assert (report.run, report.error) == ("tiny-1", "actors.csv: a header and no rows")
    assert [row["error"] for row in graph.ask("runs", source="tiny")] == [report.error]


def test_the_input_that_waits_for_a_person_makes_no_further_run(mine: Settings, graph: Graph, source: Folder) -> None:
    many = "".join(f"k{n},Name {n},state\n" for n in range(30))
    source("tiny", actors="key,name,kind\n" + many, limit={})
    perform_task(mine, graph, Task("tiny"))
    source("tiny", actors=ACTORS, limit={})
    held = perform_task(mine, graph, Task("tiny"))
    assert (held.status, held.run) == (LoadEnd.HELD, "tiny-2")
    again = perform_task(mine, graph, Task("tiny"))
    assert (again.status, again.run, again.same) == (LoadEnd.HELD, "tiny-2", True)
    assert again.error == held.error
    assert perform_task(mine, graph, Task("tiny", accept="tiny-2")) == TaskReport(LoadEnd.DONE, "tiny-2")
    assert perform_task(mine, graph, Task("tiny", accept="tiny-2")).error == "tiny-2 is done, not held"
    assert perform_task(mine, graph, Task("tiny")) == TaskReport(LoadEnd.DONE, "tiny-3", same=True)


def test_who_asked_for_a_run_and_who_decided_on_it_is_kept(mine: Settings, graph: Graph, source: Folder) -> None:
    many = "".join(f"k{n},Name {n},state\n" for n in range(30))
    source("tiny", actors="key,name,kind\n" + many, limit={})
    perform_task(mine, graph, Task.from_json(Task("tiny", by="anna").as_json()))
    source("tiny", actors=ACTORS, limit={})
    perform_task(mine, graph, Task("tiny", due=DAY))
    perform_task(mine, graph, Task("tiny", accept="tiny-2", by="bo"))
    (source("tiny", actors=ACTORS) / "actors.csv").unlink()
    perform_task(mine, graph, Task("tiny", by="cy"))
    rows = {row["id"]: (row["begun_by"], row["decided_by"]) for row in graph.ask("runs", source="tiny")}
    assert rows == {"tiny-1": ("anna", None), "tiny-2": (None, "bo"), "tiny-3": ("cy", None)}
    assert {row["id"]: row["begun_by"] for row in graph.ask("run-history")}["tiny-3"] == "cy"


def test_who_dropped_a_run_is_kept(mine: Settings, graph: Graph, source: Folder) -> None:
    many = "".join(f"k{n},Name {n},state\n" for n in range(30))
    source("tiny", actors="key,name,kind\n" + many, limit={})
    perform_task(mine, graph, Task("tiny"))
    source("tiny", actors=ACTORS, limit={})
    perform_task(mine, graph, Task("tiny"))
    create_request(graph, RequestKind.DROP, "tiny", run="tiny-2", by="dora")
    request = take_request(graph, "here:1:1", ["tiny"], [], loads=True)
    assert request
    assert carry_out_request(mine, graph, request) == ("tiny-2 is dropped; the graph is as it was", True)
    assert [row["decided_by"] for row in graph.ask("runs", source="tiny")] == ["dora", None]


def test_who_restarted_the_server_is_kept(graph: Graph) -> None:
    note_restart(graph, "anna")
    note_restart(graph, None)
    rows = graph.ask("requests")
    assert {(row["kind"], row["status"]) for row in rows} == {("restart", "done")}
    assert {row["asked_by"] for row in rows} == {"anna", whoever()}
    assert take_request(graph, "here:1:1", ["", "tiny"], [], loads=True) is None, "nobody has to carry it out"


def test_an_older_edition_waits_for_a_person_and_sets_the_date(mine: Settings, graph: Graph, source: Folder) -> None:
    """A publisher who dated an edition too late is not locked out for good: one decision, and the next ones load."""
    days = ["2024-06-09", "2024-06-03", "2024-06-04"]
    source("tiny", actors=ACTORS, published=days[0])
    assert perform_task(mine, graph, Task("tiny", due=DAY)).status == LoadEnd.DONE
    source("tiny", actors=ACTORS + "b,Beta,state\n", published=days[1])
    held = perform_task(mine, graph, Task("tiny", due=DAY + timedelta(days=1)))
    why = "this input is of 2024-06-03, older than the last one loaded, of 2024-06-09"
    assert (held.status, held.error) == (LoadEnd.HELD, why)
    assert judge_health(row_of(graph, "tiny"), DAY).state == HealthState.HELD
    assert perform_task(mine, graph, Task("tiny", accept=held.run)).status == LoadEnd.DONE
    source("tiny", actors=ACTORS + "c,Gamma,state\n", published=days[2])
    assert perform_task(mine, graph, Task("tiny", due=DAY + timedelta(days=2))).status == LoadEnd.DONE


def test_a_bent_source_spoils_no_other(mine: Settings, source: Folder) -> None:
    source("good", actors=ACTORS, schedule=NIGHTLY.cron)
    (source("bent", actors=ACTORS) / "manifest.yaml").write_text("parts: [\n", "utf-8")
    found = survey(mine)
    assert found.schedules == {"good": NIGHTLY}
    assert found.invalid.keys() == {"bent"}
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
    report = child.run_child(graph, Task("slow", deadline=4))
    assert time.monotonic() - began < 40
    assert report == TaskReport(LoadEnd.FAILED, "slow-1", error="stopped at its deadline of 4 s")
    assert [row["error"] for row in graph.ask("runs", source="slow")] == ["stopped at its deadline of 4 s"]
    assert graph.read("MATCH (s:Source {id: 'slow'}) RETURN s.holder AS holder") == [{"holder": None}]


def test_a_load_that_is_stopped_says_so(here: Settings, graph: Graph, slow: Path) -> None:
    report = child.run_child(graph, Task("slow"), slow.exists)
    assert report == TaskReport(LoadEnd.STOPPED, "slow-1", error="the scheduler was stopped")


def test_a_load_that_is_killed_is_noted(
    here: Settings, graph: Graph, slow: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    processes: list[child.subprocess.Popen[str]] = []
    say = child.log_child

    def watched(process: child.subprocess.Popen[str], line: str) -> None:
        processes.append(process)
        say(process, line)

    monkeypatch.setattr(child, "log_child", watched)
    over = Event()

    def kill() -> None:
        while not slow.exists() and not over.wait(0.1):
            pass
        processes[0].kill()

    killer = Thread(target=kill)
    killer.start()
    report = child.run_child(graph, Task("slow"))
    over.set()
    killer.join()
    assert report == TaskReport(LoadEnd.FAILED, "slow-1", error="its process ended unexpectedly (-9)")
    (row,) = graph.ask("runs", source="slow")
    assert (row["status"], row["error"]) == ("failed", report.error)
