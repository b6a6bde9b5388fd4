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

INCOMPLETE = 1
"""The exit code of a backup that was made or looked at, and that lacks something."""

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
def run_command() -> None:
    """Run the embedded Neo4j until Ctrl-C or SIGTERM, for systemd: backups and restarts leave it with this command."""
    from cypher import log
    from cypher.engine.keeper import keep

    settings = Settings.read()
    log.set_up(settings)
    with shown_progress(Console(stderr=True)) as report:
        keep(settings, report)


@graph.command()
def stop_command() -> None:
    """Stop the embedded Neo4j of this data folder, and the `graph run` that keeps it running."""
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


class Backups(click.Group):
    """`backup FOLDER` makes one, as `backup make FOLDER` does; the other commands are named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take what is no command's name for the folder of a new backup."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["make", *args]
        return super().parse_args(ctx, args)


@graph.group(cls=Backups)
def backup_command() -> None:
    """Back the graph up into FOLDER, which is `backup make FOLDER`; list and verify backups."""


@backup_command.command("make")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--keep", type=click.IntRange(1), help="How many backups to keep in the folder; all by default.")
@click.option("--wait", type=click.FloatRange(0), default=0, help="Seconds to wait for running loads.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def make_command(folder: Path, keep: int | None, wait: float, as_json: bool) -> None:
    """Dump the graph into a new folder in FOLDER, with inputs and rejected rows; Neo4j stops briefly.

    The dump is restored into a scratch store and read before it counts as made.
    """
    from cypher.upkeep.backup import back_up as make
    from cypher.upkeep.backup import read_notes

    settings, console = Settings.read(), Console(stderr=True, soft_wrap=True)
    path = make(settings, folder, keep=keep, wait=wait, tell=console.print)
    notes = read_notes(path)
    if as_json:
        click.echo(json.dumps({"path": str(path), **asdict(notes)}))
    else:
        click.echo(f"{path}: {notes.size:,} bytes and {len(notes.archive):,} inputs, restored and read once")
    if notes.lacks:
        sys.exit(INCOMPLETE)


@backup_command.command("list")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--json", "as_json", is_flag=True, help="A JSON array on standard output.")
def list_command(folder: Path, as_json: bool) -> None:
    """List the backups in FOLDER, the newest last."""
    from cypher.export.table import write_table
    from cypher.upkeep.backup import backups, read_notes

    listed = [(path, read_notes(path)) for path in backups(folder)]
    if as_json:
        click.echo(json.dumps([{"path": str(path), **asdict(notes)} for path, notes in listed]))
        return
    columns = ("backup", "made", "bytes", "nodes", "relationships", "inputs", "lacking", "fingerprint")
    rows = []
    for path, notes in listed:
        nodes, relationships = (notes.counts[kind] if notes.counts else None for kind in ("nodes", "relationships"))
        sizes = (notes.size, nodes, relationships, len(notes.archive), len(notes.lacks))
        rows.append((path.name, notes.made_at, *sizes, notes.fingerprint and notes.fingerprint[:12]))
    if rows:
        write_table(columns, rows, sys.stdout)
    else:
        click.echo(f"No backup in {folder}")


@backup_command.command("verify")
@click.argument("path", type=click.Path(path_type=Path, exists=True))
def verify_command(path: Path) -> None:
    """Restore the backup PATH (the newest of a folder) into a scratch store, and compare it with what was saved.

    The graph that serves is not touched.
    """
    from cypher.upkeep.verify import verify_backup

    settings, console = Settings.read(), Console(stderr=True, soft_wrap=True)
    faults = verify_backup(settings, path, tell=console.print)
    for fault in faults:
        click.echo(fault)
    if faults:
        sys.exit(INCOMPLETE)
    click.echo("The backup is whole: it restores to what was saved, and has every input")


@graph.command()
@click.argument("path", type=click.Path(path_type=Path, exists=True), required=False)
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
@click.option("--wait", type=click.FloatRange(0), default=0, help="Seconds to wait for running loads.")
@click.option("--dry-run", is_flag=True, help="Show what would be restored and what it lacks, and change nothing.")
@click.option("--incomplete", is_flag=True, help="Restore a backup that has lost inputs, without these.")
@click.option("--undo", is_flag=True, help="Bring back the graph that the last restore replaced.")
@click.option("--discard", is_flag=True, help="Remove the graphs that restores have replaced.")
def restore_command(
    path: Path | None, yes: bool, wait: float, dry_run: bool, incomplete: bool, undo: bool, discard: bool
) -> None:
    """Replace the graph by the backup PATH (the newest of a folder, or a dump) once it has been checked.

    The graph that it replaces is kept until --discard.
    """
    from cypher.upkeep import restore

    if sum((path is not None, undo, discard)) != 1:
        raise UsageError("name one: the PATH of a backup, --undo or --discard")
    settings, console = Settings.read(), Console(stderr=True, soft_wrap=True)
    if discard:
        folders = restore.discard_kept(settings)
        click.echo("\n".join(f"Removed {folder}" for folder in folders) or "Nothing was kept")
        return
    if path is None:
        if not yes:
            click.confirm(f"Replace the graph of {settings.home} by the one before it?", abort=True, err=True)
        restore.undo_restore(settings, wait=wait, tell=console.print)
        click.echo("The graph is the one before the restore")
        return
    backup = restore.look_at_backup(settings, path)
    made = f" of {backup.notes.made_at}" if backup.notes else ""
    if dry_run:
        click.echo(f"{backup.dump}{made}")
        for line in restore.describe(backup):
            click.echo(f"  {line}")
        sys.exit(INCOMPLETE if backup.lacks else 0)
    if not yes:
        click.confirm(f"Replace the graph of {settings.home} by {backup.dump}{made}?", abort=True, err=True)
    dump = restore.restore_backup(settings, backup, wait=wait, incomplete=incomplete, tell=console.print)
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
@click.option("--new", is_flag=True, help="Make a new password, as after the loss of the old one; the data stay.")
@click.option("--wait", type=click.FloatRange(0), default=0, help="Seconds to wait for running loads.")
def password_command(new: bool, wait: float) -> None:
    """Show where the password of the embedded graph is; --new makes another, for which Neo4j stops briefly."""
    from cypher.engine.home import Home
    from cypher.engine.server import refuse_elsewhere
    from cypher.upkeep.password import renew_password

    settings, console = Settings.read(), Console(stderr=True, soft_wrap=True)
    if new:
        path = renew_password(settings, wait=wait, tell=console.print)
        click.echo(f"The new password is in {path}; explorers and schedulers take it by themselves")
        return
    refuse_elsewhere(settings)
    path = Home(settings).password_file
    click.echo(path if path.exists() else f"{path} is missing: faultlines graph password --new makes another")
    sys.exit(0 if path.exists() else 1)


@graph.command()
def fingerprint_command() -> None:
    """Print a number that is equal for two graphs with the same content."""
    from cypher.fingerprint import graph_fingerprint as compute
    from cypher.graph import Graph

    with Graph.connect(Settings.read()) as connected:
        connected.ensure_schema()
        click.echo(compute(connected))
