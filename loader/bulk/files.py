"""The files that `neo4j-admin database import` reads: CSV as it understands it, and the arguments that name them."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import IO, Any

from cypher.errors import InputError
from cypher.schema import PropertyType

BETWEEN = "\ufdd0"
"""Stands between the texts of a list: one of the code points that Unicode keeps out of every text."""
LEAST_BUFFER = 4 << 20
"""Characters that the import tool can take in one value unless told otherwise."""
TYPES: dict[PropertyType, str] = {
    "string": "string",
    "strings": "string[]",
    "float": "double",
    "integer": "long",
    "boolean": "boolean",
    "date": "date",
    "datetime": "datetime",
}
PYTHON_TYPES: dict[type, PropertyType] = {
    bool: "boolean",
    int: "integer",
    float: "float",
    str: "string",
    datetime: "datetime",  # before date, which it is too
    date: "date",
    list: "strings",
}


@dataclass
class Group:
    """Files with one header: rows on one line each, and rows with a line end inside a field.

    The import tool reads the first kind in pieces side by side, the second one after another.
    """

    header: str
    option: str
    files: dict[bool, IO[bytes]] = field(default_factory=dict)
    rows: int = 0


class ImportFiles:
    """Writes the files of one import into a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.groups: dict[str, Group] = {}
        self.longest = 0

    def __enter__(self) -> ImportFiles:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Bring everything to the disk."""
        for group in self.groups.values():
            for file in group.files.values():
                file.close()

    def nodes(self, name: str, labels: str, columns: Sequence[str], rows: Iterable[list[Any]]) -> None:
        """Add nodes, with their labels or a column `:LABEL`; a column is `name:type`, one of them `…:ID(group)`."""
        self.add(name, f"--nodes={labels}{'=' if labels else ''}", columns, list(rows))

    def relationships(self, name: str, edge: str, columns: Sequence[str], rows: Iterable[list[Any]]) -> None:
        """Add relationships; two columns are `:START_ID(group)` and `:END_ID(group)`."""
        self.add(name, f"--relationships={edge}=", columns, list(rows))

    def add(self, name: str, option: str, columns: Sequence[str], rows: list[list[Any]]) -> None:
        """Write rows of one header: None is nothing, lists are joined, everything else is text."""
        if not rows:
            return
        group = self.groups.get(name)
        if group is None:
            header = f"{name}-header.csv"
            self.folder.joinpath(header).write_text(",".join(columns) + "\n", "utf-8")
            group = self.groups[name] = Group(header, option)
        group.rows += len(rows)
        plain = [row for row in rows if "" not in row]
        buffer = StringIO()
        csv.writer(buffer, lineterminator="\n").writerows(plain)
        text = buffer.getvalue()
        if len(plain) == len(rows) and text.count("\n") == len(rows) and "\r" not in text:
            if len(text) > LEAST_BUFFER // 2:
                self.longest = max(self.longest, *map(len, text.split("\n")))
            self.file(group, name, several=False).write(text.encode())
            return
        for row in rows:
            line = ",".join(map(csv_quoted, row))
            self.longest = max(self.longest, len(line))
            self.file(group, name, several="\n" in line or "\r" in line).write(f"{line}\n".encode())

    def file(self, group: Group, name: str, *, several: bool) -> IO[bytes]:
        """The group's file for rows on one line, or on several."""
        if several not in group.files:
            group.files[several] = self.folder.joinpath(f"{name}-lines.csv" if several else f"{name}.csv").open("wb")
        return group.files[several]

    def arguments(self) -> list[str]:
        """The arguments of neo4j-admin that import the files, run in their folder."""
        several = [Path(file.name).name for group in self.groups.values() for kind, file in group.files.items() if kind]
        arguments = ["database", "import", "full", "neo4j", f"--array-delimiter=U+{ord(BETWEEN):04X}"]
        if several:
            arguments += ["--multiline-fields-format=v2", f"--multiline-fields={','.join(several)}"]
        if self.longest > LEAST_BUFFER // 2:
            arguments.append(f"--read-buffer-size={2 * self.longest}")
        for group in self.groups.values():
            names = [group.header, *(Path(file.name).name for file in group.files.values())]
            arguments.append(group.option + ",".join(names))
        return arguments


def csv_quoted(value: Any) -> str:
    """A value as a field: nothing is nothing, everything else stands in quotation marks, an empty text too."""
    if value is None:
        return ""
    return '"' + str(value).replace('"', '""') + '"'


def joined(texts: Sequence[str]) -> str | None:
    """A list as one field; InputError for a text with the code point that stands between them."""
    text = BETWEEN.join(texts)
    if text.count(BETWEEN) >= max(len(texts), 1):
        raise InputError("a name holds U+FDD0, which no text may: load it without --bulk", value=text[:200])
    return text or None


def column(name: str, kind: PropertyType) -> str:
    """A property's column."""
    return f"{name}:{TYPES[kind]}"


def as_field(value: Any) -> Any:
    """A value of the graph's as the import tool reads it."""
    match value:
        case bool():
            return "true" if value else "false"
        case datetime() | date():
            return value.isoformat()
        case list() | tuple():
            return joined(value)
        case dict():
            return json.dumps(value)
        case _:
            return value


def import_kind(value: Any) -> PropertyType:
    """The type that the import tool has to read a value as."""
    return next(kind for python, kind in PYTHON_TYPES.items() if isinstance(value, python))
