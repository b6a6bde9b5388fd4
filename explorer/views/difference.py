"""What has changed among a view's actors since it was saved: each statement by its id and hash, then and now."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from explorer.network.filter import Filter

if TYPE_CHECKING:
    from cypher.queries.rows import Ask, ViewMergedRow

Row = Mapping[str, Any]
SEEN = 20_000
"""Statements among the actors of a view that are kept with it; what has more is not compared."""
HASH = 16
"""Hexadecimal digits of a statement's hash that are kept."""


@dataclass(frozen=True, slots=True)
class Change:
    """One statement that is not as it was; `said` has its ends, its type and who says so."""

    kind: Literal["new", "changed", "withdrawn"]
    said: Row
    marked: tuple[str, ...]
    """The versions on the canvas that are marked."""


@dataclass(frozen=True, slots=True)
class ViewDifference:
    """All that changed; `elsewhere` counts statements that are now said of other actors."""

    changes: list[Change] = field(default_factory=list)
    merged: list[ViewMergedRow] = field(default_factory=list)
    elsewhere: int = 0
    compared: bool = True

    def counts(self, seen: Filter) -> dict[str, int]:
        """How many changes of each kind there are that the filter lets through."""
        kinds = [change.kind for change in self.changes if lets_through(seen, change.said)]
        return {kind: number for kind in ("new", "changed", "withdrawn") if (number := kinds.count(kind))} | (
            {"merged": len(self.merged)} if self.merged else {}
        )


def keep_statements(ask: Ask, actors: list[str]) -> tuple[list[str], bool]:
    """Of each statement among actors its id and hash, and whether they are all."""
    rows = ask("view-statements", actors=actors, limit=SEEN + 1)
    return [f"{row['id']} {row['hash'][:HASH]}" for row in rows[:SEEN]], len(rows) <= SEEN


def find_difference(ask: Ask, actors: list[str], kept: Iterable[str], compared: bool) -> ViewDifference:
    """What changed among these actors since their statements were kept."""
    merged = ask("view-merged", actors=actors)
    now = {row["actor"]: row["now"] for row in merged}
    rows = ask("view-statements", actors=sorted({now.get(actor, actor) for actor in actors}), limit=SEEN + 1)
    if not compared or len(rows) > SEEN:
        return ViewDifference(merged=merged, compared=False)
    before = {statement_of(version): (version, digest) for version, _, digest in (line.partition(" ") for line in kept)}
    changes: list[Change] = []
    for row in rows:
        version, digest = before.pop(statement_of(row["id"]), (None, None))
        if version is None:
            changes.append(Change("new", row, (row["id"],)))
        elif row["hash"][:HASH] != digest:
            changes.append(Change("changed", row, (row["id"],)))
    gone = ask("view-gone", statements=[version for version, _ in before.values()]) if before else []
    ended = [row for row in gone if row["why"] != "changed"]
    changes += [Change("withdrawn", row, (row["id"],)) for row in ended]
    return ViewDifference(changes, merged, len(before) - len(ended))


def statement_of(version: str) -> str:
    """The statement across its versions."""
    return version.rpartition(":")[0]


def lets_through(seen: Filter, row: Row) -> bool:
    """Whether the filter would draw a statement if it stood: all that it asks but what was known when."""
    since, until = row["valid_from"], row["valid_to"]
    first, last = seen.span
    if row["type"] in seen.hidden or (seen.sources and row["source"] not in seen.sources):
        return False
    if (1.0 if row["confidence"] is None else row["confidence"]) < seen.confidence:
        return False
    if seen.stances and row["stance"] not in seen.stances:
        return False
    if since is None and until is None:
        return seen.undated
    return not seen.on or ((since is None or since <= last) and (until is None or until >= first))


def day_words(moment: datetime.datetime, today: datetime.date) -> str:
    """A day as a person says it: 28 November, with the year when it is another."""
    return f"{moment.day} {moment:%B}" + (f" {moment.year}" if moment.year != today.year else "")
