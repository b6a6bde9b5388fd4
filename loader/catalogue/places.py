"""Where sources lie: those that ship, and those in folders beside one another."""

from __future__ import annotations

import re
from pathlib import Path

LOADER = Path(__file__).parents[1]
SHIPPED = LOADER / "sources"
SOURCE_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_ID = 100
"""Letters of a source's name, which is a folder's."""


def file_of_source(source: str, file: str, beside: Path) -> Path | None:
    """A file of another source, which lies in the same folder as the folder `beside`, or ships."""
    places = [root / source.replace("-", "_") / file for root in (beside.parent, SHIPPED)]
    return next((path for path in places if path.exists()), None)
