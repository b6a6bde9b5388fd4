"""Files that a person names are opened only where they are files: no pipe is waited for, no device read without end."""

from __future__ import annotations

import os
import stat
from io import BufferedReader
from pathlib import Path

from cypher.errors import InputError, UsageError

KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


class PathError(UsageError, ValueError):
    """A path that no system has, also as a wrong value of a setting or of a manifest."""


def expanded(path: Path) -> Path:
    """A path without ~; PathError for the home folder of nobody, and for a path with a NUL character."""
    if "\0" in str(path):
        raise PathError("a path has no NUL character")
    try:
        return path.expanduser()
    except RuntimeError:
        raise PathError(f"{path}: there is no such home folder") from None


def open_regular(path: Path, shown: Path | None = None) -> BufferedReader:
    """A file, opened for reading; InputError, naming it as `shown`, where something else has its name.

    OSError where there is nothing, or nothing that may be read.
    """
    number = opened(path, shown or path)
    try:
        if reason := other_kind(os.fstat(number).st_mode):
            raise InputError(reason, file=shown or path)
        return os.fdopen(number, "rb")
    except BaseException:
        os.close(number)
        raise


def opened(path: Path, shown: Path) -> int:
    """The descriptor of what has a name, without waiting for anybody who writes into it."""
    try:
        return os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError:
        if path.exists() and (reason := other_kind(path.stat().st_mode)):  # a socket can't be opened, nor a folder
            raise InputError(reason, file=shown) from None
        raise


def other_kind(mode: int) -> str | None:
    """What is no file, in words."""
    kind = next((words for test, words in KINDS if test(mode)), None)
    return f"{kind}, no file" if kind else None


def read_regular(path: Path, most: int) -> bytes:
    """The content of a small file; InputError where it is longer than `most` bytes, or no file."""
    with open_regular(path) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise InputError(f"more than {most:,} bytes", file=path)
    return content
