"""Parameters as they are written in a notebook."""

import datetime
from typing import Any

import numpy
import pandas
import polars
import pyarrow
import pytest

from cypher.library.foreign import native_value, plain_parameters

DAY = datetime.date(2023, 1, 20)
NOON = datetime.datetime.fromisoformat("2023-01-20T12:00:00")


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (numpy.int64(3), 3),
        (numpy.float32(0.5), 0.5),
        (numpy.bool_(True), True),
        (numpy.str_("a"), "a"),
        (numpy.datetime64("2023-01-20"), DAY),
        (numpy.datetime64("2023-01-20T12:00:00", "ns"), NOON),
        (numpy.datetime64("NaT"), None),
        (numpy.array([1, 2]), [1, 2]),
        (pandas.Timestamp("2023-01-20 12:00"), NOON),
        (pandas.Timedelta(hours=1), datetime.timedelta(hours=1)),
        (pandas.NaT, None),
        (pandas.NA, None),
        (pandas.Series([1, 2]), [1, 2]),
        (pandas.Series(["a", None, float("nan")], dtype="object"), ["a", None, None]),
        (pandas.Series(pandas.to_datetime(["2023-01-20 12:00", None])), [NOON, None]),
        (pandas.Index(["a", "b"]), ["a", "b"]),
        (pandas.DataFrame({"id": ["a"], "n": [1]}), [{"id": "a", "n": 1}]),
        (polars.Series([DAY, None]), [DAY, None]),
        (polars.DataFrame({"id": ["a"]}), [{"id": "a"}]),
        (pyarrow.array([1, None]), [1, None]),
        (pyarrow.scalar(2), 2),
        ({"a": numpy.int8(1), "b": (numpy.int8(2),)}, {"a": 1, "b": [2]}),
        ("text", "text"),
        (DAY, DAY),
    ],
)
def test_values_of_other_libraries_become_plain(value: Any, plain: Any) -> None:
    made = native_value(value)
    assert made == plain
    assert type(made) is type(plain)


def test_a_keyword_of_python_has_an_alias() -> None:
    assert plain_parameters({"from_": "a", "to": "b", "by_": 1}) == {"from": "a", "to": "b", "by_": 1}
