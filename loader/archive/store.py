"""Inputs kept by their content hash, so that any run can be accepted, replayed or reverted later."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from cypher.content import archived, copied_whole, hash_of
from cypher.errors import InputError
from cypher.settings import Settings
from loader.catalogue.input import Input


def hash_file(path: Path) -> str:
    """The sha256 of a file's bytes, in hexadecimal; InputError when it can't be read."""
    try:
        return hash_of(path)
    except OSError as error:
        raise InputError(f"can't be read: {error.strerror}", file=path) from None


def archived_file(settings: Settings, sha256: str) -> Path:
    """Where the archive keeps the input of that hash."""
    return archived(settings.home, sha256)


def archive_file(settings: Settings, path: Path, sha256: str) -> Path:
    """Keep a copy of an input, for this user alone; its place in the archive. A damaged one is replaced."""
    kept = archived_file(settings, sha256)
    if kept.exists() and hash_file(kept) == sha256:
        kept.chmod(0o600)
        os.utime(kept)  # used now: no clearing out of the archive takes it
        return kept
    if not copied_whole(path, kept, sha256):
        raise InputError("the file changed while it was read", file=path)
    return kept


def find_archived(settings: Settings, sha256: str, name: str) -> Path:
    """The kept input of that hash; InputError when it is gone or damaged."""
    kept = archived_file(settings, sha256)
    if not kept.exists():
        raise InputError(f"the archive no longer has this input ({sha256[:12]}…)", file=name)
    if hash_file(kept) != sha256:
        raise InputError("the archived input is damaged", file=kept)
    return kept


def restored(settings: Settings, archived: Sequence[str]) -> Input:
    """The input of a run from its notes (`part=sha256=name`); InputError when a part is gone or damaged."""
    parts = [text.split("=", 2) for text in archived]
    kept = {part: find_archived(settings, digest, name) for part, digest, name in parts}
    return Input(kept, {part: Path(name) for part, _, name in parts})
