"""Reading a file without a graph: `faultlines check`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cypher.names import quantity
from cypher.settings import Settings
from loader.commands import options

if TYPE_CHECKING:
    from loader.reading.check import CheckReport, Reason

# For start-up time, functions import what only they use: a command that ends at once loads none of it.

REJECTED = 1
"""The exit code when a load would reject the file; with --strict, when it would reject a single row."""


@click.command()
@click.argument("name", metavar="SOURCE")
@options.files
@click.option("--strict", is_flag=True, help="Exit with 1 if any row is rejected.")
@options.as_json
def check_command(name: str, files: tuple[Path, ...], strict: bool, as_json: bool) -> None:
    """Read a file as SOURCE without a graph, and report what is understood, rejected, skipped and unread."""
    from loader.catalogue.source import find_source
    from loader.commands.input import matched_input
    from loader.reading.check import check_input, report_as_object

    settings = Settings.read()
    source = find_source(settings, name)
    report = check_input(source, matched_input(source, files, settings))
    if as_json:
        click.echo(json.dumps(report_as_object(report), ensure_ascii=False))
    else:
        show_report(report)
    sys.exit(REJECTED if report.rejected_whole or (strict and report.rejected) else 0)


def show_report(report: CheckReport) -> None:
    """Print a report, the most important last."""
    rows = report.rows
    click.echo(
        f"{report.source}: {rows['read']:,} rows read = {rows['stated']:,} stated + {rows['rejected']:,} rejected "
        f"+ {rows['skipped']:,} skipped"
    )
    if report.rejections != rows["rejected"]:
        click.echo(f"A load would count {report.rejections:,} as rejected: each actor and statement of a row by itself")
    click.echo(
        f"Understood: {quantity(report.records, 'actor')}"
        + "".join(f", {n:,} {t}" for t, n in report.statements.items())
    )
    for source, count in report.elsewhere.items():
        click.echo(
            f"  names {quantity(count, 'actor')} of the source {source}: only the graph knows whether it has them"
        )
    show_reasons("Rejected", report.rejected)
    show_reasons("Skipped", report.skipped)
    show_reasons("Stated, but worth checking", report.marked)
    if report.left_over:
        click.echo("Unread columns:")
        for unread in report.left_over:
            click.echo(f"  {unread.part}.{unread.column}: in {unread.rows:,} rows, such as {unread.example!r}")
    if report.absent:
        click.echo(f"Named in the manifest, and in no row: {', '.join(report.absent)}")
    if report.rejected_whole:
        click.echo(f"A load would reject the file: {report.rejected_whole}", err=True)
    else:
        click.echo("A load would accept the file." if not report.rejected else "A load would go on without these rows.")


def show_reasons(head: str, reasons: tuple[Reason, ...]) -> None:
    """Print how often something was the matter, with examples."""
    if reasons:
        click.echo(f"{head}:")
    for reason in reasons:
        click.echo(f"  {reason.count:,} × {reason.reason}")
        for example in reason.examples:
            click.echo(f"      {example['file']}:{example['line']}: {example['value']}")


commands: list[click.Command] = [check_command]
