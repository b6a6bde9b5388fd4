"""What the phases of one run share, from the moment when it holds its source until it releases it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from cypher import lease
from cypher.errors import FaultlinesError, InputError, signal_in
from cypher.graph import Graph
from cypher.schema import RunStatus, WithdrawalReason
from loader.catalogue.source import Source
from loader.runs import journal
from loader.runs.diff import Difference, Example, Known
from loader.runs.job import Job
from loader.runs.outcome import Outcome
from loader.runs.reuse import ReusedKey
from loader.runs.writer import Stamp
from loader.spool import Spool, run_spool, scratch_spool, sweep_spools


@dataclass
class RunContext:
    """One run on its way: what it works on, and what its phases have come to so far."""

    job: Job
    spool: Spool
    known: Known
    """Whom it asks about other sources: the graph, or what is to become one."""
    begun: journal.StartedRun | None = None
    """None in a preview, which writes nothing."""
    holder: lease.Lease | None = None
    accepted: bool = False
    """A person has looked at what the limits would hold."""
    reverts: str | None = None
    """The run that it reverts."""
    difference: Difference = field(default_factory=Difference)
    reused: list[ReusedKey] = field(default_factory=list)
    """Records whose keys the source seems to have given to other actors."""
    rejects: Path | None = None
    status: RunStatus | None = None
    """Set by the phase that ends the run."""
    reasons: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    same: bool = False
    """The input is the one that was loaded last."""
    absent: tuple[str, ...] = ()
    """Columns that the manifest names and no row has."""

    @property
    def graph(self) -> Graph:
        """The graph that is written."""
        return self.job.graph

    @property
    def source(self) -> Source:
        """What is loaded."""
        return self.job.source

    @property
    def run(self) -> str:
        """The run's id; RuntimeError in a preview."""
        return self.writing.run

    @property
    def writing(self) -> journal.StartedRun:
        """The run as the graph has it; RuntimeError in a preview."""
        if self.begun is None:
            raise RuntimeError("a preview writes nothing")
        return self.begun

    @property
    def stamp(self) -> Stamp:
        """What the run writes on everything that it writes."""
        begun, manifest = self.writing, self.source.manifest
        gone, replaced = (
            (WithdrawalReason.REVERTED, WithdrawalReason.REVERTED)
            if self.reverts
            else (manifest.why_gone, WithdrawalReason.CHANGED)
        )
        return Stamp(self.source.id, begun.run, begun.at, self.job.said_at, gone, replaced)

    @property
    def outcome(self) -> Outcome:
        """How the run ended."""
        return Outcome(
            self.source.id,
            self.begun.run if self.begun else None,
            self.status or RunStatus.DONE,
            self.difference,
            self.reasons,
            self.rejects,
            self.examples,
            self.same,
            self.absent,
        )

    def passed(self, point: str, rows: int = 0) -> None:
        """A phase or a commit is done; GraphError when another process holds the source by now."""
        if self.holder and self.status is None:  # who has ended has released the source
            self.holder.check()
        self.job.options.watch.advance(rows)
        self.job.options.hook(point)


@contextmanager
def running(
    job: Job,
    begin: Callable[[], journal.StartedRun],
    *,
    known: Known | None = None,
    accepted: bool = False,
    reverts: str | None = None,
) -> Iterator[RunContext]:
    """Begin a run, and hold its source until the block ends; a run that fails says so in the graph."""
    graph, source, options = job.graph, job.source, job.options
    declare_types(graph, source)
    begun = lease.wait_for_source(begin, options.wait)
    with run_errors(graph, begun.run), lease.hold(graph, source.id) as holder:
        options.hook("begun")
        sweep_spools(job.settings, source.id)
        with Spool(run_spool(job.settings, begun.run)) as spool:
            yield RunContext(job, spool, known or graph, begun, holder, accepted, reverts)


@contextmanager
def previewing(job: Job, purpose: str) -> Iterator[RunContext]:
    """A run that never begins: it plans into a spool of its own, holds nothing and writes nothing."""
    with Spool(scratch_spool(job.settings, purpose)) as spool:
        yield RunContext(job, spool, job.graph)


def declare_types(graph: Graph, source: Source) -> None:
    """Make the source's relationship types known to the graph; InputError when another source means them otherwise."""
    try:
        for edge_type in source.manifest.edge_types().values():
            graph.add_type(edge_type)
    except ValueError as error:
        raise InputError(str(error), file=source.folder / "manifest.yaml") from None


@contextmanager
def run_errors(graph: Graph, run: str) -> Iterator[None]:
    """A run that fails or is stopped says so in the graph, as far as the graph still answers."""
    try:
        yield
    except (Exception, KeyboardInterrupt) as error:
        # When the graph itself is away, the next run of this source finds this one and says that it ended early.
        stopped = signal_in(error)
        with suppress(FaultlinesError):
            journal.end_run(graph, run, RunStatus.FAILED, None, words_of(stopped or error))
        if stopped and stopped is not error:
            raise KeyboardInterrupt(*stopped.args) from error
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
