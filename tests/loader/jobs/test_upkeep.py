"""What is done once a day, or by the backups' schedule, is done by one of the schedulers."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from cypher.graph import Graph
from cypher.settings import Settings
from loader.jobs.upkeep import KEEP_DAYS, backup_due, tidy_graph
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

    def due(now: datetime, settings: Settings = nightly) -> Path | None:
        return backup_due(settings, graph, now)

    assert due(DAY - timedelta(minutes=1)) is None, "the first look only notes since when times count"
    assert due(DAY - timedelta(seconds=1)) is None
    assert due(DAY) == tmp_path
    assert due(DAY + timedelta(seconds=30)) is None, "it is taken"
    assert due(DAY + timedelta(days=9)) == tmp_path
    assert due(DAY + timedelta(days=9)) is None, "what was missed is made up for once"
    later = DAY + timedelta(days=10)
    assert due(later, mine.model_copy(update=embedded | {"backup_schedule": None})) is None
    assert due(later, mine.model_copy(update=embedded | {"neo4j_uri": "bolt://127.0.0.1:7687"})) is None
