"""The commands of the graph."""

from __future__ import annotations

import click


@click.group()
def graph() -> None:
    """Start, stop and look after the graph."""


commands: list[click.Command] = [graph]
