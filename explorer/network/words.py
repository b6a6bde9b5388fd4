"""Facts as a person reads them: dates by precision, sides of a triangle, citations, links that are safe to follow."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import pycountry

from explorer.network.elements import edge_type

Row = Mapping[str, Any]
LENGTHS = {"year": 4, "month": 7, "day": 10}
SIGNS = {1: "+", -1: "−", 0: "·"}


def show_date(value: Any, precision: str | None = None) -> str:
    """A date no more exact than it is known: 2022, 2022-11 or 2022-11-05."""
    return "" if value is None else str(value)[: LENGTHS[precision or "day"]]


def held_dates(row: Row) -> str:
    """When a statement held in the world."""
    start = show_date(row["valid_from"], row["valid_from_precision"])
    end = show_date(row["valid_to"], row["valid_to_precision"])
    if start and start == end:
        return start
    if start and end:
        return f"{start} – {end}"
    if start:
        return f"since {start}"
    return f"until {end}" if end else "no date given"


def sentence(row: Row) -> str:
    """A statement as subject, verb, object: `Yevgeny Prigozhin leads Wagner Group`."""
    return f"{row['subject_name']} {verb(row['claims'] or row['type'])} {row['object_name']}"


def verb(name: str) -> str:
    """The words between subject and object."""
    words = edge_type(name).forward
    if not words.endswith(" of") or words == "part of":
        return f"is {words}" if words == "part of" else words
    return f"is an {words}" if words[0] in "aeiou" else f"is a {words}"


def percent(value: float | None) -> str:
    """A confidence in per cent."""
    return "not rated" if value is None else f"{value:.0%}"


def quantity(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: `1 statement`, `13,601 statements`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def safe_link(url: str | None) -> str | None:
    """The address when it is one that a browser may follow: http or https and a host, nothing else."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else None


def citation(row: Row) -> str:
    """One statement as a line for a footnote: who says what, where it was published, where it stands, its id."""
    standing = {"denied": " [denied]", "withdrawn": " [withdrawn]"}.get(row["standing"], "")
    place = ", ".join(str(p) for p in (row["publisher"], row["source_title"], row["locator"]) if p)
    parts = [
        f"{row['said_by']}: “{row['evidence']}”{standing}",
        f"{sentence(row)} ({held_dates(row)})",
        place,
        row["url"] or "",
        f"confidence {percent(row['confidence'])}",
        f"faultlines {row['source']}/{row['id']}, recorded {show_date(row['recorded_at'])}",
    ]
    return ". ".join(part for part in parts if part) + "."


def sides(row: Row, statements: Mapping[str, Row]) -> list[dict[str, Any]]:
    """The three sides of a triple: who, in which words, whom, and the sign; the direction is that of the statements."""
    names = {row[corner]: row[f"{corner}_name"] for corner in "abc"}
    three = []
    for pair in ("ab", "bc", "ca"):
        behind = [statements[s] for s in row[pair] if s in statements]
        first, second = (behind[0]["subject"], behind[0]["object"]) if behind else (row[pair[0]], row[pair[1]])
        three.append(
            {
                "pair": (row[pair[0]], row[pair[1]]),
                "from": names.get(first, first),
                "to": names.get(second, second),
                "words": " and ".join(dict.fromkeys(verb(t) for t in row[f"{pair}_types"])),
                "type": row[f"{pair}_types"][0],
                "sign": row[f"{pair}_sign"],
                "statements": list(row[pair]),
            }
        )
    return sorted(three, key=lambda side: -side["sign"])


def why_unbalanced(three: list[dict[str, Any]]) -> str:
    """Why three sides don't fit, in one line."""
    listed = ", ".join(f"{s['from']} {s['words']} {s['to']} ({SIGNS[s['sign']]})" for s in three)
    minus = sum(s["sign"] < 0 for s in three)
    reason = "two ties that bind and one that divides" if minus == 1 else "three ties that divide"
    return f"{listed}: {reason}."


def country_names(codes: list[str] | None) -> str:
    """Countries by name, at most three of them."""
    names = [country_name(code) for code in codes or ()]
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


@cache
def country_name(code: str) -> str:
    """The English name of an ISO 3166-1 alpha-3 code; the code itself when there is none."""
    match = pycountry.countries.get(alpha_3=code)
    return str(getattr(match, "common_name", match.name)) if match else code
