"""A bulk load from start to end: read, state, compare and meet as every run does, then import instead of write."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from cypher import engine
from cypher.engine.server import refuse_elsewhere
from cypher.errors import UsageError
from cypher.graph import Graph, Transaction
from cypher.library.statements import Statements
from cypher.schema import RunStatus
from cypher.settings import Settings
from cypher.upkeep import staging
from cypher.upkeep.staging import import_graph
from loader.archive import store
from loader.bulk import contents
from loader.bulk.contents import Part
from loader.bulk.earlier import Earlier
from loader.bulk.files import Files
from loader.catalogue.input import Input
from loader.catalogue.source import Source, find_source
from loader.fetch import input_of
from loader.reading.stage import read_source
from loader.runs import diff, identity, journal, lease
from loader.runs.job import Job, Options, prepare, said_at_of
from loader.runs.rejects import reasons, write_rejects
from loader.runs.run import Outcome, declare_types, ended
from loader.runs.writer import Stamp
from loader.spool import Spool, run_spool, sweep_spools

statement = Statements(Path(__file__).with_name("queries"))


Say = Callable[[str], None]


@dataclass(frozen=True)
class Planned:
    """One source of a bulk load, read and compared: what its run will have done."""

    job: Job
    begun: journal.Begun
    spool: Spool
    outcome: Outcome

    @property
    def part(self) -> Part:
        """What the import files say of it."""
        source = self.job.source
        stamp = Stamp(source.id, self.begun.run, self.begun.at, self.job.said_at, source.manifest.why_gone)
        return Part(self.spool, stamp, source.manifest)

    def finish(self, tx: Transaction) -> None:
        """Note the load as complete, as an online run does."""
        last = self.job.completed(self.outcome.found)
        journal.finish(tx, self.job.source.id, self.begun.run, self.outcome.found, last)


def load_bulk(settings: Settings, source: Source, given: Input, options: Options, say: Say) -> list[Outcome]:
    """Load a source, and those that it builds on, into the embedded graph, which is empty, by neo4j-admin's import.

    The graph that serves stays as it is until the new one is whole; then the server is stopped and started again.
    """
    refuse_elsewhere(settings)
    with staging.only_one(settings):
        if not engine.status(settings).running:
            say("Starting the graph")
            engine.start(settings)
        with planned(settings, source, given, options) as (graph, plans):
            folder = fresh(settings.home / "bulk")
            try:
                arguments = write_files(graph, plans, folder, options)
                options.hook("files")
                options.watch.phase("import", staging.TOTAL)
                import_graph(settings, folder, arguments, options.watch.advance)
            finally:
                shutil.rmtree(folder, ignore_errors=True)
            options.hook("imported")
            refuse_filled(graph, plans)
        say("The graph is imported and takes its place: some ten seconds")
        options.watch.phase("start")
        staging.replace(settings, say, options.hook)
    options.hook("started")
    options.watch.phase("constraints")
    with Graph.connect(settings) as graph:
        graph.ensure_schema()
    options.hook("done")
    return [plan.outcome for plan in plans]


def write_bulk(settings: Settings, source: Source, given: Input, options: Options, folder: Path) -> list[str]:
    """Write the import files for a Neo4j elsewhere into a folder; the command to be run there, argument by argument."""
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty: name a new folder for the import files with --into")
    folder.mkdir(parents=True, exist_ok=True)
    with planned(settings, source, given, options) as (graph, plans):
        arguments = write_files(graph, plans, folder, options)
        for plan in plans:
            why = f"import files were written to {folder}: the graph made of them has this run as done"
            journal.end(graph, plan.begun.run, RunStatus.DROPPED, plan.outcome.found, why)
    command = ["neo4j-admin", *arguments[:-1], "--overwrite-destination", arguments[-1]]
    folder.joinpath("import.sh").write_text(
        f'#!/bin/sh\n# Run on the server, Neo4j being stopped.\ncd "$(dirname "$0")" && exec {shlex.join(command)}\n',
        "utf-8",
    )
    return command


@contextmanager
def planned(
    settings: Settings, source: Source, given: Input, options: Options
) -> Iterator[tuple[Graph, list[Planned]]]:
    """Begin the runs of all sources, and plan each as if those before it were in the graph."""
    with ExitStack() as open_things:
        graph = open_things.enter_context(Graph.connect(settings))
        graph.ensure_schema()
        refuse_filled(graph, [])
        earlier, plans = Earlier(), list[Planned]()
        sources = [*needed(settings, source, ()), source]
        for one in sources:
            its = given if one is source else input_of(settings, one)
            asked = options if one is source else replace(options, as_of=None)
            job = prepare(settings, graph, one, its, asked, said_at_of(one, its, asked))
            declare_types(graph, one)
            begun = journal.begin(graph, one.manifest, one.version, job.digest, its.names, job.hashes, job.said_at)
            open_things.enter_context(ended(graph, begun.run))
            open_things.enter_context(lease.hold(graph, one.id))
            options.hook("begun")
            sweep_spools(settings, job.source.id)
            spool = open_things.enter_context(Spool(run_spool(settings, begun.run)))
            plans.append(plan(job, begun, spool, earlier))
            if one is not source:
                earlier.add(spool)
        yield graph, plans


def needed(settings: Settings, source: Source, above: Sequence[str]) -> list[Source]:
    """The sources that this one builds on, each after those that it builds on itself."""
    found: dict[str, Source] = {}
    for name in source.manifest.needs:
        if name not in above:
            one = find_source(settings, name)
            found |= {other.id: other for other in needed(settings, one, (*above, source.id))} | {name: one}
    return list(found.values())


def plan(job: Job, begun: journal.Begun, spool: Spool, earlier: Earlier) -> Planned:
    """Read a source and plan its run, on a graph that holds nothing but the sources before it."""
    options, source = job.options, job.source
    kept = {part: store.keep(job.settings, path, job.hashes[part]) for part, path in job.given.parts.items()}
    job = replace(job, given=Input(kept, job.given.names))
    options.hook("archived")
    options.watch.phase("read", job.given.size)
    read_source(spool, source, job.given, options.watch.advance)
    options.hook("read")
    options.watch.phase("compare")
    found = diff.compute(spool, earlier, source, accepted=False)
    identity.assign(spool, earlier, source.id)
    options.hook("identity")
    rejects = write_rejects(job.settings, spool, begun.run)
    if rejects:
        journal.explain(job.graph, begun.run, reasons(spool))
    journal.open_writing(job.graph, source.id, begun.at)
    return Planned(job, begun, spool, Outcome(source.id, begun.run, RunStatus.DONE, found, rejects=rejects))


def write_files(graph: Graph, plans: list[Planned], folder: Path, options: Options) -> list[str]:
    """Write everything into the files of the import tool; the arguments that import them."""
    parts = [plan.part for plan in plans]
    options.watch.phase("files", sum(plan.outcome.found.writes for plan in plans))
    with Files(folder) as files:
        meetings = contents.write_records(files, parts, options.watch.advance)
        contents.write_statements(files, parts, meetings, options.watch.advance)

        def rest(tx: Transaction) -> None:
            for plan in plans:
                plan.finish(tx)
            contents.write_rest(files, tx)

        # The runs are done in the graph that is imported; in this one they still run.
        graph.rehearse(rest, name="bulk-runs")
    return files.arguments()


def refuse_filled(graph: Graph, plans: list[Planned]) -> None:
    """Raise UsageError for a graph that says something, or that others are about to fill."""
    if graph.read(statement("filled"), name="filled"):
        raise UsageError(
            "the graph is not empty, and a bulk load makes it anew: load without --bulk, "
            "or begin with an empty data folder (FAULTLINES_HOME)"
        )
    ours = {plan.job.source.id for plan in plans}
    for held in lease.held(graph, lease.SOURCE):
        if held.id not in ours and held.alive:
            raise UsageError(f"{held.id} is being loaded by {held.holder}: a bulk load needs the graph alone")


def fresh(folder: Path) -> Path:
    """An empty folder for this user alone; what a killed load left in it is removed."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    return folder
