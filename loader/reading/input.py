"""What a reader is given and what it gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from loader.catalogue.input import Input
from loader.catalogue.manifest import Manifest
from loader.catalogue.part import Part
from loader.model.record import Record
from loader.model.row import Joined, Origin, Passed, Rejected, Row, Skipped
from loader.model.statement import Statement
from loader.reading.formats.opening import read_rows
from loader.reading.ledger import Ledger

Said = tuple[Origin, Record | Statement] | Rejected | Skipped | Joined | Passed
"""What a reader gives, in any order: what the source says with the line that says it, and what was left out."""


@dataclass(frozen=True)
class AuditedInput(Input):
    """An input whose every row is accounted for."""

    ledger: Ledger = field(default_factory=Ledger, compare=False)
    """Every row that was handed out."""


def rows_of(manifest: Manifest, given: AuditedInput, part: str) -> Iterator[Row | Rejected | Passed]:
    """The rows of one part of the input, by the format that the manifest names."""
    described: Part = manifest.parts[part]
    return given.ledger.handed(part, read_rows(given.parts[part], described, given.shown(part)))
