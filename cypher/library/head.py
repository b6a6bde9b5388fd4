"""Reads the head of a .cypher file strictly: InputError names the file and the line of what is wrong.

A head is the `//` comments before the first statement, so that what is shown still pastes into Neo4j Browser:

    // Purpose, on one or more lines.
    //
    // uses: in-force                  fragments that the statement calls (optional; `cypher.library.fragment`)
    // access: write                   it writes: only for the program's own statements (optional)
    // empty: nobody owns anybody      what an answer without rows says (optional)
    // asks: Who owns {actor}?         its question, with blanks to fill in (optional; `cypher.library.question`)
    // repeat: until no new rows       it is asked again and again (optional; `cypher.library.repeat`)
    // Arguments
    //   r — the relationship          of a fragment alone
    // Parameters
    //   actor: actor — the actor's id; what the graph does not know of these, of sources, types and runs is an error.
    //   on: date = null — in force on that date. Example: 2023-01-20
    //   direction: string(in|out|both) = "both" — which way: one of a few words
    //   limit: integer(0..) = 50 — at most this many: from a number on, up to one (1..6) or both
    // Columns
    //   name: string — the actor's name
    //   share: float? — may be null
    // Scan: why this query reads more than an index gives (optional)
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cypher.errors import InputError, UsageError
from cypher.library.parameter import CHECKS, FOLDED, REFERENCES, Parameter, read_type
from cypher.library.question import Sentence, read_sentence
from cypher.library.repeat import GIVEN, UNTIL
from cypher.regular import read_regular

LONGEST = 1 << 20
"""Bytes of a query with its head."""
PARAMETER = re.compile(
    r"(?P<name>[a-z][a-z0-9_]*): (?P<type>[a-z<>]+(?:\([^()]+\))?)(?: = (?P<default>.+?))? — "
    r"(?P<meaning>.+?)(?: Example: (?P<example>.+))?"
)
COLUMN = re.compile(r"(?P<name>[a-z][a-z0-9_]*): (?P<type>[a-z<>]+)(?P<optional>\?)? — (?P<meaning>.+)")
ARGUMENT = re.compile(r"(?P<name>[a-z][a-z0-9_]*)(?: = (?P<default>.+?))? — (?P<meaning>.+)")
OPTION = re.compile(r" (?P<name>uses|access|repeat|empty|asks): (?P<value>.+)")
SECTIONS = ("purpose", "blank", "options", "Arguments", "Parameters", "Columns", "Scan")
TITLES = (" Arguments", " Parameters", " Columns")
PLAIN_TYPES = frozenset(
    {"string", "actor", "statement", "integer", "float", "boolean", "date", "datetime", "map", "any"}
)
COLUMN_TYPES = PLAIN_TYPES | {f"list<{inner}>" for inner in (PLAIN_TYPES - {"datetime"}) | {"list<string>"}}
# What can hold a `$` that names no parameter comes first: comments, strings, quoted names.
DOLLAR = re.compile(r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`|\$([A-Za-z_]\w*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an answer; an optional one may be null."""

    name: str
    type: str
    meaning: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Argument:
    """What stands for `@name` in a fragment: the text of a call, else the default."""

    name: str
    meaning: str
    default: str | None = None


class Head:
    """The head of a file, taken line by line; `last` is its number of lines."""

    def __init__(self, path: Path, *, examples: bool = True) -> None:
        self.path = path
        self.examples = examples
        self.purpose: list[str] = []
        self.options: dict[str, str] = {}
        self.arguments: list[Argument] = []
        self.parameters: list[Parameter] = []
        self.columns: list[Column] = []
        self.scan: list[str] = []
        self.section = "purpose"
        self.last = 0

    @classmethod
    def split(cls, path: Path, *, examples: bool = True) -> tuple[Head, list[str], str]:
        """A file's head, the head's lines, and the text after them; InputError for a file that is no such text."""
        try:
            text = read_regular(path, LONGEST).decode("utf-8").replace("\r\n", "\n")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"can't be read as UTF-8 text: {error}", file=path) from None
        head, lines = cls(path, examples=examples), text.split("\n")
        head.last = next((n for n, line in enumerate(lines) if not line.startswith("//")), len(lines))
        for number, line in enumerate(lines[: head.last], start=1):
            head.take(number, line[2:])
        body = "\n".join(lines[head.last :])
        if not body.strip():
            raise head.wrong(head.last, "no statement follows the head")
        if not head.purpose:
            raise head.wrong(1, "the first line of the head must say what the query answers")
        return head, lines[: head.last], body

    def take(self, number: int, line: str) -> None:
        """One line of the head, without its `//`."""
        words = line.strip()
        if line in TITLES:
            if SECTIONS.index(words) <= SECTIONS.index(self.section):
                order = "purpose, options, Arguments, Parameters, Columns and Scan come in this order, once each"
                raise self.wrong(number, order, words)
            self.section = words
        elif self.section in ("blank", "options") and (option := OPTION.fullmatch(line)):
            self.option(number, option["name"], option["value"].strip())
        elif line.startswith(" Scan: ") and self.section == "Columns":
            self.section = "Scan"
            self.scan.append(words.removeprefix("Scan: "))
        elif not words:
            if self.section not in ("purpose", "blank"):
                raise self.wrong(number, "an empty line is allowed only after the purpose", line)
            self.section = "blank"
        elif self.section == "purpose":
            self.purpose.append(words)
        elif self.section in ("Arguments", "Parameters", "Columns") and line.startswith("   ") and line[3] != " ":
            self.entry(number, words)
        elif self.section == "Scan":
            self.scan.append(words)
        else:
            raise self.wrong(number, "neither purpose, parameter, column nor scan (an empty line ends the head)", words)

    def option(self, number: int, name: str, value: str) -> None:
        """A line such as `access: write`."""
        self.section = "options"
        if name in self.options:
            raise self.wrong(number, "an option occurs twice", name)
        if name == "access" and value not in ("read", "write"):
            raise self.wrong(number, "access is read or write", value)
        if name == "repeat" and value != UNTIL:
            raise self.wrong(number, f"the only value is `repeat: {UNTIL}`", value)
        self.options[name] = value

    def entry(self, number: int, words: str) -> None:
        """A line of the section that has begun."""
        if self.section == "Arguments":
            self.arguments.append(self.argument(number, words))
        elif self.section == "Parameters":
            self.parameters.append(self.parameter(number, words))
        else:
            self.columns.append(self.column(number, words))

    def argument(self, number: int, words: str) -> Argument:
        """A line of the Arguments."""
        match = ARGUMENT.fullmatch(words)
        if not match:
            raise self.wrong(number, "an argument is `name — meaning` or `name = default — meaning`", words)
        if match["name"] in {argument.name for argument in self.arguments}:
            raise self.wrong(number, "an argument occurs twice", match["name"])
        if match["default"] is None and any(argument.default is not None for argument in self.arguments):
            raise self.wrong(number, "an argument without a default follows one that has one", match["name"])
        return Argument(match["name"], match["meaning"], match["default"])

    def parameter(self, number: int, words: str) -> Parameter:
        """A line of the Parameters."""
        match = PARAMETER.fullmatch(words)
        if not match:
            raise self.wrong(number, "a parameter is `name: type = default — meaning. Example: value`", words)
        name, declared, default, meaning, example = match.group("name", "type", "default", "meaning", "example")
        kind, domain = read_type(declared, name)
        if kind not in CHECKS:
            names = ", ".join((*CHECKS, *REFERENCES, FOLDED))
            raise self.wrong(number, f"not a type of parameter; choose from {names}", declared)
        if name in {parameter.name for parameter in self.parameters}:
            raise self.wrong(number, "a parameter occurs twice", name)
        if self.examples and default is None and example is None:
            raise self.wrong(number, "a parameter without a default needs an Example", name)
        values = [None if text is None else self.value(number, kind, text) for text in (default, example)]
        try:
            for value in values:
                if value is not None:
                    domain.check(name, value)
        except UsageError as error:
            raise self.wrong(number, str(error), words) from None
        return Parameter(name, kind, meaning, default is None, values[0], values[1], declared, domain)

    def value(self, number: int, kind: str, text: str) -> Any:
        """A default or an example, written as JSON, dates bare."""
        try:
            value = text if kind in ("date", "datetime") and text != "null" else json.loads(text)
            return None if value is None else CHECKS[kind](value)
        except (TypeError, ValueError):
            raise self.wrong(number, f"not of type {kind} (written as JSON, dates bare)", text) from None

    def column(self, number: int, words: str) -> Column:
        """A line of the Columns."""
        match = COLUMN.fullmatch(words)
        if not match:
            raise self.wrong(number, "a column is `name: type — meaning`, `type?` when it may be null", words)
        column = Column(match["name"], match["type"], match["meaning"], optional=match["optional"] is not None)
        if column.type not in COLUMN_TYPES:
            raise self.wrong(
                number, f"not a type of column; choose from {', '.join(sorted(COLUMN_TYPES))}", column.type
            )
        if column.name in {known.name for known in self.columns}:
            raise self.wrong(number, "a column occurs twice", column.name)
        return column

    def question(self) -> Sentence:
        """The question that the head asks; InputError when its blanks are not those of its parameters."""
        text = self.options.get("asks")
        try:
            return read_sentence(text, self.parameters) if text else ()
        except ValueError as error:
            raise self.wrong(self.last, str(error), text) from None

    def check_parameters(self, body: str, needed: Mapping[str, str]) -> None:
        """Raise when the statement and the fragments' needs (name and type) are not what the head declares."""
        declared = {parameter.name: parameter.type for parameter in self.parameters}
        for name, kind in needed.items():
            if declared.get(name, kind) != kind:
                raise self.wrong(self.last, f"a fragment needs it to be of type {kind}, not {declared[name]}", name)
        used = {name for name in DOLLAR.findall(body) if name} | needed.keys()
        if "repeat" in self.options:
            if lacking := [name for name in GIVEN if name not in used]:
                raise self.wrong(self.last, "a query that is repeated uses them", ", ".join(f"${n}" for n in lacking))
            used = (used - GIVEN.keys()) | (declared.keys() & {"limit"})
        if undeclared := used - declared.keys():
            raise self.wrong(self.last, "used but not declared", ", ".join(sorted(undeclared)))
        if unused := declared.keys() - used:
            raise self.wrong(self.last, "declared but not used", ", ".join(sorted(unused)))

    def wrong(self, number: int, reason: str, value: object = None) -> InputError:
        """The error that says where the file is wrong."""
        return InputError(reason, file=self.path, line=number, value=value)
