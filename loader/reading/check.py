"""Reading a file without a graph: what was understood, rejected, skipped, and left over."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from cypher.errors import InputError
from loader.catalogue.input import Input
from loader.catalogue.source import Source
from loader.catalogue.template import list_as_text
from loader.model.row import Location
from loader.model.statement import Statement
from loader.reading.ledger import REJECTED
from loader.reading.stage import Reading, stage_input
from loader.spool import Spool

FIRST = 3
"""Examples of each reason are shown."""
QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|\b\d{4}-\d\d-\d\d\b|(?<=line )\d+")
LONGEST = 160
"""Characters of an example's value."""
Example = dict[str, str | int]


@dataclass(frozen=True)
class Reason:
    """Why rows were rejected or skipped, how many, and the first of them."""

    reason: str
    count: int
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class UnusedColumn:
    """A column that says something and that nobody reads: in how many rows, and the first text."""

    part: str
    column: str
    rows: int
    example: str


@dataclass(frozen=True)
class CheckReport:
    """What a file says to a source's reader; `rejected_whole` when it can't be believed at all."""

    source: str
    files: dict[str, str]
    rejected_whole: str | None
    rows: dict[str, int]
    rejections: int
    """What a load counts as rejected: of one row each actor and each statement by itself."""
    records: int
    statements: dict[str, int]
    rejected: tuple[Reason, ...]
    skipped: tuple[Reason, ...]
    marked: tuple[Reason, ...]
    left_over: tuple[UnusedColumn, ...]
    absent: tuple[str, ...]
    """Columns that the manifest names and no row has, as `part.column`."""
    elsewhere: dict[str, int]
    """Ends of statements that are other sources' records, by source: only the graph knows whether they are there."""


def check_input(source: Source, files: Input) -> CheckReport:
    """Read an input into a spool of its own and say what came of it; the graph is not asked and nothing is kept."""
    with tempfile.TemporaryDirectory(prefix="faultlines-") as folder, Spool(Path(folder) / "check.sqlite") as spool:
        whole: str | None = None
        reading = Reading()
        try:
            stage_input(spool, source, files, lambda count: None, watching=True, reading=reading)
            if source.manifest.reads == "snapshot":
                reject_nameless(spool, source, reading)
        except InputError as error:
            whole = str(error)
        return report(spool, source, files, reading, whole)


def reject_nameless(spool: Spool, source: Source, reading: Reading) -> None:
    """Reject the statements of a snapshot that name a record of its own which it does not describe, as a load would."""
    own = f"{source.id}:"
    for end in ("subject", "object"):
        where = f"substr({end}, 1, ?) = ? AND {end} NOT IN (SELECT id FROM read_record)"  # noqa: S608
        for file, line in spool.rows(f"SELECT file, line FROM read_statement WHERE {where}", (len(own), own)):  # noqa: S608
            reading.ledger.note(Location(file, line), REJECTED)
        spool.run(
            f"INSERT INTO refused SELECT file, line, {end}, ?, NULL, 0, id FROM read_statement WHERE {where}",  # noqa: S608
            ("names an actor that is not described", len(own), own),
        )
        spool.run(f"DELETE FROM read_statement WHERE {where}", (len(own), own))  # noqa: S608


def report(spool: Spool, source: Source, files: Input, reading: Reading, whole: str | None) -> CheckReport:
    """What the spool and the ledger have."""
    rows = reading.rows
    skipped = spool.rows("SELECT rule, count FROM skipped ORDER BY count DESC, rule")
    return CheckReport(
        source=source.id,
        files={part: str(files.shown(part)) for part in files.parts},
        rejected_whole=whole,
        rows={"read": rows.read, "stated": rows.stated, "rejected": rows.rejected, "skipped": rows.skipped},
        rejections=spool.number("SELECT count(*) FROM refused"),
        records=spool.number("SELECT count(*) FROM read_record"),
        statements=dict(sorted(statements(spool).items())),
        rejected=tuple(rejected(spool)),
        skipped=tuple(Reason(rule, count, tuple(places(reading, rule))) for rule, count in skipped),
        marked=tuple(Reason(rule, count, tuple(places(reading, rule))) for rule, count in reading.marked.items()),
        left_over=tuple(left_over(reading)),
        absent=reading.absent,
        elsewhere=dict(sorted(elsewhere(spool, source).items())),
    )


def statements(spool: Spool) -> Counter[str]:
    """How many statements of each type a load would make."""
    decode = msgspec.msgpack.Decoder(Statement).decode
    return Counter(decode(body).edge for (body,) in spool.rows("SELECT body FROM read_statement"))


def general(reason: str) -> str:
    """A reason without the values in it, so that rows with one fault are counted together."""
    return QUOTED.sub("…", reason)


def rejected(spool: Spool) -> Iterator[Reason]:
    """The reasons of rejected rows, the most frequent first."""
    counts: dict[str, int] = {}
    examples: dict[str, list[Example]] = {}
    for file, line, value, reason in spool.rows("SELECT file, line, value, reason FROM refused ORDER BY file, line"):
        name = general(reason)
        counts[name] = counts.get(name, 0) + 1
        if len(first := examples.setdefault(name, [])) < FIRST:
            first.append({"file": file, "line": line, "reason": reason, "value": value[:LONGEST]})
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        yield Reason(name, counts[name], tuple(examples[name]))


def places(reading: Reading, rule: str) -> Iterator[Example]:
    """The first places where a rule left something out."""
    for origin, value in reading.places.get(rule, ())[:FIRST]:
        yield {"file": origin.file, "line": origin.line, "value": value[:LONGEST]}


def left_over(reading: Reading) -> Iterator[UnusedColumn]:
    """The columns that nobody reads."""
    for part, columns in reading.ledger.columns.items():
        for column in columns.left_over:
            yield UnusedColumn(part, column, columns.filled[column], list_as_text(columns.example[column])[:LONGEST])


def elsewhere(spool: Spool, source: Source) -> dict[str, int]:
    """How many different records of other sources are named, by source."""
    counts: dict[str, int] = {}
    for (end,) in spool.rows("SELECT subject FROM read_statement UNION SELECT object FROM read_statement"):
        name = end.partition(":")[0]
        if name != source.id:
            counts[name] = counts.get(name, 0) + 1
    return counts


def report_as_object(report: CheckReport) -> dict[str, Any]:
    """The report as one object for programs."""
    from dataclasses import asdict

    return asdict(report) | {"believed": report.rejected_whole is None}
