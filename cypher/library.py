"""Named queries: finds the .cypher files, reads their heads strictly, binds parameters; knows no server.

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

import datetime
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any

from cypher.errors import InputError, UsageError

SHIPPED = Path(__file__).with_name("queries")

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
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
class Parameter:
    """What a query wants to be told: its name, type, default and an example."""

    name: str
    type: str
    meaning: str
    required: bool
    default: Any = None
    example: Any = None


@dataclass(frozen=True, slots=True)
class Column:
    """What a query tells: one column of its answer."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Query:
    """One named query: a .cypher file and what its head says."""

    name: str
    folder: str
    purpose: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    text: str
    path: Path
    scan: str | None = None

    def bind(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Every parameter's value, checked and with defaults; UsageError for a missing, unknown or ill-typed one."""
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in given:
            if name not in known:
                takes = f"it takes {', '.join(known)}" if known else "it takes none"
                raise UsageError(f"{self.name} has no parameter {name!r}{meant(name, known)}; {takes}")
        bound = {}
        for parameter in self.parameters:
            if parameter.name in given:
                bound[parameter.name] = self._checked(parameter, given[parameter.name])
            elif parameter.required:
                raise UsageError(
                    f"{self.name} needs {parameter.name} ({parameter.type}): {parameter.meaning} "
                    f"Write for example {parameter.name}={shown(parameter.example)}"
                )
            else:
                bound[parameter.name] = parameter.default
        return bound

    def examples(self) -> dict[str, Any]:
        """The documented example of every parameter that has one and no default, so that the query can be tried."""
        return {p.name: p.example for p in self.parameters if p.required}

    def read(self, words: Iterable[str]) -> dict[str, Any]:
        """The bound parameters of a command line's `key=value` words."""
        known = {parameter.name: parameter for parameter in self.parameters}
        given: dict[str, Any] = {}
        for word in words:
            name, equals, text = word.partition("=")
            if not equals:
                raise UsageError(f"{word!r} is no parameter: write key=value")
            if name in given:
                raise UsageError(f"{name} is given twice")
            given[name] = read_value(known[name].type, text, f"{self.name}: {name}") if name in known else text
        return self.bind(given)

    def _checked(self, parameter: Parameter, value: Any) -> Any:
        if value is None:
            if parameter.required or parameter.default is not None:
                raise UsageError(f"{self.name}: {parameter.name} can't be null")
            return None
        try:
            return CHECKS[parameter.type](value)
        except (TypeError, ValueError):
            raise UsageError(f"{self.name}: {parameter.name} must be of type {parameter.type}, not {value!r}") from None


class Library:
    """All named queries, by name."""

    def __init__(self, queries: Iterable[Query]) -> None:
        found: dict[str, Query] = {}
        for query in queries:
            twin = found.setdefault(query.name, query)
            if twin is not query:
                raise InputError(f"there is a query of that name already: {twin.path}", file=query.path)
        self.queries = MappingProxyType(dict(sorted(found.items(), key=lambda item: (item[1].folder, item[0]))))

    @classmethod
    def load(cls, folders: Iterable[Path] = ()) -> Library:
        """The product's queries and those in a person's own folders."""
        return cls(query for folder in (SHIPPED, *folders) for query in read_folder(folder))

    def find(self, name: str) -> Query:
        """The query of that name; UsageError with the closest name when there is none."""
        query = self.queries.get(name)
        if query is None:
            raise UsageError(f"no query is called {name!r}{meant(name, self.queries)}; faultlines queries lists them")
        return query

    def __iter__(self) -> Iterator[Query]:
        return iter(self.queries.values())

    def __len__(self) -> int:
        return len(self.queries)


def read_folder(folder: Path) -> Iterator[Query]:
    """The queries in a folder and the folders in it."""
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder of queries")
    for path in sorted(folder.rglob("*.cypher")):
        inside = path.relative_to(folder).parts[:-1]
        yield read_query(path, inside[0] if inside else folder.name)


def read_query(path: Path, folder: str) -> Query:
    """A query from its file; InputError names file and line of what is wrong with the head."""
    try:
        text = path.read_text("utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"can't be read as UTF-8 text: {error}", file=path) from None
    if not NAME.fullmatch(path.stem):
        raise InputError("a query's name is small letters and digits joined by hyphens", file=path, value=path.stem)
    head = Head(path)
    lines = text.split("\n")
    count = next((i for i, line in enumerate(lines) if not line.startswith("//")), len(lines))
    for number, line in enumerate(lines[:count], start=1):
        head.take(number, line[2:])
    body = "\n".join(lines[count:]).strip()
    if not body:
        raise InputError("no statement follows the head", file=path, line=count)
    head.check(body, count)
    return Query(
        path.stem,
        folder,
        " ".join(head.purpose),
        tuple(head.parameters),
        tuple(head.columns),
        text,
        path,
        " ".join(head.scan) or None,
    )


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


def exactly(kind: type) -> Callable[[Any], Any]:
    """A check that lets only values of that very type pass."""

    def check(value: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(value)
        return value

    return check


def check_string(value: Any) -> str:
    """A text that can be written as UTF-8."""
    text = str(exactly(str)(value))
    text.encode("utf-8")
    return text


def check_integer(value: Any) -> int:
    """A whole number of at most 64 bits, all that the server takes."""
    number = int(exactly(int)(value))
    if not -(2**63) <= number < 2**63:
        raise ValueError(value)
    return number


def check_float(value: Any) -> float:
    """A number that is no boolean."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(value)
    return float(value)


def check_date(value: Any) -> datetime.date:
    """A date, or the ISO text of one."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        return datetime.date.fromisoformat(value)
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    raise TypeError(value)


def check_list(inner: Callable[[Any], Any]) -> Callable[[Any], list[Any]]:
    """A check for a list, tuple or set whose items all pass."""

    def check(value: Any) -> list[Any]:
        if not isinstance(value, list | tuple | set | frozenset):
            raise TypeError(value)
        return [inner(item) for item in value]

    return check


CHECKS: dict[str, Callable[[Any], Any]] = {
    "string": check_string,
    "integer": check_integer,
    "float": check_float,
    "boolean": exactly(bool),
    "date": check_date,
    "list<string>": check_list(check_string),
    "list<integer>": check_list(check_integer),
}


def read_value(kind: str, text: str, where: str) -> Any:
    """A value from a command line: as JSON, or as it stands; lists also separated by commas."""
    if kind == "string":
        return text
    if text == "null":
        return None
    try:
        if kind == "date":
            return check_date(text)
        if kind.startswith("list<") and not text.lstrip().startswith("["):
            words = [word.strip() for word in text.split(",") if word.strip()]
            return CHECKS[kind](words if kind == "list<string>" else [int(word) for word in words])
        return CHECKS[kind](json.loads(text))
    except (TypeError, ValueError):
        form = " (YYYY-MM-DD)" if kind == "date" else ""
        raise UsageError(f"{where} must be of type {kind}{form}, not {text!r}") from None


def shown(value: Any) -> str:
    """A value as a person writes it on the command line."""
    if isinstance(value, list):
        return ",".join(map(str, value))
    return str(value) if isinstance(value, str | datetime.date) else json.dumps(value, ensure_ascii=False)


def meant(name: str, known: Iterable[str]) -> str:
    """The question whether the closest known name was meant, or nothing."""
    close = get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"; did you mean {close[0]}?" if close else ""
