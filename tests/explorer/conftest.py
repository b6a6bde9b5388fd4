"""The explorer as a person has it: a real graph, a real server, a real browser."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect
from waitress.server import create_server

from cypher import engine
from cypher.graph import Graph
from cypher.settings import Settings
from explorer.app import create_app
from explorer.graph import GraphReader
from explorer.serving.server import OPTIONS, listen, listening_address
from tests.explorer.proxy import Proxy
from tests.explorer.screen import EMPTY, Screen

expect.set_options(timeout=15_000)

HELD: dict[Graph, frozenset[str]] = {}
"""The graph's bookmarks when the shipped network had been loaded: while they are the same, it is there still."""


@pytest.fixture(scope="module")
def network(connected: Graph, faultlines: Callable[..., Any]) -> Graph:
    """A graph that holds the shipped network and nothing else."""
    if HELD.get(connected) != bookmarks(connected):
        connected.command(EMPTY)
        assert faultlines("load", "wagner-2023").returncode == 0
        HELD[connected] = bookmarks(connected)
    return connected


@pytest.fixture(autouse=True, scope="module")
def readers_closed() -> Iterator[None]:
    """Close the connections of the apps that a module makes: without a server of its own nobody else does."""
    readers: list[GraphReader] = []
    begin = GraphReader.__post_init__

    def noted(reader: GraphReader) -> None:
        begin(reader)
        readers.append(reader)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(GraphReader, "__post_init__", noted)
        yield
    for reader in readers:
        if reader.graph is not None:
            reader.drop(reader.graph)


def bookmarks(graph: Graph) -> frozenset[str]:
    """Where the graph's last committed transaction stands; the same while nothing is written."""
    with graph.driver.session(database=graph.database) as session:
        session.run("RETURN 1").consume()
        return session.last_bookmarks().raw_values


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Settings], str]]:
    """Serves the explorer with any settings and says where."""
    running = []

    def start(settings: Settings) -> str:
        listener = listen("127.0.0.1", 0)
        where = listening_address(listener)
        server = create_server(create_app(settings).server, sockets=[listener], **OPTIONS)
        thread = threading.Thread(target=until_closed, args=[server.run], daemon=True)
        thread.start()
        running.append((server, thread))
        return where

    yield start
    for server, _ in running:
        server.close()


@pytest.fixture(scope="module")
def client(settings: Settings) -> FlaskClient:
    """The explorer without a server; no graph is asked."""
    return create_app(settings).server.test_client()


def until_closed(run: Callable[[], None]) -> None:
    """Serve until the socket is closed, which happens in another thread."""
    with suppress(OSError):
        run()


@pytest.fixture(scope="session")
def explorer_url(serve: Callable[[Settings], str], settings: Settings, server: engine.Status) -> str:
    """Where the explorer of the session's graph is."""
    return serve(settings)


@pytest.fixture
def screen(page: Page, explorer_url: str, network: Graph) -> Screen:
    """The explorer, opened on the shipped network."""
    return Screen(page, explorer_url).open()


@pytest.fixture
def phone(browser: Browser, explorer_url: str, network: Graph) -> Iterator[Screen]:
    """The same on a phone."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    yield Screen(context.new_page(), explorer_url).open()
    context.close()


@pytest.fixture
def proxy(settings: Settings, server: engine.Status) -> Iterator[Proxy]:
    """A door to the graph that can be shut and opened."""
    host, port = engine.locate(settings).uri.removeprefix("bolt://").split(":")
    with Proxy((host, int(port))) as proxy:
        yield proxy
