"""The commands of the explorer."""

from __future__ import annotations

import click

commands: list[click.Command] = []
