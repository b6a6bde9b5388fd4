"""The gate and the watch's findings for several processes of one machine: small files in a folder of theirs."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, MutableMapping
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from cypher.console.gate import EVERY, WAITING, Gate, State
from cypher.console.watch import RunawayQuery
from cypher.file_lock import exclusive

LOOK = 0.1
"""Seconds between two looks of a statement that waits for its turn."""


class SharedGate(Gate):
    """As a gate of one process; a file `running.CLIENT.PID.x` or `waiting.…` stands for each statement."""

    def __init__(
        self,
        folder: Path,
        each: int = 4,
        every: int = EVERY,
        queue: int = 8,
        patience: float = 10.0,
        waiting: int = WAITING,
    ) -> None:
        super().__init__(each, every, queue, patience, waiting)
        self.folder = folder

    def enter(self, client: str, stop: Callable[[], None] = lambda: None) -> None:
        """Wait for one's turn; `leave` has to follow."""
        until = time.monotonic() + self.patience
        mine = f"{client_digest(client)}.{os.getpid()}.{uuid4().hex}"
        here = self.folder / f"waiting.{mine}"
        with exclusive(self.folder / "lock"):
            self.admit(client)
            here.touch()
        try:
            while not self.started(client, here, self.folder / f"running.{mine}"):
                if time.monotonic() > until:
                    raise self.waited_too_long()
                time.sleep(LOOK)
                stop()
        finally:
            here.unlink(missing_ok=True)

    def started(self, client: str, waiting: Path, running: Path) -> bool:
        """Turn a waiting statement into a running one when there is room."""
        with exclusive(self.folder / "lock"):
            if self.full(client):
                return False
            waiting.rename(running)
            return True

    def leave(self, client: str) -> None:
        """Make room for the next one."""
        with exclusive(self.folder / "lock"):
            for path in self.folder.glob(f"running.{client_digest(client)}.{os.getpid()}.*"):
                path.unlink()
                return

    def count(self, state: State, client: str | None = None) -> int:
        """How many statements of a client, or of all, are running or waiting."""
        whose = "*" if client is None else client_digest(client)
        return sum(1 for _ in self.folder.glob(f"{state}.{whose}.*.*"))


class SharedRunaways(MutableMapping[str, RunawayQuery]):
    """What the watches of all processes have found burning, by run; each can tell of it and forget it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __setitem__(self, run: str, runaway: RunawayQuery) -> None:
        draft = self.folder / f"draft.{uuid4().hex}"
        draft.write_text(json.dumps(asdict(runaway)), "utf-8")
        draft.replace(self.path(run))

    def __getitem__(self, run: str) -> RunawayQuery:
        try:
            return RunawayQuery(**json.loads(self.path(run).read_text("utf-8")))
        except FileNotFoundError:
            raise KeyError(run) from None

    def __delitem__(self, run: str) -> None:
        try:
            self.path(run).unlink()
        except FileNotFoundError:
            raise KeyError(run) from None

    def __iter__(self) -> Iterator[str]:
        return iter([path.name.removeprefix("burning.") for path in self.folder.glob("burning.*")])

    def __len__(self) -> int:
        return len(list(iter(self)))

    def path(self, run: str) -> Path:
        """The file of a run."""
        return self.folder / f"burning.{run}"


def forget(folder: Path, pid: int) -> None:
    """Make room for what a process that has died was running."""
    for path in folder.glob(f"*.{pid}.*"):
        path.unlink(missing_ok=True)


def client_digest(client: str) -> str:
    """A client's name as a part of a file's name."""
    return sha256(client.encode()).hexdigest()[:20]
