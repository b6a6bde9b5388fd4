"""The embedded Neo4j: fetched once, run as a process of its own, one for each data folder."""

from cypher.engine.server import (
    AlreadyRunning,
    Connection,
    Status,
    admin,
    locate,
    restart,
    running,
    start,
    status,
    stop,
)

__all__ = [
    "AlreadyRunning",
    "Connection",
    "Status",
    "admin",
    "locate",
    "restart",
    "running",
    "start",
    "status",
    "stop",
]
