"""How often a publisher brings an edition, and whether the one that was read last is older than that; pure."""

from __future__ import annotations

import re
from datetime import date

NAMED = {"daily": 1, "weekly": 7, "monthly": 31, "quarterly": 92, "yearly": 366}
UNIT_DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}
DURATION = re.compile(r"([1-9]\d{0,3}) ?(day|week|month|year)s?", re.ASCII)
GRACE = 1
"""Days by which an edition may come later than its rhythm: publishers live in other time zones."""


def parse_rhythm(value: object) -> str:
    """A rhythm as a manifest writes it; ValueError says what it may be."""
    text = value.strip().lower() if isinstance(value, str) else ""
    if text not in NAMED and not DURATION.fullmatch(text):
        raise ValueError(f"a rhythm is {', '.join(NAMED)} or a length like 10 days or 2 weeks, not {value!r}")
    return text


def days_between(rhythm: str | None) -> int | None:
    """The most days between two editions; None when no rhythm is said, or one that this version does not understand."""
    if not rhythm:
        return None
    if rhythm in NAMED:
        return NAMED[rhythm]
    match = DURATION.fullmatch(rhythm)
    return int(match[1]) * UNIT_DAYS[match[2]] if match else None


def is_outdated(edition: date | None, rhythm: str | None, today: date) -> bool:
    """Whether the publisher should have brought a newer edition by now."""
    days = days_between(rhythm)
    return bool(days and edition and (today - edition).days > days + GRACE)


def edition_words(edition: date | None, rhythm: str | None, today: date) -> str:
    """The edition's date and age, and how often one is expected, where that is known."""
    if edition is None:
        return "the edition has no date"
    age = age_words((today - edition).days)
    return f"edition of {edition}, {age}{f'; expected {rhythm_words(rhythm)}' if rhythm else ''}"


def rhythm_words(rhythm: str) -> str:
    """A rhythm in a sentence."""
    return rhythm if rhythm in NAMED else f"every {rhythm}"


def age_words(days: int) -> str:
    """An age as people say it: today, 3 days old, 5 weeks old, 4 months old, 3 years old."""
    if days < 1:
        return "of today" if days == 0 else "dated ahead"
    for least, length, noun in ((730, 365, "year"), (90, 30, "month"), (28, 7, "week")):
        if days >= least:
            return f"{days // length} {noun}s old"
    return f"{days} day{'s' if days > 1 else ''} old"
