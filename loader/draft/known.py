"""Files whose format a source that ships reads already: their draft is like that source."""

from __future__ import annotations

from dataclasses import dataclass

from loader.draft.head import FileHead


@dataclass(frozen=True)
class KnownFormat:
    """A format that a source reads: what it is called, whose it is, and the lines of a manifest like that one."""

    called: str
    source: str
    part: str
    lines: tuple[str, ...]


FOLLOW_THE_MONEY = KnownFormat(
    "FollowTheMoney's entities",
    "opensanctions",
    "entities",
    ("reads: snapshot", "disappearance: ended  # EDIT: or retracted: what is gone from it was wrong"),
)
GDELT = KnownFormat(
    "GDELT 2.0 events",
    "gdelt-events",
    "events",
    ("reads: increment", "confidence: 0.4  # EDIT: events that a machine read in the news"),
)
EVENT_COLUMNS = 61


def known_format(head: FileHead) -> KnownFormat | None:
    """The format of a file that a source reads already."""
    columns = {*head.columns}
    if {"id", "schema"} <= columns and any(column.startswith("properties.") for column in columns):
        return FOLLOW_THE_MONEY
    first = list(head.rows[0].values())
    tabbed = head.part.delimiter == "\t" or head.part.file.endswith((".tsv", ".tab"))
    if tabbed and "columns" in head.notes and len(first) == EVENT_COLUMNS and first[-1].startswith("http"):
        return GDELT
    return None
