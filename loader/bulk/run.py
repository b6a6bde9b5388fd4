"""A bulk load from start to end: read, state, compare and meet as every run does, then import instead of write."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from cypher import engine, lease
from cypher.engine.server import refuse_elsewhere
from cypher.errors import UsageError
from cypher.graph import Graph, Transaction
from cypher.library.statements import Statements
from cypher.schema import RunStatus
from cypher.settings import Settings
from cypher.upkeep import staging
from cypher.upkeep.staging import import_graph
from loader.bulk import contents
from loader.bulk.contents import SourceContents
from loader.bulk.earlier import PrecedingSources
from loader.bulk.files import ImportFiles
from loader.catalogue.input import Input
from loader.catalogue.source import Source, find_source
from loader.fetch import input_of
from loader.runs import journal, phases
from loader.runs.context import RunContext, running
from loader.runs.job import Job, Options, prepare, said_at_of
from loader.runs.outcome import Outcome
from loader.runs.phases import go_through

statement = Statements(Path(__file__).with_name("queries"))


Say = Callable[[str], None]


COMPARE = replace(phases.COMPARE, shown="compare")
BULK = (phases.ARCHIVE, phases.READ, phases.ACCUMULATE, COMPARE, phases.IDENTITY, phases.REJECTS, phases.OPEN)
"""What is asked of the graph is answered by the sources before; no limit holds the first load of all."""


def load_bulk(settings: Settings, source: Source, files: Input, options: Options, say: Say) -> list[Outcome]:
    """Load a source, and those that it builds on, into the embedded graph, which is empty, by neo4j-admin's import.

    The graph that serves stays as it is until the new one is whole; then the server is stopped and started again.
    """
    refuse_elsewhere(settings)
    with staging.only_one(settings):
        if not engine.status(settings).running:
            say("Starting the graph")
            engine.start(settings)
        with planned_sources(settings, source, files, options) as (graph, runs):
            folder = fresh(settings.home / "bulk")
            try:
                arguments = write_files(graph, runs, folder, options)
                options.hook("files")
                options.watch.phase("import", staging.TOTAL)
                import_graph(settings, folder, arguments, options.watch.advance)
            finally:
                shutil.rmtree(folder, ignore_errors=True)
            options.hook("imported")
            refuse_filled(graph, runs)
        say("The graph is imported; starting it takes about ten seconds")
        options.watch.phase("start")
        staging.replace_graph(settings, say, options.hook)
    options.hook("started")
    options.watch.phase("constraints")
    with Graph.connect(settings) as graph:
        graph.ensure_schema()
    options.hook("done")
    return [context.outcome for context in runs]


def write_bulk(settings: Settings, source: Source, files: Input, options: Options, folder: Path) -> list[str]:
    """Write the import files for a Neo4j elsewhere into a folder; the command to be run there, argument by argument."""
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty: name a new folder for the import files with --into")
    folder.mkdir(parents=True, exist_ok=True)
    with planned_sources(settings, source, files, options) as (graph, runs):
        arguments = write_files(graph, runs, folder, options)
        for context in runs:
            why = f"import files were written to {folder}: the graph made of them has this run as done"
            journal.end_run(graph, context.run, RunStatus.DROPPED, context.difference, why)
    command = ["neo4j-admin", *arguments[:-1], "--overwrite-destination", arguments[-1]]
    folder.joinpath("import.sh").write_text(
        f'#!/bin/sh\n# Run on the server, Neo4j being stopped.\ncd "$(dirname "$0")" && exec {shlex.join(command)}\n',
        "utf-8",
    )
    return command


@contextmanager
def planned_sources(
    settings: Settings, source: Source, files: Input, options: Options
) -> Iterator[tuple[Graph, list[RunContext]]]:
    """Begin the runs of all sources, and plan each as if those before it were in the graph."""
    with ExitStack() as until_imported:
        graph = until_imported.enter_context(Graph.connect(settings))
        graph.ensure_schema()
        refuse_filled(graph, [])
        preceding, runs = PrecedingSources(), list[RunContext]()
        for part in needed(settings, source, ()):
            job = prepared(settings, graph, part, input_of(settings, part), replace(options, as_of=None))
            runs.append(plan_source(until_imported, job, preceding))
            preceding.add(runs[-1].spool)
        runs.append(plan_source(until_imported, prepared(settings, graph, source, files, options), preceding))
        yield graph, runs


def prepared(settings: Settings, graph: Graph, source: Source, files: Input, options: Options) -> Job:
    """The job of one of the sources."""
    return prepare(settings, graph, source, files, options, said_at_of(source, files, options))


def plan_source(until_imported: ExitStack, job: Job, preceding: PrecedingSources) -> RunContext:
    """Read a source and plan its run, on a graph that holds nothing but the sources before it."""
    context = until_imported.enter_context(running(job, lambda: begin_bulk(job), known=preceding))
    return go_through(BULK, context)


def begin_bulk(job: Job) -> journal.StartedRun:
    """Begin the run of a source."""
    names, hashes = job.files.names, job.hashes
    trigger = journal.RunTrigger(by=job.options.by)
    return journal.start_run(
        job.graph, job.source.manifest, job.source.version, job.digest, names, hashes, job.said_at, trigger
    )


def needed(settings: Settings, source: Source, above: Sequence[str]) -> list[Source]:
    """The sources that this one builds on, each after those that it builds on itself."""
    sources: dict[str, Source] = {}
    for name in source.manifest.needs:
        if name not in above:
            required = find_source(settings, name)
            sources |= {other.id: other for other in needed(settings, required, (*above, source.id))} | {name: required}
    return list(sources.values())


def write_files(graph: Graph, runs: list[RunContext], folder: Path, options: Options) -> list[str]:
    """Write everything into the files of the import tool; the arguments that import them."""
    parts = [SourceContents(context.spool, context.stamp, context.source.manifest) for context in runs]
    options.watch.phase("files", sum(context.difference.writes for context in runs))
    with ImportFiles(folder) as files:
        meetings = contents.write_records(files, parts, options.watch.advance)
        contents.write_statements(files, parts, meetings, options.watch.advance)

        def rest(tx: Transaction) -> None:
            for context in runs:
                last = context.job.completed(context.difference)
                journal.complete_run_in(tx, context.source.id, context.run, context.difference, last)
            contents.write_rest(files, tx)

        # The runs are done in the graph that is imported; in this one they still run.
        graph.rehearse(rest, name="bulk-runs")
    return files.arguments()


def refuse_filled(graph: Graph, runs: list[RunContext]) -> None:
    """Raise UsageError for a graph that says something, or that others are about to fill."""
    if graph.read(statement("filled"), name="filled"):
        raise UsageError(
            "the graph is not empty, and a bulk load would replace it: load without --bulk, "
            "or begin with an empty data folder (FAULTLINES_HOME)"
        )
    ours = {context.source.id for context in runs}
    for held in lease.held_leases(graph, lease.SOURCE):
        if held.id not in ours and held.alive:
            raise UsageError(f"{held.id} is being loaded by {held.holder}: a bulk load needs the graph to itself")


def fresh(folder: Path) -> Path:
    """An empty folder for this user alone; what a killed load left in it is removed."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    return folder
