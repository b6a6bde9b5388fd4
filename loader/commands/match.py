"""Screening of a list of names against the graph: `faultlines match`."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from cypher.names import quantity
from cypher.settings import Settings
from loader.commands import options

# For start-up time, functions import what only they use: a command that ends at once loads none of it.

WIDE = frozenset({"kind", "countries", "records", "designated_by", "evidence"})
"""Columns for which a terminal has no room."""


@click.command("match")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--least", type=click.FloatRange(0, 1), help="The least score that is listed, from 0 to 1.  [default: 0.7]"
)
@click.option(
    "--each", type=click.IntRange(1), default=5, show_default=True, help="Maximum number of actors for each name."
)
@options.as_form
@options.as_json
def match_command(file: Path, least: float | None, each: int, form: str, as_json: bool) -> None:
    """List the actors whose names are like those in FILE: a table with a column `name`.

    Columns `kind`, `country` and `birth_year` are compared too.

    Nothing is joined or changed.
    """
    from cypher.export import print_rows
    from cypher.graph import Graph
    from cypher.likeness.score import LEAST
    from loader.commands.progress import progress_bar
    from loader.matching.listed import read_names
    from loader.matching.screening import COLUMNS, screen_names

    settings = Settings.read()
    names, unread = read_names(file)
    console = Console(stderr=True)
    if unread:
        console.print(f"Columns that are not compared: {', '.join(unread)}", markup=False, highlight=False)
    with Graph.connect(settings) as graph, progress_bar(console, file.name) as bar:
        graph.check_schema()
        bar.phase("compare names", len(names))
        least = LEAST if least is None else least
        matches = list(screen_names(graph, names, least=least, most=each, advance=bar.advance))
    form = "json" if as_json else form
    columns = [name for name in COLUMNS if form != "table" or name not in WIDE]
    print_rows((match.row() for match in matches), form, columns)
    alike = quantity(len({match.line for match in matches}), "name")
    console.print(f"{quantity(len(names), 'name')}: {alike} like those of actors", highlight=False)


commands: list[click.Command] = [match_command]
