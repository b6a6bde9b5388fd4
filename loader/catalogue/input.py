"""The files of one run."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class Input:
    """The files of one run: each part of the source with the file that holds it."""

    parts: dict[str, Path] = field(default_factory=dict)
    given_as: dict[str, Path] = field(default_factory=dict)
    """The name that a part had when a person gave it, where the file itself is the archive's copy."""
    dated: dict[str, date] = field(default_factory=dict)
    """The day when a fetched part was last changed, as its publisher says."""

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
