"""Files of ours: those that are known by the hash of their bytes, and those that are replaced as a whole."""

from __future__ import annotations

import os
import shutil
from hashlib import file_digest
from pathlib import Path
from secrets import token_hex

from cypher.regular import open_regular


def hash_of(path: Path) -> str:
    """The sha256 of a file's bytes, in hexadecimal."""
    with open_regular(path) as file:
        return file_digest(file, "sha256").hexdigest()


def archived(root: Path, sha256: str) -> Path:
    """Where a data folder, or a folder of backups, keeps the input of that hash."""
    return root / "archive" / sha256[:2] / sha256


def all_archived(root: Path) -> list[Path]:
    """The inputs that a data folder, or a folder of backups, keeps, by their hashes."""
    return sorted(path for path in (root / "archive").glob("??/*") if len(path.name) == 64)


def is_sound(path: Path) -> bool:
    """Whether an archived input is there and has the bytes that its name says."""
    return path.is_file() and hash_of(path) == path.name


def copied_whole(path: Path, there: Path, sha256: str) -> bool:
    """Copy a file of that hash, for this user alone; False, and nothing is copied, when its bytes have another."""
    there.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = there.with_suffix(f".{os.getpid()}")
    try:
        part.touch(0o600)
        shutil.copyfile(path, part)
        if hash_of(part) != sha256:
            return False
        part.replace(there)
        return True
    finally:
        part.unlink(missing_ok=True)


def is_private(path: Path) -> bool:
    """Whether this user alone may read a file; where the system knows no such thing, always."""
    return os.name != "posix" or not path.stat().st_mode & 0o077


def replace_private(path: Path, content: bytes) -> None:
    """Put a file that this user alone may read in its place in one step; a link there is replaced, not followed."""
    draft = path.with_name(f".{path.name}.{token_hex(8)}")
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
