"""The one filter of the screen: what it lets through, and its spelling for queries, for the browser and for links."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cypher.errors import UsageError

WRITTEN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


def whole_days(written: str) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of a day, month or year; ValueError for anything else."""
    match = WRITTEN.fullmatch(written)
    if match is None:
        raise ValueError(written)
    year, month, day = (int(part or 1) for part in match.groups())
    first = datetime.date(year, month, day)
    if match[3]:
        return first, first
    closing = month if match[2] else 12
    return first, first.replace(month=closing, day=calendar.monthrange(year, closing)[1])


@dataclass(frozen=True, slots=True)
class Days:
    """A day, month or year as a person wrote it, or a span between two of them, from its first day to its last."""

    text: str
    first: datetime.date
    last: datetime.date

    @classmethod
    def read(cls, text: str | None) -> Days | None:
        """What a date field says, None when it is empty; UsageError for all but a date or two with dots between."""
        written = (text or "").strip()
        if not written:
            return None
        beginning, between, end = (part.strip() for part in written.partition(".."))
        try:
            first, last = whole_days(beginning)
            if between:
                last = whole_days(end)[1]
            if last < first:
                raise ValueError(written)
        except ValueError:
            raise UsageError(f"{written[:40]!r} is no date: write YYYY-MM-DD, YYYY-MM or YYYY") from None
        return cls(f"{beginning}..{end}" if between else beginning, first, last)

    def spelled(self) -> dict[str, str]:
        """For the browser, which compares dates as text and reads none itself."""
        return {"text": self.text, "first": self.first.isoformat(), "last": self.last.isoformat()}


@dataclass(frozen=True, slots=True)
class Filter:
    """What is let through: equal filters are equal keys. Without a date it is about today."""

    hidden: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    confidence: float = 0.0
    stances: tuple[str, ...] = ()
    on: Days | None = None
    known: Days | None = None
    undated: bool = True

    @classmethod
    def read(cls, store: Mapping[str, Any] | None) -> Filter:
        """The filter that the browser holds; UsageError for a date that is none."""
        fields = store or {}
        return cls(
            hidden=tuple(sorted(fields.get("hidden") or ())),
            sources=tuple(sorted(fields.get("sources") or ())),
            confidence=float(fields.get("confidence") or 0),
            stances=tuple(sorted(fields.get("stances") or ())),
            on=Days.read((fields.get("on") or {}).get("text")),
            known=Days.read((fields.get("known") or {}).get("text")),
            undated=fields.get("undated") is not False,
        )

    @property
    def narrows(self) -> bool:
        """Whether anything is asked of statements at all."""
        return self != EVERYTHING

    @property
    def span(self) -> tuple[datetime.date, datetime.date]:
        """The days on some of which a statement must have held."""
        today = datetime.datetime.now(datetime.UTC).date()
        return (self.on.first, self.on.last) if self.on else (today, today)

    def parameters(self) -> dict[str, Any]:
        """For a query that uses the fragment `passes`; dates as text, so that they can be copied as JSON."""
        first, last = self.span
        return {
            "hidden": list(self.hidden),
            "sources": list(self.sources),
            "confidence": self.confidence,
            "stances": list(self.stances),
            "first": first.isoformat(),
            "last": last.isoformat(),
            "known": self.known.last.isoformat() if self.known else None,
            "undated": self.undated,
        }


EVERYTHING = Filter()
