"""Runs one statement of the shell and prints what it gives; Ctrl-C cuts it off and the shell goes on."""

from __future__ import annotations

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from typing import Any

import click

from cypher.console.run import Console, Limits, Run
from cypher.errors import UsageError
from cypher.export import export_rows
from cypher.library.total import answer_words

CLIENT = f"shell {os.getpid()}"


class Asker:
    """Asks the graph behind a console, one statement after the other."""

    def __init__(self, console: Console, seconds: float, rows: int) -> None:
        self.console = console
        self.limits = Limits(seconds=seconds, rows=rows)

    def ask(self, text: str, parameters: Mapping[str, Any], form: str) -> None:
        """Run a statement and print its answer, or its plan after EXPLAIN and PROFILE."""
        run = self.console.run(text, parameters, limits=self.limits, client=CLIENT)
        columns, rows = self.wait(run)
        for notice in run.notices:
            click.secho(f"Warning: {notice}", fg="yellow", err=True)
        if columns:
            export_rows(form, columns, rows)
        if run.explain or run.profile:
            click.echo("\n".join(run.tree.lines()))
        if columns:
            more = "; there are more: `faultlines cypher` writes all of them" if run.truncated else ""
            click.secho(f"{answer_words(len(rows), run.seconds, form)}{more}.", dim=True, err=True)

    def evaluate(self, text: str, parameters: Mapping[str, Any]) -> Any:
        """The value of an expression."""
        columns, rows = self.wait(self.console.run(f"RETURN {text} AS value", parameters, limits=self.limits))
        if columns != ("value",) or len(rows) != 1:
            raise UsageError(f"not one value: {text}")
        return rows[0][0]

    def wait(self, run: Run) -> tuple[tuple[str, ...], list[list[Any]]]:
        """Columns and rows; a Ctrl-C meanwhile cuts the connection, whatever the driver is waiting for."""
        with ThreadPoolExecutor(1, "shell") as pool:
            answer = pool.submit(gathered, run)
            while True:
                try:
                    return answer.result(timeout=0.2)
                except NotYet:
                    if answer.done():
                        raise
                except KeyboardInterrupt:
                    run.cancel()


def gathered(run: Run) -> tuple[tuple[str, ...], list[list[Any]]]:
    """All that a run gives."""
    with run:
        return run.columns, list(run)
