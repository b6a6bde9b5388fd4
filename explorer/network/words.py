"""Facts as a person reads them: dates by precision, sides of a triangle, links that are safe to follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import pycountry

from cypher.names import isolate, quantity
from explorer.network.elements import edge_type

Row = Mapping[str, Any]
LENGTHS = {"year": 4, "month": 7, "day": 10}
SIGNS = {1: "+", -1: "−", 0: "·"}


def about_actor(row: Row) -> str:
    """What tells a match of the search apart from others: kind, countries, number of statements."""
    about = (row["kind"], country_names(row["countries"]), quantity(row["degree"], "statement"))
    return " · ".join(part for part in about if part)


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
    return f"until {end}" if end else edition_dates(row)


def edition_dates(row: Row) -> str:
    """Between which editions of its source an undated statement is sure to have been said; a listing, on the list."""
    by, until = show_date(row["on_list_by"]), show_date(row["on_list_until"])
    if not by:
        return "no date given"
    if (row["claims"] or row["type"]) == "DESIGNATES":
        return f"on the list by {by}, at least until {until}" if until > by else f"on the list of {by}"
    return f"no date given; in editions of {by} to {until}" if until > by else "no date given"


def sentence(row: Row) -> str:
    """A statement as subject, verb, object: `Yevgeny Prigozhin leads Wagner Group`."""
    return f"{isolate(row['subject_name'])} {verb(row['claims'] or row['type'])} {isolate(row['object_name'])}"


def verb(name: str) -> str:
    """The words between subject and object."""
    words = edge_type(name).forward
    if not words.endswith(" of") or words == "part of":
        return f"is {words}" if words == "part of" else words
    return f"is an {words}" if words[0] in "aeiou" else f"is a {words}"


def percent(value: float | None) -> str:
    """A confidence in per cent."""
    return "not rated" if value is None else f"{value:.0%}"


def safe_link(url: str | None) -> str | None:
    """The address when it is one that a browser may follow: http or https and a host, nothing else."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else None


def side_verbs(side: Mapping[str, Any]) -> str:
    """The words between the two ends of a triangle's side."""
    return " and ".join(dict.fromkeys(verb(name) for name in side["types"]))


def why_unbalanced(three: Sequence[Mapping[str, Any]]) -> str:
    """Why three sides don't fit, in one line."""
    listed = ", ".join(f"{isolate(s['from'])} {side_verbs(s)} {isolate(s['to'])} ({SIGNS[s['sign']]})" for s in three)
    minus = sum(s["sign"] < 0 for s in three)
    reason = "two ties that bind and one that divides" if minus == 1 else "three ties that divide"
    return f"{listed}: {reason}."


def held_together(tension: Mapping[str, Any]) -> str:
    """The span in which the three sides of a triangle held; sides without any date make it unknown."""
    since, until = tension["since"], tension["until"]
    span = f"{since} – {until or 'today'}" if since else f"until {until}" if until else ""
    if tension["undated"]:
        return f"not all dated: the dated sides held {span}" if span and tension["dated"] else "not dated"
    return f"held together {span}" if span else "held together, neither beginning nor end is dated"


def country_names(codes: list[str] | None) -> str:
    """Countries by name, at most three of them."""
    names = [country_name(code) for code in codes or ()]
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


@cache
def country_name(code: str) -> str:
    """The English name of an ISO 3166-1 alpha-3 code; the code itself when there is none."""
    match = pycountry.countries.get(alpha_3=code)
    return str(getattr(match, "common_name", match.name)) if match else code
