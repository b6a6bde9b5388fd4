"""One run of one source: read, state, diff, spool, write, withdraw, record."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from cypher.errors import FaultlinesError, InputError, UsageError
from cypher.graph import Graph
from cypher.schema import RunStatus
from cypher.settings import Settings
from loader.archive import store
from loader.catalogue.input import Input
from loader.catalogue.source import Source, find_source, schedule_of
from loader.fetch import input_of
from loader.reading.stage import read_source
from loader.runs import cause, diff, identity, journal, lease, planned
from loader.runs.diff import Difference
from loader.runs.job import Job, Options, prepare, said_at_of
from loader.runs.rejects import reasons as reasons_of
from loader.runs.rejects import write_rejects
from loader.runs.writer import Stamp, Writer
from loader.spool import Spool, run_spool, scratch_spool, sweep_spools

SHIPPED = ("states", "authorities", "wagner-2023", "ofac-sample")
"""What the product brings, in the order in which it is loaded."""


@dataclass(frozen=True)
class Outcome:
    """How a run ended, and what it did."""

    source: str
    run: str | None
    status: RunStatus
    found: Difference
    reasons: tuple[str, ...] = ()
    rejects: Path | None = None
    examples: tuple[diff.Example, ...] = ()
    same: bool = False


def load(settings: Settings, graph: Graph, source: Source, given: Input, options: Options) -> Outcome:
    """Bring an input of a source into the graph; the outcome says what was created, changed and withdrawn."""
    return carry_out(prepare(settings, graph, source, given, options, said_at_of(source, given, options)))


def carry_out(job: Job) -> Outcome:
    """Load a prepared input, or preview it."""
    settings, graph, source, given, options = job.settings, job.graph, job.source, job.given, job.options
    refuse_older(job)
    if options.dry_run:
        with Spool(scratch_spool(settings, "preview")) as spool:
            return preview(job, spool)
    declare_types(graph, source)
    version = source.version
    errand = journal.Errand(schedule_of(settings, source), options.due, options.job)
    begun = lease.waiting(
        lambda: journal.begin(
            graph, source.manifest, version, job.digest, given.names, job.hashes, job.said_at, errand
        ),
        options.wait,
    )
    with ended(graph, begun.run), lease.hold(graph, source.id) as holder:
        options.hook("begun")
        # Only now can nobody else load this source: what was loaded last may be another than a moment ago.
        job = replace(job, last=journal.last_load(graph, source.id))
        refuse_older(job)
        sweep_spools(settings, source.id)
        if job.same:
            return same_again(job, begun)
        kept = {part: store.keep(settings, path, job.hashes[part]) for part, path in given.parts.items()}
        options.hook("archived")
        return perform(replace(job, given=Input(kept, given.names)), begun, holder, accepted=False)


def refuse_older(job: Job) -> None:
    """Raise InputError for an input that is older than the one loaded last."""
    said_at, last = job.said_at, job.last.said_at
    if said_at and last and said_at < last and not job.options.older:
        raise InputError(
            f"this input is of {said_at}, older than the last one loaded, of {last}: "
            "load it with --older if you mean it, or give its date with --as-of"
        )


def declare_types(graph: Graph, source: Source) -> None:
    """Make the source's relationship types known to the graph; InputError when another source means them otherwise."""
    try:
        for edge_type in source.manifest.edge_types().values():
            graph.add_type(edge_type)
    except ValueError as error:
        raise InputError(str(error), file=source.folder / "manifest.yaml") from None


def perform(job: Job, begun: journal.Begun, holder: lease.Lease, *, accepted: bool) -> Outcome:
    """The run itself, in the order in which the data moves."""
    options, graph, source = job.options, job.graph, job.source
    with Spool(run_spool(job.settings, begun.run)) as spool:
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
        if rejects:
            journal.explain(graph, begun.run, reasons_of(spool))
        if found.writes or found.held:
            cause.attribute(spool, job.settings, source, job.last, job.digest)
            options.hook("cause")
        if found.held:
            return hold(job, begun, found, found.held, rejects, spool)
        options.watch.phase("write", found.writes)
        write(job, spool, begun, holder)
        return record(job, begun, found, rejects, spool)


def write(job: Job, spool: Spool, begun: journal.Begun, holder: lease.Lease) -> None:
    """Write the plan."""
    options, graph = job.options, job.graph

    def notice(point: str, rows: int) -> None:
        holder.check()
        options.watch.advance(rows)
        options.hook(point)

    journal.open_writing(graph, job.source.id, begun.at)
    options.hook("open")
    stamp = Stamp(job.source.id, begun.run, begun.at, job.said_at, job.source.manifest.why_gone)
    with Writer(graph, spool, stamp, job.source.manifest, notice) as writer:
        writer.write()


def record(job: Job, begun: journal.Begun, found: Difference, rejects: Path | None, spool: Spool) -> Outcome:
    """Note the load as complete, unless withdrawals wait for a person."""
    if found.withdrawals_held:
        diff.plan_waiting(spool)
        return hold(job, begun, found, [found.withdrawals_held], rejects, spool)
    journal.done(job.graph, job.source.id, begun.run, found, job.completed(found))
    job.options.hook("done")
    return Outcome(job.source.id, begun.run, RunStatus.DONE, found, rejects=rejects)


def hold(
    job: Job,
    begun: journal.Begun,
    found: Difference,
    reasons: list[str],
    rejects: Path | None,
    spool: Spool,
) -> Outcome:
    """Let the run wait for a person, with what it would do."""
    differences = planned.summary(spool, job.graph)
    journal.hold(job.graph, job.source.id, begun.run, found, "; ".join(reasons), differences)
    job.options.hook("held")
    return Outcome(job.source.id, begun.run, RunStatus.HELD, found, tuple(reasons), rejects, diff.examples(spool))


def same_again(job: Job, begun: journal.Begun) -> Outcome:
    """The input is the one that was loaded last: nothing is read, nothing written but that it was looked at."""
    found = as_before(job.last)
    journal.done(job.graph, job.source.id, begun.run, found, replace(job.last, said_at=job.latest))
    return Outcome(job.source.id, begun.run, RunStatus.DONE, found, same=True)


def unchanged(job: Job) -> Outcome:
    """What there is to say of the same input without a run."""
    return Outcome(job.source.id, None, RunStatus.DONE, as_before(job.last), same=True)


def as_before(last: journal.Last) -> Difference:
    """The counts of an input that was loaded before: everything read is unchanged."""
    found = Difference(rejected=last.counts["rejected"], skipped=last.counts["skipped"])
    for now, then in ((found.actors, last.counts["actors"]), (found.statements, last.counts["statements"])):
        now.read = now.unchanged = then["read"]
    return found


def preview(job: Job, spool: Spool) -> Outcome:
    """What a load would do, with the first differences; nothing is written to the graph."""
    if job.same:
        return unchanged(job)
    found = previewed(job, spool, accepted=False)
    found.held += missing_parts(job)
    reasons = (*found.held, *([found.withdrawals_held] if found.withdrawals_held else []))
    status = RunStatus.HELD if reasons else RunStatus.DONE
    return Outcome(job.source.id, None, status, found, reasons, examples=diff.examples(spool))


def previewed(job: Job, spool: Spool, *, accepted: bool) -> Difference:
    """The plan of a run, in a spool; nothing is written to the graph."""
    job.options.watch.phase("read", job.given.size)
    read_source(spool, job.source, job.given, job.options.watch.advance)
    diff.read_state(spool, job.graph, job.source.id)
    return diff.compute(spool, job.graph, job.source, accepted=accepted)


def missing_parts(job: Job) -> list[str]:
    """Why the run has to wait when a part that was there last time is not."""
    gone = [part for part in job.last.parts if part not in job.given.parts]
    return [f"the part {part!r} was there last time and is missing now" for part in gone]


def accept(settings: Settings, graph: Graph, run: str, options: Options) -> Outcome:
    """Do what a held run would have done, computed anew against the graph of this moment."""
    source, given, said_at = archived_input(settings, graph, run)
    job = prepare(settings, graph, source, given, options, said_at)
    declare_types(graph, source)
    begun = lease.waiting(lambda: journal.resume(graph, source.id, run), options.wait)
    with ended(graph, run), lease.hold(graph, source.id) as holder:
        job = replace(job, last=journal.last_load(graph, source.id))
        return perform(job, begun, holder, accepted=True)


def drop(settings: Settings, graph: Graph, run: str) -> None:
    """Discard a held run; the graph stays as it is."""
    row = journal.held(graph, run)
    if row["status"] != RunStatus.HELD:
        raise UsageError(f"{run} was accepted and has begun to write: accept it again, or load another input")
    journal.drop(graph, run)


def archived_input(settings: Settings, graph: Graph, run: str) -> tuple[Source, Input, date | None]:
    """The source, the archived input and its publication date of a held run; UsageError when it is no such run."""
    row = journal.held(graph, run)
    return find_source(settings, row["source"]), store.restored(settings, row["archived"]), row["said_at"]


def load_needed(settings: Settings, graph: Graph, source: Source, options: Options) -> Iterator[Outcome]:
    """Load the sources that this one builds on and that were never loaded; a dry run can't, and says so."""
    for name in source.manifest.needs:
        needed = find_source(settings, name)
        graph.ensure_schema()
        if journal.last_load(graph, name).run is None:
            if options.dry_run:
                raise UsageError(f"{source.id} builds on {name}, which was never loaded: load that first")
            yield from load_needed(settings, graph, needed, options)
            yield load(settings, graph, needed, input_of(settings, needed), replace(options, as_of=None))


def load_shipped(settings: Settings, graph: Graph, options: Options) -> Iterator[Outcome]:
    """Load what the product brings; what is there already is known by its fingerprint and has no run."""
    for name in SHIPPED:
        source = find_source(settings, name)
        given = source.shipped_input()
        job = prepare(settings, graph, source, given, options, said_at_of(source, given, options))
        yield unchanged(job) if job.same else carry_out(job)


@contextmanager
def ended(graph: Graph, run: str) -> Iterator[None]:
    """A run that fails or is stopped says so in the graph, as far as the graph still answers."""
    try:
        yield
    except (Exception, KeyboardInterrupt) as error:
        # When the graph itself is away, the next run of this source finds this one and says that it ended early.
        with suppress(FaultlinesError):
            journal.end(graph, run, RunStatus.FAILED, None, words_of(error))
        if isinstance(error, OSError | sqlite3.Error):
            raise FaultlinesError(f"{run} failed on this machine's disk: {error}") from error
        raise


def words_of(error: BaseException) -> str:
    """What the graph keeps of an error: no value of the input, which may be somebody's birth date."""
    match error:
        case KeyboardInterrupt():
            return str(error) or "stopped by hand"
        case InputError(file=None):
            return error.reason
        case InputError():
            line = f":{error.line}" if error.line else ""
            return f"{Path(str(error.file)).name}{line}: {error.reason}"
        case FaultlinesError() | OSError() | sqlite3.Error():
            return str(error)
        case _:
            return type(error).__name__
