"""The commands that ask: `faultlines query` and `faultlines queries`."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from cypher.export import FORMS
from cypher.library.library import Library
from cypher.settings import Settings

# For start-up time, functions import what only they use: a command that ends at once loads none of it.


@click.command(
    epilog="`faultlines queries` lists the names; `faultlines queries NAME` shows its parameters and columns."
)
@click.argument("name")
@click.argument("parameters", nargs=-1, metavar="[KEY=VALUE]...")
@click.option("--format", "form", type=click.Choice(list(FORMS)), default="table", show_default=True)
@click.option(
    "--output", type=click.Path(path_type=Path), help="Write to a file, which appears only when it is complete."
)
@click.option("--limit", type=click.IntRange(min=0), help="Maximum number of rows; the query's own by default.")
def query_command(name: str, parameters: tuple[str, ...], form: str, output: Path | None, limit: int | None) -> None:
    """Run a named query."""
    from cypher import driver_values
    from cypher.export import export_rows
    from cypher.graph import Graph
    from cypher.library.total import answer_words, cut_words
    from cypher.network import statement_columns, statements_told

    settings = Settings.read()
    query = Library.load(settings.queries).find(name)
    own = any(parameter.name == "limit" for parameter in query.parameters)
    values = query.read([*parameters, *([f"limit={limit}"] if own and limit is not None else [])])
    if FORMS[form].network:
        statement_columns(query)
    with Graph.connect(settings) as graph:
        graph.check_schema()
        notices: list[str] = []
        began = time.monotonic()
        answer = graph.answer(query, values, notices=notices)
        if FORMS[form].network:
            statements = statements_told(query, answer)
            export_rows(
                form, ("s", "r", "o"), (list(row.values()) for row in graph.statements(list(statements))), output
            )
            return
        names = [column.name for column in query.columns]
        number, cut_here = 0, False

        def cells() -> Iterator[list[Any]]:
            nonlocal number, cut_here
            for row in answer:
                if not own and limit is not None and number >= limit:
                    cut_here = True
                    return
                number += 1
                yield [driver_values.from_server(row[name]) for name in names]

        export_rows(form, names, cells(), output)
        seconds = time.monotonic() - began
        for notice in notices:
            click.echo(f"Warning: {notice}", err=True)
        if why := graph.why_empty(query, values) if not number else "":
            click.echo(f"{why[0].upper()}{why[1:]}.", err=True)
        cut = cut_words(number, graph.total(query, values, number)) or (f"{number:,} of more" if cut_here else "")
        more = f"; {cut}: a larger limit gives the others" if cut else ""
        click.echo(f"{answer_words(number, seconds, form)}{more}.", err=True)


@click.command()
@click.argument("name", required=False)
@click.option("--markdown", is_flag=True, help="One page of Markdown, your own queries included.")
def queries(name: str | None, markdown: bool) -> None:
    """List the named queries, or show one with its parameters and columns."""
    from cypher.library.page import QUESTIONS, command, page

    library = Library.load(Settings.read().queries)
    if markdown:
        click.echo(page(library), nl=False)
        return
    if name is not None:
        query = library.find(name)
        click.echo(f"{query.text.rstrip()}\n\n// {command(query)}")
        return
    for folder, inside in groupby(library, key=lambda q: q.folder):
        click.echo(click.style(f"{folder}: {QUESTIONS.get(folder, 'your own')}", bold=True))
        for q in inside:
            takes = " ".join(p.name if p.required else f"[{p.name}]" for p in q.parameters)
            click.echo(f"  {q.name} {takes}".rstrip())
            click.echo(f"      {q.purpose}")


commands: list[click.Command] = [query_command, queries]
