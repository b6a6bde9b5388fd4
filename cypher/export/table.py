"""A table for the eye."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, TextIO

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from cypher.export.cells import table_cell
from cypher.export.form import Rows
from cypher.names import isolate

ACROSS = 9
"""Columns that still fit beside one another; an answer with more is written as one block for each row."""
SAMPLE = 1000
"""Rows whose widths are taken for all that follow, so that an answer of any length streams."""


def write_table(columns: Sequence[str], rows: Rows, out: TextIO) -> None:
    """A table; answers of many columns as a block for each row."""
    stream = iter(rows)
    first = list(islice(stream, SAMPLE))
    if not first:
        click.echo("No rows.", err=True)
        return
    console = Console(file=out, highlight=False, emoji=False, markup=False)
    if not console.is_terminal:
        console.width = 100_000  # whoever reads a pipe cuts for themselves
    if len(columns) > ACROSS:
        blocks(console, columns, first, stream)
        return
    widths = [max(len(table_cell(row[at])) for row in first) for at in range(len(columns))]
    header = True
    while first:
        table = Table(box=None, header_style="bold", pad_edge=False, show_header=header)
        for at, column in enumerate(columns):
            numeric = all(isinstance(row[at], int | float | None) for row in first)
            width = None if header else max(widths[at], len(column))
            table.add_column(Text(column), justify="right" if numeric else "left", overflow="fold", min_width=width)
        for row in first:
            table.add_row(*(Text(isolate(table_cell(value))) for value in row))
        console.print(table)
        first, header = list(islice(stream, SAMPLE)), False


def blocks(console: Console, columns: Sequence[str], first: list[Sequence[Any]], rest: Iterator[Sequence[Any]]) -> None:
    """Each row as lines of `column value`; empty values are left out."""
    width = max(map(len, columns))
    number = 0
    while first:
        for row in first:
            number += 1
            console.print(Text(f"— {number} —", style="bold"))
            for column, value in zip(columns, row, strict=True):
                if value not in (None, [], ""):
                    console.print(Text(f"{column:<{width}}  {isolate(table_cell(value))}"), soft_wrap=True)
        first = list(islice(rest, SAMPLE))
