"""The folder of a new source, with its first manifest."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from cypher.errors import UsageError
from cypher.settings import Settings
from loader.catalogue.places import SOURCE_ID
from loader.catalogue.source import folders, open_source, own_folders, reject_no_file
from loader.draft.head import read_head
from loader.draft.manifest import draft_manifest
from loader.fetch.packed import single_file


@dataclass(frozen=True)
class New:
    """A source that was made: its manifest, what was guessed, what is in doubt, whether the settings find it."""

    manifest: Path
    guessed: tuple[str, ...]
    doubts: tuple[str, ...]
    listed: bool


def new_source(settings: Settings, name: str, file: Path, into: Path | None) -> New:
    """Write the folder of a source for a file; UsageError for a name or a place that can't be, or is taken."""
    if not SOURCE_ID.fullmatch(name):
        raise UsageError(f"a source's name consists of lower-case letters, digits and hyphens, not {name!r}")
    root = into or own_folders(settings)[0]
    reject_no_file(file)
    folder = root / name.replace("-", "_")
    if folder.exists():
        raise UsageError(f"{folder} already exists: choose another name")
    if places := folders(settings).get(name):
        raise UsageError(f"the source {name} already exists, in {places[0]}")
    with tempfile.TemporaryDirectory(prefix="faultlines-") as place:
        plain = single_file(settings, file, Path(place))
        made = draft_manifest(head := read_head(plain), plain.name, name)
    folder.mkdir(parents=True)
    manifest = folder / "manifest.yaml"
    with manifest.open("x", encoding="utf-8") as out:
        out.write(made.text)
    open_source(folder)
    listed = root.resolve() in own_folders(settings)
    return New(manifest, made.guessed, tuple(head.doubts), listed)
