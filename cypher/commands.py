"""The commands of the graph."""

from __future__ import annotations

import json
import sys

import click
from rich.console import Console

from cypher import engine, query_commands, statement_commands
from cypher.engine.progress import shown
from cypher.settings import Settings
from cypher.shell.command import shell


@click.group()
def graph() -> None:
    """Start, stop and look after the graph."""


@graph.command()
def start() -> None:
    """Start the embedded Neo4j of this data folder and return when it answers."""
    with shown(Console(stderr=True)) as report:
        status = engine.start(Settings.read(), report)
    click.echo(f"The graph is running: pid {status.pid}, {status.uri}")


@graph.command()
def stop() -> None:
    """Stop the embedded Neo4j of this data folder."""
    pid = engine.stop(Settings.read())
    click.echo("The graph was not running" if pid is None else f"The graph is stopped (it was pid {pid})")


@graph.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def status(as_json: bool) -> None:
    """Say whether the graph runs, where, and to whom it opens."""
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
def admin(arguments: tuple[str, ...]) -> None:
    """Run Neo4j's own neo4j-admin on this data folder: check, dump, import …"""
    with shown(Console(stderr=True)) as report:
        code = engine.admin(Settings.read(), list(arguments), report)
    sys.exit(code)


@graph.command()
def fingerprint() -> None:
    """Print one number that is equal for two graphs which say the same."""
    from cypher.fingerprint import fingerprint as compute
    from cypher.graph import Graph

    with Graph.connect(Settings.read()) as connected:
        connected.ensure_schema()
        click.echo(compute(connected))


commands: list[click.Command] = [graph, shell, *query_commands.commands, *statement_commands.commands]
