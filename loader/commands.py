"""The commands of the loader: load a source, look at sources and runs, accept or drop a held run."""

from __future__ import annotations

import json
import shlex
import sys
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.table import Table

from cypher.errors import UsageError
from cypher.export import print_rows
from cypher.settings import Settings
from loader import (
    archive_commands,
    check_commands,
    checkup_commands,
    fetch_commands,
    job_commands,
    reject_commands,
    source_commands,
)

if TYPE_CHECKING:
    from loader.run import Options, Outcome
    from loader.source import Input, Source

HELD = 3
"""The exit code of a run that waits for a person."""
FILLING = "a Neo4j elsewhere (FAULTLINES_NEO4J_URI) takes --bulk with --into FOLDER, the embedded one --bulk alone"


@click.command()
@click.argument("name", metavar="SOURCE")
@click.option(
    "--file", "files", multiple=True, type=click.Path(path_type=Path), help="An input file; once for each part."
)
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The input's publication date.")
@click.option("--older", is_flag=True, help="Load it although it is older than the last input loaded.")
@click.option("--dry-run", is_flag=True, help="Say what would change; write nothing.")
@click.option("--bulk", is_flag=True, help="Fill an empty graph by neo4j-admin's import: the quickest first load.")
@click.option(
    "--into", type=click.Path(path_type=Path), help="With --bulk, for a Neo4j elsewhere: the folder for the files."
)
@click.option("--wait", type=click.FloatRange(0), default=0, help="Seconds to wait for another load of this source.")
@click.option("--if-due", is_flag=True, help="Only when its schedule says so and nobody else has done it.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def load(
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
    from loader.progress import drawn
    from loader.run import Options, load_needed, matched
    from loader.run import load as load_source
    from loader.source import find_source

    settings, console = Settings.read(), Console(stderr=True)
    if if_due:
        if files or as_of or older or dry_run or bulk or into or wait:
            raise UsageError("--if-due goes with --json alone: it loads what the schedule would load")
        job_commands.load_when_due(settings, name, as_json=as_json)
    source = find_source(settings, name)
    if source.manifest.fetches and not files:
        console.print(f"Fetching {name}")
    given = matched(source, files, settings)
    day = as_of.date() if as_of else None
    asked = Options(as_of=day, older=older, dry_run=dry_run, wait=wait)
    if bulk or into:
        if into and not bulk:
            raise UsageError(FILLING)
        load_in_bulk(settings, source, given, asked, into, as_json=as_json)
        return
    with Graph.connect(settings) as graph, drawn(console, name) as bar:
        for outcome in load_needed(settings, graph, source, Options(dry_run=dry_run, watch=bar)):
            console.print(f"{name} builds on {outcome.source}: loaded {outcome.found.actors.read} actors first")
        options = replace(asked, watch=bar)
        outcome = load_source(settings, graph, source, given, options)
    show(outcome, as_json=as_json, dry_run=dry_run)
    sys.exit(HELD if outcome.status == "held" else 0)


def load_in_bulk(
    settings: Settings, source: Source, given: Input, asked: Options, into: Path | None, *, as_json: bool
) -> None:
    """Fill an empty graph, or write the files for one that is elsewhere."""
    from loader.bulk.run import load_bulk, write_bulk
    from loader.progress import drawn

    elsewhere = settings.neo4j_uri is not None
    if asked.dry_run:
        raise UsageError("--dry-run says what a load would change; it goes without --bulk")
    if elsewhere != (into is not None):
        raise UsageError(FILLING)
    console = Console(stderr=True, soft_wrap=True)
    with drawn(console, source.id) as bar:
        options = replace(asked, watch=bar)
        if into is None:
            outcomes = load_bulk(settings, source, given, options, console.print)
        else:
            command = write_bulk(settings, source, given, options, into)
    if into is not None:
        click.echo(
            f"The files are in {into}. Bring the folder to the server, stop Neo4j there, and run in the folder:\n"
        )
        click.echo(f"  {shlex.join(command)}\n")
        click.echo("or import.sh, which stands beside them. Start Neo4j again; the next command makes the constraints.")
        return
    for outcome in outcomes[:-1]:
        console.print(f"{source.id} builds on {outcome.source}: loaded {outcome.found.actors.read} actors first")
    show(outcomes[-1], as_json=as_json)


@click.command()
@click.option("--format", "form", type=click.Choice(["table", "csv", "json", "jsonl"]), default="table")
def sources(form: str) -> None:
    """List the sources that can be loaded and what the graph holds of each."""
    from cypher.errors import GraphDown
    from cypher.graph import Graph
    from loader.source import find_sources

    settings = Settings.read()
    found = find_sources(settings)
    loaded: dict[str, dict[str, Any]] = {}
    try:
        with Graph.connect(settings) as graph:
            graph.ensure_schema()
            loaded = {row["id"]: row for row in graph.ask("sources")}
    except GraphDown as down:
        click.echo(f"Only what is on disk: {down}", err=True)
    rows = [
        {
            "source": source.id,
            "title": source.manifest.title,
            "publisher": source.manifest.publisher,
            "reliability": source.manifest.reliability,
            "reads": source.manifest.reads,
            "records": loaded.get(source.id, {}).get("records"),
            "statements": loaded.get(source.id, {}).get("statements"),
            "last run": loaded.get(source.id, {}).get("last_run"),
            "status": loaded.get(source.id, {}).get("last_status"),
        }
        for source in found.values()
    ]
    print_rows(rows, form)


@click.group(invoke_without_command=True)
@click.option("--source", help="Only the runs of this source.")
@click.option("--limit", default=20, show_default=True, help="At most this many.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json", "jsonl"]), default="table")
@click.pass_context
def runs(context: click.Context, source: str | None, limit: int, form: str) -> None:
    """List the last runs; accept or drop a held one."""
    if context.invoked_subcommand is not None:
        return
    from cypher.graph import Graph

    with Graph.connect(Settings.read()) as graph:
        graph.ensure_schema()
        rows = graph.ask("runs", source=source, limit=limit)
    print_rows(rows, form)


@runs.command("accept")
@click.argument("run")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def accept_run(run: str, as_json: bool) -> None:
    """Do what the held RUN would have done, computed anew against the graph of this moment."""
    from cypher.graph import Graph
    from loader.progress import drawn
    from loader.run import Options, accept

    settings = Settings.read()
    with Graph.connect(settings) as graph, drawn(Console(stderr=True), run) as bar:
        graph.ensure_schema()
        outcome = accept(settings, graph, run, Options(watch=bar))
    show(outcome, as_json=as_json)


@runs.command("drop")
@click.argument("run")
def drop_run(run: str) -> None:
    """Discard the held RUN; the graph stays as it is."""
    from cypher.graph import Graph
    from loader.run import drop

    settings = Settings.read()
    with Graph.connect(settings) as graph:
        graph.ensure_schema()
        drop(settings, graph, run)
    click.echo(f"{run} is dropped; the graph is as it was")


@runs.command("diff")
@click.argument("run")
@click.option("--because", type=click.Choice(["source", "reader", "identities"]), help="Only what has this reason.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json", "jsonl"]), default="table")
def diff_run(run: str, because: str | None, form: str) -> None:
    """Show what RUN created, changed (old and new side by side) and withdrew, and why; of a held RUN what it would."""
    from cypher.graph import Graph
    from loader.changes import COLUMNS, SIDE_BY_SIDE, changes, side_by_side

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
@click.option("--dry-run", is_flag=True, help="Say what would come back and what would go; write nothing.")
@click.option("--wait", type=click.FloatRange(0), default=0, help="Seconds to wait for another load of this source.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def revert_run(run: str, dry_run: bool, wait: float, as_json: bool) -> None:
    """Take back what RUN did; what later runs have touched since stays, and is named."""
    from cypher.graph import Graph
    from loader.progress import drawn
    from loader.revert import revert
    from loader.run import Options

    settings = Settings.read()
    with Graph.connect(settings) as graph, drawn(Console(stderr=True), run) as bar:
        graph.ensure_schema()
        done = revert(settings, graph, run, Options(dry_run=dry_run, wait=wait, watch=bar))
    counts = {"actors": asdict(done.found.actors), "statements": asdict(done.found.statements)}
    if as_json:
        click.echo(json.dumps({"run": done.run, "reverts": run, "status": done.status, **counts, "later": done.later}))
        return
    table = Table(box=None, padding=(0, 1), header_style="dim")
    for column in (run, "brought back", "as before", "taken out"):
        table.add_column(column, justify="left" if column == run else "right")
    for what, found in (("actors", done.found.actors), ("statements", done.found.statements)):
        table.add_row(what, *(f"{number:,}" for number in (found.created, found.changed, found.withdrawn)))
    Console(soft_wrap=True).print(table)
    if dry_run:
        for action, what, which in done.examples:
            click.echo(f"  {action:<9} {what} {which}")
        click.echo("Nothing was written")
    for later, number in done.later.items():
        click.echo(f"{number:,} stay as {later} left them: a later run wins")
    for what, which, later in done.first_later:
        click.echo(f"  {what} {which} ({later})")
    if not dry_run:
        click.echo(
            f"{run} is taken back by {done.run}. The next load of this source reads anew; its schedule is paused"
        )


def load_shipped(settings: Settings, console: Console) -> None:
    """Load what the product brings, with a line for each source."""
    from cypher.graph import Graph
    from loader.progress import drawn
    from loader.run import Options
    from loader.run import load_shipped as load_all

    with Graph.connect(settings) as graph, drawn(console, "shipped sources") as bar:
        for outcome in load_all(settings, graph, Options(watch=bar)):
            found = outcome.found
            state = "unchanged" if outcome.same else outcome.status.value
            console.print(
                f"  {outcome.source}: {found.actors.read} actors, {found.statements.read} statements ({state})"
            )


def show(outcome: Outcome, *, as_json: bool, dry_run: bool = False) -> None:
    """Print how a run ended: one JSON object, or a table and, last, where the refused rows are."""
    found = outcome.found
    if as_json:
        click.echo(json.dumps(as_object(outcome), ensure_ascii=False))
    else:
        console = Console(soft_wrap=True)
        console.print(table_of(outcome))
        head = "Would be" if dry_run else "Run"
        word = "unchanged since the last load, nothing to do" if outcome.same else outcome.status.value
        console.print(f"{head} {outcome.run or ''}: {word}".replace("  ", " ").replace(" :", ":"), markup=False)
        if dry_run:
            for action, what, which in outcome.examples:
                console.print(f"  {action:<9} {what} {which}", markup=False, highlight=False)
        if found.kept:
            console.print(f"{found.kept} records stay: statements that stand still name them")
    for reason in outcome.reasons:
        click.echo(f"Held: {reason}", err=True)
    if outcome.status == "held" and outcome.run:
        click.echo(
            f"Look at it, then: faultlines runs accept {outcome.run} | faultlines runs drop {outcome.run}", err=True
        )
    if outcome.rejects:
        click.echo(f"{found.rejected:,} rows refused, each with its reason: {outcome.rejects}", err=as_json)


def as_object(outcome: Outcome) -> dict[str, Any]:
    """The outcome as one object for programs."""
    found = outcome.found
    return {
        "source": outcome.source,
        "run": outcome.run,
        "status": outcome.status.value,
        "rejected": found.rejected,
        "skipped": found.skipped,
        "actors": asdict(found.actors),
        "statements": asdict(found.statements),
        "kept": found.kept,
        "held": list(outcome.reasons),
        "rejects": str(outcome.rejects) if outcome.rejects else None,
    }


def table_of(outcome: Outcome) -> Table:
    """The counts of a run as a table."""
    found = outcome.found
    table = Table(box=None, padding=(0, 1), header_style="dim")
    table.add_column(outcome.source, no_wrap=True)
    for column in ("read", "rejected", "skipped", "created", "changed", "unchanged", "withdrawn"):
        table.add_column(column, justify="right")
    for what, counts, left in (("actors", found.actors, ("", "")), ("statements", found.statements, ("", ""))):
        numbers = (counts.created, counts.changed, counts.unchanged, counts.withdrawn)
        table.add_row(what, f"{counts.read:,}", *left, *(f"{number:,}" for number in numbers))
    table.add_row("rows", "", f"{found.rejected:,}", f"{found.skipped:,}", "", "", "", "")
    return table


commands: list[click.Command] = [
    load,
    sources,
    runs,
    *archive_commands.commands,
    *check_commands.commands,
    *checkup_commands.commands,
    *fetch_commands.commands,
    *job_commands.commands,
    *reject_commands.commands,
    *source_commands.commands,
]
