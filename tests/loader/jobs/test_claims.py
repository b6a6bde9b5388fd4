"""A due time is one process's: others leave it alone as long as that lives, and take it when it has died."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from cypher.graph import Graph
from cypher.lease import process_id
from cypher.scheduling.schedule import Schedule
from cypher.settings import Settings
from loader.jobs import claims, conclusion
from loader.jobs.claims import DueClaim
from loader.jobs.task import LoadEnd, TaskReport
from tests.loader.conftest import Folder, Loads
from tests.loader.jobs.conftest import ACTORS, DAY, NIGHTLY, row_of, schedule

DEAD = "far-away:1:1"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def tiny(source: Folder, mine: Settings, graph: Graph) -> None:
    """A source that is due each morning at six."""
    source("tiny", actors=ACTORS)
    schedule(mine, graph, "tiny", DAY - timedelta(days=1, hours=1))


def due(graph: Graph, now: datetime, when: Schedule = NIGHTLY) -> datetime | None:
    """The due time that tiny waits for."""
    return claims.due_time(row_of(graph, "tiny"), when, now)


@pytest.mark.usefixtures("tiny")
def test_what_is_due(graph: Graph, loads: Loads) -> None:
    began = DAY - timedelta(days=1, hours=1)
    assert due(graph, began) == began, "a source that was never loaded is due at once"
    assert due(graph, DAY - MINUTE) == DAY - timedelta(days=1)
    assert due(graph, DAY) == DAY
    graph.command("MATCH (s:Source) SET s.settled_for = $due", {"due": DAY})
    assert due(graph, DAY + MINUTE) is None
    assert due(graph, DAY + timedelta(days=9, hours=1)) == DAY + timedelta(days=9), "what was missed runs once"
    graph.command("MATCH (s:Source) SET s.paused = true")
    assert due(graph, DAY + timedelta(days=9)) is None
    graph.command("MATCH (s:Source) SET s.paused = null")
    loads("tiny")
    assert due(graph, DAY + timedelta(days=9)) is None, "somebody has loaded it since"


@pytest.mark.usefixtures("tiny")
def test_of_many_who_want_it_one_has_it(graph: Graph) -> None:
    with ThreadPoolExecutor(8) as pool:
        names = [process_id(), *(f"far-{n}:1:1" for n in range(7))]
        taken = list(pool.map(lambda name: claims.claim(graph, name, "tiny", DAY, DAY), names))
    assert [one for one in taken if one] == [DueClaim("tiny", DAY, 0)]


@pytest.mark.usefixtures("tiny")
def test_a_claim_passes_on_when_its_holder_dies(graph: Graph) -> None:
    assert claims.claim(graph, DEAD, "tiny", DAY, DAY)
    assert claims.claim(graph, process_id(), "tiny", DAY, DAY) is None, "its heart beats"
    graph.command("MATCH (s:Source) SET s.claimed_until = datetime() - duration('PT1S')")
    assert claims.claim(graph, process_id(), "tiny", DAY, DAY)
    claims.settle(graph, DEAD, "tiny")
    assert row_of(graph, "tiny")["settled_for"] is None, "who has lost a claim settles nothing"
    claims.settle(graph, process_id(), "tiny")
    assert claims.claim(graph, DEAD, "tiny", DAY, DAY) is None, "it is settled"
    assert claims.claim(graph, DEAD, "tiny", DAY + MINUTE, DAY + MINUTE)


@pytest.mark.usefixtures("tiny")
def test_a_heartbeat_keeps_claims(graph: Graph) -> None:
    claims.claim(graph, DEAD, "tiny", DAY, DAY)
    graph.command("MATCH (s:Source) SET s.claimed_until = datetime() - duration('PT1S')")
    claims.beat_scheduler(graph, DEAD)
    assert claims.claim(graph, process_id(), "tiny", DAY, DAY) is None
    (scheduler,) = graph.ask("schedulers")
    assert (scheduler["id"], scheduler["alive"]) == (DEAD, True)
    claims.leave_scheduler(graph, DEAD)
    assert graph.ask("schedulers") == []


DOWN = TaskReport(LoadEnd.FAILED, error="no answer", heals=True)


@pytest.mark.usefixtures("tiny")
def test_what_may_heal_is_tried_again_later_and_later_and_then_no_more(graph: Graph) -> None:
    now, pauses = DAY, []
    while claim := claims.claim(graph, process_id(), "tiny", DAY, now):
        retry_at = conclusion.conclude(graph, process_id(), claim, DOWN, now)
        if retry_at is None:
            break
        assert claims.claim(graph, process_id(), "tiny", DAY, retry_at - MINUTE / 60) is None
        assert claims.waits(row_of(graph, "tiny"), DAY, retry_at - MINUTE / 60)
        pauses.append((retry_at - now).total_seconds())
        now = retry_at
    assert pauses == [30, 60, 120, 240, 480]
    assert row_of(graph, "tiny")["settled_for"] == DAY
    tomorrow = DAY + timedelta(days=1)
    assert claims.claim(graph, process_id(), "tiny", tomorrow, tomorrow) == DueClaim("tiny", tomorrow, 0)


@pytest.mark.parametrize(
    ("report", "pause"),
    [
        (TaskReport(LoadEnd.DONE), None),
        (TaskReport(LoadEnd.HELD), None),
        (TaskReport(LoadEnd.SETTLED), None),
        (TaskReport(LoadEnd.FAILED, error="bad data"), None),
        (DOWN, 30),
        (TaskReport(LoadEnd.FAILED, heals=True, retry_after=5.0), 30),
        (TaskReport(LoadEnd.FAILED, heals=True, retry_after=900.0), 900),
    ],
)
def test_only_what_may_heal_is_tried_again(report: TaskReport, pause: int | None) -> None:
    expected = None if pause is None else DAY + timedelta(seconds=pause)
    assert conclusion.retry_time(report, 0, DAY) == expected
    assert conclusion.retry_time(report, conclusion.ATTEMPTS - 1, DAY) is None


@pytest.mark.usefixtures("tiny")
def test_what_the_scheduler_stopped_is_due_at_once(graph: Graph) -> None:
    claim = claims.claim(graph, DEAD, "tiny", DAY, DAY)
    assert claim
    conclusion.conclude(graph, DEAD, claim, TaskReport(LoadEnd.STOPPED), DAY)
    assert claims.claim(graph, process_id(), "tiny", DAY, DAY) == DueClaim("tiny", DAY, 0)


@pytest.mark.usefixtures("tiny")
def test_a_newer_due_time_does_not_wait_for_an_older_ones_next_try(graph: Graph) -> None:
    claim = claims.claim(graph, process_id(), "tiny", DAY, DAY)
    assert claim
    conclusion.conclude(graph, process_id(), claim, TaskReport(LoadEnd.FAILED, heals=True, retry_after=86_400 * 2), DAY)
    tomorrow = DAY + timedelta(days=1)
    assert not claims.waits(row_of(graph, "tiny"), tomorrow, tomorrow)
    assert claims.claim(graph, process_id(), "tiny", tomorrow, tomorrow) == DueClaim("tiny", tomorrow, 0)


@pytest.mark.usefixtures("tiny")
def test_a_paused_source_is_not_taken(graph: Graph) -> None:
    assert claims.pause(graph, "tiny", paused=True, by="somebody")
    assert claims.claim(graph, process_id(), "tiny", DAY, DAY) is None
    assert row_of(graph, "tiny")["paused_by"] == "somebody"
    assert claims.pause(graph, "tiny", paused=False, by="somebody")
    assert claims.claim(graph, process_id(), "tiny", DAY, DAY)
    assert not claims.pause(graph, "nobody", paused=True, by="somebody")
