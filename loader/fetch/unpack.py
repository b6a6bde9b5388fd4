"""What is packed: gzip and zip are taken apart piece by piece, and never into more than the limits say."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from cypher.errors import FetchError
from cypher.regular import open_regular
from cypher.settings import Settings, bytes_of
from loader.catalogue.part import Part
from loader.reading.formats.opening import format_of

PIECE = 1 << 16
GZIP, ZIP = b"\x1f\x8b\x08", (b"PK\x03\x04", b"PK\x05\x06")
LONGEST_LIST = 4 << 20
"""Bytes of a zip's list of its members: some ten thousand of them."""
RATIO, UNSUSPECTED = 250, 64 << 20
"""What comes out of more than 250 times its size is no list but a bomb, once it is more than 64 MB."""


class Sink(Protocol):
    """What takes pieces of a file and counts their bytes."""

    size: int

    def write(self, piece: bytes) -> None:
        """Take the next piece."""


def is_zip(path: Path, parts: Iterable[Part]) -> bool:
    """Whether a file is a zip to be taken apart; a workbook is one too, and stays whole."""
    if not first_bytes(path).startswith(ZIP):
        return False
    return not any(format_of(part, part.file) == "sheet" for part in parts)


def first_bytes(path: Path) -> bytes:
    """The first bytes of a file."""
    with open_regular(path) as file:
        return file.read(4)


def is_gzip(path: Path) -> bool:
    """Whether a file is packed by gzip."""
    return first_bytes(path).startswith(GZIP)


def gunzip(settings: Settings, path: Path, draft: Sink) -> None:
    """What a gzip file holds, in the draft."""
    with unpacking_errors("gzip"), gzip.open(path, "rb") as file:
        pour(settings, file, draft, path.stat().st_size)


class ZipReader:
    """A zip's file, of whose list of members no more is read than fits into memory."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        """So many bytes; FetchError for more than any list of members takes."""
        content = self.file.read(min(size, LONGEST_LIST + 1) if size >= 0 else LONGEST_LIST + 1)
        if len(content) > LONGEST_LIST:
            raise FetchError(f"the zip's list of members is longer than {LONGEST_LIST >> 20} MB", heals=False)
        return content


@contextmanager
def opened_zip(path: Path) -> Iterator[zipfile.ZipFile]:
    """A zip, opened; FetchError when it is damaged."""
    with unpacking_errors("zip"), open_regular(path) as file, zipfile.ZipFile(ZipReader(file)) as archive:
        yield archive


def member_names(path: Path) -> list[str]:
    """The files of a zip; FetchError when it is damaged."""
    with opened_zip(path) as archive:
        return [info.filename for info in archive.infolist() if not info.is_dir()]


def take_member(settings: Settings, path: Path, member: str, draft: Sink) -> None:
    """One file of a zip, in the draft."""
    with opened_zip(path) as archive:
        info = archive.getinfo(member)
        if info.flag_bits & 1:
            raise FetchError(f"{member} in the zip is encrypted", heals=False)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            # bzip2 and LZMA decompress without end at one go, before a piece could be counted
            raise FetchError(f"{member} in the zip is neither stored nor deflated", heals=False)
        if info.file_size > bytes_of(settings.fetch_unpacked):
            refuse_bomb(settings, f"{member} in the zip")
        with archive.open(info) as file:
            pour(settings, file, draft, max(info.compress_size, 1))


def pour(settings: Settings, file: IO[bytes] | gzip.GzipFile, draft: Sink, packed: int) -> None:
    """All that comes out of a file, in the draft; FetchError when that is too much."""
    most = bytes_of(settings.fetch_unpacked)
    while piece := file.read(PIECE):
        draft.write(piece)
        if draft.size > most or draft.size > max(UNSUSPECTED, RATIO * packed):
            refuse_bomb(settings, "it")


def refuse_bomb(settings: Settings, what: str) -> None:
    """Raise FetchError for a file that swells too much."""
    raise FetchError(
        f"{what} unpacks to more than {settings.fetch_unpacked} (fetch_unpacked), or to over {RATIO} times its size",
        heals=False,
    )


def is_other_format(name: str, part: Part, parts: dict[str, Part]) -> bool:
    """Whether a member ends as another part of the same stem, and not as this one."""
    end, own = PurePosixPath(name).suffix.lower(), PurePosixPath(part.file)
    others = (PurePosixPath(other.file) for other in parts.values())
    ends = {other.suffix.lower() for other in others if other.stem.lower() == own.stem.lower()}
    return end != own.suffix.lower() and end in ends


def has_other_format(part: str, names: Sequence[str], parts: dict[str, Part]) -> bool:
    """Whether one of the members is a part that stands for this one."""
    ends = {PurePosixPath(other.file).suffix.lower() for other in parts.values() if part in other.instead_of}
    return any(PurePosixPath(name).suffix.lower() in ends for name in names)


def chosen_members(names: Sequence[str], wanted: str | None, parts: dict[str, Part]) -> dict[str, str]:
    """The member of a zip that each part is: the named one, one of the part's name, or the only one."""
    usual = [
        name for name in names if not name.startswith("__MACOSX/") and not PurePosixPath(name).name.startswith(".")
    ]
    if wanted is not None:
        usual = [name for name in usual if fits(name, wanted)]
        if not usual:
            raise FetchError(f"no file in the zip is called {wanted}; there are: {list_members(names)}", heals=False)
    if len(parts) == 1 and len(usual) == 1:
        return {next(iter(parts)): usual[0]}
    chosen: dict[str, str] = {}
    for part, described in parts.items():
        whole = [name for name in usual if PurePosixPath(name).name.lower() == described.file.lower()]
        stem = Path(described.file).stem.lower()
        named = [name for name in usual if PurePosixPath(name).name.lower().startswith(stem)]
        near = whole or [name for name in named if not is_other_format(name, described, parts)]
        if len(near) > 1:
            raise FetchError(
                f"the zip has {list_members(near)} for {described.file}: name one (from: member)", heals=False
            )
        if near:
            chosen[part] = near[0]
        elif not described.optional and not described.instead_of and not has_other_format(part, usual, parts):
            raise FetchError(
                f"the zip has no {described.file}: name the file (from: member); there are: {list_members(names)}",
                heals=False,
            )
    return chosen


def fits(name: str, wanted: str) -> bool:
    """Whether a member is the wanted one, by its name or by its whole path."""
    return fnmatchcase(name.lower(), wanted.lower()) or fnmatchcase(PurePosixPath(name).name.lower(), wanted.lower())


def list_members(names: Sequence[str]) -> str:
    """The first names of many."""
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "") if names else "none"


@contextmanager
def unpacking_errors(kind: str) -> Iterator[None]:
    """What goes wrong while unpacking, as a FetchError."""
    try:
        yield
    except EOFError as error:
        raise FetchError(f"the {kind} file is cut off", heals=True) from error
    except (gzip.BadGzipFile, zipfile.BadZipFile, zlib.error, ValueError, KeyError) as error:
        raise FetchError(f"the {kind} file is damaged: {error}", heals=False) from error
    except (NotImplementedError, RuntimeError) as error:
        raise FetchError(f"the {kind} file is packed in a way that can't be read: {error}", heals=False) from error
