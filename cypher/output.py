"""Prints rows as a table, CSV, JSON or JSON lines."""

from __future__ import annotations

import csv
import datetime
import json
import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TextIO

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

FORMS = ("table", "csv", "json", "jsonl")
Rows = Iterable[Mapping[str, Any]]
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""
JOINERS = frozenset("\u200c\u200d")
"""Invisible characters that some scripts are written with."""
ACROSS = 9
"""Columns that still fit beside one another; an answer with more is written as one block for each row."""


def write_json(columns: Sequence[str], rows: Rows, out: TextIO) -> None:
    """One list of objects, dates in ISO form."""
    out.write(json.dumps([dict(row) for row in rows], ensure_ascii=False, indent=2, default=iso) + "\n")


def write_json_lines(columns: Sequence[str], rows: Rows, out: TextIO) -> None:
    """One object on each line."""
    for row in rows:
        out.write(json.dumps(dict(row), ensure_ascii=False, default=iso) + "\n")


def write_csv(columns: Sequence[str], rows: Rows, out: TextIO) -> None:
    """A header and a line for each row; lists and maps as JSON, and nothing that a spreadsheet takes for a formula."""
    sheet = csv.writer(out, lineterminator="\n")
    quoted = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)  # which a lone \r needs and would not get
    sheet.writerow(columns)
    for row in rows:
        cells = [csv_cell(row[column]) for column in columns]
        (quoted if any("\r" in cell for cell in cells) else sheet).writerow(cells)


def write_table(columns: Sequence[str], rows: Rows, out: TextIO) -> None:
    """A table for the eye; answers of many columns as a block for each row."""
    rows = list(rows)
    if not rows:
        click.echo("No rows.", err=True)
        return
    console = Console(file=out, highlight=False, emoji=False, markup=False)
    if not console.is_terminal:
        console.width = 100_000  # whoever reads a pipe cuts for themselves
    if len(columns) > ACROSS:
        width = max(map(len, columns))
        for number, row in enumerate(rows, start=1):
            console.print(Text(f"— {number} —", style="bold"))
            for column in columns:
                if row[column] not in (None, [], ""):
                    console.print(Text(f"{column:<{width}}  {table_cell(row[column])}"), soft_wrap=True)
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in columns:
        numeric = all(isinstance(row[column], int | float | None) for row in rows)
        table.add_column(Text(column), justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(table_cell(row[column])) for column in columns))
    console.print(table)


def csv_cell(value: Any) -> str:
    """A value as a cell that spreadsheets show and never run."""
    text = plain(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text


def table_cell(value: Any) -> str:
    """A value on one line, without what would steer a terminal or turn the direction of reading."""
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = ", ".join(value)
    elif isinstance(value, datetime.datetime):
        value = value.isoformat(" ", "seconds")
    return "".join(
        " "
        if char in "\n\r\t"
        else "\ufffd"
        if unicodedata.category(char) in STEERING and char not in JOINERS
        else char
        for char in plain(value)
    )


STEERING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def plain(value: Any) -> str:
    """A value as text: nothing for null, ISO for dates, JSON for lists and maps."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False, default=iso)


def iso(value: Any) -> str:
    """A value that JSON has no form for: dates and times in ISO form, anything else as it prints."""
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else str(value)


WRITERS: dict[str, Callable[[Sequence[str], Rows, TextIO], None]] = dict(
    zip(FORMS, (write_table, write_csv, write_json, write_json_lines), strict=True)
)


def print_rows(rows: Iterable[Mapping[str, Any]], form: str, columns: Sequence[str] = ()) -> None:
    """Print rows on standard output; the columns are those given, else the first row's."""
    rows = list(rows)
    WRITERS[form](columns or list(rows[0] if rows else ()), rows, sys.stdout)
