"""How many are served at a time, by either server."""

from __future__ import annotations

from contextlib import suppress

from cypher.console.gate import EVERY, WAITING

BESIDE = 20
"""Requests that are answered at a time beside the statements of people, which run or wait."""
THREADS = EVERY + WAITING + BESIDE
"""So that no statement that waits keeps the explorer from going on."""
CONNECTIONS = 4_000
"""Open connections; an idle one takes no thread."""
FILES = 8_192
"""Files and connections that the process may have open, where the system lets it."""


def allow_files() -> None:
    """Let the process have as many connections open as it may take; most systems begin with 1,024."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # here, because Windows has none

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        most = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
        if soft != resource.RLIM_INFINITY and soft < most:
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
