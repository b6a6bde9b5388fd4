"""A file is copied under its hash as a whole, or not at all."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from cypher.content import copied_whole, hash_of

DIGEST = sha256(b"key,name\n").hexdigest()


@pytest.mark.parametrize(("bytes_read", "whole"), [(b"key,name\n", True), (b"key,nam", False), (b"", False)])
def test_a_copy_has_the_hash_that_was_asked_for(tmp_path: Path, bytes_read: bytes, whole: bool) -> None:
    path, there = tmp_path / "input.csv", tmp_path / "archive" / "ab" / DIGEST
    path.write_bytes(bytes_read)
    assert (hash_of(path) == DIGEST) is whole
    assert copied_whole(path, there, DIGEST) is whole
    assert [one.read_bytes() for one in there.parent.iterdir()] == ([bytes_read] if whole else [])


def test_a_copy_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        copied_whole(tmp_path / "none", tmp_path / "archive" / DIGEST, DIGEST)
    assert not list((tmp_path / "archive").iterdir())
