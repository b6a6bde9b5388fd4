"""Load a source."""

from __future__ import annotations

import shlex
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from cypher.errors import UsageError
from cypher.names import quantity
from cypher.settings import Settings
from loader.commands import jobs, options

if TYPE_CHECKING:
    from loader.catalogue.input import Input
    from loader.catalogue.source import Source
    from loader.runs.job import Options
    from loader.runs.outcome import Outcome
from loader.commands.report import HELD, show_outcome

# For start-up time, functions import what only they use: a command that ends at once loads none of it.

FILLING = "--bulk needs --into FOLDER for an external Neo4j (FAULTLINES_NEO4J_URI), and takes none for the embedded one"


@click.command()
@click.argument("name", metavar="SOURCE")
@options.files
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The input's publication date.")
@click.option("--older", is_flag=True, help="Load it even if it is older than the last input loaded.")
@options.dry_run
@click.option("--bulk", is_flag=True, help="Fill an empty graph by neo4j-admin's import: the quickest first load.")
@click.option(
    "--into", type=click.Path(path_type=Path), help="With --bulk, for an external Neo4j: the folder for the files."
)
@options.wait_for_source
@click.option("--if-due", is_flag=True, help="Load only if it is due and no other process has loaded it.")
@options.as_json
def load_command(
    name: str,
    files: tuple[Path, ...],
    as_of: datetime | None,
    older: bool,
    dry_run: bool,
    bulk: bool,
    into: Path | None,
    wait: float,
    if_due: bool,
    as_json: bool,
) -> None:
    """Load SOURCE into the graph: what is new is created, what it no longer says is withdrawn."""
    from cypher.graph import Graph
    from cypher.scheduling.requests import whoever
    from loader.catalogue.source import find_source
    from loader.commands.input import matched_input
    from loader.commands.progress import progress_bar
    from loader.runs.job import Options
    from loader.runs.run import load_needed, load_source

    settings, console = Settings.read(), Console(stderr=True)
    if if_due:
        if files or as_of or older or dry_run or bulk or into or wait:
            raise UsageError("--if-due can only be combined with --json")
        jobs.load_when_due(settings, name, as_json=as_json)
    source = find_source(settings, name)
    if source.manifest.fetches and not files:
        console.print(f"Fetching {name}")
    matched = matched_input(source, files, settings)
    day = as_of.date() if as_of else None
    load_options = Options(as_of=day, older=older, dry_run=dry_run, wait=wait, by=whoever())
    if bulk or into:
        if into and not bulk:
            raise UsageError(FILLING)
        load_in_bulk(settings, source, matched, load_options, into, as_json=as_json)
        return
    with Graph.connect(settings) as graph, progress_bar(console, name) as bar:
        for outcome in load_needed(settings, graph, source, Options(dry_run=dry_run, watch=bar, by=whoever())):
            console.print(
                f"{name} builds on {outcome.source}: loaded {quantity(outcome.difference.actors.read, 'actor')} first"
            )
        watched = replace(load_options, watch=bar)
        outcome = load_source(settings, graph, source, matched, watched)
    show_outcome(outcome, as_json=as_json, dry_run=dry_run)
    sys.exit(HELD if outcome.status == "held" else 0)


def load_in_bulk(
    settings: Settings, source: Source, files: Input, load_options: Options, into: Path | None, *, as_json: bool
) -> None:
    """Fill an empty graph, or write the files for one that is elsewhere."""
    from loader.bulk.run import load_bulk, write_bulk
    from loader.commands.progress import progress_bar

    elsewhere = settings.neo4j_uri is not None
    if load_options.dry_run:
        raise UsageError("--dry-run cannot be combined with --bulk")
    if elsewhere != (into is not None):
        raise UsageError(FILLING)
    console = Console(stderr=True, soft_wrap=True)
    with progress_bar(console, source.id) as bar:
        watched = replace(load_options, watch=bar)
        if into is None:
            outcomes = load_bulk(settings, source, files, watched, console.print)
        else:
            command = write_bulk(settings, source, files, watched, into)
    if into is not None:
        click.echo(
            f"The files are in {into}. Copy the folder to the server, stop Neo4j there, and run in the folder:\n"
        )
        click.echo(f"  {shlex.join(command)}\n")
        click.echo("or import.sh in the same folder. Start Neo4j again; the next command creates the constraints.")
        return
    for outcome in outcomes[:-1]:
        console.print(
            f"{source.id} builds on {outcome.source}: loaded {quantity(outcome.difference.actors.read, 'actor')} first"
        )
    show_outcome(outcomes[-1], as_json=as_json)


def show_shipped_loads(settings: Settings, console: Console, *, world: bool = False) -> None:
    """Load what the product brings, with a line for each source; all of it, or what a first look takes."""
    from cypher.graph import Graph
    from cypher.scheduling.requests import whoever
    from loader.commands.progress import progress_bar
    from loader.runs.job import Options
    from loader.runs.run import SHIPPED, WORLD
    from loader.runs.run import load_shipped_sources as load_all

    names = WORLD if world else SHIPPED
    with Graph.connect(settings) as graph, progress_bar(console, "shipped sources") as bar:
        for outcome in load_all(settings, graph, Options(watch=bar, by=whoever()), names):
            counts = outcome.difference
            state = "unchanged" if outcome.same else outcome.status.value
            console.print(
                f"  {outcome.source}: {quantity(counts.actors.read, 'actor')}, "
                f"{quantity(counts.statements.read, 'statement')} ({state})"
            )


def loaded_first(source: str, needed: Outcome) -> str:
    """What was loaded because a source builds on it."""
    return f"{source} builds on {needed.source}: loaded {quantity(needed.difference.actors.read, 'actor')} first"
