"""One process at a time: a lock on a file, which the system lets go of when its holder dies."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

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


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Run the block while no other process holds this file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        acquire(file)
        yield
