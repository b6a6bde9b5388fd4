"""Dates as they are typed, and the filter in its spellings."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cypher.errors import UsageError
from explorer.network.filter import EVERYTHING, Days, Filter


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022-11-05", "2022-11-05", "2022-11-05"),
        (" 2022-11 ", "2022-11-01", "2022-11-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("1848", "1848-01-01", "1848-12-31"),
        ("0001-01-01", "0001-01-01", "0001-01-01"),
        ("9999", "9999-01-01", "9999-12-31"),
        ("2014..2016", "2014-01-01", "2016-12-31"),
        ("2014-03..2016-01-05", "2014-03-01", "2016-01-05"),
    ],
)
def test_a_day_a_month_and_a_year_are_read(text: str, first: str, last: str) -> None:
    days = Days.read(text)
    assert days is not None
    assert (days.first.isoformat(), days.last.isoformat(), days.text) == (first, last, text.strip())


@pytest.mark.parametrize("text", [None, "", "  "])
def test_nothing_typed_is_no_date(text: str | None) -> None:
    assert Days.read(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "31/12/2018",
        "05/06/2022",
        "2018-02-30",
        "2022-13-45",
        "2022-13",
        "2022-00",
        "0000",
        "2022-1-5",
        "20221105",
        "22",
        "202",
        "12022",
        "-2022",
        "2022-11-05T00:00",
        "2022-W45",
        "2022-11-05 2022-11-06",
        "2023-02-29",
        "２０２２",
        "2022–11",
        "5 November 2022",
        "yesterday",
        "2022-11-05\n2022",
        "2016..2014",
        "2014..",
        "..2014",
        "2014..2015..2016",
        "2014...2016",
    ],
)
def test_everything_else_is_none(text: str) -> None:
    with pytest.raises(UsageError, match="is no date: write YYYY-MM-DD, YYYY-MM or YYYY"):
        Days.read(text)


@settings(deadline=None)
@given(st.text(max_size=12))
def test_a_text_is_read_as_it_stands_or_not_at_all(text: str) -> None:
    try:
        days = Days.read(text)
    except UsageError:
        return
    assert days is None or (
        days.first.isoformat().startswith(text.strip().partition("..")[0].strip()) and days.first <= days.last
    )


@settings(deadline=None)
@given(st.dates(), st.sampled_from([4, 7, 10]))
def test_every_date_is_read_at_each_length(date: datetime.date, length: int) -> None:
    text = date.isoformat()[:length]
    days = Days.read(text)
    assert days is not None
    assert days.first <= date <= days.last
    assert days.first.isoformat()[:length] == days.last.isoformat()[:length] == text
    assert Days.read(days.spelled()["text"]) == days


def test_a_filter_is_read_from_what_the_browser_holds() -> None:
    november = Days.read("2022-11")
    assert november
    store = {"hidden": ["OWNS", "LEADS"], "confidence": 0.5, "on": november.spelled(), "known": None, "undated": False}
    seen = Filter.read(store)
    assert seen == Filter(hidden=("LEADS", "OWNS"), confidence=0.5, on=november, undated=False)
    assert hash(seen) == hash(Filter.read({**store, "hidden": ["LEADS", "OWNS"]}))
    assert seen.narrows
    asked = seen.parameters()
    assert (asked["first"], asked["last"], asked["known"]) == ("2022-11-01", "2022-11-30", None)


def test_without_a_filter_everything_is_asked_of_today() -> None:
    assert Filter.read(None) == Filter.read({}) == EVERYTHING
    assert not EVERYTHING.narrows
    today = datetime.datetime.now(datetime.UTC).date()
    assert EVERYTHING.span[0] == EVERYTHING.span[1]
    assert abs((EVERYTHING.span[0] - today).days) <= 1


def test_a_date_that_is_none_is_no_filter() -> None:
    with pytest.raises(UsageError):
        Filter.read({"on": {"text": "31/12/2018"}})
