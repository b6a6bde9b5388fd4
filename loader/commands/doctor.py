"""Looking at everything that faultlines rests on: `faultlines doctor`."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

import click
from rich.console import Console
from rich.text import Text

from cypher.settings import Settings

# For start-up time, functions import what only they use: a command that ends at once loads none of it.

ILL = 1
"""The exit code when something has to be mended."""
MARKS = {"well": ("✓", "green"), "note": ("·", "yellow"), "ill": ("✗", "red")}


@click.command()
@click.option("--quick", is_flag=True, help="Don't read every archived input and every file of the engine.")
@click.option("--mend", is_flag=True, help="Mend what is safe to mend: the password's rights, missing indexes.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def doctor(quick: bool, mend: bool, as_json: bool) -> None:
    """Look at Python, engine, graph, disk, inputs and what runs by itself, and say how to mend what is wrong."""
    from loader.doctor import all_findings
    from loader.doctor import fix_findings as mend_found

    settings = Settings.read()
    found = list(all_findings(settings, quick=quick))
    done = mend_found(settings, found) if mend else []
    if done:
        found = list(all_findings(settings, quick=quick))
    sick = [one for one in found if one.state == "ill"]
    if as_json:
        click.echo(json.dumps({"well": not sick, "mended": done, "findings": [asdict(one) for one in found]}))
        sys.exit(ILL if sick else 0)
    console = Console(soft_wrap=True, highlight=False)
    for one in found:
        mark, colour = MARKS[one.state]
        console.print(Text(f"{mark} ", colour) + Text(f"{one.what}: {one.says}"))
        if one.mend:
            console.print(Text(f"    {one.mend}", "dim" if one.state == "note" else ""))
    for words in done:
        console.print(f"Mended: {words}")
    console.print(f"{len(sick)} to be mended" if sick else "All is well")
    sys.exit(ILL if sick else 0)


commands: list[click.Command] = [doctor]
