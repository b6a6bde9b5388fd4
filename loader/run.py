"""One run of one source: read, state, diff, spool, write, withdraw, record."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from cypher.errors import FaultlinesError, InputError, UsageError
from cypher.graph import Graph
from cypher.schema import RunStatus
from cypher.settings import Settings
from loader import archive, diff, identity, journal
from loader.diff import Difference
from loader.reading import read_source
from loader.source import Input, Source, find_source
from loader.spool import Spool
from loader.writer import Stamp, Writer

SHIPPED = ("states", "authorities", "wagner-2023", "ofac-sample")
"""What the product brings, in the order in which it is loaded."""

DATE_IN_NAME = re.compile(r"(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?=\D|\d{6}|$)")
FIRST = 10
"""How many differences of each kind a dry run shows."""


class Watch(Protocol):
    """Someone who is told how far a run is."""

    def phase(self, name: str, total: int | None = None) -> None:
        """A phase begins, of so many bytes or rows."""

    def advance(self, count: int) -> None:
        """So many bytes or rows are done."""


class Quiet:
    """Nobody watches."""

    def phase(self, name: str, total: int | None = None) -> None:
        """Say nothing."""

    def advance(self, count: int) -> None:
        """Say nothing."""


@dataclass(frozen=True)
class Options:
    """How a load is asked for."""

    as_of: date | None = None
    older: bool = False
    dry_run: bool = False
    watch: Watch = field(default_factory=Quiet)
    hook: Callable[[str], None] = lambda point: None
    """Called between every two phases and after every commit; the kill tests end the process in it."""


@dataclass(frozen=True)
class Outcome:
    """How a run ended, and what it did."""

    source: str
    run: str | None
    status: RunStatus
    found: Difference
    reasons: tuple[str, ...] = ()
    rejects: Path | None = None
    examples: tuple[tuple[str, str, str], ...] = ()
    same: bool = False


@dataclass(frozen=True)
class Job:
    """What one run works on."""

    settings: Settings
    graph: Graph
    source: Source
    given: Input
    hashes: dict[str, str]
    said_at: date | None
    options: Options
    last: journal.Last

    @property
    def digest(self) -> str:
        """The hash of the input: of its parts and their bytes."""
        return sha256(repr(sorted(self.hashes.items())).encode()).hexdigest()

    @property
    def fingerprint(self) -> str:
        """Of the bytes, the manifest and the reader: equal fingerprint, nothing to do."""
        return sha256(f"{self.digest} {self.source.version}".encode()).hexdigest()


def load(settings: Settings, graph: Graph, source: Source, given: Input, options: Options) -> Outcome:
    """Bring an input of a source into the graph; the outcome says what was created, changed and withdrawn."""
    job = prepare(settings, graph, source, given, options)
    if options.dry_run:
        with Spool(spool_path(job, f"dry-{os.getpid()}")) as spool:
            return preview(job, spool)
    begun = journal.begin(graph, source.manifest, source.version, job.digest, given.parts, job.hashes, job.said_at)
    options.hook("begun")
    with ended(graph, begun.run):
        if job.last.fingerprint == job.fingerprint:
            return same_again(job, begun)
        for part, path in given.parts.items():
            archive.keep(settings, path, job.hashes[part])
        options.hook("archived")
        return perform(job, begun, accepted=False)


def prepare(settings: Settings, graph: Graph, source: Source, given: Input, options: Options) -> Job:
    """Hash the input and refuse what is older than the last load."""
    graph.ensure_schema()
    for edge_type in source.manifest.edge_types().values():
        graph.add_type(edge_type)
    options.watch.phase("hash", given.size)
    hashes = {part: archive.hash_file(path) for part, path in given.parts.items()}
    said_at = options.as_of or source.manifest.published or date_of(given, source.folder)
    last = journal.last_load(graph, source.id)
    if said_at and last.said_at and said_at < last.said_at and not options.older:
        raise InputError(
            f"this input is of {said_at}, older than the last one loaded, of {last.said_at}: "
            "load it with --older if you mean it, or give its date with --as-of"
        )
    return Job(settings, graph, source, given, hashes, said_at, options, last)


def perform(job: Job, begun: journal.Begun, *, accepted: bool) -> Outcome:
    """The run itself, in the order in which the data moves."""
    options, graph, source = job.options, job.graph, job.source
    with Spool(spool_path(job, begun.run)) as spool:
        options.watch.phase("read", job.given.size)
        read_source(spool, source, job.given, options.watch.advance)
        options.hook("read")
        options.watch.phase("compare")
        diff.read_state(spool, graph, source.id)
        options.hook("state")
        found = diff.compute(spool, graph, source, accepted=accepted)
        found.held += missing_parts(job) if not accepted else []
        options.hook("diff")
        identity.assign(spool, graph, source.id)
        options.hook("identity")
        rejects = write_rejects(job.settings, spool, begun.run)
        if found.held:
            journal.end(graph, begun.run, RunStatus.HELD, found, "; ".join(found.held))
            journal.supersede(graph, source.id, begun.run)
            return Outcome(source.id, begun.run, RunStatus.HELD, found, tuple(found.held), rejects, examples(spool))
        options.watch.phase("write", found.writes)
        write(job, spool, begun)
        return record(job, begun, found, rejects)


def write(job: Job, spool: Spool, begun: journal.Begun) -> None:
    """Write the plan: records before the statements that need them, withdrawals last."""
    options, graph = job.options, job.graph

    def notice(point: str, rows: int) -> None:
        options.watch.advance(rows)
        options.hook(point)

    journal.open_writing(graph, job.source.id, begun.at)
    options.hook("open")
    stamp = Stamp(job.source.id, begun.run, begun.at, job.said_at)
    writer = Writer(graph, spool, stamp, job.source.manifest, notice)
    writer.write_records()
    options.hook("records")
    writer.write_statements()
    options.hook("statements")
    writer.withdraw_statements()
    options.hook("withdrawn statements")
    writer.withdraw_records()
    options.hook("withdrawn records")


def record(job: Job, begun: journal.Begun, found: Difference, rejects: Path | None) -> Outcome:
    """Note the load as complete, unless withdrawals wait for a person."""
    if found.withdrawals_held:
        journal.end(job.graph, begun.run, RunStatus.HELD, found, found.withdrawals_held)
        journal.supersede(job.graph, job.source.id, begun.run)
        return Outcome(job.source.id, begun.run, RunStatus.HELD, found, (found.withdrawals_held,), rejects)
    said_at = max(filter(None, (job.said_at, job.last.said_at)), default=None)
    last = journal.Last(job.fingerprint, said_at, tuple(job.given.parts))
    journal.done(job.graph, job.source.id, begun.run, found, last)
    job.options.hook("done")
    return Outcome(job.source.id, begun.run, RunStatus.DONE, found, rejects=rejects)


def same_again(job: Job, begun: journal.Begun) -> Outcome:
    """The input is the one that was loaded last: nothing is read, nothing written but that it was looked at."""
    found = as_before(job.last)
    journal.done(job.graph, job.source.id, begun.run, found, replace(job.last, run=begun.run))
    return Outcome(job.source.id, begun.run, RunStatus.DONE, found, same=True)


def as_before(last: journal.Last) -> Difference:
    """The counts of an input that was loaded before: everything read is unchanged."""
    found = Difference(rejected=last.counts["rejected"], skipped=last.counts["skipped"])
    for now, then in ((found.actors, last.counts["actors"]), (found.statements, last.counts["statements"])):
        now.read = now.unchanged = then["read"]
    return found


def preview(job: Job, spool: Spool) -> Outcome:
    """What a load would do, with the first differences; nothing is written to the graph."""
    if job.last.fingerprint == job.fingerprint:
        return Outcome(job.source.id, None, RunStatus.DONE, as_before(job.last), same=True)
    job.options.watch.phase("read", job.given.size)
    read_source(spool, job.source, job.given, job.options.watch.advance)
    diff.read_state(spool, job.graph, job.source.id)
    found = diff.compute(spool, job.graph, job.source, accepted=False)
    found.held += missing_parts(job)
    reasons = (*found.held, *([found.withdrawals_held] if found.withdrawals_held else []))
    status = RunStatus.HELD if reasons else RunStatus.DONE
    return Outcome(job.source.id, None, status, found, reasons, examples=examples(spool))


def missing_parts(job: Job) -> list[str]:
    """Why the run has to wait when a part that was there last time is not."""
    gone = [part for part in job.last.parts if part not in job.given.parts]
    return [f"the part {part!r} was there last time and is missing now" for part in gone]


def accept(settings: Settings, graph: Graph, run: str, options: Options) -> Outcome:
    """Do what a held run would have done, computed anew against the graph of this moment."""
    source, given = held_run(settings, graph, run)
    job = prepare(settings, graph, source, given, replace(options, older=True))
    begun = journal.resume(graph, source.id, run)
    with ended(graph, run):
        return perform(job, begun, accepted=True)


def drop(settings: Settings, graph: Graph, run: str) -> None:
    """Discard a held run; the graph stays as it is."""
    held_run(settings, graph, run)
    journal.end(graph, run, RunStatus.DROPPED, None, "dropped by hand")


def held_run(settings: Settings, graph: Graph, run: str) -> tuple[Source, Input]:
    """The source and the archived input of a held run; UsageError when it is no such run."""
    rows = graph.read(
        "MATCH (r:Run {id: $run}) RETURN r.source AS source, r.status AS status, r.archived AS archived",
        {"run": run},
        name="held-run",
    )
    if not rows:
        raise UsageError(f"there is no run {run!r}: faultlines runs lists them")
    if rows[0]["status"] != RunStatus.HELD:
        raise UsageError(f"{run} is {rows[0]['status']}, not held")
    parts = (text.split("=", 2) for text in rows[0]["archived"])
    given = Input({part: archive.find(settings, digest, name) for part, digest, name in parts})
    return find_source(settings, rows[0]["source"]), given


def load_needed(settings: Settings, graph: Graph, source: Source, options: Options) -> Iterator[Outcome]:
    """Load the sources that this one builds on and that were never loaded."""
    for name in source.manifest.needs:
        needed = find_source(settings, name)
        graph.ensure_schema()
        if journal.last_load(graph, name).run is None:
            yield from load_needed(settings, graph, needed, options)
            yield load(settings, graph, needed, needed.shipped_input(), replace(options, as_of=None))


def load_shipped(settings: Settings, graph: Graph, options: Options) -> Iterator[Outcome]:
    """Load what the product brings; what is there already is known by its fingerprint."""
    for name in SHIPPED:
        source = find_source(settings, name)
        yield load(settings, graph, source, source.shipped_input(), options)


@contextmanager
def ended(graph: Graph, run: str) -> Iterator[None]:
    """A run that fails or is stopped says so in the graph, as far as the graph still answers."""
    try:
        yield
    except (Exception, KeyboardInterrupt) as error:
        words = str(error) or ("stopped by hand" if isinstance(error, KeyboardInterrupt) else type(error).__name__)
        # When the graph itself is away, the next run of this source finds this one and says that it ended early.
        with suppress(FaultlinesError):
            journal.end(graph, run, RunStatus.FAILED, None, words)
        raise


def date_of(given: Input, shipped: Path) -> date | None:
    """The publication date of an input: the one in a file's name, else the day the file was last changed.

    Files that came with the product were last changed when it was installed: that day says nothing.
    """
    for path in given.parts.values():
        for found in DATE_IN_NAME.finditer(path.stem):
            try:
                return date(*map(int, found.groups()))
            except ValueError:
                continue
    times = [path.stat().st_mtime for path in given.parts.values() if path.parent != shipped]
    return datetime.fromtimestamp(max(times), UTC).date() if times else None


def spool_path(job: Job, name: str) -> Path:
    """Where a run's spool lies."""
    return job.settings.home / "spool" / f"{name}.sqlite"


def write_rejects(settings: Settings, spool: Spool, run: str) -> Path | None:
    """Keep the refused rows of a run in a file with line, value and reason; None when there are none."""
    rows = spool.rows("SELECT file, line, reason, value FROM refused ORDER BY file, line")
    first = next(rows, None)
    if first is None:
        return None
    path = settings.home / "rejects" / f"{run}.csv"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["file", "line", "reason", "value"])
        writer.writerow(first)
        writer.writerows(rows)
    return path


def examples(spool: Spool) -> tuple[tuple[str, str, str], ...]:
    """The first differences of each kind: the action, record or type, the id or the two ends."""
    found: list[tuple[str, str, str]] = []
    for action in ("created", "changed", "withdrawn"):
        records = spool.rows("SELECT id FROM plan_record WHERE action = ? LIMIT ?", (action, FIRST))
        found += [(action, "record", row[0]) for row in records]
        said = spool.rows(
            "SELECT p.type, coalesce(p.subject, ''), coalesce(p.object, '') FROM plan_statement p "
            "WHERE p.action = ? LIMIT ?",
            (action, FIRST),
        )
        found += [(action, f"statement {name}".strip(), f"{subject} → {target}") for name, subject, target in said]
    return tuple(found)


def matched(source: Source, files: Sequence[Path]) -> Input:
    """The input of a run: the files given, else the source's own."""
    return source.match(files) if files else source.shipped_input()
