"""`faultlines doctor`: checks everything that faultlines depends on."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.text import Text

from cypher.settings import Settings
from loader.commands import options

if TYPE_CHECKING:
    from cypher.doctor import Check

# For start-up time, functions import what only they use: a command that ends at once loads none of it.

ERROR = 1
"""The exit code when a check finds an error."""
further_checks: list[Check] = []
"""Checks of what the loader knows nothing of, which the front door adds."""
MARKS = {"ok": ("✓", "green"), "warning": ("·", "yellow"), "error": ("✗", "red")}


@click.command()
@click.option("--quick", is_flag=True, help="Skip reading every archived input and every file of the engine.")
@click.option("--fix", is_flag=True, help="Fix what is safe to fix: the permissions of secret files, missing indexes.")
@options.as_json
def doctor(quick: bool, fix: bool, as_json: bool) -> None:
    """Check Python, engine, graph, disk, inputs, scheduler, backups and users, and say how to fix what is wrong."""
    from loader.doctor import all_findings, fix_findings

    settings = Settings.read()
    findings = list(all_findings(settings, quick=quick, further=further_checks))
    fixed = fix_findings(settings, findings) if fix else []
    if fixed:
        findings = list(all_findings(settings, quick=quick, further=further_checks))
    errors = [finding for finding in findings if finding.state == "error"]
    if as_json:
        click.echo(
            json.dumps({"ok": not errors, "fixed": fixed, "findings": [asdict(finding) for finding in findings]})
        )
        sys.exit(ERROR if errors else 0)
    console = Console(soft_wrap=True, highlight=False)
    for finding in findings:
        mark, colour = MARKS[finding.state]
        console.print(Text(f"{mark} ", colour) + Text(f"{finding.what}: {finding.message}"))
        if finding.fix:
            console.print(Text(f"    {finding.fix}", "dim" if finding.state == "warning" else ""))
    for words in fixed:
        console.print(f"Fixed: {words}")
    console.print(f"{len(errors)} {'error' if len(errors) == 1 else 'errors'} to fix" if errors else "No errors")
    sys.exit(ERROR if errors else 0)


commands: list[click.Command] = [doctor]
