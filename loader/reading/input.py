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
from loader.reading.formats.opening import format_of, open_rows
from loader.reading.ledger import RowAudit

Reading = tuple[Location, Record | Statement] | Rejected | Skipped | Merged | Progress
"""What a reader gives, in any order: what the source says with the line that says it, and what was left out."""


@dataclass(frozen=True)
class AuditedInput(Input):
    """An input whose every row is accounted for."""

    ledger: RowAudit = field(default_factory=RowAudit, compare=False)
    """Every row that was handed out."""


def rows_of(manifest: Manifest, files: AuditedInput, part: str) -> Iterator[Row | Rejected | Progress]:
    """The rows of one part of the input, by the format that the manifest names."""
    described: Part = manifest.parts[part]
    shown = files.shown(part)
    uneven = described.mapped and format_of(described, shown.name) in ("jsonl", "parquet")
    return files.ledger.issue(part, open_rows(files.parts[part], described, shown), uneven=uneven)
