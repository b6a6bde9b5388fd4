"""The sources: one folder each with a manifest and, where the general reader does not suffice, a reader."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib import metadata
from pathlib import Path

from pydantic import ValidationError

from cypher import schema
from cypher.errors import InputError, UsageError
from cypher.regular import open_regular, read_regular
from cypher.scheduling.schedule import Schedule, parse_schedule
from cypher.settings import Settings
from loader.catalogue.input import Input
from loader.catalogue.manifest import Manifest, read_manifest
from loader.catalogue.part import Part
from loader.catalogue.places import LOADER, SHIPPED, file_of_source

READING = ("model", "catalogue", "reading")
"""The rooms of the loader through which a row passes on its way into the spool."""
CODE = ("py", "csv", "sql")
LONGEST = 10_000_000
"""Bytes of a reader."""
LIBRARIES = ("babel", "duckdb", "ijson", "lxml", "pycountry", "pyarrow", "python-calamine", "python-stdnum", "regex")
"""Libraries that readers turn into records, or read with: another version of them may say other things."""


@dataclass(frozen=True)
class Source:
    """A source as its folder describes it."""

    id: str
    folder: Path
    manifest: Manifest
    reader: Path | None

    @property
    def version(self) -> str:
        """The hash of all that turns bytes into records and statements, so that a change of it reads inputs anew."""
        digest = sha256(self.manifest.text_hash.encode())
        for library in LIBRARIES:
            digest.update(metadata.version(library).encode())
        for path in self.code:
            digest.update(read_regular(path, LONGEST))
        return digest.hexdigest()[:16]

    @property
    def code(self) -> list[Path]:
        """The files of ours that turn bytes into records and statements: the rooms below the spool, and the reader."""
        files = [path for room in READING for end in CODE for path in sorted((LOADER / room).rglob(f"*.{end}"))]
        return [*files, Path(schema.__file__), *(sorted(self.reader.parent.glob("*.py")) if self.reader else [])]

    def shipped_input(self) -> Input:
        """The files in the source's own folder; UsageError when it brings none."""
        paths = {name: self.folder / part.file for name, part in self.manifest.files.items()}
        there = {name: path for name, path in paths.items() if path.exists()}
        if self.manifest.lacking(there):
            raise UsageError(
                f"{self.id} ships no file: give one with --file FILE, or say where to get it "
                "(from: in its manifest, or the setting origins)"
            )
        for path in there.values():
            reject_no_file(path)
        return Input(there)

    def sample_input(self) -> Input:
        """The rows written by hand that lie in the source's own folder."""
        return self.match(sorted((self.folder / "sample").iterdir()))

    def match(self, files: Sequence[Path]) -> Input:
        """The part that each file is, by its name; optional parts beside the first file are taken with it."""
        parts = self.manifest.files
        paths: dict[str, Path] = {}
        if files and not parts:
            raise UsageError(f"{self.id} reads no file: load it without --file")
        for path in files:
            reject_no_file(path)
            name = self.part_of(path, taken=paths)
            if name in paths:
                raise UsageError(f"{paths[name]} and {path} are both the part {name!r} of {self.id}")
            paths[name] = path
        if missing := self.manifest.lacking(paths):
            raise UsageError(f"{self.id} also needs: {', '.join(f'{n} ({parts[n].file})' for n in missing)}")
        if len(files) == 1:
            paths |= self.beside(*next(iter(paths.items())))
        return Input(paths)

    def part_of(self, path: Path, taken: dict[str, Path]) -> str:
        """The part that a file is: by the longest stem that its name begins with, else the one that is due."""
        parts = self.manifest.files
        stems = {name: Path(part.file).stem.lower() for name, part in parts.items()}
        fits = [name for name, stem in stems.items() if path.stem.lower().startswith(stem)]
        if fits:
            # Of two formats of one list, the one that the file's name has.
            return max(fits, key=lambda name: (len(stems[name]), is_like(path, parts[name])))
        due = self.manifest.lacking(taken)
        if not due:
            raise UsageError(f"{path.name} matches no part of {self.id}: {', '.join(p.file for p in parts.values())}")
        return due[0]

    def beside(self, name: str, path: Path) -> dict[str, Path]:
        """The optional parts that lie in the same folder under the same naming."""
        parts = self.manifest.files
        stem = Path(parts[name].file).stem
        if not path.stem.lower().startswith(stem.lower()):
            return {}
        rest = path.name[len(stem) :]
        # OFAC itself writes SDN.CSV beside sdn.csv: letters' case does not tell files apart.
        near = {file.name.lower(): file for file in sorted(path.parent.iterdir()) if file.is_file()}
        files = {
            other: near.get(f"{Path(part.file).stem}{rest}".lower())
            for other, part in parts.items()
            if part.optional and other != name
        }
        return {other: file for other, file in files.items() if file is not None}


def is_like(path: Path, part: Part) -> bool:
    """Whether a file's name ends as that of a part."""
    return path.suffix.lower() == Path(part.file).suffix.lower()


def reject_no_file(path: Path) -> None:
    """Raise UsageError where there is no file, but nothing, a folder, a pipe or a device."""
    try:
        open_regular(path).close()
    except FileNotFoundError:
        raise UsageError(f"no such file: {path}") from None
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} can't be read: {getattr(error, 'strerror', None) or error}") from None
    except InputError as error:
        raise UsageError(str(error)) from None


def own_folders(settings: Settings) -> list[Path]:
    """The folders of a person's own sources, the one for new sources first: by the settings, then the data folder's."""
    return [*dict.fromkeys(folder.resolve() for folder in (*settings.sources, settings.home / "sources"))]


def folders(settings: Settings) -> dict[str, list[Path]]:
    """The folders of every source by its id: the product's own and those in the person's folders."""
    places: dict[str, list[Path]] = {}
    for root in (SHIPPED, *own_folders(settings)):
        for manifest in sorted(root.glob("*/manifest.yaml")):
            places.setdefault(source_id(manifest.parent), []).append(manifest.parent)
    return places


def find_sources(settings: Settings) -> dict[str, Source]:
    """Every source by its id; InputError for an invalid one."""
    return {name: only_source(settings, name, places) for name, places in folders(settings).items()}


def redirected(settings: Settings, source: Source) -> Source:
    """The source as it comes from where the settings say; UsageError when they say it wrongly."""
    if source.id not in settings.origins:
        return source
    try:
        return replace(source, manifest=source.manifest.coming_from(settings.origins[source.id]))
    except ValueError as error:
        what = error.errors()[0]["msg"] if isinstance(error, ValidationError) else error
        raise UsageError(f"Settings (origins): {source.id}: {what}") from None


def find_source(settings: Settings, name: str) -> Source:
    """The source of that id, however invalid others may be; UsageError names the closest when there is none."""
    places = folders(settings)
    if name not in places:
        near = difflib.get_close_matches(name, places, n=1)
        hint = f": did you mean {near[0]}?" if near else f"; there are: {', '.join(sorted(places))}"
        raise UsageError(f"there is no source {name!r}{hint}")
    return only_source(settings, name, places[name])


def only_source(settings: Settings, name: str, places: Sequence[Path]) -> Source:
    """The source in the one folder that has it; InputError when there are more."""
    if len(places) > 1:
        raise InputError(f"the source {name} is also in {places[0]}", file=places[1] / "manifest.yaml")
    return redirected(settings, open_source(places[0]))


def source_id(folder: Path) -> str:
    """A source's id: its folder's name with hyphens."""
    return folder.name.replace("_", "-")


def schedule_of(settings: Settings, source: Source) -> Schedule | None:
    """When a source is loaded by itself: as the settings say, else as its manifest does, unless it ships.

    Nobody's machine asks publishers for anything until somebody wants it to.
    """
    entry = settings.schedules.get(source.id, not source.folder.is_relative_to(SHIPPED))
    if isinstance(entry, bool):
        schedule: Schedule | None = source.manifest.schedule if entry else None
        return schedule
    return parse_schedule(entry)


def open_source(folder: Path) -> Source:
    """The source in a folder; its id is the folder's name with hyphens."""
    source = source_id(folder)
    manifest = read_manifest(folder / "manifest.yaml", source)
    if manifest.reader is None:
        reader = folder / "reader.py"
        return Source(source, folder, manifest, reader if reader.exists() else None)
    module = file_of_source(manifest.reader, "reader.py", folder)
    if module is None:
        raise InputError("there is no source with this reader", file=folder / "manifest.yaml", value=manifest.reader)
    return Source(source, folder, manifest, module)
