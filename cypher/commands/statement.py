"""The command that runs a person's own Cypher: `faultlines cypher`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cypher.errors import InputError, UsageError
from cypher.export import FORMS
from cypher.regular import read_regular
from cypher.settings import Settings

if TYPE_CHECKING:
    from cypher.console.run import Run

# For start-up time, functions import what only they use: a command that ends at once loads none of it.

LONGEST = 10_000_000
"""Bytes of a statement."""


@click.command(
    epilog="`-` reads the statement from standard input. What is rejected, with exit code 4, and why: docs/cypher.md."
)
@click.argument("statement", required=False)
@click.option("--file", "file", type=click.Path(path_type=Path), help="Read the statement from a file.")
@click.option("--param", "parameters", multiple=True, metavar="NAME=JSON", help="A parameter; can be repeated.")
@click.option("--format", "form", type=click.Choice(list(FORMS)), default="table", show_default=True)
@click.option(
    "--output", type=click.Path(path_type=Path), help="Write to a file, which appears only when it is complete."
)
@click.option("--explain", is_flag=True, help="Show the plan without running the statement.")
@click.option("--profile", is_flag=True, help="Run it, and show the plan with what each step did.")
@click.option(
    "--timeout", type=click.FloatRange(min=0.1), help="Timeout in seconds; by default the setting query_timeout."
)
@click.option("--limit", type=click.IntRange(min=0), help="Maximum number of rows; all by default.")
@click.option("--write", is_flag=True, help="Allow it to write; who, when and what is recorded in the graph.")
def cypher(
    statement: str | None,
    file: Path | None,
    parameters: tuple[str, ...],
    form: str,
    output: Path | None,
    explain: bool,
    profile: bool,
    timeout: float | None,
    limit: int | None,
    write: bool,
) -> None:
    """Run a Cypher statement of your own, read-only unless --write is given."""
    from cypher.console.run import Console, Limits
    from cypher.export import export_rows, find_form, open_output
    from cypher.graph import Graph

    text, values = read_text(statement, file), read_parameters(parameters)
    if explain and profile:
        raise UsageError("--explain and --profile are mutually exclusive")
    if output is None and find_form(form).binary and not explain and not profile:
        with open_output(None, find_form(form)):  # says so before the graph is asked
            pass
    settings = Settings.read()
    limits = Limits(seconds=timeout or settings.query_timeout, rows=limit, bytes=None)
    with Graph.connect(settings) as graph, Console(graph, settings) as console:
        graph.check_schema()
        try:
            with console.run(text, values, limits=limits, client="cypher", write=write) as run:
                run.explain, run.profile = run.explain or explain, run.profile or profile
                if run.explain or run.profile:
                    exhaust(run)
                    click.echo("\n".join(run.tree.lines()))
                elif run.columns:
                    export_rows(form, run.columns, run, output)
                else:
                    exhaust(run)
            say_summary(run, limit)
        finally:
            for burning in console.watch.settle():
                click.echo(f"Warning: {burning}", err=True)


def exhaust(run: Run) -> None:
    """Run it to its end; nobody asks for its rows."""
    for _ in run:
        pass


def say_summary(run: Run, limit: int | None) -> None:
    """What is worth knowing beside the rows, on standard error."""
    for notice in run.notices:
        click.echo(f"Warning: {notice}", err=True)
    if run.truncated:
        click.echo(f"There are more than {limit:,} rows.", err=True)
    if run.write:
        counts = ", ".join(f"{name.replace('_', ' ')}: {count:,}" for name, count in run.counts.items())
        click.echo(f"Written: {counts or 'nothing'}.", err=True)


def read_text(statement: str | None, file: Path | None) -> str:
    """The statement, from where it is."""
    if (statement is None) == (file is None):
        raise UsageError("give a statement, or --file, or - for standard input")
    try:
        if file is not None:
            return read_regular(file, LONGEST).decode("utf-8-sig")
        if statement != "-":
            return str(statement)
        typed = sys.stdin.buffer.read(LONGEST + 1)
        if len(typed) > LONGEST:
            raise UsageError(f"a statement of more than {LONGEST:,} bytes")
        return typed.decode("utf-8-sig")
    except InputError as error:
        raise UsageError(str(error)) from None
    except OSError as error:
        raise UsageError(f"{file} can't be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise UsageError("the statement is not UTF-8") from None


def read_parameters(words: tuple[str, ...]) -> dict[str, Any]:
    """Parameters as they are typed."""
    values: dict[str, Any] = {}
    for word in words:
        name, equals, text = word.partition("=")
        if not equals or not name:
            raise UsageError(f"--param takes NAME=JSON, not {word!r}")
        try:
            values[name.removeprefix("$")] = json.loads(text, parse_constant=reject_mode)
        except ValueError:
            raise UsageError(f"--param {name}: not JSON: {text!r}; a text is written '{name}=\"…\"'") from None
    return values


def reject_mode(word: str) -> None:
    """NaN and Infinity are no JSON."""
    raise ValueError(word)


@click.command()
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="Maximum number to list.")
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json", "jsonl"]), default="table", show_default=True
)
def written_command(limit: int, form: str) -> None:
    """List what `faultlines cypher --write` has written: when, who, the statement, what it changed."""
    from cypher.export import print_rows
    from cypher.graph import Graph
    from cypher.library.statements import Statements

    statement = Statements(Path(__file__).with_name("queries"))
    with Graph.connect(Settings.read()) as graph:
        graph.check_schema()
        rows = graph.read(statement("written"), {"limit": limit}, name="written")
    print_rows(rows, form, ["at", "who", "statement", "parameters", "counts"])


commands: list[click.Command] = [cypher, written_command]
