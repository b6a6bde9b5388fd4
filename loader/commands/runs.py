"""List runs; accept, drop, compare or revert one."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table

from cypher.export import print_rows
from cypher.settings import Settings

if TYPE_CHECKING:
    pass
from loader.commands import options
from loader.commands.report import show_outcome

# For start-up time, functions import what only they use: a command that ends at once loads none of it.


@click.group(invoke_without_command=True)
@click.option("--source", help="Only the runs of this source.")
@click.option("--limit", default=20, show_default=True, help="Maximum number to list.")
@options.as_form
@click.pass_context
def runs(context: click.Context, source: str | None, limit: int, form: str) -> None:
    """List the last runs; accept or drop a held one."""
    if context.invoked_subcommand is not None:
        return
    from cypher.graph import Graph

    with Graph.connect(Settings.read()) as graph:
        graph.ensure_schema()
        rows = graph.ask("runs", source=source, limit=limit) if graph.knows_source(source) else []
    print_rows(rows, form)


@runs.command("accept")
@click.argument("run")
@options.as_json
def accept_run(run: str, as_json: bool) -> None:
    """Apply the held RUN, recomputed against the current graph."""
    from cypher.graph import Graph
    from cypher.scheduling.requests import whoever
    from loader.commands.progress import progress_bar
    from loader.runs.job import Options
    from loader.runs.run import accept_held

    settings = Settings.read()
    with Graph.connect(settings) as graph, progress_bar(Console(stderr=True), run) as bar:
        graph.ensure_schema()
        outcome = accept_held(settings, graph, run, Options(watch=bar, by=whoever()))
    show_outcome(outcome, as_json=as_json)


@runs.command("drop")
@click.argument("run")
def drop_run(run: str) -> None:
    """Discard the held RUN; the graph stays as it is."""
    from cypher.graph import Graph
    from cypher.scheduling.requests import whoever
    from loader.runs.run import drop_held

    settings = Settings.read()
    with Graph.connect(settings) as graph:
        graph.ensure_schema()
        drop_held(settings, graph, run, whoever())
    click.echo(f"{run} is dropped; the graph is as it was")


@runs.command("diff")
@click.argument("run")
@click.option("--because", type=click.Choice(["source", "reader", "identities"]), help="Only what has this reason.")
@options.as_form
def diff_run(run: str, because: str | None, form: str) -> None:
    """Show what RUN created, changed (old and new side by side) and withdrew, and why, or what a held RUN would."""
    from cypher.graph import Graph
    from loader.history.changes import COLUMNS, SIDE_BY_SIDE, changes, side_by_side

    settings = Settings.read()
    with Graph.connect(settings) as graph:
        graph.ensure_schema()
        rows = (row for row in changes(settings, graph, run) if because in (None, row["because"]))
        if form == "table":
            print_rows((line for row in rows for line in side_by_side(row)), form, SIDE_BY_SIDE)
        else:
            print_rows(rows, form, COLUMNS)


@runs.command("revert")
@click.argument("run")
@click.option("--dry-run", is_flag=True, help="Show what would be restored and withdrawn; write nothing.")
@options.wait_for_source
@options.as_json
def revert_run(run: str, dry_run: bool, wait: float, as_json: bool) -> None:
    """Revert RUN; what later runs have changed since is kept, and listed."""
    from cypher.graph import Graph
    from cypher.scheduling.requests import whoever
    from loader.commands.progress import progress_bar
    from loader.history.revert import revert
    from loader.runs.job import Options

    settings = Settings.read()
    with Graph.connect(settings) as graph, progress_bar(Console(stderr=True), run) as bar:
        graph.ensure_schema()
        done = revert(settings, graph, run, Options(dry_run=dry_run, wait=wait, watch=bar, by=whoever()))
    counts = {"actors": asdict(done.difference.actors), "statements": asdict(done.difference.statements)}
    if as_json:
        click.echo(json.dumps({"run": done.run, "reverts": run, "status": done.status, **counts, "later": done.later}))
        return
    table = Table(box=None, padding=(0, 1), header_style="dim")
    for column in (run, "restored", "reset", "withdrawn"):
        table.add_column(column, justify="left" if column == run else "right")
    for what, changes in (("actors", done.difference.actors), ("statements", done.difference.statements)):
        table.add_row(what, *(f"{number:,}" for number in (changes.created, changes.changed, changes.withdrawn)))
    Console(soft_wrap=True).print(table)
    if dry_run:
        for action, what, which in done.examples:
            click.echo(f"  {action:<9} {what} {which}")
        click.echo("Nothing was written")
    for later, number in done.later.items():
        click.echo(f"{number:,} are kept as {later} left them")
    for what, which, later in done.first_later:
        click.echo(f"  {what} {which} ({later})")
    if not dry_run:
        click.echo(
            f"{run} is reverted by {done.run}. The next load of this source reads its input again; "
            "its schedule is paused"
        )
