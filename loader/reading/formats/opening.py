"""Which of the formats a part has, and the rows of its file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cypher.regular import open_regular
from loader.catalogue.part import Format, Part
from loader.model.row import Progress, Rejected, Row

SUFFIXES: dict[str, Format] = {
    **dict.fromkeys((".csv", ".tsv", ".tab", ".txt"), "delimited"),
    **dict.fromkeys((".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"), "sheet"),
    **dict.fromkeys((".jsonl", ".ndjson", ".json"), "jsonl"),
    **dict.fromkeys((".parquet", ".pq"), "parquet"),
    ".xml": "xml",
}


UNEVEN = frozenset({"jsonl", "parquet", "json", "xml"})
"""Formats whose rows need not have the same columns."""


def format_of(part: Part, name: str) -> Format:
    """What a part is: as its manifest says, else as the file's name says, else delimited text."""
    written = part.format or SUFFIXES.get(Path(name).suffix.lower()) or "delimited"
    return "json" if written == "jsonl" and part.each and part.format is None else written


def open_rows(path: Path, part: Part, shown: Path) -> Iterator[Row | Rejected | Progress]:
    """The rows of a file; InputError, naming it as `shown`, when it is not what the manifest says."""
    open_regular(path, shown).close()
    # For start-up time, each format is imported when a file has it.
    match format_of(part, shown.name):
        case "delimited":
            from loader.reading.formats.delimited import read_delimited

            return read_delimited(path, part, shown)
        case "sheet":
            from loader.reading.formats.sheet import read_sheet

            return read_sheet(path, part, shown)
        case "jsonl":
            from loader.reading.formats.jsonl import read_jsonl

            return read_jsonl(path, part, shown)
        case "parquet":
            from loader.reading.formats.parquet import read_parquet

            return read_parquet(path, part, shown)
        case "xml" | "json" as written:
            from loader.reading.formats.document import read_document

            return read_document(path, part, shown, written)
