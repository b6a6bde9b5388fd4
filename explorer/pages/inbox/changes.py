"""A difference as an entry of the inbox: who changed it, what it was about, the fields old and new; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from explorer.network.elements import edge_type
from explorer.network.words import verb

Row = Mapping[str, Any]
ChangeEntry = dict[str, Any]
LONGEST = 600
"""Characters of a field that are shown."""


def statement_entries(rows: Iterable[Row]) -> list[ChangeEntry]:
    """Differences of statements."""
    return [
        {
            **common_fields(row),
            "subject": {"id": row["subject"], "name": row["subject_name"]},
            "words": f"{'denied: ' if row['denied'] else ''}{verb(row['type'])}",
            "type": edge_type(row["type"]).screen,
            "object": {"id": row["object"], "name": row["object_name"]},
            "said_by": row["said_by"],
            "fields": changed_fields(row) if row["change"] == "changed" else [],
            "evidence": shorten(row["evidence"]),
        }
        for row in rows
    ]


def record_entries(rows: Iterable[Row]) -> list[ChangeEntry]:
    """Differences of what sources say of actors."""
    return [
        {
            **common_fields(row),
            "subject": {"id": row["actor"], "name": row["name"]},
            "words": "",
            "type": "record",
            "object": None,
            "said_by": row["source"],
            "fields": changed_fields(row) if row["change"] == "changed" else [],
            "evidence": "",
        }
        for row in rows
    ]


def identity_entries(rows: Iterable[Row]) -> list[ChangeEntry]:
    """Records that joined another source's actor, or may be one."""
    return [
        {
            **common_fields({**row, "because": "identities"}),
            "subject": {"id": row["actor"], "name": row["name"]},
            "words": "is now one actor with" if row["change"] == "joined" else "may be the same as",
            "type": "identity",
            "object": {"id": row["actor"], "name": row["actor_name"]},
            "said_by": row["source"],
            "fields": [],
            "evidence": f"Both have {row['identifier']}: a person decides." if row["identifier"] else "",
        }
        for row in rows
    ]


def watched_entries(rows: Iterable[Row]) -> list[ChangeEntry]:
    """Differences of the records of watched actors, identities among them."""
    listed = list(rows)
    of_identity = [row for row in listed if row["because"] == "identities"]
    return [*record_entries(row for row in listed if row["because"] != "identities"), *identity_entries(of_identity)]


def common_fields(row: Row) -> ChangeEntry:
    """What every entry says."""
    at: datetime | None = row["at"]
    return {
        "id": f"{row['run']} {row['change']} {row['id']}",
        "because": row["because"],
        "change": row["change"],
        "source": row["source"],
        "run": row["run"],
        "at": at.isoformat() if at else None,
    }


def changed_fields(row: Row) -> list[tuple[str, str, str]]:
    """The fields that differ: name, old, new."""
    old, new = row["before"] or {}, row["now"] or {}
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    return [(name.replace("_", " "), field_text(old.get(name)), field_text(new.get(name))) for name in sorted(names)]


def field_text(value: Any) -> str:
    """A value as a person reads it; lists are names, codes and the like, and none is cut."""
    if value in (None, []):
        return ""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return shorten(str(value))


def shorten(value: str) -> str:
    """A text that is not longer than an entry bears."""
    return value if len(value) <= LONGEST else f"{value[: LONGEST - 1]}…"


def concerns(entry: ChangeEntry, pairs: set[frozenset[str]], actors: set[str]) -> bool:
    """Whether an entry is about a watched actor, or joins the two of a watched pair."""
    ends = {end["id"] for end in (entry["subject"], entry["object"]) if end}
    return bool(ends & actors) or frozenset(ends) in pairs
