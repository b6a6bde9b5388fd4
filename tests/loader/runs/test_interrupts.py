"""A signal in the middle of a load ends it at once as a signal, and the run says that it was stopped."""

from __future__ import annotations

import pytest

from cypher.graph import Graph
from tests.cypher.test_sessions import interrupted
from tests.loader.conftest import Folder, Loads

MOMENTS = 25


def rows(edition: int, count: int = 40) -> str:
    """The actors of an edition, every one of which differs from the last one's."""
    return "key,name,kind\n" + "".join(f"a{n},Actor {n} of {edition},person\n" for n in range(count))


def test_at_any_moment_of_a_load(
    loads: Loads, source: Folder, graph: Graph, monkeypatch: pytest.MonkeyPatch, anything_may_change: None
) -> None:
    file = source("tiny", actors=rows(0)) / "actors.csv"
    loads("tiny")
    with interrupted(monkeypatch, before=False) as points:
        file.write_text(rows(1))
        points.passed = 0
        loads("tiny")
        count = points.passed
    assert count > MOMENTS
    for edition, last in enumerate(range(1, count, max(count // MOMENTS, 1)), 2):
        file.write_text(rows(edition))
        before = len(graph.ask("runs", source="tiny"))
        with interrupted(monkeypatch, before=bool(edition % 2)) as points:
            points.last = last
            with pytest.raises(KeyboardInterrupt):
                loads("tiny")
        runs = graph.ask("runs", source="tiny")
        if len(runs) > before and runs[0]["status"] != "done":
            assert (runs[0]["status"], runs[0]["error"]) == ("failed", "stopped by hand")
    file.write_text(rows(0))
    assert loads("tiny").status == "done"
    names = graph.read("MATCH (r:Record {source: 'tiny'}) WHERE r.live RETURN r.name AS name")
    assert {row["name"] for row in names} == {f"Actor {n} of 0" for n in range(40)}
