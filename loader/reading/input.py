"""What a reader is given and what it gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from loader.catalogue.input import Input
from loader.catalogue.manifest import Manifest
from loader.catalogue.part import Part
from loader.model.record import Record
from loader.model.row import Location, Merged, Progress, Rejected, Row, Skipped
from loader.model.statement import Statement
from loader.reading.formats.opening import UNEVEN, format_of, open_rows
from loader.reading.ledger import RowAudit

Reading = tuple[Location, Record | Statement] | Rejected | Skipped | Merged | Progress
"""What a reader gives, in any order: what the source says with the line that says it, and what was left out."""


@dataclass(frozen=True)
class AuditedInput(Input):
    """An input whose every row is accounted for."""

    ledger: RowAudit = field(default_factory=RowAudit, compare=False)
    """Every row that was handed out."""


def audited(manifest: Manifest, files: Input, ledger: RowAudit) -> AuditedInput:
    """An input with a ledger, in which each part of the manifest that reads a file of another has it too."""
    owners = {name: manifest.owner(name) for name in manifest.parts if name not in files.parts}
    shared = {name: owner for name, owner in owners.items() if owner in files.parts}
    named = {name: files.given_as[owner] for name, owner in shared.items() if owner in files.given_as}
    dated = {name: files.dated[owner] for name, owner in shared.items() if owner in files.dated}
    return AuditedInput(
        files.parts | {name: files.parts[owner] for name, owner in shared.items()},
        files.given_as | named,
        files.dated | dated,
        ledger,
    )


def rows_of(manifest: Manifest, files: AuditedInput, part: str) -> Iterator[Row | Rejected | Progress]:
    """The rows of one part of the input, by the format that the manifest names."""
    described: Part = manifest.parts[part]
    shown = files.shown(part)
    uneven = described.mapped and format_of(described, shown.name) in UNEVEN
    rows = open_rows(files.parts[part], described, shown)
    if manifest.owner(part) != part:  # the file is read again, and was counted the first time
        rows = (row for row in rows if not isinstance(row, Progress))
    return files.ledger.issue(part, rows, uneven=uneven)
