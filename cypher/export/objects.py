"""JSON and JSON lines: exact, dates in ISO form, nodes as maps."""

from __future__ import annotations

import json
from collections.abc import Sequence
from textwrap import indent
from typing import TextIO

from cypher.export.cells import exact
from cypher.export.form import Rows


def write_json(columns: Sequence[str], rows: Rows, out: TextIO) -> None:
    """One list of objects, written as they come."""
    before = "[\n"
    for row in rows:
        text = json.dumps(exact(dict(zip(columns, row, strict=True))), ensure_ascii=False, indent=2, default=str)
        out.write(before + indent(text, "  "))
        before = ",\n"
    out.write("[]\n" if before == "[\n" else "\n]\n")


def write_lines(columns: Sequence[str], rows: Rows, out: TextIO) -> None:
    """One object on each line."""
    for row in rows:
        out.write(json.dumps(exact(dict(zip(columns, row, strict=True))), ensure_ascii=False, default=str) + "\n")
