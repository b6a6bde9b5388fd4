"""On PYTHONPATH, Python is as it is without the extra `notebook`: the driver imports its libraries where they are."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import ModuleType

EXTRA = ("pandas", "polars", "networkx")


class Missing:
    """Finds none of the extra's libraries, as if they were not installed."""

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> None:
        """Raise what importing a missing library raises; leave any other name to the next finder."""
        if name.partition(".")[0] in EXTRA:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


sys.meta_path.insert(0, Missing())  # type: ignore[arg-type]
