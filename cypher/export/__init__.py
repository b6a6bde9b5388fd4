"""Writes rows in any format, as they come: the one exporter of the command line, the explorer and notebooks.

with console.run(text) as run, opened(path, find("parquet")) as out:
    find("parquet").write(run.columns, run, out)
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from itertools import chain
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from cypher.errors import FaultlinesError, UsageError
from cypher.export.form import Form, Rows

__all__ = ["FORMS", "Form", "Rows", "export", "find", "opened", "print_rows"]


def load_writer(module: str, function: str) -> Callable[[Sequence[str], Rows, Any], None]:
    """A writer whose module is imported when it is first needed."""

    def write(columns: Sequence[str], rows: Rows, out: Any) -> None:
        getattr(import_module(f"cypher.export.{module}"), function)(columns, rows, out)

    return write


FORMS: dict[str, Form] = {
    form.name: form
    for form in (
        Form("table", "txt", "for the eye", load_writer("table", "write_table")),
        Form("csv", "csv", "for spreadsheets; lists and maps as JSON", load_writer("delimited", "write_csv")),
        Form("json", "json", "one list of objects, exact", load_writer("objects", "write_json")),
        Form("jsonl", "jsonl", "one object a line, exact", load_writer("objects", "write_lines")),
        Form(
            "parquet",
            "parquet",
            "typed columns for pandas, Polars, DuckDB",
            load_writer("parquet", "write_parquet"),
            binary=True,
        ),
        Form(
            "graphml",
            "graphml",
            "nodes and relationships for yEd, igraph, NetworkX",
            load_writer("xml", "write_graphml"),
            network=True,
        ),
        Form("gexf", "gexf", "nodes and relationships for Gephi", load_writer("xml", "write_gexf"), network=True),
        Form(
            "cytoscape",
            "cyjs",
            "nodes and relationships for Cytoscape",
            load_writer("cytoscape", "write_cytoscape"),
            network=True,
        ),
        Form(
            "cypher",
            "cypher",
            "a script that makes the nodes and relationships in any Neo4j",
            load_writer("script", "write_script"),
            network=True,
        ),
    )
}
"""Every format by its name."""


def find_form(name: str) -> Form:
    """The format of that name."""
    if name not in FORMS:
        raise UsageError(f"{name!r} is not a format; choose from {', '.join(FORMS)}")
    return FORMS[name]


@contextmanager
def open_output(path: Path | None, form: Form) -> Iterator[Any]:
    """Where a format writes to: standard output, or a file that takes its place only when it is whole."""
    if path is None:
        if form.binary:
            raise UsageError(f"{form.name} is a binary format: name a file with --output")
        yield sys.stdout
        return
    mode: Any = {"mode": "wb"} if form.binary else {"mode": "w", "encoding": "utf-8", "newline": ""}
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False, **mode) as out:
            part = Path(out.name)
            try:
                yield out
                out.close()
                part.chmod(0o666 & ~umask())
                os.replace(part, path)
            finally:
                part.unlink(missing_ok=True)
    except OSError as error:
        raise FaultlinesError(f"{path} can't be written: {error.strerror or error}") from error


def umask() -> int:
    """The process's mask of rights, which can be read only by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def export_rows(form: str, columns: Sequence[str], rows: Rows, path: Path | None = None) -> None:
    """Write rows in a format, to a file or to standard output."""
    output_form = find_form(form)
    with open_output(path, output_form) as out:
        output_form.write(columns, rows, out)


def print_rows(rows: Iterable[Mapping[str, Any]], form: str, columns: Sequence[str] = ()) -> None:
    """Print rows that are maps on standard output; the columns are those given, else the first row's."""
    iterator = iter(rows)
    if not columns:
        first = next(iterator, {})
        iterator, columns = chain([first] if first else [], iterator), list(first)
    export_rows(form, columns, ([row[name] for name in columns] for row in iterator))
