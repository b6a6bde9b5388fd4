"""The commands of the loader."""

from __future__ import annotations

import click

commands: list[click.Command] = []
