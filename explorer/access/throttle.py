"""Failed logins and ended sessions, counted for all workers of a machine in one small database of the data folder."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path

from cypher.errors import FaultlinesError

FILE = "logins.sqlite"
FREE = {"name": 5, "address": 20}
"""Failed attempts that cost no waiting."""
LONGEST = 300
"""Seconds that the next attempt waits at most."""
FORGOTTEN = 3_600
"""Seconds after which a failure is forgotten."""
MOST = 20_000
"""Names and addresses that are remembered, the latest ones."""
TABLES = """
CREATE TABLE IF NOT EXISTS failures (key BLOB PRIMARY KEY, number INTEGER NOT NULL, at REAL NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS failures_at ON failures (at);
CREATE TABLE IF NOT EXISTS ended (session TEXT PRIMARY KEY, until REAL NOT NULL) WITHOUT ROWID;
"""


class LoginCounts:
    """What is remembered of logins; names and addresses are kept as hashes."""

    def __init__(self, home: Path, clock: Callable[[], float] = time.time) -> None:
        self.path, self.clock = home / FILE, clock

    @contextmanager
    def database(self) -> Iterator[sqlite3.Connection]:
        """A transaction that keeps all other writers out."""
        try:
            if not self.path.exists():
                self.path.parent.mkdir(parents=True, exist_ok=True)
                os.close(os.open(self.path, os.O_WRONLY | os.O_CREAT, 0o600))
            with closing(sqlite3.connect(self.path, timeout=10, isolation_level=None)) as connection:
                connection.executescript(TABLES)
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                except BaseException:
                    connection.execute("ROLLBACK")
                    raise
                connection.execute("COMMIT")
        except (OSError, sqlite3.Error) as error:
            raise FaultlinesError(f"{self.path} can't be used: {error}") from None

    def admit(self, name: str, address: str) -> float:
        """Seconds that this attempt has to wait; 0 admits it, and counts it as failed until it is forgiven.

        It is counted before the password is looked at, so that a hundred attempts at once are a hundred.
        """
        now = self.clock()
        keys = {hashed("name", name): FREE["name"], hashed("address", address): FREE["address"]}
        with self.database() as connection:
            connection.execute("DELETE FROM failures WHERE at < ?", [now - FORGOTTEN])
            waits = 0.0
            for key, free in keys.items():
                row = connection.execute("SELECT number, at FROM failures WHERE key = ?", [key]).fetchone()
                if row and (pause := wait_after(row[0], free)):
                    waits = max(waits, min(pause, row[1] + pause - now))
            if waits > 0:
                return waits
            for key in keys:
                connection.execute(
                    "INSERT INTO failures VALUES (?, 1, ?) "
                    "ON CONFLICT (key) DO UPDATE SET number = number + 1, at = excluded.at",
                    [key, now],
                )
            connection.execute(
                "DELETE FROM failures WHERE key IN (SELECT key FROM failures ORDER BY at DESC LIMIT -1 OFFSET ?)",
                [MOST],
            )
        return 0.0

    def forgive(self, name: str, address: str) -> None:
        """An admitted attempt was right: forget the name's failures, and this one of the address."""
        with self.database() as connection:
            connection.execute("DELETE FROM failures WHERE key = ?", [hashed("name", name)])
            connection.execute("UPDATE failures SET number = number - 1 WHERE key = ?", [hashed("address", address)])

    def end(self, session: str, until: float) -> None:
        """Let a session be over, though its cookie may be kept somewhere until then."""
        with self.database() as connection:
            connection.execute("DELETE FROM ended WHERE until < ?", [self.clock()])
            connection.execute("INSERT OR REPLACE INTO ended VALUES (?, ?)", [session, until])

    def is_over(self, session: str) -> bool:
        """Whether a session was ended by its user."""
        if not self.path.exists():
            return False
        try:
            with closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, timeout=10)) as connection:
                if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'ended'").fetchone():
                    return False
                return connection.execute("SELECT 1 FROM ended WHERE session = ?", [session]).fetchone() is not None
        except sqlite3.Error as error:
            raise FaultlinesError(f"{self.path} can't be used: {error}") from None


def hashed(kind: str, text: str) -> bytes:
    """What stands for a name or an address."""
    return sha256(f"{kind}:{text}".encode("utf-8", "surrogatepass")).digest()[:16]


def wait_after(failures: int, free: int) -> float:
    """Seconds between the last of so many failures and the next attempt: none, then twice as many each time."""
    over = failures - free
    return 0.0 if over < 0 else float(min(LONGEST, 2 ** min(over, 12)))
