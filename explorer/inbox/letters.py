"""A difference as a letter of the inbox: who changed it, what it was about, the fields old and new; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from explorer.elements import edge_type
from explorer.words import verb

Row = Mapping[str, Any]
Letter = dict[str, Any]
LONGEST = 600
"""Characters of a field that are shown."""


def of_statements(rows: Iterable[Row]) -> list[Letter]:
    """Differences of statements."""
    return [
        {
            **common(row),
            "subject": {"id": row["subject"], "name": row["subject_name"]},
            "words": f"{'denied: ' if row['denied'] else ''}{verb(row['type'])}",
            "type": edge_type(row["type"]).screen,
            "object": {"id": row["object"], "name": row["object_name"]},
            "said_by": row["said_by"],
            "fields": fields(row) if row["change"] == "changed" else [],
            "evidence": cut(row["evidence"]),
        }
        for row in rows
    ]


def of_records(rows: Iterable[Row]) -> list[Letter]:
    """Differences of what sources say of actors."""
    return [
        {
            **common(row),
            "subject": {"id": row["actor"], "name": row["name"]},
            "words": "",
            "type": "record",
            "object": None,
            "said_by": row["source"],
            "fields": fields(row) if row["change"] == "changed" else [],
            "evidence": "",
        }
        for row in rows
    ]


def of_identities(rows: Iterable[Row]) -> list[Letter]:
    """Records that joined another source's actor, or may be one."""
    return [
        {
            **common({**row, "because": "identities"}),
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


def of_watched(rows: Iterable[Row]) -> list[Letter]:
    """Differences of the records of watched actors, identities among them."""
    found = list(rows)
    of_identity = [row for row in found if row["because"] == "identities"]
    return [*of_records(row for row in found if row["because"] != "identities"), *of_identities(of_identity)]


def common(row: Row) -> Letter:
    """What every letter says."""
    at: datetime | None = row["at"]
    return {
        "id": f"{row['run']} {row['change']} {row['id']}",
        "because": row["because"],
        "change": row["change"],
        "source": row["source"],
        "run": row["run"],
        "at": at.isoformat() if at else None,
    }


def fields(row: Row) -> list[tuple[str, str, str]]:
    """The fields that differ: name, old, new."""
    old, new = row["before"] or {}, row["now"] or {}
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    return [(name.replace("_", " "), text(old.get(name)), text(new.get(name))) for name in sorted(names)]


def text(value: Any) -> str:
    """A value as a person reads it."""
    if value in (None, []):
        return ""
    if isinstance(value, list):
        return cut(", ".join(map(str, value)))
    return cut(str(value))


def cut(value: str) -> str:
    """A text that is not longer than a letter bears."""
    return value if len(value) <= LONGEST else f"{value[: LONGEST - 1]}…"


def about(letter: Letter, pairs: set[frozenset[str]], actors: set[str]) -> bool:
    """Whether a letter is about a watched actor, or joins the two of a watched pair."""
    ends = {end["id"] for end in (letter["subject"], letter["object"]) if end}
    return bool(ends & actors) or frozenset(ends) in pairs
