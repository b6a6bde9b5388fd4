"""Files that a person gives packed: read as what is in them, which lies unpacked for as long as the block lasts."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path, PurePosixPath

from cypher.errors import FetchError, InputError
from cypher.settings import Settings
from loader.catalogue.input import Input
from loader.catalogue.source import Source
from loader.fetch import unpack


class Growing:
    """A file that grows, and counts its bytes."""

    def __init__(self, path: Path) -> None:
        self.path, self.size = path, 0
        self.file = path.open("wb")

    def write(self, piece: bytes) -> None:
        """Take the next piece."""
        self.size += self.file.write(piece)


@contextmanager
def unpacked(settings: Settings, source: Source, files: Sequence[Path]) -> Iterator[Input]:
    """The input that some files are, unpacked where they are packed; InputError for a damaged one."""
    with tempfile.TemporaryDirectory(prefix="faultlines-") as folder:
        origins: dict[Path, tuple[Path, Path]] = {}
        for number, path in enumerate(files):
            place = Path(folder) / str(number)
            place.mkdir()
            for plain, shown in taken_apart(settings, source, path, place):
                origins[plain] = (shown, path)
        matched = source.match([*origins])
        packed = {part: origins[path] for part, path in matched.parts.items() if path.is_relative_to(folder)}
        days = {part: datetime.fromtimestamp(path.stat().st_mtime, UTC).date() for part, (_, path) in packed.items()}
        yield replace(matched, given_as={part: shown for part, (shown, _) in packed.items()}, dated=days)


def taken_apart(settings: Settings, source: Source, path: Path, folder: Path) -> list[tuple[Path, Path]]:
    """The plain files that a file is or holds, each with the name under which people know it."""
    parts = source.manifest.files
    if not path.is_file():
        return [(path, path)]
    plain, shown = path, path
    if unpack.is_gzip(path):
        shown = path.with_name(path.name.removesuffix(".gz"))
        plain = written(path, folder / shown.name, partial(unpack.gunzip, settings, path))
    if not unpack.is_zip(plain, parts.values()):
        return [(plain, shown)]
    with named(path):
        members = unpack.chosen_members(unpack.member_names(plain), None, parts)
    pairs = []
    for part, member in members.items():
        name = PurePosixPath(member).name
        there = folder / part
        there.mkdir()
        taken = written(path, there / name, partial(unpack.take_member, settings, plain, member))
        pairs.append((taken, shown / member))
    return pairs


def written(path: Path, place: Path, fill: Callable[[Growing], None]) -> Path:
    """The place, with what unpacking a file puts there."""
    out = Growing(place)
    try:
        with named(path):
            fill(out)
    finally:
        out.file.close()
    changed = path.stat().st_mtime
    os.utime(place, (changed, changed))
    return place


@contextmanager
def named(path: Path) -> Iterator[None]:
    """What goes wrong with a packed file, with its name."""
    try:
        yield
    except FetchError as error:
        raise InputError(str(error), file=path) from None


def single_file(settings: Settings, path: Path, folder: Path) -> Path:
    """The one plain file that a file is or holds; InputError for a zip with several."""
    if unpack.is_gzip(path):
        plain = folder / path.name.removesuffix(".gz")
        path = written(path, plain, partial(unpack.gunzip, settings, path))
    if path.suffix.lower() != ".zip":
        return path
    with named(path):
        members = [name for name in unpack.member_names(path) if not name.startswith("__MACOSX/")]
    if len(members) != 1:
        raise InputError(f"a zip with {unpack.list_members(members)}: unpack it, and give one of them", file=path)
    name = PurePosixPath(members[0]).name
    return written(path, folder / name, partial(unpack.take_member, settings, path, members[0]))
