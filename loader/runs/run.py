"""The runs of a source, each a list of phases in the order in which the data moves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from cypher.errors import UsageError
from cypher.graph import Graph
from cypher.schema import RunStatus
from cypher.settings import Settings
from loader.archive import store
from loader.catalogue.input import Input
from loader.catalogue.source import Source, find_source, schedule_of
from loader.fetch import input_of
from loader.runs import journal, phases
from loader.runs.context import previewing, running
from loader.runs.job import Job, Options, prepare, said_at_of
from loader.runs.outcome import Outcome
from loader.runs.phases import go_through

SHIPPED = ("states", "authorities", "wagner-2023", "ofac-sample")
"""What the product brings, in the order in which it is loaded."""
SAMPLES = ("cow-alliances", "atop", "strategic-rivalries", "ucdp-external-support")
"""Sources of which it brings a few rows written by hand."""
WORLD = (*SHIPPED, "great-powers", "pacts", *SAMPLES, "subdivisions")
"""The same with what is too much for a first look."""

PLAN = (
    phases.READ,
    phases.STATE,
    phases.ACCUMULATE,
    phases.COMPARE,
    phases.REUSE,
    phases.LIMITS,
)
CARRY_OUT = (
    *PLAN,
    phases.IDENTITY,
    phases.REJECTS,
    phases.ATTRIBUTION,
    phases.HOLD,
    phases.OPEN,
    phases.WRITE,
    phases.WITHDRAW,
    phases.HOLD_WITHDRAWALS,
    phases.RECORD,
)
LOAD = (phases.LOOK_AGAIN, phases.REFUSE_OLDER, phases.UNCHANGED, phases.ARCHIVE, *CARRY_OUT)
ACCEPT = (phases.LOOK_AGAIN, *CARRY_OUT)
PREVIEW = (phases.REFUSE_OLDER, phases.UNCHANGED, *PLAN, phases.REPORT)


def load_source(settings: Settings, graph: Graph, source: Source, files: Input, options: Options) -> Outcome:
    """Bring an input of a source into the graph; the outcome says what was created, changed and withdrawn."""
    return load_prepared(prepare(settings, graph, source, files, options, said_at_of(source, files, options)))


def load_prepared(job: Job) -> Outcome:
    """Load a prepared input, or preview it."""
    if job.options.dry_run:
        with previewing(job, "preview") as context:
            return go_through(PREVIEW, context).outcome
    phases.refuse_older_input(job)  # before a run is begun for nothing
    with running(job, lambda: begin_load(job)) as context:
        return go_through(LOAD, context).outcome


def begin_load(job: Job) -> journal.StartedRun:
    """Begin the run of a load: what is read, by which reader, and for whom."""
    options, source = job.options, job.source
    trigger = journal.RunTrigger(schedule_of(job.settings, source), options.due, options.job, options.by)
    names, hashes = job.files.names, job.hashes
    return journal.start_run(
        job.graph, source.manifest, source.version, job.digest, names, hashes, job.said_at, trigger
    )


def accept_held(settings: Settings, graph: Graph, run: str, options: Options) -> Outcome:
    """Do what a held run would have done, recomputed against the current graph."""
    job = held_job(settings, graph, run, options)
    with running(job, lambda: journal.resume_run(graph, job.source.id, run, options.by), accepted=True) as context:
        return go_through(ACCEPT, context).outcome


def held_job(settings: Settings, graph: Graph, run: str, options: Options) -> Job:
    """The archived input of a held run once more; UsageError when it is no such run."""
    row = journal.held_run_row(graph, run)
    source, files = find_source(settings, row["source"]), store.restored(settings, row["archived"])
    said_at: date | None = row["said_at"]
    return prepare(settings, graph, source, files, replace(options, accepted=True), said_at)


def drop_held(settings: Settings, graph: Graph, run: str, by: str | None = None) -> None:
    """Discard a held run; the graph stays as it is."""
    row = journal.held_run_row(graph, run)
    if row["status"] != RunStatus.HELD:
        raise UsageError(f"{run} was accepted and has started to write: accept it again, or load another input")
    journal.drop_run_record(graph, run, by)


def load_needed(settings: Settings, graph: Graph, source: Source, options: Options) -> Iterator[Outcome]:
    """Load the sources that this one builds on and that were never loaded; a dry run can't, and says so."""
    for name in source.manifest.needs:
        needed = find_source(settings, name)
        graph.ensure_schema()
        if journal.last_load(graph, name).run is None:
            if options.dry_run:
                raise UsageError(f"{source.id} builds on {name}, which was never loaded: load that first")
            yield from load_needed(settings, graph, needed, options)
            yield load_source(settings, graph, needed, input_of(settings, needed), replace(options, as_of=None))


def load_shipped_sources(
    settings: Settings, graph: Graph, options: Options, names: Sequence[str] = SHIPPED
) -> Iterator[Outcome]:
    """Load what the product brings; what is there already is known by its fingerprint and has no run."""
    for name in names:
        source = find_source(settings, name)
        files = source.sample_input() if name in SAMPLES else source.shipped_input()
        job = prepare(settings, graph, source, files, options, said_at_of(source, files, options))
        yield phases.unchanged(job) if job.same else load_prepared(job)
