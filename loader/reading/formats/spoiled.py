"""What a spreadsheet does to a table that it opens and saves: why a value no longer has the shape that it had."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress

from cypher.names import quantity
from loader.catalogue.pattern import Pattern

SEPARATORS = ("\t", ";", ",", "|")
"""What stands between fields, in some program's idea of a table."""
SHORTENED = re.compile(r"[+-]?\d+(?:[.,]\d+)?[eE][+-]?\d+", re.ASCII)
DATED = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?: .*)?|\d{4}-\d\d-\d\d(?:[T ].*)?"
    r"|\d{1,2}[. -]+[^\W\d]{3,9}\.?(?:[. -]+\d{2,4})?|[^\W\d]{3,9}\.?[ -]\d{2,4}"
)
MOST_ZEROS = 3
"""Leading zeros of a code."""
NEAR = 3
"""Columns by which values move at most."""
SEVERAL_WRONG = 3
"""Wrong values from which a row is taken to have moved."""


def change_of(value: str, pattern: Pattern) -> str:
    """What made a value of one that matches; nothing when that is not to be seen."""
    if value.isdecimal() and any(pattern.matches("0" * count + value) for count in range(1, MOST_ZEROS + 1)):
        return "its leading zeros are lost"
    if SHORTENED.fullmatch(value):
        return "a number shortened to a power of ten"
    if "," in value and pattern.matches(value.replace(",", ".")):
        return "a comma in place of the decimal point"
    if pattern.matches(re.sub(r"[.,'\s\u00a0\u202f]", "", value)):
        return "a number with marks between its digits"
    if DATED.fullmatch(value):
        return "a code or number turned into a date"
    return ""


def moved(fields: Mapping[str, str], wrong: Sequence[tuple[str, str, Pattern]]) -> str:
    """How far the values of a row stand beside their columns; nothing unless each wrong column finds its own there."""
    columns = [*fields]
    places = {column: place for place, column in enumerate(columns)}

    def fit(shift: int) -> bool:
        """Whether each wrong column has a value of its shape so many columns further on."""
        beside = [(places[column] + shift, pattern) for column, _, pattern in wrong]
        return all(0 <= place < len(columns) and pattern.matches(fields[columns[place]]) for place, pattern in beside)

    for shift in (sign * step for step in range(1, NEAR + 1) for sign in (1, -1)):
        if fit(shift):
            side = "right" if shift > 0 else "left"
            return f"from before {wrong[0][0]} on, values stand {quantity(abs(shift), 'column')} too far to the {side}"
    return ""


def faults(fields: Mapping[str, str], patterns: Sequence[tuple[str, Pattern]]) -> list[str]:
    """Each value that is not of its column's shape, with what made it so."""
    wrong = [
        (column, value, pattern)
        for column, pattern in patterns
        if (value := fields.get(column, "")) and not pattern.matches(value)
    ]
    if len(wrong) >= SEVERAL_WRONG:
        if all(value == column for column, value, _ in wrong):
            return ["the names of the columns in place of a row"]
        if words := moved(fields, wrong):
            return [words]
    return [
        f"{column} is {value!r}" + (f": {change}" if change else f", which does not match {pattern.text}")
        for column, value, pattern in wrong
        for change in [change_of(value, pattern)]
    ]


def separate_columns(line: str, columns: Sequence[str]) -> tuple[str, dict[str, str]]:
    """By what a line is separated into these columns, and its fields; nothing when nothing does it."""
    for mark in SEPARATORS:
        with suppress(csv.Error):
            (values,) = csv.reader([line], delimiter=mark)
            if len(values) == len(columns):
                return mark, dict(zip(columns, map(str.strip, values), strict=True))
    return "", {}
