"""The front door: joins the commands of the three packages."""

from __future__ import annotations

import click

import cypher.commands


@click.group()
def main() -> None:
    """Who is allied with, rivals, supplies and designates whom, who says so, and since when."""


for command in cypher.commands.commands:
    main.add_command(command)
