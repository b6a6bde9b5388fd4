"""What is done once a day, or by the backups' schedule, is done by one of the schedulers."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from cypher.errors import EngineError, GraphError
from cypher.graph import Graph
from cypher.lease import TURN, Lease
from cypher.settings import Settings
from loader.jobs import upkeep
from loader.jobs.service import Service
from loader.jobs.upkeep import KEEP_DAYS, RETRIES, DueBackup, Housekeeping, backup_due, begin, tidy_graph
from tests.loader.jobs.conftest import DAY

HOUR = timedelta(hours=1)

MAKE = """
UNWIND [['asked', 'waiting', 99], ['done', 'delivered', 99], ['refused', 'given up', 99], ['done', 'delivered', 1]]
  AS old
CREATE (:Request {id: randomUUID(), status: old[0], asked_at: $now - duration({days: old[2]})})
CREATE (:Notice {id: randomUUID(), status: old[1], at: $now - duration({days: old[2]})})
"""
LEFT = """
MATCH (n) WHERE n:Request OR n:Notice RETURN labels(n)[0] AS label, n.status AS status ORDER BY label, status
"""


def test_what_is_old_and_done_goes_once_a_day(mine: Settings, graph: Graph) -> None:
    assert KEEP_DAYS < 99
    graph.command(MAKE, {"now": DAY})
    assert tidy_graph(mine, graph, DAY)
    assert not tidy_graph(mine, graph, DAY + timedelta(hours=17)), "that day is done"
    assert [(row["label"], row["status"]) for row in graph.read(LEFT)] == [
        ("Notice", "delivered"),
        ("Notice", "waiting"),
        ("Request", "asked"),
        ("Request", "done"),
    ]
    assert tidy_graph(mine, graph, DAY + timedelta(hours=18))


def test_a_backup_is_made_by_the_schedule_and_by_one(mine: Settings, graph: Graph, tmp_path: Path) -> None:
    embedded = {"neo4j_uri": None, "backup_schedule": "0 6 * * *", "backup_folder": tmp_path}
    nightly = mine.model_copy(update=embedded)

    def made(now: datetime, settings: Settings = nightly) -> bool:
        backup = backup_due(settings, graph, now)
        if backup:
            backup.end(graph)
        return backup is not None

    assert not made(DAY - timedelta(minutes=1)), "the first look only notes since when times count"
    assert not made(DAY - timedelta(seconds=1))
    assert made(DAY)
    assert not made(DAY + timedelta(seconds=30)), "it is made"
    assert made(DAY + timedelta(days=9))
    assert not made(DAY + timedelta(days=9)), "what was missed is made up for once"
    later = DAY + timedelta(days=10)
    assert not made(later, mine.model_copy(update=embedded | {"backup_schedule": None}))
    assert not made(later, mine.model_copy(update=embedded | {"neo4j_uri": "bolt://127.0.0.1:7687"}))


HOLD = "MATCH (t:Turn {id: 'tidy'}) SET t.taken_by = $by, t.taken_until = datetime() + duration({seconds: $lasts})"


def test_what_a_dead_process_was_doing_is_taken_over(mine: Settings, graph: Graph) -> None:
    assert begin(graph, "tidy", DAY - timedelta(days=2), DAY) is None, "nothing to do yet"
    graph.command(HOLD, {"by": "far-away:1:1", "lasts": 60})
    assert not tidy_graph(mine, graph, DAY + timedelta(days=1)), "a living process does it"
    graph.command(HOLD, {"by": "far-away:1:1", "lasts": -1})
    assert tidy_graph(mine, graph, DAY + timedelta(days=1)), "it was not done, and its process is dead"
    assert not tidy_graph(mine, graph, DAY + timedelta(days=1))


def test_who_has_lost_its_turn_does_not_end_it(graph: Graph) -> None:
    turn = begin(graph, "tidy", DAY, DAY - timedelta(days=1))
    assert turn is not None
    graph.command(HOLD, {"by": "far-away:1:1", "lasts": 60})
    turn.end(graph)
    (row,) = graph.read("MATCH (t:Turn {id: 'tidy'}) RETURN t.done_for < $due AS waits, t.taken_by AS by", {"due": DAY})
    assert row == {"waits": True, "by": "far-away:1:1"}


def test_a_turn_that_failed_is_had(mine: Settings, graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise GraphError("no")

    with monkeypatch.context() as patch:
        patch.setattr(upkeep, "prune", fail)
        with pytest.raises(GraphError):
            tidy_graph(mine, graph, DAY)
    assert not tidy_graph(mine, graph, DAY), "the next day comes"


def test_a_backup_that_fails_is_made_again_and_told_once(
    mine: Settings, graph: Graph, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It is made again after five minutes, then ten …; the webhook hears of the first failure and of the mending."""
    clock = [DAY]
    service = Service(
        mine.model_copy(
            update={"backup_folder": tmp_path, "webhook_url": "http://127.0.0.1:9/", "webhook_secret": SecretStr("s")}
        ),
        now=lambda: clock[0],
    )
    monkeypatch.setattr(upkeep, "tidy_graph", lambda *arguments: False)
    monkeypatch.setattr(upkeep, "backup_due", lambda settings, graph, now: begin(graph, "backup", DAY, DAY - HOUR))
    made: list[datetime] = []
    broken = [True]

    def make(settings: Settings) -> None:
        made.append(clock[0])
        if broken[0]:
            raise EngineError("the disk is full")

    monkeypatch.setattr(upkeep, "make_backup", make)
    for minutes in (0, 1, 5, 6, 14, 16):
        clock[0] = DAY + timedelta(minutes=minutes)
        service.keep_up()
    assert [(at - DAY) / timedelta(minutes=1) for at in made] == [0, 5, 16]
    assert not graph.read("MATCH (t:Turn {id: 'backup'}) WHERE t.done_for >= $due RETURN t", {"due": DAY})
    broken[0], clock[0] = False, DAY + HOUR
    service.keep_up()
    service.keep_up()
    assert len(made) == 4
    assert graph.read("MATCH (t:Turn {id: 'backup'}) WHERE t.done_for >= $due RETURN t", {"due": DAY})
    bodies = [json.loads(row["body"]) for row in graph.read("MATCH (n:Notice) RETURN n.body AS body ORDER BY n.at")]
    assert [body["type"] for body in bodies] == ["backup.failed", "backup.well"]
    assert bodies[0]["data"]["why"] == "the disk is full"
    service.loads.shutdown()
    if service.graph:
        service.graph.close()


def test_a_backup_is_not_tried_for_ever() -> None:
    backup = DueBackup(Housekeeping(Lease(TURN, "backup"), DAY), DAY)
    for _ in range(RETRIES):
        backup.failed("the disk is full", DAY)
        assert not backup.over
    backup.failed("the disk is full", DAY)
    assert backup.over


def test_loads_have_their_turn_between_two_backups(
    mine: Settings, graph: Graph, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where a backup takes longer than the time between two, the next is due at once, and would stop every load."""
    service = Service(mine.model_copy(update={"backup_folder": tmp_path}), now=lambda: DAY)
    monkeypatch.setattr(upkeep, "tidy_graph", lambda *arguments: False)
    due = iter(range(1, 9))
    monkeypatch.setattr(
        upkeep, "backup_due", lambda settings, graph, now: begin(graph, "backup", DAY + next(due) * HOUR, DAY)
    )
    made: list[bool] = []
    monkeypatch.setattr(upkeep, "make_backup", lambda settings: made.append(service.paused.is_set()))
    service.keep_up()
    service.keep_up()
    assert made == [True]
    service.rests_until = 0.0
    service.keep_up()
    assert made == [True, True]
    service.loads.shutdown()
    if service.graph:
        service.graph.close()
