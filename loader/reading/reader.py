"""A source's reader: its own module, or the general one."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

from cypher.errors import InputError
from loader.catalogue.manifest import Manifest
from loader.catalogue.source import Source
from loader.reading.input import AuditedInput, Reading
from loader.reading.mapped import read_mapped
from loader.reading.named import read_named


def read_input(source: Source, files: AuditedInput) -> Iterator[Reading]:
    """What the source's input says."""
    if source.reader is None:
        return read_table(source.manifest, files)
    read: Callable[[Manifest, AuditedInput], Iterator[Reading]] = load_module(source.reader).read
    return read(source.manifest, files)


def read_table(manifest: Manifest, files: AuditedInput) -> Iterator[Reading]:
    """What each part says: mapped by the manifest, with our names, or as a table of the manifest's views."""
    types = manifest.edge_types()
    for part in manifest.parts:
        if part in files.parts:
            if manifest.parts[part].mapped:
                yield from read_mapped(manifest, files, part)
            elif not manifest.views:
                yield from read_named(manifest, files, part, types)
    if manifest.views:
        # For start-up time: it imports DuckDB.
        from loader.reading.views import read_views

        yield from read_views(manifest, files)


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
