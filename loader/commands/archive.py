"""The archive of inputs at the keyboard: `faultlines archive list` and `prune`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from cypher.export import print_rows
from cypher.settings import Settings
from loader.commands import options

if TYPE_CHECKING:
    from loader.archive.retention import Archived

# For start-up time, functions import what only they use: a command that ends at once loads none of it.

COLUMNS = ("file", "name", "bytes", "used", "last run", "runs", "kept because")
days_option = click.option("--days", type=click.IntRange(0), help="Overrides the setting archive_keep_days.")
versions_option = click.option(
    "--versions", type=click.IntRange(1), help="Overrides the setting archive_keep_versions."
)


@click.group()
def archive_group() -> None:
    """List the archived inputs of loads, and delete those no longer needed."""


@archive_group.command("list")
@days_option
@versions_option
@options.as_form
def list_archive(days: int | None, versions: int | None, form: str) -> None:
    """List the archived inputs with the runs that read them, and why each is kept."""
    from cypher.graph import Graph
    from loader.archive.retention import RetentionPolicy, archived

    settings = Settings.read()
    with Graph.connect(settings) as graph:
        graph.ensure_schema()
        files = archived(settings, graph, RetentionPolicy.of(settings, days, versions), datetime.now(UTC))
    print_rows([file.as_row() for file in files], form, COLUMNS)


@archive_group.command("prune")
@days_option
@versions_option
@click.option("--strays", is_flag=True, help="Also files that no run of this graph has read.")
@click.option("--dry-run", is_flag=True, help="Show what would be deleted; delete nothing.")
def prune_archive(days: int | None, versions: int | None, strays: bool, dry_run: bool) -> None:
    """Delete archived inputs that are old, superseded, and needed by no held run and no last load."""
    from cypher.graph import Graph
    from loader.archive.retention import RetentionPolicy, prune

    settings = Settings.read()
    with Graph.connect(settings) as graph:
        graph.ensure_schema()
        keeping = RetentionPolicy.of(settings, days, versions)
        gone = prune(settings, graph, keeping, strays=strays, dry_run=dry_run)
    tell_removed(gone, dry_run=dry_run)


def tell_removed(gone: list[Archived], *, dry_run: bool) -> None:
    """Name what was removed."""
    for file in gone:
        runs = ", ".join(file.runs[:3]) + (f" and {len(file.runs) - 3} more" if len(file.runs) > 3 else "")
        name = file.names[0] if file.names else "a file of no run"
        click.echo(f"  {file.sha256[:12]}  {name}, {file.size:,} bytes, last used {file.used:%Y-%m-%d} {runs}".rstrip())
    head = "Would remove" if dry_run else "Removed"
    click.echo(f"{head} {len(gone):,} archived inputs, {sum(file.size for file in gone):,} bytes")


commands: list[click.Command] = [archive_group]
