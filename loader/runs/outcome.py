"""How a run ended."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cypher.schema import RunStatus
from loader.runs.diff import Difference, Example


@dataclass(frozen=True)
class Outcome:
    """How a run ended, and what it did; `run` is None for a preview."""

    source: str
    run: str | None
    status: RunStatus
    difference: Difference
    reasons: tuple[str, ...] = ()
    rejects: Path | None = None
    examples: tuple[Example, ...] = ()
    same: bool = False
    absent: tuple[str, ...] = ()
    """Columns that the manifest names and no row has, as `part.column`."""
