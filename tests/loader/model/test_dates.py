"""Dates keep the precision with which they are written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cypher.schema import Precision
from loader.model.dates import begin_day, date_parts, end_day, first_day, last_day, most_precise, period
from loader.model.row import RowError

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(2100, 12, 31))


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
        *("", "0000", "05", "2023-1-6", "2023-13", "2023-00", "2023-02-30", "2023-02-00", "2023/01/26", "20230126"),
        *("2023-", "-2023", "02023", "Nov-22", "26/01/23", "01/02/2023", "26.1.2023", "2005/06", "2005-07-", "1990s"),
        *("30 Feb 2023", "Juni 2023", "May", "c.", "?", "cat 2005", "2005–2007", "٢٠٠٥", "2.005E+3", "44927"),
    ],
)
def test_what_is_no_date_is_rejected(written: str) -> None:
    for read in (first_day, last_day):
        with pytest.raises(RowError, match=r"."):
            read(written)


@pytest.mark.parametrize(
    ("written", "first", "precision", "circa"),
    [
        ("26 Jan 2023", "2023-01-26", "day", False),
        ("26th January, 2023", "2023-01-26", "day", False),
        ("26-Jan-2023", "2023-01-26", "day", False),
        ("Jan. 26, 2023", "2023-01-26", "day", False),
        ("Sept 2023", "2023-09-01", "month", False),
        ("March 2023", "2023-03-01", "month", False),
        ("2023-01-26T13:45:00Z", "2023-01-26", "day", False),
        ("2023-01-26 00:00", "2023-01-26", "day", False),
        ("c. 2005", "2005-01-01", "year", True),
        ("ca. 2005", "2005-01-01", "year", True),
        ("Circa 2005-03", "2005-03-01", "month", True),
        ("~2005", "2005-01-01", "year", True),
        ("about 26 Jan 2023", "2023-01-26", "day", True),
        ("2005?", "2005-01-01", "year", True),
    ],
)
def test_other_ways_of_writing_one_date(written: str, first: str, precision: str, circa: bool) -> None:
    found = first_day(written)
    assert (found.iso, found.precision, found.circa) == (first, precision, circa)


@pytest.mark.parametrize(
    ("order", "written", "iso"),
    [
        ("dmy", "01/02/2023", "2023-02-01"),
        ("mdy", "01/02/2023", "2023-01-02"),
        ("dmy", "1.2.2023", "2023-02-01"),
        ("ymd", "2023/1/2", "2023-01-02"),
        ("ymd", "20230102", "2023-01-02"),
        ("dmy", "2023-01-02", "2023-01-02"),
    ],
)
def test_the_manifest_says_the_order(order: str, written: str, iso: str) -> None:
    assert first_day(written, order).iso == last_day(written, order).iso == iso


@pytest.mark.parametrize(("order", "written"), [("dmy", "13/13/2023"), ("mdy", "26/01/2023"), ("dmy", "01/02/23")])
def test_an_order_that_does_not_fit_is_rejected(order: str, written: str) -> None:
    with pytest.raises(RowError, match=r"."):
        first_day(written, order)


@pytest.mark.parametrize(
    ("written", "begin", "end", "rough"),
    [
        ("2005", "2005-01-01", "2005-12-31", False),
        ("2005–2007", "2005-01-01", "2007-12-31", False),
        ("2005-2007", "2005-01-01", "2007-12-31", False),
        ("2005/2007", "2005-01-01", "2007-12-31", False),
        ("2005-03 to 2005-06", "2005-03-01", "2005-06-30", False),
        ("2005-03/2005-06", "2005-03-01", "2005-06-30", False),
        ("from 1 May 2005 to 3 June 2006", "2005-05-01", "2006-06-03", False),
        ("between 2005 and 2007", "2005-01-01", "2007-12-31", True),
        ("c. 2005 – 2007", "2005-01-01", "2007-12-31", True),
        ("since 2005", "2005-01-01", None, False),
        ("2005 to present", "2005-01-01", None, False),
        ("2005–", "2005-01-01", None, False),
        ("until March 2007", None, "2007-03-31", False),
        ("–2007", None, "2007-12-31", False),
        ("1979; 1980; 1981", "1979-01-01", "1981-12-31", False),
    ],
)
def test_periods(written: str, begin: str | None, end: str | None, rough: bool) -> None:
    found = period(written)
    assert (found.begin and found.begin.iso, found.end and found.end.iso, found.rough) == (begin, end, rough)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("2007–2005", "it ends 2005-12-31, before it begins 2007-01-01"),
        ("1979; 1981", "the years have a gap"),
        ("2005/06", "no date"),
        ("2005–07", "no date"),
        ("01/02/2023", "it can be read in two ways"),
        ("after 2005", "is no month"),
        ("soon", "or a range such as 2005 to 2007"),
        ("to present", "no date"),
    ],
)
def test_what_is_no_period(written: str, reason: str) -> None:
    with pytest.raises(RowError, match=reason):
        period(written)


@given(st.text(alphabet="0123456789-/.–?~ cabtwendoJMry;,", max_size=24))
def test_nothing_is_invented(written: str) -> None:
    try:
        found = period(written)
    except RowError:
        return
    for day in filter(None, (found.begin, found.end)):
        assert day.iso[:4] in written, "each year that comes out was written"
    assert found.begin is None or found.end is None or found.begin.iso <= found.end.iso


@given(DAYS, DAYS, st.sampled_from([" to ", "–", " - ", "/"]))
def test_a_range_keeps_both_ends(one: date, other: date, between: str) -> None:
    first, last = sorted((one, other))
    found = period(f"{first}{between}{last}")
    assert (found.begin and found.begin.iso, found.end and found.end.iso) == (str(first), str(last))


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_rejected(written: str) -> None:
    try:
        year, month, day, _ = date_parts(written)
    except RowError:
        return
    assert date(year, month or 1, day or 1)


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


@pytest.mark.parametrize("order", [None, "dmy", "mdy", "dmy historic", "historic"])
@pytest.mark.parametrize("written", ["20121015", "20101130", "02012023", "10152012"])
def test_eight_digits_are_a_date_in_one_order_alone(order: str | None, written: str) -> None:
    for read in (first_day, last_day, period):
        with pytest.raises(RowError, match="eight digits"):
            read(written, order)


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["ymd", "ymd historic"]))
def test_eight_digits_come_back_as_they_went(day: date, order: str) -> None:
    assert first_day(f"{day:%Y%m%d}".zfill(8), order).iso == day.isoformat()


@pytest.mark.parametrize("order", [None, "dmy", "mdy", "ymd"])
@pytest.mark.parametrize("written", ["0001-01-01", "0999", "0044-03", "0987-05-01T00:00:00Z", "3 May 0987"])
def test_years_before_1000_are_meant_only_where_the_manifest_says_so(order: str | None, written: str) -> None:
    with pytest.raises(RowError, match="historic where years before 1000"):
        first_day(written, order)
    assert first_day(written, f"{order or ''} historic".strip()).iso[0] == "0"


@pytest.mark.parametrize("written", ["987", "44", "-0044", "3 May 987"])
def test_a_historic_year_has_four_digits(written: str) -> None:
    with pytest.raises(RowError, match=r"."):
        first_day(written, "dmy historic")


@pytest.mark.parametrize("written", ["9999-12-31", "9999", "2999", "2999-12-31", "9999-12-31T23:59:59Z", "9999-12"])
def test_an_end_in_9999_or_2999_is_open(written: str) -> None:
    assert end_day(written) is None
    with pytest.raises(RowError, match="nothing begins after 2100"):
        begin_day(written)
    assert period(f"2010 to {written}") == period("since 2010")


@pytest.mark.parametrize("written", ["2548-03-01", "2548", "2301", "2998-12-31", "9998"])
def test_what_lies_in_no_future_of_ours_is_rejected(written: str) -> None:
    for read in (begin_day, end_day):
        with pytest.raises(RowError, match=r"nothing (begins|ends) after"):
            read(written)


@pytest.mark.parametrize(
    ("written", "iso", "precision"),
    [
        ("2015-03-27-04:00", "2015-03-27", "day"),
        ("2015-03-27+14:00", "2015-03-27", "day"),
        ("2015-03-27Z", "2015-03-27", "day"),
        ("2015-03-04:00", "2015-03-01", "month"),
        ("2015Z", "2015-01-01", "year"),
    ],
)
def test_dates_of_xml_schema(written: str, iso: str, precision: str) -> None:
    assert (first_day(written).iso, first_day(written).precision) == (iso, precision)
    assert period(written).begin == first_day(written)


@given(DAYS, st.integers(-14, 14), st.sampled_from(["00", "30", "45"]))
def test_a_time_zone_moves_no_day(day: date, hours: int, minutes: str) -> None:
    zone = f"{'-' if hours < 0 else '+'}{abs(hours):02}:{minutes}"
    assert first_day(f"{day}{zone}").iso == last_day(f"{day}{zone}").iso == day.isoformat()


@pytest.mark.parametrize("written", ["2015-03-27-99:00", "2015-03-27T25:00", "2015-03-27T23:61:00Z", "2015-02-30Z"])
def test_a_time_that_is_none_is_no_date(written: str) -> None:
    with pytest.raises(RowError, match=r"."):
        first_day(written)


@pytest.mark.parametrize(
    ("written", "chosen"),
    [(["2014", "2014-03-01"], "2014-03-01"), (["2014-03-01", "2014-03", "2014"], "2014-03-01"), (["2019"], "2019")],
)
def test_of_dates_that_agree_the_most_precise_is_taken(written: list[str], chosen: str) -> None:
    assert most_precise(written) == chosen


@pytest.mark.parametrize("written", [["2014", "2015-03-01"], ["2014-03-01", "2014-03-02"], ["2014", "2015"]])
def test_dates_that_contradict_each_other_are_rejected(written: list[str]) -> None:
    with pytest.raises(RowError, match="contradict"):
        most_precise(written)
