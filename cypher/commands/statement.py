"""The command that runs a person's own Cypher: `faultlines cypher`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cypher.editing.lexer import split_statements
from cypher.errors import GraphError, InputError, UsageError
from cypher.export import FORMS
from cypher.library.parameter import CHECKS, meant, read_value
from cypher.library.total import answer_words
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
@click.option("--file", "file", type=click.Path(path_type=Path), help="Read it from a file: one statement, or several.")
@click.option(
    "--param",
    "parameters",
    multiple=True,
    metavar="NAME[:TYPE]=VALUE",
    help="A parameter: JSON, or text of that type; repeatable.",
)
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
@click.option("--one-transaction", "together", is_flag=True, help="All statements of a file, or none of them.")
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
    together: bool,
) -> None:
    """Run a Cypher statement of your own, read-only unless --write is given; or the statements of a file, one by one.

    In a file, statements end with semicolons.
    """
    from cypher.console.run import Console, Limits
    from cypher.console.script import Script
    from cypher.export import find_form, open_output
    from cypher.graph import Graph

    text, values = read_text(statement, file), read_parameters(parameters)
    texts = [text] if file is None and statement != "-" else split_statements(text) or [text]
    if explain and profile:
        raise UsageError("--explain and --profile are mutually exclusive")
    if output is not None and len(texts) > 1:
        raise UsageError(f"--output takes the answer of one statement, and there are {len(texts)}")
    if output is None and find_form(form).binary and not explain and not profile:
        with open_output(None, find_form(form)):  # says so before the graph is asked
            pass
    settings = Settings.read()
    limits = Limits(seconds=timeout or settings.query_timeout, rows=limit, bytes=None)
    mode = "explain" if explain else "profile" if profile else ""
    with Graph.connect(settings) as graph, Console(graph, settings) as console:
        graph.check_schema()
        try:
            if together:
                with Script(console, limits, "cypher", write=write) as script:
                    run_each(text, texts, lambda part: script.run(part, values), form, output, mode, "nothing is kept")
            else:
                ask = partial(console.run, parameters=values, limits=limits, client="cypher", write=write)
                run_each(text, texts, ask, form, output, mode, "what stands before it has run")
        finally:
            for burning in console.watch.settle():
                click.echo(f"Warning: {burning}", err=True)


def run_each(
    whole: str, texts: Sequence[str], ask: Callable[[str], Run], form: str, output: Path | None, mode: str, kept: str
) -> None:
    """Run the statements of a text, one after the other; a failure ends them: where, and what is `kept`."""
    at = 0
    for number, text in enumerate(texts, 1):
        at = whole.index(text, at)
        try:
            with ask(text) as run:
                print_answer(run, form, output, mode)
        except GraphError:
            if len(texts) > 1:
                line = whole.count("\n", 0, at) + 1
                click.echo(f"Statement {number} of {len(texts)}, line {line}, failed: {kept}.", err=True)
            raise
        say_summary(run, form)
        at += len(text)


def print_answer(run: Run, form: str, output: Path | None, mode: str) -> None:
    """Run a statement to its end: its rows in a format, or its plan."""
    from cypher.export import export_rows

    run.explain, run.profile = run.explain or mode == "explain", run.profile or mode == "profile"
    if run.columns and not run.profile:
        export_rows(form, run.columns, run, output)
        return
    for _ in run:
        pass
    if run.explain or run.profile:
        click.echo("\n".join(run.tree.lines()))


def say_summary(run: Run, form: str) -> None:
    """What is worth knowing beside the rows, on standard error."""
    for notice in run.notices:
        click.echo(f"Warning: {notice}", err=True)
    if run.columns and not run.profile:
        more = f"; there are more than {run.limits.rows:,}" if run.truncated else ""
        click.echo(f"{answer_words(run.rows, run.seconds, form)}{more}.", err=True)
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
        declared, equals, text = word.removeprefix("$").partition("=")
        name, colon, kind = (part.strip() for part in declared.partition(":"))
        if not equals or not name:
            raise UsageError(f"--param takes NAME=JSON or NAME:TYPE=VALUE, not {word!r}")
        if colon:
            if kind not in CHECKS:
                raise UsageError(
                    f"--param {name}: {kind!r} is no type{meant(kind, CHECKS)}; there are {', '.join(CHECKS)}"
                )
            values[name] = read_value(kind, text, f"--param {name}")
            continue
        try:
            values[name] = json.loads(text, parse_constant=reject_mode)
        except ValueError:
            raise UsageError(
                f"--param {name}: not JSON: {text!r}; write '{name}=\"…\"', or {name}:string=… or another type"
            ) from None
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
