"""One process at a time: a lock on a file, which the system lets go of when its holder dies."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from cypher.errors import EngineError

if sys.platform == "win32":
    import msvcrt
    import time

    def acquire(file: IO[bytes]) -> None:
        """Wait until the file is ours."""
        while True:
            try:
                return msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
            except OSError:  # raised after 10 s without the lock
                time.sleep(0.1)
else:
    import fcntl

    def acquire(file: IO[bytes]) -> None:
        """Wait until the file is ours."""
        fcntl.flock(file, fcntl.LOCK_EX)


OWN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""Neither a link is followed nor a pipe waited for."""


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Run the block while no other process holds this file; EngineError when something else is in its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | OWN, 0o600)
    except OSError as error:
        raise EngineError(f"{path} can't be locked ({error.strerror}): move it away") from None
    with open(descriptor, "ab") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise EngineError(f"{path} can't be locked (it is no file): move it away")
        acquire(file)
        yield
