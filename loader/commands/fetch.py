"""Fetching without a load: `faultlines fetch`."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from cypher.settings import Settings
from loader.commands import options

# For start-up time, functions import what only they use: a command that ends at once loads none of it.


@click.command()
@click.argument("name", metavar="SOURCE")
@click.option("--again", is_flag=True, help="Download again, whatever was fetched before.")
@options.as_json
def fetch_command(name: str, again: bool, as_json: bool) -> None:
    """Download what SOURCE publishes now into the archive of inputs; the graph is not touched."""
    from loader.catalogue.source import find_source
    from loader.fetch import fetch as fetch_source

    settings = Settings.read()
    fetched = fetch_source(settings, find_source(settings, name), again=again)
    if as_json:
        parts = {part: asdict(entry) for part, entry in fetched.parts.items()}
        click.echo(json.dumps({"source": name, "same": fetched.same, "parts": parts}, ensure_ascii=False))
        return
    for part, entry in fetched.parts.items():
        if entry.sha256 is None:
            click.echo(f"  {part}: not there ({entry.address})")
        else:
            click.echo(f"  {part}: {entry.name}, {entry.size:,} bytes, of {entry.day}, from {entry.address}")
    click.echo(f"{name}: {'nothing new' if fetched.same else 'new'}; load it with: faultlines load {name}")


commands: list[click.Command] = [fetch_command]
