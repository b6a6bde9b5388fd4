"""Decisions and loads in any order end in one graph: that of the loads, with the decisions that stand after them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from cypher.decisions.decide import decide, undo
from cypher.decisions.partition import DecisionKind
from cypher.errors import UsageError
from cypher.fingerprint import graph_fingerprint
from cypher.graph import Graph
from loader.history.revert import revert
from loader.runs.job import Options
from tests.cypher import small
from tests.loader.conftest import Folder, Loads
from tests.loader.truth import always_true, partition

NAMES = ("one", "two", "three")
KEYS = {"one": "ab", "two": "ab", "three": "a"}
"""The first two sources have two records each, the third has one."""
IDENTIFIERS = {
    "one:a": "wikidata:Q1",
    "one:b": "wikidata:Q2",
    "two:a": "wikidata:Q1",
    "two:b": "wikidata:Q3",
    "three:a": "wikidata:Q1",
}
TWICE = {**IDENTIFIERS, "one:b": "wikidata:Q1"}
"""With one person twice in the first list."""
RECORDS = sorted(IDENTIFIERS)
DECISIONS = (DecisionKind.SAME, DecisionKind.DIFFERENT, DecisionKind.UNSURE)
Step = tuple[Any, ...]
STEPS: st.SearchStrategy[Step] = st.one_of(
    st.tuples(st.just("load"), st.sampled_from(NAMES), st.integers(1, 3)),
    st.tuples(st.sampled_from(DECISIONS), st.sampled_from(RECORDS), st.sampled_from(RECORDS)),
    st.tuples(st.just("undo"), st.integers(0, 5)),
    st.tuples(st.just("revert"), st.integers(0, 5)),
)
LIVES = st.lists(STEPS, min_size=4, max_size=9)
RULE = """
UNWIND $ids AS id MATCH (r:Record {id: id})-[d:DESCRIBES]->(a:Actor) RETURN id, coalesce(d.rule, a.id) AS rule
"""


@dataclass
class History:
    """Loads and decisions, as they are taken and once more without those that were undone."""

    loads: Loads
    source: Folder
    identifiers: dict[str, str]
    loaded: list[Step] = field(default_factory=list)
    """Loads and reverts."""
    standing: dict[str, Step] = field(default_factory=dict)
    runs: list[str] = field(default_factory=list)

    @property
    def graph(self) -> Graph:
        """The graph."""
        return self.loads.graph

    def load(self, name: str, edition: int) -> None:
        """Load an edition of a source; those that come before it are loaded first."""
        for earlier in NAMES[: NAMES.index(name)]:
            if not any(step[1] == earlier for step in self.loaded if step[0] == "load"):
                self.load(earlier, 1)
        rows = [f"{key},{name} {key}{edition % 2},person,{self.identifiers[f'{name}:{key}']}" for key in KEYS[name]]
        ties = {("one:a", "leads"), ("one:b", "supplies"), (f"{name}:a", "owns")} if edition != 2 else set()
        said = [
            f"{a},{kind},{name}:{KEYS[name][-1]},X,{edition}" for a, kind in sorted(ties) if a.split(":")[0] != name
        ]
        said += [f"{name}:a,rival-of,one:a,X,they fight"] if name != "one" else ["one:a,rival-of,one:b,X,again"]
        self.source(
            name,
            actors="\n".join(["key,name,kind,identifiers", *rows, ""]),
            statements="\n".join(["subject,type,object,said_by,evidence", *said, ""]),
        )
        outcome = self.loads(name)
        assert outcome.status == "done", outcome.reasons
        self.loaded.append(("load", name, edition))
        self.runs += [str(outcome.run)] if outcome.run else []

    def revert(self, which: int) -> None:
        """Revert one of the runs that changed something last, never the first of a source."""
        runs = [run for run in self.runs if not run.endswith("-1")]
        if runs:
            run = runs[which % len(runs)]
            self.runs.remove(run)
            revert(self.loads.settings, self.graph, run, Options())
            always_true(self.graph)
            self.loaded.append(("revert", run))

    def decide(self, kind: DecisionKind, first: str, second: str) -> bool:
        """Decide, where it makes no contradiction; an undo of it at once leaves nothing behind."""
        if self.would_part_before_all_are_there(kind, first, second):
            return False
        before = graph_fingerprint(self.graph)
        try:
            outcome = decide(self.graph, kind, first, second, by="tester")
        except UsageError:
            assert graph_fingerprint(self.graph) == before
            return False
        always_true(self.graph)
        undo(self.graph, outcome.id, by="tester")
        always_true(self.graph)
        assert graph_fingerprint(self.graph) == before
        outcome = decide(self.graph, kind, first, second, by="tester")
        self.standing[outcome.id] = (kind, first, second)
        return True

    def would_part_before_all_are_there(self, kind: DecisionKind, first: str, second: str) -> bool:
        """Whether a record that has not come yet might belong to what is parted: it would wait for a person."""
        rows = self.graph.read(RULE, {"ids": [first, second]})
        missing = {step[1] for step in self.loaded if step[0] == "load"} != set(NAMES)
        return kind is DecisionKind.DIFFERENT and missing and len(rows) == 2 and rows[0]["rule"] == rows[1]["rule"]

    def undo(self, which: int) -> None:
        """Undo one of the decisions that stand, unless those after it rest on it."""
        if self.standing:
            decision = list(self.standing)[which % len(self.standing)]
            try:
                undo(self.graph, decision, by="tester")
            except UsageError:
                return
            always_true(self.graph)
            del self.standing[decision]

    def take(self, step: Step) -> None:
        """Take one step."""
        match step:
            case ("load", name, edition):
                self.load(name, edition)
            case ("undo", which):
                self.undo(which)
            case ("revert", which):
                self.revert(which)
            case (kind, first, second):
                self.decide(kind, first, second)

    def again(self) -> None:
        """The same loads in an empty graph, and after them the decisions that stand."""
        self.graph.command(small.EMPTY, {"core": []})
        loaded, self.loaded = self.loaded, []
        for step in loaded:
            if step[0] == "load":
                self.load(*step[1:])
            else:
                revert(self.loads.settings, self.graph, step[1], Options())
        for kind, first, second in self.standing.values():
            decide(self.graph, kind, first, second, by="tester")


def check(loads: Loads, source: Folder, identifiers: dict[str, str], steps: list[Step]) -> None:
    """Live through the steps, then once more with the decisions at the end."""
    loads.graph.command(small.EMPTY, {"core": []})
    life = History(loads, source, identifiers)
    for step in steps:
        life.take(step)
    for name in NAMES:
        life.load(name, 3)
    now, who = graph_fingerprint(life.graph), partition(life.graph)
    life.again()
    assert partition(life.graph) == who
    assert graph_fingerprint(life.graph) == now


FEW: Callable[[Any], Any] = effort(
    max_examples=2, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
MANY: Callable[[Any], Any] = effort(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
PARTED: list[Step] = [
    ("load", "three", 1),
    (DecisionKind.DIFFERENT, "one:a", "three:a"),
    (DecisionKind.SAME, "two:b", "one:a"),
    ("load", "two", 2),
    ("revert", 0),
    ("undo", 0),
]
UNITED: list[Step] = [
    ("load", "one", 1),
    (DecisionKind.SAME, "one:a", "one:b"),
    ("load", "two", 2),
    (DecisionKind.SAME, "two:a", "one:b"),
    ("load", "one", 2),
]


@FEW
@example(steps=PARTED, twice=False)
@example(steps=UNITED, twice=True)
@given(steps=LIVES, twice=st.booleans())
def test_decisions_and_loads_in_any_order(loads: Loads, source: Folder, steps: list[Step], twice: bool) -> None:
    check(loads, source, TWICE if twice else IDENTIFIERS, steps)


@pytest.mark.long
@MANY
@given(steps=LIVES, twice=st.booleans())
def test_many_decisions_and_loads_in_any_order(loads: Loads, source: Folder, steps: list[Step], twice: bool) -> None:
    check(loads, source, TWICE if twice else IDENTIFIERS, steps)
