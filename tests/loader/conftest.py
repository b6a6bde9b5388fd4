"""What the loader's tests share: settings of their own, loads that are checked, tiny sources."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import SecretStr

from cypher import engine
from cypher.graph import Graph
from cypher.settings import Settings
from loader.catalogue.manifest import Limit
from loader.catalogue.source import find_source
from loader.commands.input import matched_input
from loader.runs.job import Options
from loader.runs.outcome import Outcome
from loader.runs.run import accept_held, load_source
from tests.loader import nursery
from tests.loader.truth import always_true

Folder = Callable[..., Path]
BATCH = 3
"""Rows in one transaction of a load that may be killed, so that a small list has many commits."""


def elsewhere(settings: Settings, home: Path) -> Settings:
    """Settings for the same graph with another data folder and a folder for sources."""
    where = engine.locate(settings)
    return Settings(
        home=home,
        neo4j_uri=where.uri,
        neo4j_user=where.user,
        neo4j_password=SecretStr(where.password),
        sources=[home.parent / "sources"],
    )


class Loads:
    """Runs real loads on a real graph; after each one the graph is asked whether it is still true."""

    def __init__(self, settings: Settings, graph: Graph) -> None:
        self.settings, self.graph = settings, graph

    def __call__(self, source: str, *files: Path, **options: Any) -> Outcome:
        """Load a source, from these files or from its own."""
        found = find_source(self.settings, source)
        try:
            return load_source(self.settings, self.graph, found, matched_input(found, files), Options(**options))
        finally:
            always_true(self.graph)

    def accept(self, run: str, **options: Any) -> Outcome:
        """Accept a held run."""
        try:
            return accept_held(self.settings, self.graph, run, Options(**options))
        finally:
            always_true(self.graph)


@pytest.fixture
def anything_may_change(monkeypatch: pytest.MonkeyPatch) -> None:
    """No run is held because much of a list of two or three entries changes: that is not what the test is about."""
    monkeypatch.setattr(Limit, "most", lambda limit, live: live)


@pytest.fixture
def mine(settings: Settings, graph: Graph, tmp_path: Path) -> Settings:
    """Settings of this test alone, for the session's graph, which is empty."""
    return elsewhere(settings, tmp_path / "home")


@pytest.fixture
def loads(mine: Settings, graph: Graph) -> Loads:
    """Loads into an empty graph."""
    return Loads(mine, graph)


@pytest.fixture
def listing(loads: Loads) -> Loads:
    """Loads into a graph that has the authorities, so that lists have somebody who lists."""
    loads("authorities")
    return loads


@pytest.fixture
def source(tmp_path: Path) -> Folder:
    """Writes the folder of a tiny source: `source("tiny", actors="key,name,kind\\n…", reads="increment")`."""

    def write(name: str, *, actors: str | None = None, statements: str | None = None, **manifest: Any) -> Path:
        folder = tmp_path / "sources" / name.replace("-", "_")
        folder.mkdir(parents=True, exist_ok=True)
        parts: dict[str, Any] = {}
        for part, text in (("actors", actors), ("statements", statements)):
            if text is not None:
                parts[part] = {"file": f"{part}.csv"}
                (folder / f"{part}.csv").write_text(text, "utf-8")
        # What is loaded here has a row or two: that all of it changes is what most tests are about.
        said = {"title": name, "publisher": "nobody", "parts": parts, "limit": {"share": 1}} | manifest
        (folder / "manifest.yaml").write_text(yaml.safe_dump(said, allow_unicode=True), "utf-8")
        return folder

    return write


@dataclass
class Killer:
    """Loads in children that are killed."""

    process: subprocess.Popen[str]
    settings: Settings

    def __call__(
        self,
        source: str,
        *files: Path,
        at: int | str | None = None,
        how: str = "SIGKILL",
        pid: int | None = None,
        **more: Any,
    ) -> dict[str, Any]:
        """Load in a child; how it ended and the points that it passed."""
        where = engine.locate(self.settings)
        asked = {"home": str(self.settings.home), "uri": where.uri, "user": where.user, "password": where.password}
        asked |= {"sources": [str(path) for path in self.settings.sources], "source": source, "options": {}}
        asked |= {"files": [str(path) for path in files], "batch": BATCH, "at": at, "how": how, "pid": pid, **more}
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer


@pytest.fixture(scope="module")
def children() -> Iterator[subprocess.Popen[str]]:
    """The process that forks the children."""
    command = [sys.executable, "-W", "error", "-m", nursery.__name__]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


@pytest.fixture
def kill(children: subprocess.Popen[str], mine: Settings) -> Killer:
    """Loads that are killed."""
    mine.home.mkdir(parents=True, exist_ok=True)
    return Killer(children, mine)
