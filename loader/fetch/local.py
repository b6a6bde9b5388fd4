"""Files of this machine: the one that is named, or the newest of a folder, once nobody writes it any longer."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fnmatch import fnmatchcase
from pathlib import Path

from cypher.errors import FetchError
from cypher.regular import expanded
from loader.catalogue.origin import SourceLocation
from loader.catalogue.part import Part
from loader.fetch.files import IncomingFile
from loader.model.dates import date_in

UNFINISHED = (".part", ".tmp", ".temp", ".crdownload", ".download", ".filepart", ".swp", "~")
PIECE = 1 << 20


def found_in(origin: SourceLocation, root: Path, parts: dict[str, Part], now: datetime) -> dict[str, Path]:
    """The file of each part; optional ones may be missing. FetchError when one is missing or still being written."""
    if origin.file is not None:
        path = root / expanded(Path(origin.file))
        try:
            there = path.is_file()
        except OSError as error:  # a name that is too long
            raise FetchError(f"{path} can't be read: {error.strerror}", heals=False) from error
        if not there:
            raise FetchError(f"no such file: {path}", heals=True)
        refuse_unsettled(path, origin, now)
        return dict.fromkeys(parts, path)
    first, described = next(((n, p) for n, p in parts.items() if not p.optional), next(iter(parts.items())))
    files, fitting = files_of(origin, root, described)
    newest = max(fitting, key=age_key)
    paths = {first: newest} | optional_parts(newest, described, files, parts, first)
    for path in paths.values():
        refuse_unsettled(path, origin, now)
    return paths


def files_of(origin: SourceLocation, root: Path, part: Part) -> tuple[list[Path], list[Path]]:
    """The files of a folder, and those that may be a part; FetchError when there are none."""
    folder = root / expanded(Path(origin.folder or "."))
    try:
        files = [path for path in sorted(folder.iterdir()) if path.is_file() and is_complete(path.name)]
    except OSError as error:
        raise FetchError(f"the folder {folder} can't be read: {error.strerror}", heals=True) from error
    fitting = [path for path in files if is_match(path, origin, part)]
    if not fitting:
        wanted = origin.match or f"{Path(part.file).stem}*"
        raise FetchError(f"no file in {folder} matches {wanted}", heals=True)
    return files, fitting


def next_increment(origin: SourceLocation, root: Path, part: Part, last: str, now: datetime) -> Path | None:
    """The first file of a folder behind the last one, in the order of their names; None when there is none."""
    _, fitting = files_of(origin, root, part)
    path = next((path for path in fitting if path.name > last), None)
    if path is not None:
        refuse_unsettled(path, origin, now)
    return path


def is_complete(name: str) -> bool:
    """Whether a file's name is not that of one on its way."""
    return not name.startswith(".") and not name.lower().endswith(UNFINISHED)


def is_match(path: Path, origin: SourceLocation, part: Part) -> bool:
    """Whether a file is one that the manifest wants from the folder."""
    if origin.match is not None:
        return fnmatchcase(path.name.lower(), origin.match.lower())
    return path.name.lower().startswith(Path(part.file).stem.lower())


def age_key(path: Path) -> tuple[date, float, str]:
    """By what the newest of several files is found: the date in its name, else that of its last change."""
    changed = path.stat().st_mtime
    return date_in(path.stem) or datetime.fromtimestamp(changed, UTC).date(), changed, path.name


def optional_parts(
    newest: Path, described: Part, files: list[Path], parts: dict[str, Part], first: str
) -> dict[str, Path]:
    """The other parts of the same edition: `alt_0126.csv` beside `sdn_0126.csv`; FetchError when a needed one lacks."""
    stem = Path(described.file).stem
    rest = newest.name[len(stem) :] if newest.name.lower().startswith(stem.lower()) else newest.suffix
    near = {path.name.lower(): path for path in files}
    paths: dict[str, Path] = {}
    for name, part in parts.items():
        if name == first:
            continue
        path = near.get(f"{Path(part.file).stem}{rest}".lower()) or near.get(part.file.lower())
        if path is not None:
            paths[name] = path
        elif not part.optional:
            raise FetchError(f"{newest.name} is there, {Path(part.file).stem}{rest} beside it is not", heals=True)
    return paths


def refuse_unsettled(path: Path, origin: SourceLocation, now: datetime) -> None:
    """Raise FetchError for a file that has not rested long enough: somebody may still be writing it.

    The change of its entry counts too, which nobody can set: a copy that keeps the original's time is new here.
    """
    stat = path.stat()
    rested = now.timestamp() - max(stat.st_mtime, stat.st_ctime)
    if abs(rested) < origin.settle:  # beyond it in either direction: an old file, or a clock that was set
        left = origin.settle - max(rested, 0.0)
        raise FetchError(
            f"{path} may still be written to: it changed {max(rested, 0.0):.0f} s ago, and is taken after "
            f"{origin.settle:g} s of rest (from: settle)",
            heals=True,
            retry_after=left,
        )


def copy_unchanged(path: Path, draft: IncomingFile) -> None:
    """A copy of a file in the draft; FetchError when it changed meanwhile."""
    before = path.stat()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            draft.write(piece)
    after = path.stat()
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or draft.size != after.st_size:
        raise FetchError(f"{path} changed while it was read", heals=True, retry_after=10.0)
