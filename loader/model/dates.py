"""Dates keep the precision with which they are written; what can be read in two ways is rejected."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache

import msgspec

from cypher.schema import Precision
from loader.model.row import RowError

WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
CLOCK = r"(?:[01]\d|2[0-4]):[0-5]\d(?::[0-6]\d(?:\.\d+)?)?"
ZONE = r"[+-](?:0\d|1[0-4]):?[0-5]\d"
STAMP = re.compile(rf"(\d{{4}}-\d{{2}}-\d{{2}})[T ]{CLOCK}(?: ?(?:Z|UTC|{ZONE}))?", re.ASCII)
ZONED = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)", re.ASCII)
"""XML Schema's xs:date, xs:gYearMonth and xs:gYear with a time zone: the day is the one that is written."""
NUMBERS = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})", re.ASCII)
COMPACT = re.compile(r"\d{8}", re.ASCII)
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
WORD = r"([A-Za-z]{3,9})\.?"
DAY_FIRST = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?[ -]{WORD},?[ -](\d{{4}})", re.ASCII)
MONTH_FIRST = re.compile(rf"{WORD} (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})", re.ASCII)
MONTH_ALONE = re.compile(rf"{WORD},?[ -](\d{{4}})", re.ASCII)
CIRCA = re.compile(r"(?:circa|ca\.?|c\.?|about|approximately|approx\.?|around|~)\s*(?=\S)", re.IGNORECASE)
YEARS = re.compile(r"\d{4}(?:\s*;\s*\d{4})+", re.ASCII)
TWO_YEARS = re.compile(r"(\d{4})\s*[-–—/]\s*(\d{4})", re.ASCII)
RANGE = re.compile(r"\s+(?:to|until|till|through|thru)\s+|\s*[–—]\s*|\s+-\s+|\s*/\s*", re.IGNORECASE)
BETWEEN = re.compile(r"between\s+(.+?)\s+and\s+(.+)", re.IGNORECASE)
SINCE = re.compile(r"(?:since|from)\s+(.+)|(.+?)(?:\s*[–—]|\s+-|(?<=\d{4})-)", re.IGNORECASE)
UNTIL = re.compile(r"(?:until|till|to|up to)\s+(.+)|[–—]\s*(.+)", re.IGNORECASE)
DATE_IN_NAME = re.compile(r"(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?=\D|\d{6}|$)")
HISTORIC = "historic"
"""Beside or in place of an order: years before 1000 are meant as they are written."""
FIRST_YEAR = 1000
"""Before it a year is mostly a slip: 0001-01-01 for nothing, 1015 cut out of 20121015."""
OPEN_YEARS = frozenset({2999, 9999})
"""What registers write where an end is not known."""
LAST_BEGIN, LAST_END = 2100, 2300
"""Years past which nothing begins or ends: 2548 is of the Buddhist era."""
OPEN = frozenset({"present", "today", "now", "date", "ongoing", ".."})
WORDS = "no date: write YYYY, YYYY-MM or YYYY-MM-DD"


class Day(msgspec.Struct, frozen=True):
    """A day in ISO 8601, how exactly it is known, and whether the source itself says "about"."""

    iso: str
    precision: Precision
    circa: bool = False


class Period(msgspec.Struct, frozen=True):
    """When something began and ended, as far as that is written; `rough` when the source says so only about."""

    begin: Day | None
    end: Day | None
    rough: bool = False


@lru_cache(maxsize=20_000)
def first_day(text: str, order: str | None = None) -> Day:
    """The first day of a written date; RowError for what is none, or could be two."""
    year, month, day, circa = date_parts(text, order)
    return Day(date(year, month or 1, day or 1).isoformat(), precision(month, day), circa)


@lru_cache(maxsize=20_000)
def last_day(text: str, order: str | None = None) -> Day:
    """The last day of a written date; RowError for what is none, or could be two."""
    year, month, day, circa = date_parts(text, order)
    month_or_last = month or 12
    last = day or calendar.monthrange(year, month_or_last)[1]
    return Day(date(year, month_or_last, last).isoformat(), precision(month, day), circa)


def begin_day(text: str, order: str | None = None) -> Day:
    """The first day of a written begin; RowError for one that lies in no future of ours."""
    day = first_day(text, order)
    if int(day.iso[:4]) > LAST_BEGIN:
        raise RowError(f"nothing begins after {LAST_BEGIN}")
    return day


def end_day(text: str, order: str | None = None) -> Day | None:
    """The last day of a written end; None where 9999 or 2999 says that it is open, RowError past any future of ours."""
    day = last_day(text, order)
    year = int(day.iso[:4])
    if year in OPEN_YEARS:
        return None
    if year > LAST_END:
        raise RowError(f"nothing ends after {LAST_END}; 2999 and 9999 mean that an end is open")
    return day


def most_precise(texts: list[str], order: str | None = None) -> str:
    """The one of several dates that lies within all the others; RowError where they contradict each other."""
    if len(texts) == 1:
        return texts[0]
    spans = {text: (first_day(text, order).iso, last_day(text, order).iso) for text in texts}
    closest = min(spans, key=lambda text: date.fromisoformat(spans[text][1]) - date.fromisoformat(spans[text][0]))
    first, last = spans[closest]
    if any(first < begin or end < last for begin, end in spans.values()):
        raise RowError("several dates that contradict each other")
    return closest


@lru_cache(maxsize=20_000)
def period(text: str, order: str | None = None) -> Period:
    """The period that is written: a date, a range such as 2005–2007, an open end; RowError for anything else."""
    text = text.strip()
    try:
        return of(text, text, order)
    except RowError as error:
        reason = str(error)
    if YEARS.fullmatch(text):
        return consecutive([int(year) for year in text.split(";")])
    if match := BETWEEN.fullmatch(text):
        both = of(match[1], match[2], order)
        return Period(both.begin, both.end, rough=True)
    if match := TWO_YEARS.fullmatch(text):
        return of(match[1], match[2], order)
    if match := UNTIL.fullmatch(text):
        return of("", match[1] or match[2], order)
    inner = re.sub(r"^from\s+", "", text, flags=re.IGNORECASE)
    if len(ends := RANGE.split(inner)) == 2 and all(ends):
        begin, end = ends
        return of(begin, "" if end.lower() in OPEN else end, order)
    if match := SINCE.fullmatch(text):
        return of(match[1] or match[2], "", order)
    raise RowError(f"{reason}, or a range such as 2005 to 2007" if reason == WORDS else reason)


def of(begin: str, end: str, order: str | None) -> Period:
    """The period between two written dates; RowError when one of them is none, or the end comes first."""
    first = begin_day(begin, order) if begin else None
    last = end_day(end, order) if end else None
    if first and last and first.iso > last.iso:
        raise RowError(f"it ends {last.iso}, before it begins {first.iso}")
    return Period(first, last, rough=bool((first and first.circa) or (last and last.circa)))


def consecutive(years: list[int]) -> Period:
    """The period of years that follow one another; RowError for a gap, which nobody may fill."""
    if years != list(range(years[0], years[-1] + 1)):
        raise RowError("the years have a gap: a period would say more than is written")
    return of(f"{years[0]:04}", f"{years[-1]:04}", None)


def date_parts(text: str, order: str | None = None) -> tuple[int, int | None, int | None, bool]:
    """Year, month and day as far as they are written, and whether they are written as about."""
    text = text.strip()
    circa = False
    if prefix := CIRCA.match(text):
        text, circa = text[prefix.end() :], True
    elif text.endswith("?"):
        text, circa = text[:-1].rstrip(), True
    year, month, day = plain_number(text, order)
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError as error:
        raise RowError(str(error)) from None
    if year < FIRST_YEAR and not (order and HISTORIC in order):
        raise RowError(
            f"the year {year:04}: the part's `dates` says historic where years before {FIRST_YEAR} are meant"
        )
    return year, month, day, circa


def plain_number(text: str, order: str | None) -> tuple[int, int | None, int | None]:
    """Year, month and day as the text says them; RowError for what is no date, or could be two."""
    if stamp := STAMP.fullmatch(text) or ZONED.fullmatch(text):
        text = stamp[1]
    order = (order or "").removesuffix(HISTORIC).strip() or None
    if match := WRITTEN.fullmatch(text):
        year, month, day = (int(part) if part else None for part in match.groups())
        return year or 0, month, day
    if match := DAY_FIRST.fullmatch(text):
        return int(match[3]), month_of(match[2]), int(match[1])
    if match := MONTH_FIRST.fullmatch(text):
        return int(match[3]), month_of(match[1]), int(match[2])
    if match := MONTH_ALONE.fullmatch(text):
        return int(match[2]), month_of(match[1]), None
    if COMPACT.fullmatch(text):
        # In any other order 20121015 is a day of the year 1015 too.
        if order != "ymd":
            raise RowError("eight digits without marks between them are read where the part's `dates` says ymd")
        return ordered_parts((text[:4], text[4:6], text[6:]), order)
    if match := NUMBERS.fullmatch(text):
        numbers = (match[1], match[3], match[4])
        if order is None:
            raise RowError("it can be read in two ways: the part's `dates` says the order, dmy, mdy or ymd")
        return ordered_parts(numbers, order)
    raise RowError(WORDS)


def ordered_parts(numbers: tuple[str, str, str], order: str) -> tuple[int, int, int]:
    """Year, month and day of three numbers in an order; RowError when the year has not four digits."""
    by_letter = dict(zip(order, numbers, strict=True))
    if len(by_letter["y"]) != 4 or len(by_letter["d"]) > 2:
        raise RowError(f"no date in the order {order}, with the year in four digits")
    return int(by_letter["y"]), int(by_letter["m"]), int(by_letter["d"])


def month_of(word: str) -> int:
    """The number of an English month, written whole or by its first three letters."""
    low = word.lower()
    for number, name in enumerate(MONTHS, 1):
        if low in (name, name[:3]) or (name == "september" and low == "sept"):
            return number
    raise RowError(f"{word!r} is no month")


def precision(month: int | None, day: int | None) -> Precision:
    """How exactly a date with these parts is known."""
    return Precision.DAY if day else Precision.MONTH if month else Precision.YEAR


def date_in(name: str) -> date | None:
    """The first date that stands in a file's name."""
    for match in DATE_IN_NAME.finditer(name):
        try:
            return date(*map(int, match.groups()))
        except ValueError:
            continue
    return None
