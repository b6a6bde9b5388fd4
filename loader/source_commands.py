"""A source of one's own: `faultlines source new`."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from cypher.settings import Settings


@click.group()
def source() -> None:
    """Make a source of your own."""


@source.command("new")
@click.argument("name")
@click.option("--from", "file", type=click.Path(path_type=Path), required=True, help="The file to describe.")
@click.option(
    "--into", type=click.Path(path_type=Path), help="The folder for it; the first of the setting `sources` unless set."
)
def new(name: str, file: Path, into: Path | None) -> None:
    """Write the first manifest of a source NAME, guessed from a file's head; nothing is ever overwritten."""
    from loader.draft.folder import new_source

    made = new_source(Settings.read(), name, file, into)
    click.echo(f"{made.manifest}: {'; '.join(made.guessed)}")
    for doubt in made.doubts:
        click.echo(f"  {doubt}")
    click.echo("Go through what is marked EDIT, then:")
    where = "" if made.found else f"FAULTLINES_SOURCES={shlex.quote(str(made.manifest.parents[1].absolute()))} "
    click.echo(f"  {where}faultlines check {name} --file {shlex.quote(str(file))}")


commands: list[click.Command] = [source]
