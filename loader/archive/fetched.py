"""What is known of the last fetch of a source: beside the archive, because only this archive has what a 304 refers to.

On the graph's own node it would be read by machines that never fetched the file, or outlive a restored graph.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from cypher.content import replace_private
from cypher.settings import Settings
from loader.archive import store


@dataclass(frozen=True)
class FetchedPart:
    """One part as it was fetched; a part that its publisher does not have has no hash."""

    origin: str
    """The hash of the manifest's `from:`: another one is asked without conditions."""
    address: str
    sha256: str | None = None
    name: str = ""
    size: int = 0
    etag: str | None = None
    modified: str | None = None
    day: str | None = None
    """The day when it was last changed, as its publisher or its file says; unknown when neither does."""
    fetched_at: str = ""
    edition: str = ""
    """Of an increment: its name in the folder, or its moment; the next one is taken only when it is loaded."""
    loaded: bool = False

    @property
    def date(self) -> date | None:
        """The day as a date."""
        return date.fromisoformat(self.day) if self.day else None


Known = dict[str, FetchedPart]


def fetched_file(settings: Settings, source: str) -> Path:
    """Where it is kept."""
    return settings.home / "fetched" / f"{source}.json"


def read_known(settings: Settings, source: str) -> Known:
    """What is known of each part; nothing when nothing was fetched, or the notes are of another version."""
    try:
        entries = json.loads(fetched_file(settings, source).read_text("utf-8"))
        return {part: FetchedPart(**entry) for part, entry in entries.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def write_known(settings: Settings, source: str, known: Known) -> None:
    """Keep what is known, in one step."""
    path = fetched_file(settings, source)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    text = json.dumps({part: asdict(fetched) for part, fetched in known.items()}, indent=1)
    replace_private(path, f"{text}\n".encode())


def note_loaded(settings: Settings, source: str, hashes: Mapping[str, str]) -> None:
    """Note that what was fetched is in the graph, if these are the hashes of its parts."""
    known = read_known(settings, source)
    there = {part: entry.sha256 for part, entry in known.items() if entry.sha256}
    if there == dict(hashes) and any(entry.edition and not entry.loaded for entry in known.values()):
        write_known(settings, source, {part: replace(entry, loaded=True) for part, entry in known.items()})


def is_kept(settings: Settings, part: FetchedPart) -> bool:
    """Whether the archive still has what was fetched, unharmed."""
    if part.sha256 is None:
        return True
    kept = store.archived_file(settings, part.sha256)
    return kept.exists() and store.hash_file(kept) == part.sha256
