"""Random lives of a source, killed loads and reverts included, against a model in plain Python."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cypher.graph import Graph
from loader.history.revert import revert
from loader.runs.job import Options
from loader.runs.run import drop_held
from tests.loader.conftest import Killer, Loads
from tests.loader.reference_model import LEAST, SHARE, Model, Said, Thing
from tests.loader.truth import always_true

KEYS = "abcde"
PAIRS = [(a, b) for a in KEYS for b in KEYS if a < b]
NOW = """
MATCH (r:Record {source: 'tiny'})
RETURN 'record' AS kind, r.key AS id, CASE WHEN r.live THEN r.name END AS said, r.n AS n
UNION ALL
MATCH ()-[e]->() WHERE e.source = 'tiny' AND e.statement IS NOT NULL
WITH e.subject_record AS a, e.object_record AS b, collect(e) AS found
RETURN 'statement' AS kind, [substring(a, 5), substring(b, 5)] AS id,
       [e IN found WHERE type(e) <> 'WITHDRAWN' | e.evidence][0] AS said, size(found) AS n
"""


@st.composite
def editions(draw: st.DrawFn) -> Said:
    """An edition of the source: some records, and statements between them."""
    keys = draw(st.lists(st.sampled_from(KEYS), min_size=1, unique=True))
    said: Said = {("record", key): draw(st.sampled_from(["one", "two"])) for key in keys}
    pairs = [pair for pair in PAIRS if set(pair) <= set(keys)]
    for pair in draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []:
        said["statement", pair] = draw(st.sampled_from(["one", "two"]))
    return said


STEPS = st.one_of(
    st.tuples(st.sampled_from(["load", "load", "kill"]), editions(), st.integers(0, 30)),
    st.tuples(st.sampled_from(["accept", "drop"])),
    st.tuples(st.just("revert"), st.integers(0, 10)),
)


class Life:
    """One source in the graph, and the same in the model."""

    def __init__(self, loads: Loads, kill: Killer, folder: Path) -> None:
        self.loads, self.kill, self.folder = loads, kill, folder / "tiny"
        self.graph: Graph = loads.graph
        self.graph.command("MATCH (n) WHERE NOT n:Meta AND NOT n:EdgeType DETACH DELETE n")
        self.model = Model()
        self.runs = 0
        self.pairs: dict[int, int] = {}
        """A killed run's number by that of the run that finished its work."""
        self.folder.mkdir(parents=True, exist_ok=True)
        manifest: dict[str, Any] = {"title": "Tiny", "publisher": "nobody", "said_by": "somebody"}
        manifest |= {"limit": {"share": SHARE, "least": LEAST}, "disappearance": "ended"}
        manifest["parts"] = {part: {"file": f"{part}.csv", "optional": part == "statements"} for part in self.parts}
        (self.folder / "manifest.yaml").write_text(yaml.safe_dump(manifest), "utf-8")

    parts = ("actors", "statements")

    def write(self, said: Said) -> None:
        """Write an edition, a header alone where there are no statements."""
        actors = [f"{key},{text},state" for (kind, key), text in said.items() if kind == "record"]
        rows = [f"{e[0]},supplies,{e[1]},{text}" for (kind, e), text in said.items() if kind == "statement"]
        (self.folder / "actors.csv").write_text("\n".join(["key,name,kind", *actors, ""]), "utf-8")
        (self.folder / "statements.csv").write_text("\n".join(["subject,type,object,evidence", *rows, ""]), "utf-8")

    def load(self, said: Said) -> None:
        """Load an edition."""
        self.write(said)
        self.runs += 1
        done = self.model.load(self.runs, said)
        outcome = self.loads("tiny")
        assert (outcome.run, outcome.status) == (f"tiny-{self.runs}", "done" if done else "held")

    def killed(self, said: Said, at: int) -> None:
        """Load an edition, killed at a point (or not, when there are fewer points), and load it again."""
        self.write(said)
        answer = self.kill("tiny", at=at)
        assert answer["exit"] in (0, -9)
        always_true(self.graph)
        self.runs += 1
        if answer["exit"] == 0:
            self.model.load(self.runs, said)
        else:
            first = self.runs
            self.load(said)
            self.pairs[self.runs] = first

    def accept(self) -> None:
        """Accept the run that waits, if one does."""
        if self.model.waits:
            run, said = self.model.waits
            self.model.waits = None
            self.model.become(run, said)
            assert self.loads.accept(f"tiny-{run}").status == "done"

    def drop(self) -> None:
        """Drop the run that waits, if one does."""
        if self.model.waits:
            drop_held(self.loads.settings, self.graph, f"tiny-{self.model.waits[0]}")
            self.model.waits = None

    def revert(self, number: int) -> None:
        """Take back one of the runs that did something and were not taken back."""
        left = [run for run in self.model.did if run not in self.reverted]
        if not left:
            return
        reverts = left[number % len(left)]
        self.reverted.add(reverts)
        self.runs += 1
        later = self.model.revert(self.runs, reverts)
        # What a killed run and the one that finished its work did was done by the two of them.
        if reverts in self.pairs:
            revert(self.loads.settings, self.graph, f"tiny-{reverts}", Options())
            self.runs += 1
            self.model.did[self.runs] = self.model.did.pop(self.runs - 1)
            for thing, run in self.model.touched.items():
                self.model.touched[thing] = self.runs if run == self.runs - 1 else run
            self.pairs[self.runs] = self.runs - 1
            reverts = self.pairs[reverts]
            revert(self.loads.settings, self.graph, f"tiny-{reverts}", Options())
        else:
            done = revert(self.loads.settings, self.graph, f"tiny-{reverts}", Options())
            assert sum(done.later.values()) == len(later), (done, later)

    @property
    def reverted(self) -> set[int]:
        """The runs that were taken back."""
        return self.__dict__.setdefault("taken_back", set())

    def same(self) -> None:
        """Fail unless the graph says what the model says, in as many versions."""
        now: Said = {}
        versions: Counter[Thing] = Counter()
        for row in self.graph.read(NOW):
            thing: Thing = (row["kind"], tuple(row["id"]) if row["kind"] == "statement" else row["id"])
            versions[thing] += row["n"]
            if row["said"] is not None:
                now[thing] = row["said"]
        assert now == self.model.now
        assert versions == self.model.versions
        always_true(self.graph)


def live(life: Life, steps: list[Any]) -> None:
    """Go through the steps, looking at the graph after each."""
    for step in steps:
        match step:
            case ("load", said, _):
                life.load(said)
            case ("kill", said, at):
                life.killed(said, at)
            case ("accept",):
                life.accept()
            case ("drop",):
                life.drop()
            case ("revert", number):
                life.revert(number)
        life.same()


UNHURRIED = {"deadline": None, "suppress_health_check": list(HealthCheck)}
A, B, AB = ("record", "a"), ("record", "b"), ("statement", ("a", "b"))


@settings(max_examples=40, **UNHURRIED)  # type: ignore[arg-type]
@given(steps=st.lists(STEPS, min_size=3, max_size=9))
@example(
    steps=[
        ("load", {A: "one", B: "one", AB: "one"}, 0),
        ("load", {A: "two", B: "one", AB: "two"}, 0),
        ("load", {A: "two", B: "two", AB: "two"}, 0),
        ("revert", 1),
        ("revert", 0),
    ]
)
def test_random_lives(loads: Loads, kill: Killer, tmp_path: Path, steps: list[Any]) -> None:
    live(Life(loads, kill, tmp_path / "sources"), steps)


@pytest.mark.long
@settings(max_examples=1000, **UNHURRIED)  # type: ignore[arg-type]
@given(steps=st.lists(STEPS, min_size=3, max_size=12))
def test_a_thousand_random_lives(loads: Loads, kill: Killer, tmp_path: Path, steps: list[Any]) -> None:
    live(Life(loads, kill, tmp_path / "sources"), steps)
