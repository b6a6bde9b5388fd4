"""The rows that runs rejected: `faultlines rejects list | count | export | replay`."""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path

import click

from cypher.settings import Settings
from loader.commands import options

# For start-up time, functions import what only they use: a command that ends at once loads none of it.


@click.group()
def rejects() -> None:
    """Show the rows that runs rejected; they are kept in the data folder, readable only by you."""


@rejects.command("list")
@click.option("--source", help="Only those of this source.")
@click.option("--run", help="Only those of this run.")
@click.option("--reason", help="Only those whose reason has this text in it.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Maximum number to list.")
@options.as_form
def list_rejects(source: str | None, run: str | None, reason: str | None, limit: int, form: str) -> None:
    """List rejected rows with source, run, file, line, reason and text."""
    from cypher.export import print_rows
    from loader.runs.rejects import rejected

    print_rows(list(islice(rejected(Settings.read(), source, run, reason), limit)), form)


@rejects.command("count")
@click.option("--source", help="Only those of this source.")
@click.option("--run", help="Only those of this run.")
@options.as_form
def count_rejects(source: str | None, run: str | None, form: str) -> None:
    """Count rejected rows by run and reason."""
    from cypher.export import print_rows
    from loader.runs.rejects import counted

    print_rows(counted(Settings.read(), source, run), form)


@rejects.command("export")
@click.argument("run")
@click.option("--output", type=click.Path(path_type=Path), required=True, help="The CSV file to write; it must be new.")
def export_rejects(run: str, output: Path) -> None:
    """Write the rejected rows of RUN to a file, readable only by you."""
    from loader.runs.rejects import export_rejected_rows

    click.echo(f"{export_rejected_rows(Settings.read(), run, output):,} rows: {output}")


@rejects.command("replay")
@click.argument("run")
@options.dry_run
@options.wait_for_source
@options.as_json
def replay_rejects(run: str, dry_run: bool, wait: float, as_json: bool) -> None:
    """Load the archived input of RUN again, read by today's manifest and reader, as a new run of the same date."""
    from rich.console import Console

    from cypher.graph import Graph
    from cypher.scheduling.requests import whoever
    from loader.commands.progress import progress_bar
    from loader.commands.report import HELD, show_outcome
    from loader.history.replay import replay
    from loader.runs.job import Options

    settings = Settings.read()
    with Graph.connect(settings) as graph, progress_bar(Console(stderr=True), run) as bar:
        outcome = replay(settings, graph, run, Options(dry_run=dry_run, wait=wait, watch=bar, by=whoever()))
    show_outcome(outcome, as_json=as_json, dry_run=dry_run)
    sys.exit(HELD if outcome.status == "held" else 0)


commands: list[click.Command] = [rejects]
