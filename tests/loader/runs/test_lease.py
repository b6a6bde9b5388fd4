"""One process at a time loads a source: the second waits or names the holder, and a dead holder is found out."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import psutil
import pytest

from cypher import lease
from cypher.errors import GraphError
from cypher.graph import Graph
from cypher.lease import SourceBusy
from tests.loader.conftest import Folder, Loads
from tests.loader.native import Listed, native

SET = "MATCH (s:Source {id: 'ofac-sdn'}) SET s.holder = $holder, s.held_until = datetime() + duration({seconds: $left})"
OWNER = "MATCH (s:Source {id: 'ofac-sdn'}) RETURN s.holder AS holder"

HOLDER = """
import sys, psutil, socket, os
print(f"{socket.gethostname()}:{os.getpid()}:{int(psutil.Process().create_time())}", flush=True)
sys.stdin.read()
"""


def test_two_loads_of_one_source_at_once(listing: Loads, graph: Graph, tmp_path: Path) -> None:
    edition = native(tmp_path, Listed(1, "DOE, John"))
    listing("ofac-sdn", edition)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        holder = other.stdout.readline().strip()
        graph.command(SET, {"holder": holder, "left": -1})
        words = f"ofac-sdn is being loaded by process {other.pid} on {socket.gethostname()}"
        with pytest.raises(SourceBusy, match=words):
            listing("ofac-sdn", edition)
        assert len(graph.ask("runs", source="ofac-sdn")) == 1
        other.send_signal(signal.SIGKILL)
        # It has ended and nobody has asked how: a zombie, which holds nothing.
        os.waitid(os.P_PID, other.pid, os.WEXITED | os.WNOWAIT)
        assert psutil.Process(other.pid).status() == psutil.STATUS_ZOMBIE
        assert listing("ofac-sdn", edition).same
    graph.command(SET, {"holder": holder, "left": 30})
    assert listing("ofac-sdn", edition).same, "a holder that is gone is found out"


def test_another_process_with_the_number_of_the_holder_is_not_the_holder() -> None:
    host, pid, started = lease.process_id().rsplit(":", 2)
    assert lease.alive(lease.process_id(), beats=False)
    assert not lease.alive(f"{host}:{pid}:{int(started) - 1000}", beats=True)


def test_a_holder_far_away_is_believed_as_long_as_its_heart_beats(listing: Loads, graph: Graph, tmp_path: Path) -> None:
    edition = native(tmp_path, Listed(1, "DOE, John"))
    listing("ofac-sdn", edition)
    graph.command(SET, {"holder": "far-away:1:1", "left": 30})
    with pytest.raises(SourceBusy, match="process 1 on far-away"):
        listing("ofac-sdn", edition)
    graph.command(SET, {"holder": "far-away:1:1", "left": -1})
    assert listing("ofac-sdn", edition).same


def test_the_second_waits_until_the_first_lets_go(listing: Loads, graph: Graph, tmp_path: Path) -> None:
    edition = native(tmp_path, Listed(1, "DOE, John"))
    listing("ofac-sdn", edition)
    graph.command(SET, {"holder": "far-away:1:1", "left": 30})
    refused = threading.Event()
    look = lease.wait_for_source

    def watched(take, seconds):  # type: ignore[no-untyped-def]
        def once():  # type: ignore[no-untyped-def]
            try:
                return take()
            except SourceBusy:
                refused.set()
                raise

        return look(once, seconds)

    def let_go() -> None:
        assert refused.wait(30)
        graph.command("MATCH (s:Source {id: 'ofac-sdn'}) SET s.holder = null")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lease, "wait_for_source", watched)
        other = threading.Thread(target=let_go)
        other.start()
        assert listing("ofac-sdn", edition, wait=60).same
        other.join()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A heart that beats fast."""
    monkeypatch.setattr(lease, "BEAT", 0.05)


@pytest.mark.usefixtures("quick")
def test_a_holder_that_stood_still_too_long_stops_writing(
    listing: Loads, graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its lease ran out, another took over: the heartbeat finds it out, and nothing more is committed."""
    holders: list[lease.Lease] = []

    class Known(lease.Lease):
        def __init__(self, what: lease.Leasable, id: str, process: str | None = None) -> None:  # noqa: A002
            super().__init__(what, id, process)
            holders.append(self)

    monkeypatch.setattr(lease, "Lease", Known)

    def taken_over(point: str) -> None:
        if point == "open":
            graph.command(SET, {"holder": "far-away:1:1", "left": 30})
            assert holders[0].lost.wait(60)

    with pytest.raises(GraphError, match="another process took over ofac-sdn"):
        listing("ofac-sdn", native(tmp_path, Listed(1, "DOE, John")), hook=taken_over)
    assert graph.read(OWNER) == [{"holder": "far-away:1:1"}]
    assert graph.read("MATCH (r:Record {source: 'ofac-sdn'}) RETURN count(r) AS n") != [{"n": 0}]
    assert graph.read("MATCH ()-[e:DESIGNATES]->() RETURN count(e) AS n") == [{"n": 0}]


@pytest.mark.usefixtures("quick")
def test_the_heart_beats_while_a_load_lasts(listing: Loads, graph: Graph, tmp_path: Path) -> None:
    seen: list[bool] = []

    def look(point: str) -> None:
        if point == "read":
            graph.command("MATCH (s:Source {id: 'ofac-sdn'}) SET s.held_until = datetime() - duration({seconds: 9})")
            beats = False
            for _ in range(200):
                (row,) = graph.read("MATCH (s:Source {id: 'ofac-sdn'}) RETURN s.held_until > datetime() AS beats")
                beats = bool(row["beats"])
                if beats:
                    break
            seen.append(beats)

    listing("ofac-sdn", native(tmp_path, Listed(1, "DOE, John")), hook=look)
    assert seen == [True]
    assert graph.read(OWNER) == [{"holder": None}]


def test_two_sources_that_meet_at_the_same_moment_are_one_actor(loads: Loads, source: Folder, graph: Graph) -> None:
    """While one source is between asking who is there and writing, another writes the same number."""
    for name in ("one", "two"):
        source(name, actors="key,name,kind,identifiers\na,Alpha,state,wikidata:Q1\n")

    def meanwhile(point: str) -> None:
        if point == "identity":
            loads("one")

    loads("two", hook=meanwhile)
    rows = graph.read("MATCH (a:Actor)<-[:DESCRIBES]-(r:Record) RETURN a.id AS actor, collect(r.id) AS records")
    assert [(row["actor"], sorted(row["records"])) for row in rows] == [("one:a", ["one:a", "two:a"])]


@pytest.mark.parametrize("what", [lease.SOURCE, lease.DUE_TIME, lease.REQUEST, lease.NOTICE], ids=repr)
def test_a_lease_is_found_by_an_index(graph: Graph, what: lease.Leasable) -> None:
    for template in (lease.LOCK, lease.TAKE, lease.RENEW, lease.RENEW_ALL, lease.RELEASE, lease.HELD):
        with graph.driver.session(database=graph.database) as session:
            plan = session.run(f"EXPLAIN {what.filled(template)}").consume().plan
        assert plan is not None
        operators, plans = [], [plan]
        while plans:
            part = plans.pop()
            operators.append(part["operatorType"].partition("@")[0])
            plans += part.get("children", [])
        assert any("IndexSeek" in operator for operator in operators), operators
        assert not {"AllNodesScan", "NodeByLabelScan", "NodeIndexScan"} & set(operators), operators


@pytest.mark.parametrize("what", [lease.SOURCE, lease.DUE_TIME, lease.REQUEST, lease.NOTICE], ids=repr)
def test_a_lease_has_one_holder_until_that_lets_go_or_dies(graph: Graph, what: lease.Leasable) -> None:
    graph.command("CREATE (:Scheduler {id: 'far-away:1:1', beat_at: datetime()})")
    state = {"Request": "taken", "Notice": "waiting"}.get(what.label)
    graph.command(
        f"CREATE (:{what.label} {{id: 'x', status: $state, asked_at: datetime(), at: datetime()}})", {"state": state}
    )
    far, near = lease.Lease(what, "x", "far-away:1:1"), lease.Lease(what, "x")
    assert graph.write(far.take) is None
    assert graph.write(near.take) == "far-away:1:1"
    assert lease.held_leases(graph, what) == [lease.Held("x", "far-away:1:1", alive=True)]
    far.renew(graph)
    far.check()
    assert graph.write(far.release)
    assert not graph.write(far.release)
    assert graph.write(near.take) is None
    graph.command(f"MATCH (n:{what.label}) SET n.{what.holder} = 'far-away:2:2'")
    if what.until:
        graph.command(f"MATCH (n:{what.label}) SET n.{what.until} = datetime() - duration('PT1S')")
    assert lease.held_leases(graph, what) == [lease.Held("x", "far-away:2:2", alive=False)]
    assert graph.write(near.take) is None, "its holder is dead"
    near.renew(graph)
    graph.write(lease.Lease(what, "x", "far-away:2:2").take)
    assert lease.held_leases(graph, what)[0].holder == near.process
