"""A load that is killed at any point, and run again, ends in the graph of one that was never killed."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cypher import engine
from cypher.fingerprint import graph_fingerprint
from cypher.graph import Graph
from cypher.settings import Settings
from tests.loader import nursery
from tests.loader.conftest import Folder, Killer, Loads, elsewhere
from tests.loader.native import Listed, native
from tests.loader.truth import always_true, content

ROE = Listed(2, "ROE, Jane", programmes=("SDGT", "IRAN"), remarks="Linked To: FLEET LTD.")
FIRST = (
    Listed(1, "DOE, John", programmes=("SDGT",)),
    ROE,
    Listed(3, "FLEET LTD.", "", programmes=("IRAN", "TCO")),
    Listed(4, "GONE LTD.", "", programmes=("IRAN",), remarks="Linked To: DOE, JOHN."),
    Listed(7, "SEVEN LTD.", ""),
    Listed(21171, "PRIGOZHIN, Yevgeniy"),
)
BEFORE = (*FIRST[:4], Listed(6, "COMING BACK", ""))
"""The edition before the first: what is only in it is withdrawn by the first and comes back with the second."""
SECOND = (
    Listed(1, "DOE, Jonathan", programmes=("SDGT", "CAR"), remarks="Linked To: FLEET LTD."),
    Listed(2, "ROE, Jane", programmes=("TCO", "IRAN")),
    Listed(3, "FLEET LTD.", "vessel", programmes=("IRAN", "TCO")),
    Listed(5, "NEW LTD.", "", programmes=("IRAN",), remarks="Linked To: COMING BACK."),
    Listed(6, "COMING BACK", ""),
    Listed(21171, "PRIGOZHIN, Yevgeny"),
)
"""Created, changed and withdrawn records and statements, and a record that comes back."""


@pytest.fixture
def editions(tmp_path: Path) -> tuple[Path, Path, Path]:
    """Three editions of a list."""
    before, first, second = (native(tmp_path / str(n), *rows) for n, rows in enumerate((BEFORE, FIRST, SECOND)))
    return before, first, second


def empty(graph: Graph) -> None:
    """Take everything out of a graph but its schema."""
    graph.command("MATCH (n) WHERE NOT n:Meta AND NOT n:EdgeType DETACH DELETE n")


def prepare(loads: Loads, *editions: Path) -> None:
    """An empty graph with the authorities, an actor to meet, and these editions loaded."""
    empty(loads.graph)
    loads("authorities")
    loads("meeting")
    for edition in editions:
        loads("ofac-sdn", edition)


@pytest.fixture
def meeting(source: Folder) -> None:
    """Another source, whose actors share numbers with the list's: one is joined, one is proposed."""
    source(
        "meeting",
        actors="key,name,kind,identifiers\np,Prigozhin,person,ofac:21171\n"
        "r,Roe one,person,ofac:2\ns,Roe two,person,ofac:2\n",
    )


def proposals(graph: Graph) -> list[tuple[str, str, str]]:
    """What waits for a person to decide."""
    rows = graph.read("MATCH (r)-[p:PROPOSED]->(a) RETURN r.id AS record, a.id AS actor, p.identifier AS identifier")
    return sorted((row["record"], row["actor"], row["identifier"]) for row in rows)


Case = Callable[[tuple[Path, Path, Path]], tuple[list[Path], Path]]
CASES: dict[str, Case] = {
    "a first load": lambda editions: ([], editions[1]),
    "a changed input": lambda editions: ([editions[0], editions[1]], editions[2]),
}


@pytest.mark.parametrize(
    ("case", "step"),
    [
        pytest.param(CASES["a changed input"], 3, id="a changed input, every third"),
        *(pytest.param(case, 1, id=name, marks=pytest.mark.long) for name, case in CASES.items()),
    ],
)
@pytest.mark.usefixtures("meeting", "anything_may_change")
def test_killed_at_every_point(
    loads: Loads, kill: Killer, editions: tuple[Path, Path, Path], case: Case, step: int
) -> None:
    earlier, edition = case(editions)
    prepare(loads, *earlier)
    old = content(loads.graph)
    whole = kill("ofac-sdn", edition)
    assert whole["exit"] == 0
    points = whole["points"]
    assert set(points) >= {"begun", "archived", "read", "state", "diff", "identity", "open", "records", "done"}
    assert points.count("create records") + points.count("change records") + points.count("write statements") >= 4
    expected, waiting = graph_fingerprint(loads.graph), proposals(loads.graph)
    assert waiting or not earlier
    wrong = {}
    for at, point in list(enumerate(points))[::step]:
        prepare(loads, *earlier)
        assert kill("ofac-sdn", edition, at=at) == {"exit": -9, "points": points[: at + 1]}
        always_true(loads.graph)
        if earlier and at % 4 == 2:
            loads("ofac-sdn", earlier[-1])
            if content(loads.graph) != old:
                wrong[f"{at} {point}, the old input again"] = (content(loads.graph) - old, old - content(loads.graph))
            continue
        loads("ofac-sdn", edition)
        if graph_fingerprint(loads.graph) != expected or proposals(loads.graph) != waiting:
            wrong[f"{at} {point}"] = proposals(loads.graph)
        if list(kill.settings.home.glob("spool/*")):
            wrong[f"{at} {point}, spool"] = list(kill.settings.home.glob("spool/*"))
    assert not wrong


@pytest.mark.usefixtures("meeting")
def test_a_killed_run_is_called_failed_by_the_next(
    loads: Loads, kill: Killer, editions: tuple[Path, Path, Path]
) -> None:
    prepare(loads)
    kill("ofac-sdn", editions[1], at=6)
    (run,) = loads.graph.ask("runs", source="ofac-sdn")
    assert run["status"] == "running"
    loads("ofac-sdn", editions[1])
    done, killed = loads.graph.ask("runs", source="ofac-sdn")
    assert (done["status"], killed["status"], killed["error"]) == ("done", "failed", "ended before it was done")


@pytest.mark.usefixtures("meeting")
def test_an_acceptance_that_was_killed_can_be_given_again(loads: Loads, kill: Killer, tmp_path: Path) -> None:
    many = [Listed(100 + n, f"MANY, Name {n}") for n in range(50)]
    few = native(tmp_path / "few", *many[:25])
    prepare(loads, native(tmp_path / "many", *many))
    held = loads("ofac-sdn", few)
    assert (held.status, held.run) == ("held", "ofac-sdn-2")
    points = kill("ofac-sdn", accept=held.run, batch=10)["points"]
    expected = graph_fingerprint(loads.graph)
    for at in (points.index("open"), points.index("withdraw statements"), len(points) - 2):
        prepare(loads, native(tmp_path / "many", *many))
        held = loads("ofac-sdn", few)
        assert kill("ofac-sdn", accept=held.run, batch=10, at=at)["exit"] == -9
        always_true(loads.graph)
        assert loads.accept(str(held.run)).status == "done"
        assert graph_fingerprint(loads.graph) == expected


@pytest.mark.usefixtures("meeting")
def test_stopped_by_hand(loads: Loads, kill: Killer, editions: tuple[Path, Path, Path]) -> None:
    prepare(loads)
    points = kill("ofac-sdn", editions[1])["points"]
    expected = graph_fingerprint(loads.graph)
    for at in (points.index("read"), points.index("records")):
        prepare(loads)
        assert kill("ofac-sdn", editions[1], at=at, how="SIGINT", pause=5)["exit"] == 130
        (run,) = loads.graph.ask("runs", source="ofac-sdn")
        assert (run["status"], run["error"]) == ("failed", "stopped by hand")
        loads("ofac-sdn", editions[1])
        assert graph_fingerprint(loads.graph) == expected


@pytest.fixture
def own(tmp_path: Path, surroundings: dict[str, str]) -> Iterator[Settings]:
    """The settings of a Neo4j of this test's own, which may be killed."""
    settings = Settings(home=tmp_path / "own", heap="512m")
    engine.start(settings)
    try:
        yield settings
    finally:
        engine.stop(settings)


@dataclass
class Crashes:
    """Loads whose server is killed, and started again."""

    settings: Settings
    editions: tuple[Path, Path]
    children: subprocess.Popen[str]

    def prepare(self) -> None:
        """The authorities and the first edition."""
        with Graph.connect(self.settings) as graph:
            graph.ensure_schema()
            empty(graph)
            loads = Loads(elsewhere(self.settings, self.home), graph)
            loads("authorities")
            loads("ofac-sdn", self.editions[0])

    @property
    def home(self) -> Path:
        """The loader's data folder."""
        return self.settings.home.parent / "home"

    def crash(self, **when: Any) -> list[str]:
        """Load the second edition, the server being killed meanwhile; start it again, and look at the graph."""
        kill = Killer(self.children, elsewhere(self.settings, self.home))
        server = engine.status(self.settings).pid
        assert server
        answer = kill("ofac-sdn", self.editions[1], pid=server, **when)
        assert answer["exit"] in (0, nursery.FAILED), answer
        if not engine.status(self.settings).running:  # it outlives a load that was done before the blow
            engine.start(self.settings)
        with Graph.connect(self.settings) as graph:
            always_true(graph)
        points: list[str] = answer["points"]
        return points

    def finish(self) -> str:
        """The fingerprint after the second edition is loaded in peace."""
        with Graph.connect(self.settings) as graph:
            Loads(elsewhere(self.settings, self.home), graph)("ofac-sdn", self.editions[1])
            return graph_fingerprint(graph)


@pytest.fixture
def crashes(own: Settings, tmp_path: Path, children: subprocess.Popen[str]) -> Crashes:
    """A server that may be killed."""
    (tmp_path / "home").mkdir(exist_ok=True)
    found = Crashes(own, (native(tmp_path / "1", *FIRST), native(tmp_path / "2", *SECOND)), children)
    found.prepare()
    return found


@pytest.fixture
def undisturbed(loads: Loads, tmp_path: Path) -> str:
    """The fingerprint of the same loads on a server that is left alone."""
    loads("authorities")
    for edition in (native(tmp_path / "1", *FIRST), native(tmp_path / "2", *SECOND)):
        loads("ofac-sdn", edition)
    return graph_fingerprint(loads.graph)


@pytest.mark.long
def test_the_server_is_killed_three_times(undisturbed: str, crashes: Crashes) -> None:
    for point in ("open", "change records", "withdraw statements"):
        assert point in crashes.crash(at=point)
    assert crashes.finish() == undisturbed


@pytest.mark.long
def test_the_server_is_killed_at_every_point(undisturbed: str, crashes: Crashes) -> None:
    at, wrong, over = 0, [], False
    while not over:
        crashes.prepare()
        over = len(crashes.crash(at=at)) <= at
        if crashes.finish() != undisturbed:
            wrong.append(at)
        at += 1
    assert not wrong


@pytest.mark.long
def test_the_server_is_killed_at_random_moments(undisturbed: str, crashes: Crashes) -> None:
    chance = random.Random(20)
    wrong = []
    for _ in range(20):
        crashes.prepare()
        after = chance.uniform(0.1, 2.5)
        crashes.crash(at=None, after=after)
        if crashes.finish() != undisturbed:
            wrong.append(after)
    assert not wrong


@pytest.mark.long
@pytest.mark.usefixtures("meeting")
def test_killed_at_random_moments(loads: Loads, kill: Killer, editions: tuple[Path, Path, Path]) -> None:
    earlier, edition = CASES["a changed input"](editions)
    prepare(loads, *earlier)
    kill("ofac-sdn", edition)
    expected = graph_fingerprint(loads.graph)
    chance = random.Random(21)
    wrong = []
    for _ in range(20):
        prepare(loads, *earlier)
        after = chance.uniform(0.01, 1.5)
        kill("ofac-sdn", edition, at=None, after=after)
        always_true(loads.graph)
        loads("ofac-sdn", edition)
        if graph_fingerprint(loads.graph) != expected:
            wrong.append(after)
    assert not wrong
