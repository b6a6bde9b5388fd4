"""A graph that a released version has written: refused in words, upgraded step by step, and saved before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from cypher import engine, schema
from cypher.errors import GraphError, SchemaMismatch
from cypher.fingerprint import graph_fingerprint
from cypher.graph import Graph
from cypher.settings import Settings
from cypher.upkeep import upgrade as upkeep
from cypher.upkeep.backup import backups
from cypher.upkeep.restore import look_at_backup, restore_backup
from tests.conftest import Faultlines

RELEASED = sorted(Path(__file__).with_name("released").glob("*.dump"))
Run = Callable[..., CompletedProcess[str]]


@pytest.fixture(params=RELEASED, ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """A running graph as a release has left it."""
    settings = Settings(home=tmp_path / "home", heap="512m", page_cache="64m")
    restore_backup(settings, look_at_backup(settings, request.param))
    engine.start(settings)
    yield settings
    engine.stop(settings)


def versions(settings: Settings) -> tuple[int | None, str]:
    """The version of the graph's schema, and what it says."""
    with Graph.connect(settings) as graph:
        return graph.schema_version(), graph_fingerprint(graph)


def test_the_graph_of_a_release_is_refused_in_words_and_upgraded(
    old: Settings, faultlines: Faultlines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run: Run = partial(faultlines, HOME=str(old.home), HEAP=old.heap, PAGE_CACHE=old.page_cache)
    before = versions(old)
    assert before[0] == int(upkeep.STEPS[0].version) - 1
    for arguments in (
        ["query", "search", "text=putin"],
        ["cypher", "RETURN 1"],
        ["cypher", "--write", "CREATE (:Spoilt)"],
        ["shell"],
        ["load", "states"],
        ["jobs", "run"],
        ["graph", "fingerprint"],
    ):
        done = run(*arguments, timeout=60)
        assert done.returncode == 1, (arguments, done.stdout, done.stderr)
        assert "run `faultlines graph upgrade`" in done.stderr
        assert "Traceback" not in done.stderr
    assert versions(old) == before

    dry = run("graph", "upgrade", "--dry-run")
    steps = [step.version for step in upkeep.STEPS]
    assert [line.split(": ")[:2] for line in dry.stdout.splitlines()] == [["to do", str(step)] for step in steps]
    assert versions(old) == before

    def broken(*arguments: object, **named: object) -> None:
        raise GraphError("cut off")

    folder = tmp_path / "backups"
    with monkeypatch.context() as patch:
        patch.setattr(upkeep, "fold_actors", broken)
        with pytest.raises(GraphError, match="cut off"):
            upkeep.upgrade(old, folder=None)
    assert versions(old) == before

    done = run("graph", "upgrade", "--backup", str(folder))
    assert done.returncode == 0, done.stderr
    assert [line.split(": ")[:2] for line in done.stdout.splitlines()] == [["done", str(step)] for step in steps]
    assert len(backups(folder)) == 1
    assert versions(old) == (schema.VERSION, before[1])
    for text, code in (("إيران", "IRN"), ("ايران", "IRN"), ("côte d ivoire", "CIV"), ("COTE DIVOIRE", "CIV")):
        assert run("query", "search", f"text={text}", "limit=1", "--format", "csv").stdout.count(code) >= 1, text
    told = run("doctor").stdout
    assert "inputs that the graph needs are missing" in told, "a dump alone is no backup"
    assert told.endswith("1 error to fix\n")
    assert run("graph", "upgrade").stdout == "The graph needs no upgrade\n"


def test_a_graph_from_before_every_step_names_the_way_on(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Graph, "schema_version", lambda graph: 1)
    with pytest.raises(SchemaMismatch, match="into a new data folder"):
        upkeep.pending(graph)


def test_steps_lead_to_the_version_of_this_faultlines() -> None:
    assert [step.version for step in upkeep.STEPS] == list(range(upkeep.STEPS[0].version, schema.VERSION + 1))
