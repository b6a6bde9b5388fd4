"""The phases of which every run is made, and the loop that goes through them.

A phase takes the RunContext and leaves in it, in the spool or in the graph what the phases after it need. The loop
shows each phase, checks the lease, passes the phase's point and stops at the phase that ends the run.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from cypher.errors import FaultlinesError, InputError
from cypher.schema import RunStatus
from loader.archive import store
from loader.archive.fetched import note_loaded
from loader.catalogue.input import Input
from loader.reading.stage import stage_input
from loader.runs import attribution, diff, identity, journal, planned, reuse
from loader.runs.accumulate import accumulate, write_counts
from loader.runs.context import RunContext, previewing
from loader.runs.diff import Difference
from loader.runs.job import Job, Options
from loader.runs.outcome import Outcome
from loader.runs.rejects import reasons, write_rejects
from loader.runs.set_aside import write_reused
from loader.runs.writer import Writer


@dataclass(frozen=True)
class Phase:
    """One step of a run."""

    run: Callable[[RunContext], None]
    point: str | None = None
    """Passed once the phase is done: the kill tests end the process there."""
    shown: str | None = None
    """What is shown while it lasts; None goes on with what is shown."""
    size: Callable[[RunContext], int | None] = lambda context: None
    """How many bytes or rows are shown to be done."""
    when: Callable[[RunContext], bool] = lambda context: True
    """Whether the phase has anything to do in this run."""


def go_through(phases: Sequence[Phase], context: RunContext) -> RunContext:
    """Do one phase after another until one ends the run."""
    for phase in phases:
        if not phase.when(context):
            continue
        if phase.shown:
            context.job.options.watch.phase(phase.shown, phase.size(context))
        phase.run(context)
        if phase.point:
            context.passed(phase.point)
        if context.status is not None:
            break
    return context


def look_again(context: RunContext) -> None:
    """Only now can nobody else load this source: what was loaded last may be another than a moment ago."""
    context.job = replace(context.job, last=journal.last_load(context.graph, context.source.id))


def refuse_older(context: RunContext) -> None:
    """Raise InputError for an input that is older than the one loaded last."""
    refuse_older_input(context.job)


def refuse_older_input(job: Job) -> None:
    """Raise InputError for an input that is older than the one loaded last, unless that is meant or it is held."""
    if job.older and not job.options.hold_older:
        raise InputError(f"{job.older}: load it with --older, or give its date with --as-of")


def end_unchanged(context: RunContext) -> None:
    """The input is the one that was loaded last: nothing is read, nothing written but that it was looked at."""
    job = context.job
    context.difference, context.same = as_before(job.last), True
    if context.begun:
        last = replace(job.last, said_at=job.latest)
        journal.complete_run(context.graph, context.source.id, context.run, context.difference, last)
        note_loaded(job.settings, context.source.id, job.hashes)
    context.status = RunStatus.DONE


def as_before(last: journal.LastLoad) -> Difference:
    """The counts of an input that was loaded before: everything read is unchanged."""
    difference = Difference(rejected=last.counts["rejected"], skipped=last.counts["skipped"])
    for now, then in ((difference.actors, last.counts["actors"]), (difference.statements, last.counts["statements"])):
        now.read = now.unchanged = then["read"]
    return difference


def unchanged(job: Job) -> Outcome:
    """What there is to say of the same input without a run."""
    return Outcome(job.source.id, None, RunStatus.DONE, as_before(job.last), same=True)


def archive_inputs(context: RunContext) -> None:
    """Keep the input, and read from what is kept."""
    job = context.job
    parts = {part: store.archive_file(job.settings, path, job.hashes[part]) for part, path in job.files.parts.items()}
    context.job = replace(job, files=Input(parts, job.files.names))


def read(context: RunContext) -> None:
    """Put what the input says into the spool, each row stated, rejected or skipped."""
    try:
        reading = stage_input(context.spool, context.source, context.job.files, context.job.options.watch.advance)
    except InputError:
        if context.begun:  # of a file that is rejected as a whole, each row has its reason too
            keep_rejects(context)
        raise
    context.absent = reading.absent


def read_state(context: RunContext) -> None:
    """Put what the graph holds of the source into the spool."""
    diff.read_state(context.spool, context.graph, context.source.id)


def add_earlier_inputs(context: RunContext) -> None:
    """Unite what a feed says of its actors with what it has said before."""
    accumulate(context.spool, context.graph, context.source.id, context.job.digest)


def compare_with_graph(context: RunContext) -> None:
    """Plan every write in the spool."""
    context.difference = diff.compare(context.spool, context.known, context.source)


def look_for_reused_keys(context: RunContext) -> None:
    """Plan new actors for records whose keys were given to others, and note them."""
    context.reused = reuse.plan_reused(context.spool, context.known, context.source.id)
    if context.reused:
        diff.count_plan(context.spool, context.difference)


def limit(context: RunContext) -> None:
    """Note what a person has to look at first, unless one has."""
    if context.accepted:
        return
    job, difference = context.job, context.difference
    diff.check_limits(context.spool, context.source.manifest, difference)
    there, stands_for = job.files.parts, context.source.manifest.stands_for
    missing = [part for part in job.last.parts if part not in there and not stands_for(part, there)]
    difference.held += [job.older] if job.older else []
    difference.held += [reuse.reason(context.reused)] if context.reused else []
    difference.held += [f"the part {part!r} was there the last time and is missing now" for part in missing]


def identify(context: RunContext) -> None:
    """Give each new record its actor."""
    identity.assign(context.spool, context.known, context.source.id)


def keep_rejects(context: RunContext) -> None:
    """Keep the rejected rows in a file, and their reasons with the run."""
    context.rejects = write_rejects(context.job.settings, context.spool, context.run)
    if context.rejects:
        journal.note_rejections(context.graph, context.run, reasons(context.spool))


def attribute_differences(context: RunContext) -> None:
    """Note in the plan which differences our reader made; nothing is noted where the source alone changed.

    When both have changed, the last input is read again: what today's reader finds in it already is the reader's doing.
    """
    job, spool = context.job, context.spool
    last = job.last
    if last.run is None or last.reader == context.source.version:
        return
    if last.input == job.digest:
        attribution.mark_all(spool, attribution.READER)
        return
    try:
        again = replace(job, files=store.restored(job.settings, last.archived), options=Options())
        with previewing(again, "attribution") as reread:
            read(reread)
            attribution.compare_readings(spool, reread.spool)
    except FaultlinesError:
        attribution.mark_all(spool, attribution.UNKNOWN)


def hold_for_review(context: RunContext) -> None:
    """Let the run wait for a person, with what it would do."""
    difference = context.difference
    context.reasons = waits_for(difference)
    summary = planned.summarise_plan(context.spool, context.graph)
    why = "; ".join(context.reasons)
    journal.hold_run(context.graph, context.source.id, context.run, difference, why, summary)
    context.examples = diff.examples(context.spool)
    context.status = RunStatus.HELD


def waits_for(difference: Difference) -> tuple[str, ...]:
    """What a person has to look at first."""
    return (*difference.held, *([difference.withdrawals_held] if difference.withdrawals_held else []))


def open_writing(context: RunContext) -> None:
    """Forget what was loaded last: a run that dies from here on must be run again."""
    journal.open_writing(context.graph, context.source.id, context.writing.at)


def write(context: RunContext) -> None:
    """Write what is new and what has changed: records before the statements that name them."""
    with writer(context) as to:
        write_reused(to)
        to.write()
        write_counts(to)


def withdraw(context: RunContext) -> None:
    """Withdraw what the source no longer says: statements before the records that they name."""
    with writer(context) as to:
        to.withdraw()


def writer(context: RunContext) -> Writer:
    """The door to the graph; every commit is a point that the run passes."""
    return Writer(context.graph, context.spool, context.stamp, context.source.manifest, context.passed)


def hold_withdrawals(context: RunContext) -> None:
    """All else is written; the withdrawals wait for a person."""
    diff.plan_waiting(context.spool)
    hold_for_review(context)


def record(context: RunContext) -> None:
    """Note the load as complete."""
    difference = context.difference
    last = context.job.completed(difference)
    journal.complete_run(context.graph, context.source.id, context.run, difference, last)
    note_loaded(context.job.settings, context.source.id, context.job.hashes)
    context.status = RunStatus.DONE


def report(context: RunContext) -> None:
    """Say what a run would do, with the first differences."""
    context.reasons = waits_for(context.difference)
    context.examples = diff.examples(context.spool)
    context.status = RunStatus.HELD if context.reasons else RunStatus.DONE


LOOK_AGAIN = Phase(look_again)
REFUSE_OLDER = Phase(refuse_older)
UNCHANGED = Phase(end_unchanged, when=lambda context: context.job.same)
ARCHIVE = Phase(archive_inputs, "archived")
READ = Phase(read, "read", shown="read", size=lambda context: context.job.files.size)
STATE = Phase(read_state, "state", shown="compare")
ACCUMULATE = Phase(add_earlier_inputs, when=lambda context: context.source.manifest.reads == "increment")
COMPARE = Phase(compare_with_graph)
REUSE = Phase(look_for_reused_keys)
LIMITS = Phase(limit, "diff")
IDENTITY = Phase(identify, "identity")
REJECTS = Phase(keep_rejects)
ATTRIBUTION = Phase(
    attribute_differences, "cause", when=lambda context: bool(context.difference.writes or context.difference.held)
)
HOLD = Phase(hold_for_review, "held", when=lambda context: bool(context.difference.held))
OPEN = Phase(open_writing, "open")
WRITE = Phase(write, shown="write", size=lambda context: context.difference.writes)
WITHDRAW = Phase(withdraw)
HOLD_WITHDRAWALS = Phase(hold_withdrawals, "held", when=lambda context: context.difference.withdrawals_held is not None)
RECORD = Phase(record, "done")
REPORT = Phase(report)
