"""A lost password is no lost graph: a new one opens the same data, and what fails leaves everything as it was."""

from __future__ import annotations

import stat
from collections.abc import Iterator

import pytest

from cypher import engine
from cypher.engine.home import Home
from cypher.errors import EngineError, UsageError
from cypher.fingerprint import graph_fingerprint
from cypher.graph import Graph
from cypher.settings import Settings
from cypher.upkeep import password
from tests.conftest import Faultlines


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A graph of this module's own, with the states."""
    settings = Settings(home=tmp_path_factory.mktemp("own"), heap="512m", page_cache="64m")
    engine.start(settings)
    with Graph.connect(settings) as graph:
        graph.ensure_schema()
        graph.command("CREATE (:Actor {id: 'a:1', name: 'Ålpha'}), (:Source {id: 'a'})")
    yield settings
    engine.stop(settings)


def print_of(settings: Settings) -> str:
    """What the graph is, asked with the password in the file."""
    with Graph.connect(settings) as graph:
        assert graph.read("MATCH (a:Actor) RETURN a.name AS name") == [{"name": "Ålpha"}]
        return graph_fingerprint(graph)


@pytest.mark.parametrize("running", [True, False])
def test_a_lost_password_has_a_way_back(own: Settings, faultlines: Faultlines, running: bool) -> None:
    home = Home(own)
    before, old = print_of(own), home.password_file.read_text()
    if not running:
        engine.stop(own)
    home.password_file.unlink()
    env = {"HOME": str(own.home), "HEAP": own.heap, "PAGE_CACHE": own.page_cache}
    lost = faultlines("graph", "password", **env)
    assert (lost.returncode, "--new" in lost.stdout) == (1, True)

    done = faultlines("graph", "password", "--new", **env)

    assert done.returncode == 0, done.stderr
    assert faultlines("graph", "password", **env).stdout.strip() == str(home.password_file)
    assert stat.S_IMODE(home.password_file.stat().st_mode) == 0o600
    assert home.password_file.read_text() not in ("", old)
    assert home.password_file.read_text().strip() not in done.stdout + done.stderr
    assert engine.status(own).running is running, "it is as it was found"
    if not running:
        engine.start(own)
    assert print_of(own) == before
    where = engine.locate(own)
    assert engine.server.ask_version(where) is not None
    stale = engine.Connection(where.uri, where.user, old.strip(), where.database)
    assert engine.server.ask_version(stale) is None, "the old one opens nothing"


def test_what_fails_leaves_the_old_password(own: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(own)
    old, before = home.password_file.read_text(), print_of(own)

    def fail(*_: object) -> None:
        raise EngineError("no")

    with monkeypatch.context() as patch:
        patch.setattr(password, "set_password", fail)
        with pytest.raises(EngineError, match="the password is as it was: no"):
            password.renew_password(own)
    assert home.password_file.read_text() == old
    with pytest.raises(engine.AlreadyRunning):
        engine.start(own)
    assert print_of(own) == before


def test_a_graph_that_was_never_started_has_no_password_to_renew(own: Settings) -> None:
    with pytest.raises(UsageError, match="no graph"):
        password.renew_password(own.model_copy(update={"home": own.home / "none"}))
