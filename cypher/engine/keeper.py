"""The embedded Neo4j as the child of a process that stays: `faultlines graph run`, the service of systemd.

Whoever stops the server for a while, such as a backup, leaves its start to this process: so it stays in its service.
"""

from __future__ import annotations

import os
import socket
from contextlib import suppress

from cypher import log
from cypher.engine.home import Home
from cypher.engine.jars import Report
from cypher.engine.server import AlreadyRunning, end_process, start
from cypher.errors import EngineError
from cypher.settings import Settings


def keep(settings: Settings, report: Report = lambda there, total: None) -> None:
    """Run the server until this process is interrupted; EngineError when it ends though nobody asked it to."""
    home = Home(settings)
    if other := home.keeper():
        raise EngineError(f"The graph of {settings.home} is kept running by pid {other.pid} already")
    try:
        status = start(settings, report)
    except KeyboardInterrupt:
        return
    try:
        home.keep()
        log.event("graph started", pid=status.pid, uri=status.uri)
        notify_systemd("READY=1")
        while True:
            stay(settings, home)
    except KeyboardInterrupt:
        notify_systemd("STOPPING=1")
    finally:
        home.keeper_file.unlink(missing_ok=True)  # first, so that nobody waits for a start by this process
        if serving := home.serving():
            end_process(serving.process)
            log.event("graph stopped", pid=serving.process.pid)


def stay(settings: Settings, home: Home) -> None:
    """Wait until the server ends; start it again once whoever asked it to end has done what it is stopped for."""
    if serving := home.serving():
        serving.process.wait()
    away = home.away()
    if away is None:
        raise EngineError(f"Neo4j ended unexpectedly:\n{home.last_words()}")
    log.event("graph stopped", why=away[0])
    with suppress(AlreadyRunning):
        status = start(settings)
        log.event("graph started", pid=status.pid, uri=status.uri)


def notify_systemd(state: str) -> None:
    """Tell systemd how this service is, as sd_notify(3) does; nothing where nobody listens."""
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notices:
        notices.connect(f"\0{address[1:]}" if address.startswith("@") else address)
        notices.sendall(state.encode())
