"""The sources: one folder each with a manifest and, where the general reader does not suffice, a reader."""

from __future__ import annotations

import difflib
import importlib.util
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from types import ModuleType

from pydantic import ValidationError

from cypher.errors import InputError, UsageError
from cypher.schedule import Schedule, parse
from cypher.settings import Settings
from loader.ledger import Ledger
from loader.manifest import Manifest, read_manifest
from loader.part import Part
from loader.record import Record
from loader.row import Joined, Origin, Passed, Refused, Row, Skipped
from loader.statement import Statement

SHIPPED = Path(__file__).parent / "sources"
TABLES = ("babel", "pycountry", "pyarrow", "python-calamine")
"""Libraries that readers turn into records, or read with: another version of them may say other things."""
Said = tuple[Origin, Record | Statement] | Refused | Skipped | Joined | Passed
"""What a reader gives, in any order: what the source says with the line that says it, and what was left out."""


@dataclass(frozen=True)
class Input:
    """The files of one run: each part of the source with the file that holds it."""

    parts: dict[str, Path] = field(default_factory=dict)
    given_as: dict[str, Path] = field(default_factory=dict)
    """The name that a part had when a person gave it, where the file itself is the archive's copy."""
    dated: dict[str, date] = field(default_factory=dict)
    """The day when a fetched part was last changed, as its publisher says."""
    ledger: Ledger = field(default_factory=Ledger, compare=False)
    """Every row that was handed out."""

    @property
    def size(self) -> int:
        """Bytes in all."""
        return sum(path.stat().st_size for path in self.parts.values())

    @property
    def names(self) -> dict[str, Path]:
        """The file of each part as people know it."""
        return {part: self.shown(part) for part in self.parts}

    def shown(self, part: str) -> Path:
        """The file of a part as people know it."""
        return self.given_as.get(part, self.parts[part])


@dataclass(frozen=True)
class Source:
    """A source as its folder describes it."""

    id: str
    folder: Path
    manifest: Manifest
    reader: Path | None

    def read(self, given: Input) -> Iterator[Said]:
        """What the source's input says."""
        if self.reader is None:
            from loader.table import read_table

            return read_table(self.manifest, given)
        read: Callable[[Manifest, Input], Iterator[Said]] = load_module(self.reader).read
        return read(self.manifest, given)

    @property
    def version(self) -> str:
        """Of everything that turns bytes into records and statements: a change of the reader is a change here."""
        found = sha256(self.manifest.text_hash.encode())
        for library in TABLES:
            found.update(metadata.version(library).encode())
        ours = [path for path in (Path(__file__).parent).rglob("*.py") if path.parent.name in ("loader", "formats")]
        for path in sorted([*ours, *([self.reader] if self.reader else [])]):
            if path.name not in ("run.py", "writer.py") and not path.name.endswith("commands.py"):
                found.update(path.read_bytes())
        return found.hexdigest()[:16]

    def shipped_input(self) -> Input:
        """The files in the source's own folder; UsageError when it brings none."""
        found = {name: self.folder / part.file for name, part in self.manifest.parts.items()}
        missing = [name for name, path in found.items() if not self.manifest.parts[name].optional and not path.exists()]
        if missing:
            raise UsageError(
                f"{self.id} brings no file of its own: give one with --file FILE, or say where it comes from "
                "(from: in its manifest, or the setting origins)"
            )
        return Input({name: path for name, path in found.items() if path.exists()})

    def match(self, files: Sequence[Path]) -> Input:
        """The part that each file is, by its name; optional parts beside the first file are taken with it."""
        parts = self.manifest.parts
        found: dict[str, Path] = {}
        for path in files:
            if not path.is_file():
                raise UsageError(f"there is no file {path}")
            name = self.part_of(path, taken=found)
            if name in found:
                raise UsageError(f"{found[name]} and {path} are both the part {name!r} of {self.id}")
            found[name] = path
        missing = [name for name, part in parts.items() if not part.optional and name not in found]
        if missing:
            raise UsageError(f"{self.id} also needs: {', '.join(f'{n} ({parts[n].file})' for n in missing)}")
        if len(files) == 1:
            found |= self.beside(*next(iter(found.items())))
        return Input(found)

    def part_of(self, path: Path, taken: dict[str, Path]) -> str:
        """The part that a file is: by the longest stem that its name begins with, else the one that is due."""
        parts = self.manifest.parts
        stems = {name: Path(part.file).stem.lower() for name, part in parts.items()}
        fits = [name for name, stem in stems.items() if path.stem.lower().startswith(stem)]
        if fits:
            return max(fits, key=lambda name: len(stems[name]))
        due = [name for name, part in parts.items() if not part.optional and name not in taken]
        if not due:
            raise UsageError(
                f"{path.name} is none of the parts of {self.id}: {', '.join(p.file for p in parts.values())}"
            )
        return due[0]

    def beside(self, name: str, path: Path) -> dict[str, Path]:
        """The optional parts that lie in the same folder under the same naming."""
        parts = self.manifest.parts
        stem = Path(parts[name].file).stem
        if not path.stem.lower().startswith(stem.lower()):
            return {}
        rest = path.name[len(stem) :]
        # OFAC itself writes SDN.CSV beside sdn.csv: letters' case does not tell files apart.
        near = {file.name.lower(): file for file in sorted(path.parent.iterdir()) if file.is_file()}
        found = {
            other: near.get(f"{Path(part.file).stem}{rest}".lower())
            for other, part in parts.items()
            if part.optional and other != name
        }
        return {other: file for other, file in found.items() if file is not None}


def folders(settings: Settings) -> dict[str, list[Path]]:
    """The folders of every source by its id: the product's own and those in the person's folders."""
    found: dict[str, list[Path]] = {}
    for root in (SHIPPED, *settings.sources):
        for manifest in sorted(root.glob("*/manifest.yaml")):
            found.setdefault(id_of(manifest.parent), []).append(manifest.parent)
    return found


def find_sources(settings: Settings) -> dict[str, Source]:
    """Every source by its id; InputError for a bent one."""
    return {name: only(settings, name, places) for name, places in folders(settings).items()}


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
    """The source of that id, however bent others may be; UsageError names the closest when there is none."""
    found = folders(settings)
    if name not in found:
        near = difflib.get_close_matches(name, found, n=1)
        hint = f": did you mean {near[0]}?" if near else f"; there are: {', '.join(sorted(found))}"
        raise UsageError(f"there is no source {name!r}{hint}")
    return only(settings, name, found[name])


def only(settings: Settings, name: str, places: Sequence[Path]) -> Source:
    """The source in the one folder that has it; InputError when there are more."""
    if len(places) > 1:
        raise InputError(f"the source {name} is also in {places[0]}", file=places[1] / "manifest.yaml")
    return redirected(settings, read_source(places[0]))


def id_of(folder: Path) -> str:
    """A source's id: its folder's name with hyphens."""
    return folder.name.replace("_", "-")


def schedule_of(settings: Settings, source: Source) -> Schedule | None:
    """When a source is loaded by itself: as the settings say, else as its manifest does."""
    said = settings.schedules.get(source.id)
    if said is None:
        found: Schedule | None = source.manifest.schedule
        return found
    return None if said is False else parse(said)


def read_source(folder: Path) -> Source:
    """The source in a folder; its id is the folder's name with hyphens."""
    source = id_of(folder)
    manifest = read_manifest(folder / "manifest.yaml", source)
    if manifest.reader is None:
        reader = folder / "reader.py"
        return Source(source, folder, manifest, reader if reader.exists() else None)
    shared = manifest.reader.replace("-", "_")
    places = [root / shared / "reader.py" for root in (folder.parent, SHIPPED)]
    found = next((path for path in places if path.exists()), None)
    if found is None:
        raise InputError("there is no source with this reader", file=folder / "manifest.yaml", value=manifest.reader)
    return Source(source, folder, manifest, found)


def load_module(path: Path) -> ModuleType:
    """The module in a file, under a name of its own."""
    name = f"loader.sources.{path.parent.name}.{path.stem}"
    if name in sys.modules and getattr(sys.modules[name], "__file__", None) == str(path):
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise InputError("no Python module", file=path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    if not hasattr(module, "read"):
        raise InputError("a reader needs a function read(manifest, input)", file=path)
    return module


def rows_of(manifest: Manifest, given: Input, part: str) -> Iterator[Row | Refused | Passed]:
    """The rows of one part of the input, by the format that the manifest names."""
    from loader.formats.opening import read_rows

    described: Part = manifest.parts[part]
    return given.ledger.handed(part, read_rows(given.parts[part], described, given.shown(part)))
