"""A manifest's entries with all that belongs to them: queries and codes beside it, what it has of another source."""

from __future__ import annotations

import csv
import logging
import re
from functools import cache
from pathlib import Path
from typing import Any

from cypher import log
from cypher.regular import read_regular
from loader.catalogue.entries import LARGEST, read_entries
from loader.catalogue.part import RENAMED, Strict
from loader.catalogue.places import LONGEST_ID, SOURCE_ID, file_of_source

WHEN = re.compile(r"^(?:schedule|expected|from):.*\n(?:[ \t]+.*\n|[ \t]*\n(?=[ \t]))*", re.MULTILINE)
"""The manifest's entries that say when and where from, not what: a change of them is no change of the reader."""
BEGIN = re.compile(r"^CREATE VIEW (\w+) AS\b", re.MULTILINE | re.IGNORECASE)
"""Where a view begins in views.sql."""


class CodeTable(Strict):
    """A table of codes beside a manifest: its columns, the first of which is the code, and its rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def entries_with_files(path: Path) -> tuple[str, dict[str, Any]]:
    """The text of a manifest with all that belongs to it, and its entries with views and codes in their places."""
    text, entries = read_entries(path)
    rename_entries(entries.get("parts"), path)
    return WHEN.sub("", text) + add_queries(entries, path) + add_tables(entries, path), entries


def inherit_entries(entries: dict[str, Any], path: Path) -> str:
    """Give a manifest what it has of the source that it is like; the text of that one."""
    other = entries.get("like")
    if not (isinstance(other, str) and SOURCE_ID.fullmatch(other) and len(other) <= LONGEST_ID):
        return ""
    place = file_of_source(other, "manifest.yaml", path.parent)
    if place is None or place == path:
        raise ValueError(f"like: there is no other source {other!r}")
    text, model = entries_with_files(place)
    if "like" in model:
        raise ValueError(f"like: {other} is itself like {model['like']}: name that one")
    shared, own = as_dict(model.get("parts")), as_dict(entries.get("parts"))
    # Where a file comes from is each source's own.
    shared = {
        name: {key: value for key, value in as_dict(part).items() if key != "from"} for name, part in shared.items()
    }
    entries["parts"] = {name: {**shared.get(name, {}), **as_dict(own[name])} for name in own} if own else shared
    entries.setdefault("types", as_dict(model.get("types")))
    for entry in ("views", "tables"):
        entries[entry] = {**as_dict(model.get(entry)), **as_dict(entries.get(entry))}
    if place.with_name("reader.py").exists() and not path.with_name("reader.py").exists():
        entries.setdefault("reader", other)
    return text


def rename_entries(parts: Any, path: Path) -> None:
    """Give entries with a former name their present one, with a warning; ValueError where a part has both."""
    for name, part in parts.items() if isinstance(parts, dict) else ():
        for old, new in RENAMED.items() if isinstance(part, dict) else ():
            if old not in part:
                continue
            if new in part:
                raise ValueError(f"parts.{name}: {old} is the former name of {new}: keep only {new}")
            part[new] = part.pop(old)
            warn_renamed(path, f"parts.{name}.{old}", new)


@cache
def warn_renamed(path: Path, entry: str, new: str) -> None:
    """Say once in a process that an entry has a new name: a scheduler reads a manifest again and again."""
    log.event(f"{path}: {entry} is now called {new}", level=logging.WARNING)


def add_queries(entries: dict[str, Any], path: Path) -> str:
    """Give each view of a manifest its query from views.sql beside it, whose text it returns."""
    try:
        text = read_regular(path.with_name("views.sql"), LARGEST).decode("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"views.sql can't be read: {error}") from None
    before, *pieces = BEGIN.split(text)
    if before.strip() and any(line.strip() and not line.startswith("--") for line in before.splitlines()):
        raise ValueError("views.sql: it consists of `CREATE VIEW name AS SELECT …;`, each at the beginning of a line")
    views = entries.setdefault("views", {})
    written = {}
    for name, query in zip(pieces[::2], pieces[1::2], strict=True):
        view = views.pop(name, None) if isinstance(views, dict) else None
        if name in written or (isinstance(view, dict) and "sql" in view):
            raise ValueError(f"views.sql: there are two queries for {name}")
        written[name] = {**(view or {}), "sql": query}
    entries["views"] = {**written, **views}
    return text


def add_tables(entries: dict[str, Any], path: Path) -> str:
    """Put what a table of codes has in place of each `map: table.column`; the text of all tables."""
    tables = entries.get("tables")
    if not isinstance(tables, dict):
        return ""
    texts = {name: read_codes(path, str(file)) for name, file in tables.items()}
    entries["tables"] = {name: table for name, (_, table) in texts.items()}
    codes = {
        f"{name}.{column}": {row[0]: row[place] for row in table.rows}
        for name, (_, table) in texts.items()
        for place, column in enumerate(table.columns)
        if place
    }
    for mapped in (*as_dict(entries.get("parts")).values(), *as_dict(entries.get("views")).values()):
        for blocks in (as_dict(mapped).get("actors"), as_dict(mapped).get("statements")):
            for block in blocks if isinstance(blocks, list) else [blocks]:
                for values in as_dict(block).values():
                    for value in values if isinstance(values, list) else [values]:
                        if isinstance(value, dict) and isinstance(value.get("map"), str):
                            if value["map"] not in codes:
                                raise ValueError(f"map: {value['map']!r} is none of {', '.join(sorted(codes))}")
                            value["map"] = codes[value["map"]]
    return "".join(text for text, _ in texts.values())


def as_dict(value: Any) -> dict[str, Any]:
    """What may be a mapping, as one."""
    return value if isinstance(value, dict) else {}


def read_codes(path: Path, file: str) -> tuple[str, CodeTable]:
    """The text of a table of codes beside a manifest, and the table."""
    if Path(file).name != file:
        raise ValueError(f"tables: {file!r} is no file of this folder")
    try:
        text = read_regular(path.with_name(file), LARGEST).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"tables: {file} can't be read: {error}") from None
    header, *rows = [[cell.strip() for cell in row] for row in csv.reader(text.splitlines()) if row] or [[]]
    for row in rows:
        if len(row) != len(header):
            raise ValueError(f"tables: {file}: {len(row)} columns where {len(header)} are expected: {','.join(row)}")
    if len({row[0] for row in rows}) < len(rows) or len({*header}) < len(header) or len(header) < 2:
        raise ValueError(f"tables: {file}: a code or a column occurs twice, or there is no column beside the codes")
    return text, CodeTable(columns=tuple(header), rows=tuple(map(tuple, rows)))
