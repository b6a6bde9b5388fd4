"""The tension over a series of years: the days that are measured, and a row for each."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from cypher.errors import UsageError
from cypher.tension.measure import FaultLines
from cypher.tension.objects import in_unit

MIDDLE = (7, 1)
"""Month and day that stand for a year when none is named."""


def columns_of(most: int | None, *, by_year: bool) -> tuple[str, ...]:
    """The columns of the rows: two camps by their sizes, more by their number; the year in place of the day."""
    camps = ("first_camp", "second_camp") if most == 2 else ("camps",)
    return ("year" if by_year else "on", "nodes", "edges", "mixed", "lower", "upper", *camps, "seconds")


def same_day(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """The same day of each year; the 28th for a 29th of February."""
    days = []
    for year in range(first.year, last.year + 1):
        try:
            days.append(first.replace(year=year))
        except ValueError:
            days.append(first.replace(year=year, day=28))
    return [day for day in days if day <= last]


def days_of_years(first: int, last: int, like: datetime.date | None = None) -> list[datetime.date]:
    """A day of each year: the 1st of July, or that of another day."""
    if not 1 <= first <= last <= 9999:
        raise UsageError(f"{first} to {last} are no years in order")
    month, day = (like.month, like.day) if like else MIDDLE
    if (month, day) == (2, 29):
        day = 28
    return [datetime.date(year, month, day) for year in range(first, last + 1)]


def year_rows(over: Iterable[FaultLines], most: int | None) -> Iterator[dict[str, Any]]:
    """A row for each day, as it is measured."""
    for lines in over:
        sizes = {"first_camp": 0, "second_camp": 0, "camps": len(lines.camps)}
        if most == 2:
            sizes |= zip(("first_camp", "second_camp"), map(len, lines.camps), strict=True)
        yield {
            "year": lines.day.year,
            "on": lines.day,
            "nodes": len(lines.actors),
            "edges": len(lines.network.pairs),
            "mixed": len(lines.network.mixed),
            "lower": in_unit(lines, lines.balance.lower),
            "upper": in_unit(lines, lines.balance.upper),
            **sizes,
            "seconds": round(lines.balance.seconds, 3),
        }
