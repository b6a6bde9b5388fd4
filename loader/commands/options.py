"""Options that several commands have, each said once."""

from __future__ import annotations

from pathlib import Path

import click

as_form = click.option("--format", "form", type=click.Choice(["table", "csv", "json", "jsonl"]), default="table")
as_json = click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
dry_run = click.option("--dry-run", is_flag=True, help="Show what would change; write nothing.")
wait_for_source = click.option(
    "--wait", type=click.FloatRange(0), default=0, help="Seconds to wait for another load of this source."
)
files = click.option(
    "--file",
    "files",
    multiple=True,
    type=click.Path(path_type=Path),
    help="An input file; repeat it for each part.",
)
