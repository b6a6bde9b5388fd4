"""How a pair stood over time: the spells of its statements by type and source, and who changed sides, when, by whom."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypedDict

from explorer.network.elements import edge_type, iso_day
from explorer.network.palette import type_colour
from explorer.network.words import show_date

if TYPE_CHECKING:
    from cypher.queries.rows import EvidenceRow, PairTimelineRow

SIDES = {1: "tied", -1: "set apart", 0: "both at once"}


class Spell(TypedDict):
    """One statement as a bar of the ribbon; dates as text, as the canvas has them."""

    id: str
    since: str | None
    since_precision: str | None
    until: str | None
    until_precision: str | None
    denied: bool
    faint: bool
    words: str


class Lane(TypedDict):
    """What one source says of one type."""

    type: str
    screen: str
    colour: str
    dotted: bool
    source: str
    spells: list[Spell]


def lanes(rows: Iterable[EvidenceRow], passing: set[str]) -> list[Lane]:
    """The ribbon of a pair: what stands and what is denied, type by type and source by source."""
    by_lane: dict[tuple[str, str], Lane] = {}
    standing = [row for row in rows if row["standing"] != "withdrawn"]
    for row in sorted(standing, key=lambda row: (row["claims"], row["source"], str(row["valid_from"]), row["id"])):
        kind = edge_type(row["claims"])
        lane = by_lane.setdefault(
            (row["claims"], row["source"]),
            {
                "type": row["claims"],
                "screen": kind.screen,
                "colour": type_colour(kind.look),
                "dotted": kind.look.line != "solid",
                "source": row["source_title"] or row["source"],
                "spells": [],
            },
        )
        lane["spells"].append(spell_of(row, row["id"] not in passing))
    return sorted(by_lane.values(), key=lambda lane: (edge_type(lane["type"]).sign == 0, lane["type"], lane["source"]))


def spell_of(row: EvidenceRow, left_out: bool) -> Spell:
    """One statement as a bar."""
    denied = row["standing"] == "denied"
    since = show_date(row["valid_from"], row["valid_from_precision"])
    until = show_date(row["valid_to"], row["valid_to_precision"])
    dates = "not dated" if not since and not until else f"{since or '…'} – {until or 'today'}"
    verb = "denied" if denied else "said"
    return {
        "id": row["id"],
        "since": iso_day(row["valid_from"]),
        "since_precision": row["valid_from_precision"],
        "until": iso_day(row["valid_to"]),
        "until_precision": row["valid_to_precision"],
        "denied": denied,
        "faint": left_out or (row["confidence"] is not None and row["confidence"] < 0.5),
        "words": f"{edge_type(row['claims']).screen}, {dates}, {verb} by {row['said_by']}",
    }


def turns(rows: Sequence[PairTimelineRow], statements: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """When the pair changed sides, and who says so; `statements` say how exactly the days are known."""
    lines = []
    before: PairTimelineRow | None = None
    for row in rows:
        if row["sign"] is None:
            continue
        if before is not None and before["sign"] != row["sign"]:
            precision = precision_of(row, statements)
            when = show_date(row["since"], precision) or "at an unknown time"
            kinds = " and ".join(edge_type(name).screen for name in row["types"])
            who = ", ".join(row["said_by"][:3])
            lines.append(
                f"{when}: {SIDES[int(before['sign'] or 0)]} → {SIDES[row['sign']]} ({kinds}), according to {who}"
            )
        before = row
    return lines


def precision_of(row: PairTimelineRow, statements: Mapping[str, Mapping[str, Any]]) -> str:
    """How exactly the day is known on which a span begins: the least exact of those that begin or end there."""
    order = ("year", "month", "day")
    day = row["since"]
    known = [s["valid_from_precision"] or "day" for s in statements.values() if day and s["valid_from"] == day]
    eve = day - datetime.timedelta(days=1) if day and day > datetime.date.min else None
    known += [s["valid_to_precision"] or "day" for s in statements.values() if eve and s["valid_to"] == eve]
    return min(known, key=order.index, default="day")
