"""What the tests of scheduled loads share: an environment in which child processes reach the session's graph."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from pydantic import SecretStr

from cypher import engine
from cypher.graph import Graph, Row
from cypher.scheduling.schedule import Schedule
from cypher.settings import Settings
from loader.catalogue.source import find_source
from loader.jobs import claims

NIGHTLY = Schedule("0 6 * * *")
DAY = datetime(2026, 1, 2, 6, tzinfo=UTC)
KEY = b"a key of some letters"
SECRET = f"whsec_{base64.b64encode(KEY).decode()}"
ACTORS = "key,name,kind\na,Alpha,state\n"


@pytest.fixture
def here(mine: Settings, graph: Graph, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The settings of this test, which its child processes have too."""
    where = engine.locate(mine)
    monkeypatch.setenv("FAULTLINES_HOME", str(mine.home))
    monkeypatch.setenv("FAULTLINES_NEO4J_URI", where.uri)
    monkeypatch.setenv("FAULTLINES_NEO4J_USER", where.user)
    monkeypatch.setenv("FAULTLINES_NEO4J_PASSWORD", where.password)
    monkeypatch.setenv("FAULTLINES_SOURCES", str(mine.sources[0]))
    return mine


def schedule(settings: Settings, graph: Graph, name: str, since: datetime, when: Schedule = NIGHTLY) -> None:
    """Put a source's schedule into the graph as of a moment."""
    claims.publish(graph, find_source(settings, name).manifest, when, since)


def row_of(graph: Graph, name: str) -> Row:
    """A source as the query `jobs` has it."""
    return next(row for row in graph.ask("jobs") if row["source"] == name)


@dataclass
class Receiver:
    """A web server that hears what the webhook is told."""

    address: str = ""
    answers: list[int] = field(default_factory=list)
    heard: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    @property
    def said(self) -> list[tuple[str, str]]:
        """What was told: type and source."""
        bodies = [json.loads(body) for _, body in self.heard]
        return [(body["type"], body["data"]["source"]) for body in bodies]

    @property
    def types(self) -> list[str]:
        """The types of what was told."""
        return [json.loads(body)["type"] for _, body in self.heard]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A receiver on this machine; it answers 200 unless told otherwise."""
    ours = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            ours.heard.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(ours.answers.pop(0) if ours.answers else 200)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        ours.address = f"http://127.0.0.1:{server.server_port}/hook"
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield ours
        server.shutdown()
        thread.join()


@pytest.fixture
def hooked(mine: Settings, receiver: Receiver) -> Settings:
    """Settings with a webhook."""
    return mine.model_copy(update={"webhook_url": receiver.address, "webhook_secret": SecretStr(SECRET)})
