"""Dates keep the precision with which they are written; nothing is invented."""

import calendar
import re
from datetime import date
from functools import lru_cache

import msgspec

from cypher.schema import Precision

WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Day(msgspec.Struct, frozen=True):
    """A day in ISO 8601 and how exactly it is known."""

    iso: str
    precision: Precision


@lru_cache(maxsize=20_000)
def first_day(text: str) -> Day:
    """The first day of what is written as YYYY, YYYY-MM or YYYY-MM-DD; ValueError for anything else."""
    year, month, day = parts(text)
    return Day(date(year, month or 1, day or 1).isoformat(), precision(month, day))


@lru_cache(maxsize=20_000)
def last_day(text: str) -> Day:
    """The last day of what is written as YYYY, YYYY-MM or YYYY-MM-DD; ValueError for anything else."""
    year, month, day = parts(text)
    month_or_last = month or 12
    last = day or calendar.monthrange(year, month_or_last)[1]
    return Day(date(year, month_or_last, last).isoformat(), precision(month, day))


def parts(text: str) -> tuple[int, int | None, int | None]:
    """Year, month and day as far as they are written."""
    found = WRITTEN.fullmatch(text.strip())
    if found is None:
        raise ValueError("no date: write YYYY, YYYY-MM or YYYY-MM-DD")
    year = int(found[1])
    month, day = (int(part) if part else None for part in found.groups()[1:])
    date(year, 1 if month is None else month, 1 if day is None else day)
    return year, month, day


def precision(month: int | None, day: int | None) -> Precision:
    """How exactly a date with these parts is known."""
    return Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
