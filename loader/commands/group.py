"""The commands of the loader, as the front door joins them."""

from __future__ import annotations

import click

from loader.commands import archive, check, doctor, fetch, funnel, identity, jobs, match, rejects, sources
from loader.commands.load import load_command
from loader.commands.runs import runs

commands: list[click.Command] = [
    load_command,
    runs,
    *sources.commands,
    *archive.commands,
    *check.commands,
    *doctor.commands,
    *fetch.commands,
    *funnel.commands,
    *identity.commands,
    *jobs.commands,
    *match.commands,
    *rejects.commands,
]
