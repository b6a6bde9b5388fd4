"""Reading a source into the spool: every row is stated, rejected or skipped by a named rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec
from msgspec import structs

from cypher.errors import InputError
from cypher.names import mixed_script
from cypher.schema import HIDDEN_SCHEMES
from loader.catalogue.input import Input
from loader.catalogue.source import Source
from loader.model.identifiers import normal
from loader.model.record import Record
from loader.model.row import Location, Merged, Progress, Rejected, RowError, Skipped
from loader.model.statement import Statement
from loader.reading.bounds import check_record, check_statement, properties_of
from loader.reading.input import AuditedInput, audited
from loader.reading.ledger import REJECTED, SKIPPED, STATED, RowAudit, RowCounts
from loader.reading.reader import read_input
from loader.spool import Spool

BATCH = 5000
encode = msgspec.msgpack.Encoder().encode
Advance = Callable[[int], None]
LONGEST_REASON, LONGEST_VALUE = 500, 2000
"""Characters that are kept of a rejected row: a field may be a million long."""
MOST_REJECTED = 20
"""Rows of a file that may be rejected although no more are understood: past this it is a fault of the file."""
MIXED = "a word mixes letters of alphabets that look alike"
SHOWN = 5
"""Places that are kept of each rule by which rows were skipped."""


@dataclass
class Reading:
    """What was read: rows and what became of them, statements by type, places of what was skipped, the ledger."""

    ledger: RowAudit = field(default_factory=RowAudit)
    statements: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    places: dict[str, list[tuple[Location, str]]] = field(default_factory=dict)
    absent: tuple[str, ...] = ()
    """Columns that the manifest names and no row has, as `part.column`."""
    marked: Counter[str] = field(default_factory=Counter)
    """What is stated and should be looked at, by reason."""

    @property
    def rows(self) -> RowCounts:
        """How many rows there were, and what became of them."""
        return self.ledger.rows()

    def skip(self, skipped: Skipped) -> None:
        """Count what was left out by a rule, and keep the first places."""
        self.skipped[skipped.rule] += 1
        self.show(skipped.rule, skipped.origin, skipped.value)

    def mark(self, origin: Location, record: Record) -> None:
        """Count a record one of whose names mixes alphabets that look alike."""
        for name in filter(mixed_script, record.names or (record.name,)):
            self.marked[MIXED] += 1
            self.show(MIXED, origin, name)

    def show(self, rule: str, origin: Location, value: str) -> None:
        """Keep one of the first places of a rule."""
        places = self.places.setdefault(rule, [])
        if len(places) < SHOWN:
            places.append((origin, value[:LONGEST_VALUE]))


class SpoolBuffer:
    """Rows on their way into the spool, put there a batch at a time."""

    def __init__(self, spool: Spool, source: Source) -> None:
        self.spool, self.source = spool, source.id
        self.properties = properties_of(source.manifest.edge_types())
        self.records: list[tuple[object, ...]] = []
        self.statements: list[tuple[object, ...]] = []
        self.rejected: list[tuple[object, ...]] = []
        self.ties: set[tuple[str, str, str]] = set()

    def put(self, origin: Location, stated: Record | Statement) -> None:
        """Take what the source says; a reader that speaks for another source is a fault in the reader."""
        if stated.source != self.source:
            raise InputError(
                f"the reader of {self.source} speaks for {stated.source}", file=origin.file, line=origin.line
            )
        if isinstance(stated, Statement):
            check_statement(stated, self.properties.get(stated.type, {}))
            row = (
                stated.statement,
                stated.hash,
                stated.subject,
                stated.object,
                encode(stated),
                origin.file,
                origin.line,
            )
            self.statements.append(row)
            if len(self.statements) >= BATCH:
                self.flush()
            return
        hidden = {text.partition(":")[0] for text in stated.identifiers} & HIDDEN_SCHEMES
        if hidden:
            raise InputError(f"{', '.join(hidden)} is never kept", file=origin.file, line=origin.line)
        check_record(stated)
        self.records.append((stated.id, stated.hash, encode(stated), origin.file, origin.line))
        if len(self.records) >= BATCH:
            self.flush()

    def reject(self, rejected: Rejected) -> None:
        """Take a row that can't be believed."""
        value, reason = rejected.value[:LONGEST_VALUE], rejected.reason
        if len(reason) > LONGEST_REASON:
            reason = reason[:LONGEST_REASON] + "…"
        place = (rejected.origin.file, rejected.origin.line, value, reason)
        self.rejected.append((*place, rejected.record, rejected.describes, rejected.statement))
        if rejected.record:
            self.ties.update((rejected.record, tie.type, tie.end) for tie in rejected.ties)
        if len(self.rejected) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Put everything into the spool."""
        self.spool.add("read_record", self.records)
        self.spool.add("read_statement", self.statements)
        self.spool.add("refused", self.rejected)
        self.spool.db.executemany("INSERT OR IGNORE INTO protected_tie VALUES (?, ?, ?)", self.ties)
        self.records, self.statements, self.rejected, self.ties = [], [], [], set()


def stage_input(
    spool: Spool,
    source: Source,
    files: Input,
    advance: Advance,
    *,
    watching: bool = False,
    reading: Reading | None = None,
) -> Reading:
    """Read all that the input says into the spool; InputError when the input as a whole can't be believed.

    Each row that a format hands out has to come back stated, rejected or skipped. `watching` notes unread columns too;
    `reading` is one's own to look at when the input is not believed.
    """
    reading = reading or Reading()
    reading.ledger.watching = watching
    issued = audited(source.manifest, files, reading.ledger)
    stage_rows(SpoolBuffer(spool, source), source, issued, reading, advance)
    reading.absent = tuple(
        f"{part}.{column}"
        for part, there in reading.ledger.there.items()
        if there
        for column in source.manifest.parts[part].lacking(there)
    )
    if lost := reading.ledger.lost():
        reason = f"the reader of {source.id} lost this row: it neither stated, rejected nor skipped it"
        raise InputError(reason, file=lost.file, line=lost.line)
    spool.add("skipped", list(reading.skipped.items()))
    spool.script("read-indexes")
    key_by_start(spool)
    for what in ("record", "statement"):
        for file, line in reject_repeated(spool, what):
            reading.ledger.note(Location(file, line), REJECTED)
    reject_empty(spool, source, files)
    reject_mostly_rejected(spool, reading.ledger)
    return reading


def stage_rows(buffer: SpoolBuffer, source: Source, files: AuditedInput, reading: Reading, advance: Advance) -> None:
    """Take all that the reader gives, noting for each row what became of it."""
    note, watching = reading.ledger.note, reading.ledger.watching
    for outcome in read_input(source, files):
        if isinstance(outcome, tuple):
            origin, what = outcome
            if isinstance(what, Record) and what.identifiers:
                what = with_normal_identifiers(reading, origin, what)
            try:
                buffer.put(origin, what)
            except RowError as error:
                buffer.reject(rejection(origin, what, str(error)))
                note(origin, REJECTED)
                continue
            note(origin, STATED)
            if isinstance(what, Statement):
                reading.statements[what.edge] += 1
            elif watching:
                reading.mark(origin, what)
            continue
        match outcome:
            case Merged(origin):
                note(origin, STATED)
            case Rejected():
                buffer.reject(outcome)
                note(outcome.origin, REJECTED)
            case Skipped():
                reading.skip(outcome)
                note(outcome.origin, SKIPPED)
            case Progress(bytes):
                advance(bytes)
    buffer.flush()


def with_normal_identifiers(reading: Reading, origin: Location, record: Record) -> Record:
    """The record with its identifiers in their normal form; those that are none are counted, by reason."""
    kept = []
    for identifier in record.identifiers:
        plain, reason = normal(identifier)
        kept.append(plain)
        if reason:
            reading.skip(Skipped(origin, reason, identifier))
    identifiers = tuple(sorted({*kept}))
    return record if identifiers == record.identifiers else structs.replace(record, identifiers=identifiers)


def rejection(origin: Location, what: Record | Statement, reason: str) -> Rejected:
    """A record or statement that was read and can't be kept; it protects what it would have said."""
    if isinstance(what, Statement):
        value = f"{what.type} {what.subject} {what.object}"
        return Rejected(origin=origin, reason=reason, value=value, statement=what.statement)
    return Rejected(origin=origin, reason=reason, value=f"{what.key} {what.name}", record=what.id)


def key_by_start(spool: Spool) -> None:
    """Tell the spells of one pair apart by their start, where the source has no key for them.

    The earliest keeps its identity, so that a spell which a later edition adds leaves it as it is.
    """
    decode = msgspec.msgpack.Decoder(Statement).decode
    several = "SELECT id FROM read_statement GROUP BY id HAVING count(DISTINCT hash) > 1"
    for (statement,) in list(spool.rows(several)):
        rows = list(spool.rows("SELECT rowid, hash, body FROM read_statement WHERE id = ?", (statement,)))
        spells = [(rowid, said_hash, decode(body)) for rowid, said_hash, body in rows]
        starts = {(spell.valid_from or "", said_hash) for _, said_hash, spell in spells}
        if any(spell.key for *_, spell in spells) or len({start for start, _ in starts}) < len(starts):
            continue
        first, _ = min(starts)
        for rowid, _, spell in spells:
            if spell.valid_from and spell.valid_from != first:
                keyed = structs.replace(spell, key=spell.valid_from)
                spool.run(
                    "UPDATE read_statement SET id = ?, body = ? WHERE rowid = ?",
                    (keyed.statement, encode(keyed), rowid),
                )


def reject_repeated(spool: Spool, what: str) -> list[tuple[str, int]]:
    """Skip rows that say the same again; reject those that say different things under one key: their places."""
    table = f"read_{what}"
    twice = f"SELECT id FROM {table} GROUP BY id HAVING count(*) > 1"  # noqa: S608
    if not spool.number(f"SELECT EXISTS ({twice})"):
        return []
    again = spool.run(
        f"DELETE FROM {table} WHERE id IN ({twice}) AND rowid NOT IN "  # noqa: S608
        f"(SELECT min(rowid) FROM {table} WHERE id IN ({twice}) GROUP BY id, hash)"
    )
    if again:
        spool.run(
            "INSERT INTO skipped VALUES (?, ?) ON CONFLICT (rule) DO UPDATE SET count = count + excluded.count",
            (f"the same {what} again", again),
        )
    places = [(row[0], row[1]) for row in spool.rows(f"SELECT file, line FROM {table} WHERE id IN ({twice})")]  # noqa: S608
    protects = "id, 1, NULL" if what == "record" else "NULL, NULL, id"
    spool.run(
        f"INSERT INTO refused SELECT file, line, id, ?, {protects} FROM {table} WHERE id IN ({twice})",  # noqa: S608
        (f"two rows say different things under one key: give each {what} a key of its own",),
    )
    spool.run(f"DELETE FROM {table} WHERE id IN ({twice})")  # noqa: S608
    return places


def reject_mostly_rejected(spool: Spool, ledger: RowAudit) -> None:
    """Raise InputError when one of several files is not believed, however much the others say."""
    for name, rejected, understood in ledger.mostly_rejected(MOST_REJECTED):
        first = "SELECT line, value, reason FROM refused WHERE file = ? ORDER BY rowid LIMIT 1"
        line, value, reason = next(spool.rows(first, (name,)))
        words = f"{rejected} rows rejected and {understood} understood"
        raise InputError(words, file=name, line=line, value=f"{reason}: {value}")


def reject_empty(spool: Spool, source: Source, input_files: Input) -> None:
    """Raise InputError when nothing was understood, or less than half."""
    understood = spool.number("SELECT count(*) FROM read_record") + spool.number("SELECT count(*) FROM read_statement")
    rejected = spool.number("SELECT count(*) FROM refused")
    if understood and rejected <= max(understood, MOST_REJECTED):
        return
    first = next(spool.rows("SELECT file, line, value, reason FROM refused ORDER BY rowid LIMIT 1"), None)
    if first is None:
        files = ", ".join(str(input_files.shown(part)) for part in input_files.parts)
        raise InputError(f"nothing in it that {source.id} understands", file=files)
    file, line, value, reason = first
    raise InputError(
        f"{rejected} rows rejected and {understood} understood", file=file, line=line, value=f"{reason}: {value}"
    )
