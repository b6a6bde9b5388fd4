"""Dates keep the precision with which they are written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cypher.schema import Precision
from loader.dates import first_day, last_day

DAYS = st.dates(min_value=date(1, 1, 1))


@pytest.mark.parametrize(
    ("written", "first", "last", "precision"),
    [
        ("2005", "2005-01-01", "2005-12-31", Precision.YEAR),
        ("2005-03", "2005-03-01", "2005-03-31", Precision.MONTH),
        ("2004-02", "2004-02-01", "2004-02-29", Precision.MONTH),
        ("1900-02", "1900-02-01", "1900-02-28", Precision.MONTH),
        ("2023-01-26", "2023-01-26", "2023-01-26", Precision.DAY),
        (" 2023-01-26 ", "2023-01-26", "2023-01-26", Precision.DAY),
    ],
)
def test_precision_is_kept(written: str, first: str, last: str, precision: Precision) -> None:
    assert (first_day(written).iso, first_day(written).precision) == (first, precision)
    assert (last_day(written).iso, last_day(written).precision) == (last, precision)


@pytest.mark.parametrize(
    "written",
    [
        *("", "0000", "05", "2023-1-6", "2023-13", "2023-00", "2023-02-30", "2023-02-00", "26 Jan 2023", "2023/01/26"),
        *("2023-01-26T00:00", "circa 2005", "20230126", "2023-", "-2023", "02023"),
    ],
)
def test_what_is_no_date_is_refused(written: str) -> None:
    for read in (first_day, last_day):
        with pytest.raises(ValueError, match=r"."):
            read(written)


@given(DAYS, st.sampled_from([4, 7, 10]))
def test_first_day_is_not_after_last_and_both_say_what_was_written(day: date, length: int) -> None:
    written = day.isoformat()[:length]
    first, last = first_day(written), last_day(written)
    assert first.iso <= day.isoformat() <= last.iso
    assert first.iso[:length] == last.iso[:length] == written
    assert first.precision == last.precision == {4: "year", 7: "month", 10: "day"}[length]


@given(DAYS)
def test_a_day_comes_back_as_it_went(day: date) -> None:
    assert date.fromisoformat(first_day(day.isoformat()).iso) == day == date.fromisoformat(last_day(str(day)).iso)
