"""Serves the explorer on a socket bound before anything else is made: by waitress, or by workers of gunicorn."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, Any

from cypher.errors import FaultlinesError, UsageError
from cypher.settings import Settings
from explorer.serving.capacity import CONNECTIONS, THREADS, allow_files

if TYPE_CHECKING:
    from cypher.graph import Graph

# For start-up time, functions import what only they use.

OPTIONS: dict[str, Any] = {
    "threads": THREADS,
    "connection_limit": CONNECTIONS,  # waitress would stop at a hundred
    "asyncore_use_poll": True,  # select() knows no more than 1,024 files
    "channel_request_lookahead": 1,  # so that a browser which has left is noticed while its statement runs
    "ident": None,
}


def run_server(settings: Settings, host: str, port: int, ready: Callable[[str], None] = lambda _: None) -> None:
    """Serve until the process is told to stop; `ready` gets the address once it is open."""
    from explorer.access.gate import check_start

    settings = settings.model_copy(update={"host": host})
    listener = listen(host, port)
    try:
        check_start(settings)
    except FaultlinesError:
        listener.close()
        raise
    if settings.workers > 1:
        where = listening_address(listener) + settings.url_prefix
        serve_by_workers(settings, listener, lambda: ready(where))
        return
    from waitress.server import create_server

    from explorer.app import create_app
    from explorer.web.limits import LARGEST

    allow_files()
    app = create_app(settings)
    server = create_server(app.server, sockets=[listener], max_request_body_size=LARGEST, **OPTIONS)
    Thread(target=warm_up, args=[settings], daemon=True).start()
    ready(listening_address(listener) + settings.url_prefix)
    try:
        server.run()
    finally:
        server.close()


def warm_up(settings: Settings) -> None:
    """Ask what every visitor asks first, if the graph answers: one that has just started takes seconds to plan it."""
    from cypher.graph import Graph

    with suppress(FaultlinesError), Graph.connect(settings) as graph:
        ask_first(graph)


def ask_first(graph: Graph) -> None:
    """What the opening screen asks, a search, an actor and an expansion."""
    from explorer.network.filter import EVERYTHING
    from explorer.network.requests import handle

    graph.ask("pulse")
    opened = handle(graph.ask, {"serial": 0, "do": "open", "present": {}}, EVERYTHING)
    actors = [node["id"] for node in opened["nodes"]]
    for name in ("counts", "types", "sources"):
        graph.ask(name)
    graph.ask("search", text="a", limit=1)
    for actor in actors[:1]:
        graph.ask("actor", actor=actor)
        graph.ask("canvas-steps", actor=actor, filter=EVERYTHING.parameters())
        handle(graph.ask, {"serial": 0, "do": "expand", "actor": actor, "present": {actor: (0.0, 0.0)}}, EVERYTHING)
    graph.ask("canvas-balance", filter=EVERYTHING.parameters())  # last: it counts over the whole graph


def serve_by_workers(settings: Settings, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Serve by several processes; UsageError where there is no fork."""
    if os.name != "posix":
        raise UsageError("several workers need Linux or macOS: leave --workers out")
    from cypher import log
    from explorer.serving.workers import Workers

    log.set_up(settings)
    Workers(settings, listener, ready).run()


def listen(host: str, port: int) -> socket.socket:
    """A bound socket; UsageError names --port when somebody else has it."""
    try:
        family, kind, proto, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise UsageError(
            f"{host!r} is not an address of this machine: choose another with --host ({error.strerror})"
        ) from None
    listener = socket.socket(family, kind, proto)
    if os.name == "posix":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(where)
        listener.listen(128)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            another = port + 1 if port < 65535 else 8050
            raise UsageError(f"port {port} on {host} is in use: choose another, such as --port {another}") from None
        if error.errno == errno.EACCES:
            raise UsageError(f"port {port} needs more privileges: choose one above 1023 with --port") from None
        raise UsageError(f"can't listen on {host}:{port}: {error.strerror}") from None
    return listener


def listening_address(listener: socket.socket) -> str:
    """The address to open in a browser."""
    host, port = listener.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{shown}:{port}"
