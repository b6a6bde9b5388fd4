"""Reading a source into the spool: every row is stated, refused or skipped by a named rule."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from cypher.errors import InputError
from cypher.schema import HIDDEN_SCHEMES
from loader.record import Record
from loader.row import Origin, Passed, Refused, Skipped
from loader.source import Input, Source
from loader.spool import Spool
from loader.statement import Statement

BATCH = 5000
encode = msgspec.msgpack.Encoder().encode
Advance = Callable[[int], None]


class Tray:
    """Rows on their way into the spool, put there a batch at a time."""

    def __init__(self, spool: Spool, source: str) -> None:
        self.spool, self.source = spool, source
        self.records: list[tuple[object, ...]] = []
        self.statements: list[tuple[object, ...]] = []
        self.refused: list[tuple[object, ...]] = []

    def put(self, origin: Origin, said: Record | Statement) -> None:
        """Take what the source says; a reader that speaks for another source is a fault in the reader."""
        if said.source != self.source:
            raise InputError(
                f"the reader of {self.source} speaks for {said.source}", file=origin.file, line=origin.line
            )
        if isinstance(said, Statement):
            row = (said.statement, said.hash, said.subject, said.object, encode(said), origin.file, origin.line)
            self.statements.append(row)
            if len(self.statements) >= BATCH:
                self.flush()
            return
        hidden = {text.partition(":")[0] for text in said.identifiers} & HIDDEN_SCHEMES
        if hidden:
            raise InputError(f"{', '.join(hidden)} is never kept", file=origin.file, line=origin.line)
        self.records.append((said.id, said.hash, encode(said), origin.file, origin.line))
        if len(self.records) >= BATCH:
            self.flush()

    def refuse(self, said: Refused) -> None:
        """Take a row that can't be believed."""
        place = (said.origin.file, said.origin.line, said.value, said.reason)
        self.refused.append((*place, said.record, said.type, said.statement))

    def flush(self) -> None:
        """Put everything into the spool."""
        self.spool.add("read_record", self.records)
        self.spool.add("read_statement", self.statements)
        self.spool.add("refused", self.refused)
        self.records, self.statements, self.refused = [], [], []


def read_source(spool: Spool, source: Source, given: Input, advance: Advance) -> None:
    """Read all that the input says into the spool; InputError when the input as a whole can't be believed."""
    tray = Tray(spool, source.id)
    skipped: dict[str, int] = {}
    for said in source.read(given):
        match said:
            case Passed(bytes):
                advance(bytes)
            case Refused():
                tray.refuse(said)
            case Skipped(_, rule):
                skipped[rule] = skipped.get(rule, 0) + 1
            case (origin, what):
                tray.put(origin, what)
    tray.flush()
    spool.add("skipped", list(skipped.items()))
    spool.run("CREATE INDEX read_record_id ON read_record (id, hash)")
    spool.run("CREATE INDEX read_statement_id ON read_statement (id, hash)")
    drop_repeated(spool, "record")
    drop_repeated(spool, "statement")
    refuse_empty(spool, source)


def drop_repeated(spool: Spool, what: str) -> None:
    """Skip rows that say the same again; refuse all rows that say different things under one key."""
    table = f"read_{what}"
    twice = f"SELECT id FROM {table} GROUP BY id HAVING count(*) > 1"  # noqa: S608
    if not spool.number(f"SELECT EXISTS ({twice})"):
        return
    again = spool.run(
        f"DELETE FROM {table} WHERE id IN ({twice}) AND rowid NOT IN "  # noqa: S608
        f"(SELECT min(rowid) FROM {table} WHERE id IN ({twice}) GROUP BY id, hash)"
    )
    if again:
        spool.run(
            "INSERT INTO skipped VALUES (?, ?) ON CONFLICT (rule) DO UPDATE SET count = count + excluded.count",
            (f"the same {what} again", again),
        )
    protects = "id, NULL, NULL" if what == "record" else "NULL, NULL, id"
    spool.run(
        f"INSERT INTO refused SELECT file, line, id, ?, {protects} FROM {table} WHERE id IN ({twice})",  # noqa: S608
        (f"two rows say different things under one key: give each {what} a key of its own",),
    )
    spool.run(f"DELETE FROM {table} WHERE id IN ({twice})")  # noqa: S608


def refuse_empty(spool: Spool, source: Source) -> None:
    """Raise InputError when nothing was understood, or less than half."""
    understood = spool.number("SELECT count(*) FROM read_record") + spool.number("SELECT count(*) FROM read_statement")
    refused = spool.number("SELECT count(*) FROM refused")
    if understood and refused <= max(understood, 20):
        return
    first = next(spool.rows("SELECT file, line, value, reason FROM refused ORDER BY rowid LIMIT 1"), None)
    if first is None:
        raise InputError(f"nothing in it that {source.id} understands")
    file, line, value, reason = first
    raise InputError(
        f"{refused} rows refused and {understood} understood", file=file, line=line, value=f"{reason}: {value}"
    )
