"""Reads the head of a .cypher file strictly: InputError names the file and the line of what is wrong.

A head is the `//` comments before the first statement, so that the file still pastes into Neo4j Browser:

    // Purpose, on one or more lines.
    //
    // Parameters
    //   actor: string — the actor's id. Example: "wagner-2023:wagner-group"
    //   on: date = null — in force on that date. Example: 2023-01-20
    // Columns
    //   name: string — the actor's name
    // Scan: why this query reads more than an index gives (optional)
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cypher.errors import InputError
from cypher.library.parameter import CHECKS, Parameter

PARAMETER = re.compile(
    r"(?P<name>[a-z][a-z0-9_]*): (?P<type>[a-z<>]+)(?: = (?P<default>.+?))? — "
    r"(?P<meaning>.+?)(?: Example: (?P<example>.+))?"
)
COLUMN = re.compile(r"(?P<name>[a-z][a-z0-9_]*): (?P<type>[a-z<>]+) — (?P<meaning>.+)")
SECTIONS = ("purpose", "blank", "Parameters", "Columns", "Scan")
COLUMN_TYPES = frozenset(
    {"string", "integer", "float", "boolean", "date", "datetime", "map"}
    | {f"list<{inner}>" for inner in ("string", "integer", "float", "boolean", "date", "map", "list<string>")}
)
# What can hold a `$` that names no parameter comes first: comments, strings, quoted names.
DOLLAR = re.compile(r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`|\$([A-Za-z_]\w*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Column:
    """What a query tells: one column of its answer."""

    name: str
    type: str
    meaning: str


class Head:
    """The head of a query file, taken line by line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.purpose: list[str] = []
        self.parameters: list[Parameter] = []
        self.columns: list[Column] = []
        self.scan: list[str] = []
        self.section = "purpose"

    def take(self, number: int, line: str) -> None:
        """One line of the head, without its `//`."""
        words = line.strip()
        if line in (" Parameters", " Columns"):
            if SECTIONS.index(words) <= SECTIONS.index(self.section):
                raise self.wrong(number, "purpose, Parameters, Columns and Scan come in this order, once each", words)
            self.section = words
        elif line.startswith(" Scan: ") and self.section == "Columns":
            self.section = "Scan"
            self.scan.append(words.removeprefix("Scan: "))
        elif not words:
            if self.section not in ("purpose", "blank"):
                raise self.wrong(number, "an empty line stands only after the purpose", line)
            self.section = "blank"
        elif self.section == "purpose":
            self.purpose.append(words)
        elif self.section == "Parameters" and line.startswith("   ") and line[3] != " ":
            self.parameters.append(self.parameter(number, words))
        elif self.section == "Columns" and line.startswith("   ") and line[3] != " ":
            self.columns.append(self.column(number, words))
        elif self.section == "Scan":
            self.scan.append(words)
        else:
            raise self.wrong(number, "neither purpose, parameter, column nor scan (an empty line ends the head)", words)

    def parameter(self, number: int, words: str) -> Parameter:
        """A line of the Parameters."""
        found = PARAMETER.fullmatch(words)
        if not found:
            raise self.wrong(number, "a parameter is `name: type = default — meaning. Example: value`", words)
        name, kind, default, meaning, example = found.group("name", "type", "default", "meaning", "example")
        if kind not in CHECKS:
            raise self.wrong(number, f"no type of a parameter; there are {', '.join(CHECKS)}", kind)
        if name in {parameter.name for parameter in self.parameters}:
            raise self.wrong(number, "a parameter stands twice", name)
        if default is None and example is None:
            raise self.wrong(number, "a parameter without a default needs an Example", name)
        values = [None if text is None else self.value(number, kind, text) for text in (default, example)]
        return Parameter(name, kind, meaning, default is None, *values)

    def value(self, number: int, kind: str, text: str) -> Any:
        """A default or an example, written as JSON, dates bare."""
        try:
            value = text if kind == "date" and text != "null" else json.loads(text)
            return None if value is None else CHECKS[kind](value)
        except (TypeError, ValueError):
            raise self.wrong(number, f"not of type {kind} (written as JSON, dates bare)", text) from None

    def column(self, number: int, words: str) -> Column:
        """A line of the Columns."""
        found = COLUMN.fullmatch(words)
        if not found:
            raise self.wrong(number, "a column is `name: type — meaning`", words)
        column = Column(*found.group("name", "type", "meaning"))
        if column.type not in COLUMN_TYPES:
            raise self.wrong(number, f"no type of a column; there are {', '.join(sorted(COLUMN_TYPES))}", column.type)
        if column.name in {known.name for known in self.columns}:
            raise self.wrong(number, "a column stands twice", column.name)
        return column

    def check(self, body: str, last: int) -> None:
        """Raise when the head says too little, or other parameters than the statement uses."""
        if not self.purpose:
            raise self.wrong(1, "the head's first line is to say what the query answers")
        if not self.columns:
            raise self.wrong(last, "the head names no Columns")
        used = {name for name in DOLLAR.findall(body) if name}
        declared = {parameter.name for parameter in self.parameters}
        if used - declared:
            raise self.wrong(last, "used but not declared", ", ".join(sorted(used - declared)))
        if declared - used:
            raise self.wrong(last, "declared but not used", ", ".join(sorted(declared - used)))

    def wrong(self, number: int, reason: str, value: object = None) -> InputError:
        """The error that says where the head is wrong."""
        return InputError(reason, file=self.path, line=number, value=value)
