"""List sources; draft the manifest of a new one."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from cypher.export import print_rows
from cypher.settings import Settings
from loader.commands import options

# For start-up time, functions import what only they use: a command that ends at once loads none of it.


@click.command()
@options.as_form
def sources_command(form: str) -> None:
    """List the sources that can be loaded and what the graph holds of each."""
    from cypher.errors import GraphDown
    from cypher.graph import Graph
    from loader.catalogue.survey import survey

    settings = Settings.read()
    catalogue = survey(settings)
    for name, reason in catalogue.invalid.items():
        click.echo(f"{name} can't be read: {reason}", err=True)
    loaded: dict[str, Mapping[str, Any]] = {}
    editions: dict[str, Any] = {}
    try:
        with Graph.connect(settings) as graph:
            graph.ensure_schema()
            loaded = {row["id"]: row for row in graph.ask("sources")}
            editions = {row["source"]: row["edition"] for row in graph.ask("jobs")}
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
            "edition": editions.get(source.id),
            "status": loaded.get(source.id, {}).get("last_status"),
        }
        for source in catalogue.sources.values()
    ]
    print_rows(rows, form)


@click.group()
def source() -> None:
    """Create a source of your own."""


@source.command("new")
@click.argument("name")
@click.option("--from", "file", type=click.Path(path_type=Path), required=True, help="The file to describe.")
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    help="The folder for it; unless set, the first of the setting `sources`, else `sources` in the data folder.",
)
def new(name: str, file: Path, into: Path | None) -> None:
    """Write the first manifest of a source NAME, guessed from a file's head; nothing is ever overwritten."""
    from loader.draft.folder import new_source

    made = new_source(Settings.read(), name, file, into)
    click.echo(f"{made.manifest}: {'; '.join(made.guessed)}")
    for doubt in made.doubts:
        click.echo(f"  {doubt}")
    click.echo("Review the lines marked EDIT, then:")
    where = "" if made.listed else f"FAULTLINES_SOURCES={shlex.quote(str(made.manifest.parents[1].absolute()))} "
    click.echo(f"  {where}faultlines check {name} --file {shlex.quote(str(file))}")


commands: list[click.Command] = [sources_command, source]
