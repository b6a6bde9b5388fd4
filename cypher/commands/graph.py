"""The commands of the graph: start, stop, back up, restore, fingerprint."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console

from cypher import engine
from cypher.engine.progress import shown_progress
from cypher.errors import UsageError
from cypher.settings import Settings

# For start-up time, functions import what only they use: a command that ends at once loads none of it.


@click.group()
def graph() -> None:
    """Start, stop, check, back up and restore the graph."""


@graph.command()
def start_command() -> None:
    """Start the embedded Neo4j of this data folder and return when it answers."""
    with shown_progress(Console(stderr=True)) as report:
        status = engine.start(Settings.read(), report)
    click.echo(f"The graph is running: pid {status.pid}, {status.uri}")


@graph.command()
def stop_command() -> None:
    """Stop the embedded Neo4j of this data folder."""
    pid = engine.stop(Settings.read())
    click.echo("The graph was not running" if pid is None else f"The graph is stopped (it was pid {pid})")


@graph.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def status_command(as_json: bool) -> None:
    """Show whether the graph is running, its address and its user."""
    now = engine.status(Settings.read())
    if as_json:
        click.echo(json.dumps(now.as_dict(), indent=2))
        return
    state = "running" if now.ready else "starting" if now.running else "not running"
    click.echo(f"The graph is {state}")
    for name, value in now.as_dict().items():
        if value is not None and name not in {"running", "ready", "embedded"}:
            click.echo(f"  {name.replace('_', ' '):<14} {value}")


@graph.command(
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False}, add_help_option=False
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def admin_command(arguments: tuple[str, ...]) -> None:
    """Run Neo4j's own neo4j-admin on this data folder: check, dump, import …"""
    with shown_progress(Console(stderr=True)) as report:
        code = engine.admin(Settings.read(), list(arguments), report)
    sys.exit(code)


@graph.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--keep", type=click.IntRange(1), help="How many backups to keep in the folder; all by default.")
@click.option("--wait", type=click.FloatRange(0), default=0, help="Seconds to wait for running loads.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def backup_command(folder: Path, keep: int | None, wait: float, as_json: bool) -> None:
    """Check and dump the graph into a new folder in FOLDER, with inputs and rejected rows; Neo4j stops briefly."""
    from cypher.upkeep.backup import back_up as make
    from cypher.upkeep.backup import read_notes

    settings, console = Settings.read(), Console(stderr=True, soft_wrap=True)
    path = make(settings, folder, keep=keep, wait=wait, tell=console.print)
    notes = read_notes(path)
    if as_json:
        click.echo(json.dumps({"path": str(path), **asdict(notes)}))
        return
    click.echo(f"{path}: {notes.size:,} bytes and {len(notes.archive):,} inputs")


@graph.command()
@click.argument("path", type=click.Path(path_type=Path, exists=True))
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
@click.option("--wait", type=click.FloatRange(0), default=0, help="Seconds to wait for running loads.")
def restore_command(path: Path, yes: bool, wait: float) -> None:
    """Replace the graph by the backup PATH (the newest of a folder, or a dump) once it has been checked."""
    from cypher.upkeep.restore import find_backup
    from cypher.upkeep.restore import restore_backup as bring

    settings, console = Settings.read(), Console(stderr=True, soft_wrap=True)
    if settings.neo4j_uri is None:
        dump, notes = find_backup(path)
        made = f" of {notes.made_at}" if notes else ""
        if not yes:
            click.confirm(f"Replace the graph of {settings.home} by {dump}{made}?", abort=True, err=True)
    dump = bring(settings, path, wait=wait, tell=console.print)
    click.echo(f"The graph is that of {dump}; faultlines graph fingerprint says what it says")


@graph.command()
@click.option("--dry-run", is_flag=True, help="Show the steps, and change nothing.")
@click.option(
    "--backup",
    "folder",
    type=click.Path(path_type=Path),
    help="Where the backup goes; the setting backup_folder, else `backups` in the data folder, by default.",
)
@click.option("--no-backup", is_flag=True, help="Make no backup: for a server elsewhere, or one you have saved.")
@click.option("--wait", type=click.FloatRange(0), default=0, help="Seconds to wait for running loads.")
def upgrade_command(dry_run: bool, folder: Path | None, no_backup: bool, wait: float) -> None:
    """Bring the graph of an older faultlines to this version's schema, after a backup."""
    from cypher.upkeep.upgrade import upgrade

    if folder and no_backup:
        raise UsageError("--backup and --no-backup are mutually exclusive")
    settings, console = Settings.read(), Console(stderr=True, soft_wrap=True)
    place = None if no_backup else folder or settings.backup_folder or settings.home / "backups"
    steps = upgrade(settings, folder=place, dry_run=dry_run, wait=wait, tell=console.print)
    for step in steps:
        click.echo(f"{'to do' if dry_run else 'done'}: {step.version}: {step.purpose}")
    if not steps:
        click.echo("The graph needs no upgrade")


@graph.command()
def fingerprint_command() -> None:
    """Print a number that is equal for two graphs with the same content."""
    from cypher.fingerprint import graph_fingerprint as compute
    from cypher.graph import Graph

    with Graph.connect(Settings.read()) as connected:
        connected.ensure_schema()
        click.echo(compute(connected))
