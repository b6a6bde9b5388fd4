"""Reading a source without a graph: what came of it, as plain values that can be compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import yaml

from loader.catalogue.input import Input
from loader.catalogue.source import open_source as read_folder
from loader.model.record import Record
from loader.model.statement import Statement
from loader.reading.stage import stage_input
from loader.spool import Spool


@dataclass(frozen=True)
class Read:
    """What one reading gave."""

    records: dict[str, Record]
    statements: list[Statement]
    rejected: list[tuple[str, int, str, str]]
    skipped: dict[str, int]
    rows: tuple[int, int, int, int]
    protected: set[str]

    @property
    def shown(self) -> str:
        """All records as they may be shown: without the years of birth, which tell persons apart and nothing else."""
        return repr([msgspec.structs.replace(record, birth_years=()) for record in self.records.values()])

    @property
    def edges(self) -> Counter[tuple[str, str, str]]:
        """Type, subject and object of each statement."""
        return Counter((said.type, said.subject, said.object) for said in self.statements)

    @property
    def content(self) -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
        """What a load would compare: ids and hashes of records and statements."""
        return (
            frozenset((name, record.hash) for name, record in self.records.items()),
            frozenset((said.statement, said.hash) for said in self.statements),
        )


def read(folder: Path, files: Mapping[str, Path], spool: Path) -> Read:
    """Read files as the source in a folder."""
    source = read_folder(folder)
    with Spool(spool) as kept:
        reading = stage_input(kept, source, Input(dict(files)), lambda count: None)
        records = [msgspec.msgpack.decode(row[0], type=Record) for row in kept.rows("SELECT body FROM read_record")]
        said = [msgspec.msgpack.decode(row[0], type=Statement) for row in kept.rows("SELECT body FROM read_statement")]
        rejected: Any = list(kept.rows("SELECT file, line, reason, value FROM refused ORDER BY file, line"))
        protected = {row[0] for row in kept.rows("SELECT coalesce(record, statement) FROM refused")}
        skipped: Any = dict(kept.rows("SELECT rule, count FROM skipped"))
    rows = reading.rows
    return Read(
        {record.id: record for record in records},
        said,
        rejected,
        skipped,
        (rows.read, rows.stated, rows.rejected, rows.skipped),
        protected - {None},
    )


def manifest(folder: Path, name: str, text: str) -> Path:
    """The folder of a source with this manifest; title and publisher are always the same."""
    where = folder / "sources" / name.replace("-", "_")
    where.mkdir(parents=True, exist_ok=True)
    said = {"title": name, "publisher": "nobody"} | yaml.safe_load(text)
    (where / "manifest.yaml").write_text(yaml.safe_dump(said, allow_unicode=True, sort_keys=False), "utf-8")
    return where
