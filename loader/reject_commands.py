"""The rows that runs refused: `faultlines rejects list | count | export`."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import click

from cypher.settings import Settings

FORMS = click.Choice(["table", "csv", "json", "jsonl"])


@click.group()
def rejects() -> None:
    """Look at the rows that runs refused; they are kept in the data folder, readable for you alone."""


@rejects.command("list")
@click.option("--source", help="Only those of this source.")
@click.option("--run", help="Only those of this run.")
@click.option("--reason", help="Only those whose reason has this text in it.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most this many.")
@click.option("--format", "form", type=FORMS, default="table")
def list_rejects(source: str | None, run: str | None, reason: str | None, limit: int, form: str) -> None:
    """List refused rows with source, run, file, line, reason and text."""
    from cypher.export import print_rows
    from loader.rejects import rejected

    print_rows(list(islice(rejected(Settings.read(), source, run, reason), limit)), form)


@rejects.command("count")
@click.option("--source", help="Only those of this source.")
@click.option("--run", help="Only those of this run.")
@click.option("--format", "form", type=FORMS, default="table")
def count_rejects(source: str | None, run: str | None, form: str) -> None:
    """Count refused rows by run and reason."""
    from cypher.export import print_rows
    from loader.rejects import counted

    print_rows(counted(Settings.read(), source, run), form)


@rejects.command("export")
@click.argument("run")
@click.option("--output", type=click.Path(path_type=Path), required=True, help="The CSV file to write; it must be new.")
def export_rejects(run: str, output: Path) -> None:
    """Write the refused rows of RUN to a file, readable for you alone."""
    from loader.rejects import export

    click.echo(f"{export(Settings.read(), run, output):,} rows: {output}")


commands: list[click.Command] = [rejects]
