"""What is done once a day, or by the backups' schedule, is done by one of the schedulers."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from cypher.errors import GraphError
from cypher.graph import Graph
from cypher.settings import Settings
from loader.jobs import upkeep
from loader.jobs.upkeep import KEEP_DAYS, backup_due, begin, tidy_graph
from tests.loader.jobs.conftest import DAY

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
