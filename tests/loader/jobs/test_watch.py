"""The webhook hears once that graph or scheduler is gone, and once that it is back, whoever looks and however often."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from cypher.errors import GraphAway, GraphDown
from cypher.graph import Graph
from cypher.settings import Settings
from loader.jobs import claims
from loader.jobs.notices import deliver
from loader.jobs.service import Service
from loader.jobs.watch import DEAD, GRACE, note_graph, note_schedulers
from tests.conftest import Faultlines
from tests.loader.conftest import Folder
from tests.loader.jobs.conftest import ACTORS, DAY, SECRET, Receiver

DOWN = GraphDown("The graph is not running")
SECOND = timedelta(seconds=1)


def test_a_graph_that_is_down_is_told_once_and_once_when_it_is_back(hooked: Settings, receiver: Receiver) -> None:
    note_graph(hooked, None, DAY)
    note_graph(hooked, DOWN, DAY)
    note_graph(hooked, DOWN, DAY + GRACE - SECOND)
    assert receiver.types == [], "a restart takes less"
    for seconds in range(5):
        note_graph(hooked, DOWN, DAY + GRACE + seconds * SECOND)
    note_graph(hooked, None, DAY + 2 * GRACE)
    note_graph(hooked, None, DAY + 3 * GRACE)
    assert receiver.types == ["graph.down", "graph.up"]
    down, up = (json.loads(body)["data"] for _, body in receiver.heard)
    assert down["why"] == str(DOWN)
    assert down["since"] == up["since"] == DAY.isoformat()
    note_graph(hooked, DOWN, DAY + 4 * GRACE)
    note_graph(hooked, DOWN, DAY + 6 * GRACE)
    assert receiver.types == ["graph.down", "graph.up", "graph.down"], "the next time is another"


def test_what_the_webhook_did_not_hear_of_the_graph_it_hears_later_and_in_order(
    hooked: Settings, receiver: Receiver
) -> None:
    receiver.answers = [503]
    note_graph(hooked, DOWN, DAY)
    note_graph(hooked, DOWN, DAY + GRACE)
    note_graph(hooked, None, DAY + GRACE + SECOND)
    assert receiver.types == ["graph.down"]
    note_graph(hooked, None, DAY + GRACE + 11 * SECOND)
    assert receiver.types == ["graph.down", "graph.down", "graph.up"]
    assert len({headers["webhook-id"] for headers, _ in receiver.heard}) == 2
    assert json.loads((hooked.home / "watch.json").read_text())["waiting"] == []


def test_a_backup_is_no_news(hooked: Settings, receiver: Receiver) -> None:
    for seconds in (0, 60, 120):
        note_graph(hooked, GraphAway("The graph is stopped for a backup"), DAY + seconds * SECOND)
    assert receiver.types == []


@pytest.mark.parametrize("text", ["", "[]", '{"since": 3, "more": 1}', "{"])
def test_a_damaged_note_is_begun_anew(hooked: Settings, receiver: Receiver, text: str) -> None:
    hooked.home.mkdir(parents=True, exist_ok=True)
    (hooked.home / "watch.json").write_text(text)
    note_graph(hooked, DOWN, DAY)
    note_graph(hooked, DOWN, DAY + GRACE)
    assert receiver.types == ["graph.down"]


BEAT = "MATCH (p:Scheduler) SET p.beat_at = datetime() - duration({seconds: $seconds})"
NOW = "RETURN datetime() AS now"


def test_a_dead_scheduler_is_told_once_and_once_when_one_is_back(
    graph: Graph, hooked: Settings, receiver: Receiver
) -> None:
    def look(silent: float | None = None) -> None:
        if silent is not None:
            graph.command(BEAT, {"seconds": silent})
        (row,) = graph.read(NOW)
        now = row["now"].to_native() if hasattr(row["now"], "to_native") else row["now"]
        note_schedulers(graph, hooked, now)
        deliver(graph, hooked, now)

    look()
    assert receiver.types == [], "none has ever run"
    claims.beat_scheduler(graph, "here:1:1")
    look()
    look(DEAD.total_seconds() / 2)
    assert receiver.types == [], "it may be back in a moment"
    look(DEAD.total_seconds() + 1)
    look()
    assert receiver.types == ["scheduler.dead"]
    claims.beat_scheduler(graph, "here:2:2")
    look()
    look()
    assert receiver.types == ["scheduler.dead", "scheduler.back"]
    dead, _ = (json.loads(body)["data"] for _, body in receiver.heard)
    assert dead["scheduler"] == "here:1:1"
    claims.leave_scheduler(graph, "here:2:2")
    graph.command("MATCH (p:Scheduler) DETACH DELETE p")
    look()
    assert len(receiver.heard) == 2, "one that was stopped has left"


def test_a_scheduler_tells_of_the_graph_that_it_does_not_reach(
    hooked: Settings, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [DAY]
    service = Service(hooked, now=lambda: clock[0])

    def gone() -> Graph:
        raise GraphDown("no Neo4j answers")

    with monkeypatch.context() as patch:
        patch.setattr(service, "connect", gone)
        service.tell()
        clock[0] += GRACE
        service.tell()
        service.tell()
    service.tell()
    assert receiver.types == ["graph.down", "graph.up"]
    service.loads.shutdown()
    if service.graph:
        service.graph.close()


def test_health_tells_the_webhook_though_no_scheduler_lives(
    here: Settings, graph: Graph, receiver: Receiver, faultlines: Faultlines
) -> None:
    claims.beat_scheduler(graph, "here:1:1")
    graph.command(BEAT, {"seconds": 999})
    hook = {"WEBHOOK_URL": receiver.address, "WEBHOOK_SECRET": SECRET, "HOME": str(here.home)}
    password = here.neo4j_password
    assert password is not None
    there = {"NEO4J_URI": str(here.neo4j_uri), "NEO4J_PASSWORD": password.get_secret_value()}
    for _ in range(2):
        done = faultlines("jobs", "health", "--notify", **hook, **there)
        assert done.returncode == 0, done.stderr
    assert receiver.types == ["scheduler.dead"]
    done = faultlines("jobs", "health", "--notify", **hook, NEO4J_URI="bolt://127.0.0.1:9")
    assert done.returncode == 1
    assert json.loads((here.home / "watch.json").read_text())["since"] is not None


def test_health_is_not_well_where_schedules_exist_and_no_scheduler_ever_ran(
    here: Settings, graph: Graph, source: Folder, faultlines: Faultlines, tmp_path: Path
) -> None:
    password = here.neo4j_password
    assert password is not None
    there = {"NEO4J_URI": str(here.neo4j_uri), "NEO4J_PASSWORD": password.get_secret_value()}
    where = {**there, "HOME": str(here.home), "SOURCES": str(here.sources[0])}
    assert faultlines("jobs", "health", **where).returncode == 0
    source("tiny", actors=ACTORS, schedule="0 0 1 1 *")
    done = faultlines("jobs", "health", **where)
    assert done.returncode == 5
    assert "tiny: scheduled, but no scheduler has ever run" in done.stderr
    assert faultlines("load", "tiny", "--if-due", **where).returncode == 0
    assert faultlines("jobs", "health", **where).returncode == 0, "cron does it"
