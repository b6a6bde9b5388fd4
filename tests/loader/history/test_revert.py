"""Taking back what a run did: the last one, an earlier one, one that failed half-way, and a revert itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cypher.errors import UsageError
from cypher.fingerprint import graph_fingerprint
from cypher.graph import Graph
from loader.history.revert import Reverted, revert
from loader.runs.job import Options
from tests.loader.commands.test_commands import Keyboard, type_in
from tests.loader.conftest import Folder, Loads
from tests.loader.native import Listed, native
from tests.loader.truth import always_true, content, edges, withdrawn

__all__ = ["type_in"]
DOE, ROE, FLEET = (
    Listed(1, "DOE, John"),
    Listed(2, "ROE, Jane", programmes=("SDGT", "IRAN")),
    Listed(3, "FLEET LTD.", "", remarks="Linked To: DOE, John."),
)
OFAC = "authorities:us-ofac"


class Editions:
    """Editions of OFAC's list, loaded and taken back."""

    def __init__(self, loads: Loads, folder: Path) -> None:
        self.loads, self.folder, self.graph = loads, folder, loads.graph

    def __call__(self, *rows: Listed, **options: Any) -> str:
        """Load an edition; the run's id."""
        folder = self.folder / str(len(list(self.folder.iterdir())) if self.folder.exists() else 0)
        return str(self.loads("ofac-sdn", native(folder, *rows), **options).run)

    def revert(self, run: str, **options: Any) -> Reverted:
        """Take a run back, and ask whether the graph is still true."""
        try:
            return revert(self.loads.settings, self.graph, run, Options(**options))
        finally:
            always_true(self.graph)


@pytest.fixture
def editions(listing: Loads, tmp_path: Path, anything_may_change: None) -> Editions:
    """Editions over a graph that has the authorities."""
    return Editions(listing, tmp_path / "editions")


def test_the_last_run_is_taken_back(editions: Editions, graph: Graph) -> None:
    editions(DOE, ROE, FLEET)
    before = content(graph)
    run = editions(Listed(1, "DOE, Jonathan", programmes=("CAR",)), FLEET, Listed(4, "NEW LTD.", ""))
    done = editions.revert(run)
    assert content(graph) == before
    assert not done.later
    assert {why for *_, why in withdrawn(graph)} == {"ended", "reverted"}
    (row,) = [row for row in graph.ask("runs", source="ofac-sdn") if row["id"] == run]
    assert row["status"] == "reverted"
    rows = graph.read("MATCH (r:Record {id: 'ofac-sdn:1'}) RETURN r.n AS n, r.name AS name, r.recorded_run AS run")
    assert rows == [{"n": 3, "name": "DOE, John", "run": done.run}]
    rows = graph.read(
        "MATCH ()-[e:DESIGNATES {object_record: 'ofac-sdn:1'}]->() "
        "RETURN split(e.id, ':')[1] AS n, e.programme AS programme, e.recorded_run AS run"
    )
    assert rows == [{"n": "2", "programme": "SDGT", "run": done.run}]
    assert graph.read("MATCH (a:Actor {id: 'ofac-sdn:4'}) RETURN a.live AS live") == [{"live": False}]


def test_the_same_input_is_read_anew_after_a_revert_and_the_schedule_waits(editions: Editions, graph: Graph) -> None:
    editions(DOE, ROE)
    changed = native(editions.folder / "changed", DOE)
    run = editions.loads("ofac-sdn", changed).run
    after = content(graph)
    editions.revert(str(run))
    assert graph.read("MATCH (s:Source {id: 'ofac-sdn'}) RETURN s.paused AS paused") == [{"paused": True}]
    again = editions.loads("ofac-sdn", changed)
    assert not again.same
    assert content(graph) == after


def test_a_revert_can_be_taken_back_and_a_run_only_once(editions: Editions, graph: Graph) -> None:
    editions(DOE, ROE)
    run = editions(DOE, FLEET)
    after = content(graph)
    back = editions.revert(run)
    with pytest.raises(UsageError, match=f"{run} has already been reverted, by {back.run}"):
        editions.revert(run)
    editions.revert(str(back.run))
    assert content(graph) == after


def test_later_runs_win_and_are_named(editions: Editions, graph: Graph) -> None:
    editions(DOE, ROE)
    run = editions(Listed(1, "DOE, Jim", programmes=("TCO",)), ROE, FLEET)
    later = editions(Listed(1, "DOE, Jack", programmes=("TCO",)), FLEET)
    done = editions.revert(run)
    # Jack's name is the later run's; the programme and FLEET were the run's alone.
    assert done.later == {later: 1}
    assert done.first_later == (("record", "ofac-sdn:1", later),)
    rows = graph.read("MATCH (r:Record {source: 'ofac-sdn', live: true}) RETURN r.name AS name")
    assert rows == [{"name": "DOE, Jack"}]
    assert edges(graph, "DESIGNATES") == {(OFAC, "DESIGNATES", "ofac-sdn:1")}
    (row,) = graph.read("MATCH ()-[e:DESIGNATES]->() RETURN e.programme AS programme")
    assert row["programme"] == "SDGT"


def test_a_statement_does_not_come_back_without_its_records(editions: Editions, graph: Graph) -> None:
    editions(DOE, FLEET)
    run = editions(DOE, Listed(3, "FLEET LTD.", ""))
    later = editions(Listed(3, "FLEET LTD.", ""))
    done = editions.revert(run)
    assert done.later == {later: 1}
    assert not edges(graph, "LINKED_TO")


def test_what_others_name_stays_live(editions: Editions, source: Folder, graph: Graph) -> None:
    editions(DOE)
    run = editions(DOE, ROE)
    source(
        "other",
        actors="key,name,kind\nx,Xerxes,person\n",
        statements="subject,type,object,said_by,evidence\nx,ally-of,ofac-sdn:2,me,They met.\n",
    )
    editions.loads("other")
    done = editions.revert(run)
    assert done.difference.kept == 1
    assert graph.read("MATCH (r:Record {id: 'ofac-sdn:2'}) RETURN r.live AS live") == [{"live": True}]
    assert ("ofac-sdn:2", "ALLY_OF", "other:x") in edges(graph) | {(o, t, s) for s, t, o in edges(graph)}


@pytest.mark.parametrize("at", range(10))
def test_a_revert_that_was_stopped_is_finished_by_running_it_again(editions: Editions, graph: Graph, at: int) -> None:
    editions(DOE, ROE, FLEET)
    run = editions(Listed(1, "DOE, Jonathan", programmes=("CAR",)), Listed(4, "NEW LTD.", ""), FLEET)
    points = 0

    def stop(point: str) -> None:
        nonlocal points
        if points == at:
            raise KeyboardInterrupt
        points += 1

    before = graph_fingerprint(graph)
    with pytest.raises(KeyboardInterrupt):
        editions.revert(run, hook=stop)
    done = editions.revert(run)
    assert not done.later
    assert (graph_fingerprint(graph) == before) is False
    names = graph.read("MATCH (r:Record {source: 'ofac-sdn', live: true}) RETURN r.name AS name ORDER BY name")
    assert [row["name"] for row in names] == ["DOE, John", "FLEET LTD.", "ROE, Jane"]
    assert len(edges(graph, "DESIGNATES")) == 3
    rows = graph.read("MATCH ()-[e:WITHDRAWN|DESIGNATES {source: 'ofac-sdn'}]->() RETURN count(e) AS n")
    # SDGT of DOE twice, CAR, NEW's, and ROE's two twice each; FLEET's once.
    assert rows == [{"n": 9}]


def test_a_dry_run_says_what_would_be_and_writes_nothing(editions: Editions, graph: Graph) -> None:
    editions(DOE, ROE)
    run = editions(DOE, FLEET)
    before = graph_fingerprint(graph)
    done = editions.revert(run, dry_run=True)
    assert done.run is None
    assert graph_fingerprint(graph) == before
    found = done.difference
    assert (found.actors.created, found.actors.withdrawn) == (1, 1)
    assert (found.statements.created, found.statements.withdrawn) == (2, 2)
    gone = [ends for action, what, ends in done.examples if action == "withdrawn" and what != "record"]
    assert gone == ["authorities:us-ofac → ofac-sdn:3", "ofac-sdn:3 → ofac-sdn:1"]


def test_what_a_run_with_withdrawals_held_wrote_is_taken_back(loads: Loads, source: Folder, graph: Graph) -> None:
    source("tiny", actors="key,name,kind\na,Alpha,state\nb,Beta,state\n")
    loads("tiny")
    before = content(graph)
    source("tiny", actors="key,name,kind\na,Alpha,state\nc,Gamma,state\n,Nameless,state\n")
    held = loads("tiny")
    assert held.status == "held"
    assert content(graph) != before
    revert(loads.settings, graph, str(held.run), Options())
    always_true(graph)
    assert content(graph) == before


def test_on_the_command_line(type_in: Keyboard, graph: Graph, tmp_path: Path) -> None:
    rest = [Listed(10 + n, f"REST, Name {n}") for n in range(4)]
    renamed = Listed(1, "DOE, J.")
    type_in("load", "ofac-sdn", "--file", native(tmp_path / "1", DOE, ROE, *rest), "--as-of", "2023-01-01")
    type_in("load", "ofac-sdn", "--file", native(tmp_path / "2", DOE, *rest), "--as-of", "2023-01-02")
    type_in("load", "ofac-sdn", "--file", native(tmp_path / "3", renamed, *rest), "--as-of", "2023-01-03")
    dry, _ = type_in("runs", "revert", "ofac-sdn-2", "--dry-run")
    assert "Nothing was written" in dry
    said, _ = type_in("runs", "revert", "ofac-sdn-2")
    assert "ofac-sdn-2 is reverted by ofac-sdn-4" in said
    assert ["statements", "2", "0", "0"] in [line.split() for line in said.splitlines()]
    done = type_in.json("runs", "revert", "ofac-sdn-1")
    assert done["reverts"] == "ofac-sdn-1"
    # ROE's two designations were ended by the second run, her record brought back by the fourth; DOE's is the third's.
    assert done["later"] == {"ofac-sdn-2": 2, "ofac-sdn-3": 1, "ofac-sdn-4": 1}
    assert "no run 'nothing-9'" in type_in("runs", "revert", "nothing-9", code=2)[1]
    # In the time of publication the reverted run never was: what came back holds from its day on.
    (row,) = graph.read("MATCH ()-[e:DESIGNATES {programme: 'IRAN'}]->() RETURN toString(e.said_at) AS day")
    assert row["day"] == "2023-01-02"
