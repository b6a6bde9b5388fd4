"""How a run ended, as a table or as one JSON object."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from loader.runs.outcome import Outcome

HELD = 3
"""The exit code of a run that waits for a person."""


def show_outcome(outcome: Outcome, *, as_json: bool, dry_run: bool = False) -> None:
    """Print how a run ended: one JSON object, or a table and, last, where the rejected rows are."""
    difference = outcome.difference
    if as_json:
        click.echo(json.dumps(outcome_as_object(outcome), ensure_ascii=False))
    else:
        console = Console(soft_wrap=True)
        console.print(outcome_table(outcome))
        head = "Would be" if dry_run else "Run"
        word = "unchanged since the last load, nothing to do" if outcome.same else outcome.status.value
        console.print(f"{head} {outcome.run or ''}: {word}".replace("  ", " ").replace(" :", ":"), markup=False)
        if dry_run:
            for action, what, which in outcome.examples:
                console.print(f"  {action:<9} {what} {which}", markup=False, highlight=False)
        if difference.kept:
            console.print(f"{difference.kept} records are kept: live statements still name them")
    if outcome.absent:
        click.echo(f"Named in the manifest, and in no row: {', '.join(outcome.absent)}", err=True)
    for reason in outcome.reasons:
        click.echo(f"Held: {reason}", err=True)
    if outcome.status == "held" and outcome.run:
        click.echo(
            f"Review it, then: faultlines runs accept {outcome.run} | faultlines runs drop {outcome.run}", err=True
        )
    if outcome.rejects:
        click.echo(f"{difference.rejected:,} rows rejected, each with its reason: {outcome.rejects}", err=as_json)


def outcome_as_object(outcome: Outcome) -> dict[str, Any]:
    """The outcome as one object for programs."""
    difference = outcome.difference
    return {
        "source": outcome.source,
        "run": outcome.run,
        "status": outcome.status.value,
        "rejected": difference.rejected,
        "skipped": difference.skipped,
        "actors": asdict(difference.actors),
        "statements": asdict(difference.statements),
        "kept": difference.kept,
        "held": list(outcome.reasons),
        "absent": list(outcome.absent),
        "rejects": str(outcome.rejects) if outcome.rejects else None,
    }


def outcome_table(outcome: Outcome) -> Table:
    """The counts of a run as a table."""
    difference = outcome.difference
    table = Table(box=None, padding=(0, 1), header_style="dim")
    table.add_column(outcome.source, vertical="bottom", overflow="fold")
    for column in ("read", "rejected", "skipped", "created", "changed", "unchanged", "withdrawn"):
        table.add_column(column, justify="right", vertical="bottom", no_wrap=True)
    for what, counts, left in (
        ("actors", difference.actors, ("", "")),
        ("statements", difference.statements, ("", "")),
    ):
        numbers = (counts.created, counts.changed, counts.unchanged, counts.withdrawn)
        table.add_row(what, f"{counts.read:,}", *left, *(f"{number:,}" for number in numbers))
    table.add_row("rows", "", f"{difference.rejected:,}", f"{difference.skipped:,}", "", "", "", "")
    return table
