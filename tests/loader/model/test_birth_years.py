"""The year of a birth, however a list writes its date; never the day, and no year where none is said."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader.model.birth_years import EARLIEST, birth_years

DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2005, 12, 31))
FORMS = st.sampled_from(
    ["%d %b %Y", "circa %Y", "%Y", "%Y-%m-%d", "%Y-%m", "%b %Y", "%d/%m/%Y", "approximately %Y", "%m.%d.%Y"]
)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("10 Dec 1948", "1948"),
        ("circa Mar 1961", "1961"),
        ("1959 to 1961", "1959 1960 1961"),
        ("01 Jan 1961 to 31 Dec 1961", "1961"),
        ("circa 1961-1962", "1961 1962"),
        ("Between 1955 and 1957", "1955 1956 1957"),
        ("1961-05-12", "1961"),
        ("1961/1962", "1961 1962"),
        ("1901 to 1961", "1901 1961"),
        ("1961 to 1959", "1959 1961"),
        ("1961 or 1963", "1961 1963"),
        ("unknown", ""),
        ("61", ""),
        ("1066", ""),
        ("2999", ""),
        ("№ 19611", ""),
    ],
)
def test_years(text: str, years: str) -> None:
    assert birth_years([text]) == tuple(years.split())


@given(days=st.lists(DAYS, max_size=4), form=FORMS)
def test_every_form_of_a_day_gives_its_year_and_nothing_else(days: list[datetime.date], form: str) -> None:
    texts = [day.strftime(form) for day in days]
    assert birth_years(texts) == tuple(sorted({str(day.year) for day in days}))


@given(first=DAYS, years=st.integers(0, 20))
def test_a_span_gives_all_its_years(first: datetime.date, years: int) -> None:
    last = min(first.year + years, 2010)
    text = f"{first:%d %b %Y} to 31 Dec {last}"
    assert birth_years([text]) == tuple(str(year) for year in range(first.year, last + 1))


@given(texts=st.lists(st.text()))
def test_any_text_gives_years_or_nothing(texts: list[str]) -> None:
    for year in birth_years(texts):
        assert EARLIEST <= int(year) <= datetime.datetime.now(datetime.UTC).year
        assert any(year in text for text in texts) or any(len(text) >= 9 for text in texts)
