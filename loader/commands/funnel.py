"""Summing up a feed that is too large for a graph."""

from __future__ import annotations

import csv
import shlex
import sys
from pathlib import Path

import click
from rich.console import Console

from cypher.settings import Settings

# For start-up time, functions import what only they use: a command that ends at once loads none of it.


@click.group()
def funnel() -> None:
    """Sum up a feed of events before it reaches the graph; its rows stay in Parquet."""


INTO = click.option(
    "--into", type=click.Path(path_type=Path), help="The folder of the rows; by default one of the data folder."
)


@funnel.command("run")
@click.argument("name", metavar="SOURCE")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@INTO
@click.option("--add", is_flag=True, help="Add to the rows that are there, and sum up all of them.")
def sum_up_command(name: str, files: tuple[Path, ...], into: Path | None, add: bool) -> None:
    """Sum up the files of SOURCE, as its manifest says, and print how the sums are loaded."""
    from cypher.feed_rows import funnel_folder
    from loader.catalogue.source import find_source, reject_no_file
    from loader.funnel.rows import FeedCounts
    from loader.funnel.run import funnel_of, funnel_rows

    settings, console = Settings.read(), Console(stderr=True)
    source = find_source(settings, name)
    how, folder, counts = funnel_of(source), into or funnel_folder(settings.home, source.id), FeedCounts()
    for path in files:
        reject_no_file(path)
    for counts in funnel_rows(settings, source, files, folder, add=add):
        console.print(f"{counts.rows:,} rows")
    left = counts.rows - counts.kept - counts.rejected
    click.echo(f"{counts.rows:,} rows = {counts.kept:,} kept + {counts.rejected:,} rejected + {left:,} left out")
    click.echo(f"faultlines load {name} --file {shlex.quote(str(folder / f'{how.result}.parquet'))}")


@funnel.command("rows")
@click.argument("name", metavar="SOURCE")
@click.argument("values", metavar="VALUE…", nargs=-1, required=True)
@INTO
@click.option("--most", type=click.IntRange(1), default=1000, show_default=True, help="Rows at most.")
def rows_behind_command(name: str, values: tuple[str, ...], into: Path | None, most: int) -> None:
    """Print the rows behind a sum as CSV: VALUE… is what the locator of its statement has."""
    from cypher.feed_rows import funnel_folder, rows_behind
    from loader.catalogue.source import find_source
    from loader.funnel.run import funnel_of

    settings = Settings.read()
    source = find_source(settings, name)
    columns, rows = rows_behind(into or funnel_folder(settings.home, source.id), funnel_of(source).by, values, most)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)


commands: list[click.Command] = [funnel]
