"""Files on their way into the archive: written to a draft beside it, hashed as they come, then put in their place."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

from cypher.errors import FetchError
from cypher.settings import Settings
from loader.archive import store


class IncomingFile:
    """A file that grows and is hashed; it is gone after the block unless it was put in its place."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        folder = incoming(settings)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.path = folder / f"{os.getpid()}-{uuid.uuid4().hex}.part"
        self.path.touch(0o600, exist_ok=False)
        self.file = self.path.open("wb")
        self.hash = sha256()
        self.size = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):  # on a full disk what is still held back can't be written either
            self.file.close()
        self.path.unlink(missing_ok=True)

    def write(self, piece: bytes) -> None:
        """Take the next piece."""
        self.file.write(piece)
        self.hash.update(piece)
        self.size += len(piece)

    def close(self) -> str:
        """Nothing more comes: the hash of what came."""
        if not self.file.closed:
            self.file.flush()
            os.fsync(self.file.fileno())
            self.file.close()
        return self.hash.hexdigest()

    def put(self) -> str:
        """Put it in its place in the archive, also over one that may have rotted there: its hash."""
        digest = self.close()
        place = store.archived_file(self.settings, digest)
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.path.replace(place)
        return digest


def incoming(settings: Settings) -> Path:
    """Where drafts lie: on the archive's own disk, so that the last step is a rename."""
    return settings.home / "archive" / "incoming"


def sweep_incoming(settings: Settings) -> None:
    """Remove the drafts of processes that are no more."""
    for path in incoming(settings).glob("*.part"):
        owner = path.name.partition("-")[0]
        if not (owner.isdigit() and psutil.pid_exists(int(owner))):
            path.unlink(missing_ok=True)


@contextmanager
def disk_errors(settings: Settings) -> Iterator[None]:
    """What goes wrong with this machine's disk, in words."""
    try:
        yield
    except OSError as error:
        words = f"it cannot be stored in {settings.home / 'archive'}: {error.strerror or error}"
        raise FetchError(words, heals=False) from error
