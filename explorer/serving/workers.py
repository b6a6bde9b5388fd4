"""Serves the explorer by several processes: gunicorn, each worker an app of its own, one folder for what they share."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from cypher import log
from cypher.console import shared
from cypher.settings import Settings
from explorer.serving.capacity import CONNECTIONS, THREADS, allow_files

# For start-up time, functions import what only they use.

OPTIONS: dict[str, Any] = {
    "worker_class": "gthread",
    "threads": THREADS,
    "worker_connections": CONNECTIONS,
    "timeout": 60,  # of a worker that no longer turns, not of a request
    "graceful_timeout": 25,  # a query may take 20 s
    "keepalive": 75,  # longer than proxies keep theirs
    "control_socket_disable": True,
    "accesslog": "-",
}
PROBES = ("/healthz", "/readyz", "/metrics", "/_dash-update-component")
"""Asked for every few seconds: no news for the log unless they go wrong."""


class Workers(BaseApplication):
    """The explorer as gunicorn takes it."""

    def __init__(self, settings: Settings, listener: socket.socket, ready: Callable[[], None]) -> None:
        allow_files()
        self.settings = settings
        self.folder = Path(mkdtemp(prefix="faultlines-workers-"))
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(self.folder)  # before anything imports prometheus_client
        self.options = OPTIONS | {
            "bind": f"fd://{listener.detach()}",
            "workers": settings.workers,
            "logger_class": RequestLogger,
            "when_ready": lambda arbiter: ready(),
            "child_exit": lambda arbiter, worker: self.forget(worker.pid),
            "on_exit": lambda arbiter: rmtree(self.folder, ignore_errors=True),
        }
        super().__init__()

    def load_config(self) -> None:
        """Our options; none are read from the command line or a file."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The app of one worker, made after it was forked."""
        from explorer.app import create_app

        return create_app(self.settings, self.folder).server

    def forget(self, pid: int) -> None:
        """What a worker that has ended held is free again; its counts stay."""
        from prometheus_client import multiprocess

        shared.forget(self.folder, pid)
        multiprocess.mark_process_dead(pid, str(self.folder))  # type: ignore[no-untyped-call]


class RequestLogger(Logger):
    """gunicorn's own words and its requests as events of ours."""

    def setup(self, cfg: Any) -> None:
        """Give gunicorn's loggers our handler."""
        super().setup(cfg)
        for logger in (self.error_log, self.access_log):
            logger.handlers[:] = log.LOGGER.handlers

    def access(self, resp: Any, req: Any, environ: Mapping[str, Any], request_time: timedelta) -> None:
        """One request: what was asked, what came of it, how long it took; never a query string."""
        status = int(str(resp.status).split(None, 1)[0])
        path = environ.get("PATH_INFO", "")
        if status < 400 and (path in PROBES or path.startswith(("/bundles/", "/_dash-component-suites/"))):
            return
        log.event(
            "request",
            method=environ.get("REQUEST_METHOD"),
            path=path,
            status=status,
            seconds=request_time.total_seconds(),
            bytes=getattr(resp, "sent", None),
        )
