"""A load in a process of its own (`python -m loader.jobs.work`), which its scheduler can end.

Standard input says the task, then, when it is to stop, why; its end says that the scheduler is gone. The report is the
last line of standard output.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from threading import Thread, Timer
from types import FrameType

from cypher import log
from cypher.errors import FaultlinesError, FetchError, GraphDown
from cypher.graph import Graph
from cypher.lease import SourceBusy
from cypher.schema import RunStatus
from cypher.settings import Settings
from loader.catalogue.input import Input
from loader.catalogue.source import Source, find_source
from loader.fetch import input_of
from loader.jobs import attempts
from loader.jobs.task import LoadEnd, Task, TaskReport
from loader.runs import journal
from loader.runs.context import words_of
from loader.runs.job import Options, prepare, said_at_of
from loader.runs.outcome import Outcome
from loader.runs.run import accept_held, load_needed, load_source

GONE = "the scheduler that started it is gone"
MOMENT = 30.0
"""Seconds that are better waited than noted as a failure."""
AFTERWARDS = 20.0
"""Seconds that a load which is told to stop has for saying so in the graph."""


def perform_task(settings: Settings, graph: Graph, task: Task) -> TaskReport:
    """Do a task; what goes wrong is in the graph as a failed run, and in the report."""
    begun: list[str] = []
    options = Options(wait=task.wait, due=task.due, job=task.job, by=task.by, hold_older=True, hook=begun.append)
    try:
        graph.ensure_schema()
        if task.accept:
            return report_of(accept_held(settings, graph, task.accept, options))
        return load_task(settings, graph, task, options)
    except journal.DueTimeSettled as settled:
        return TaskReport(LoadEnd.SETTLED, error=str(settled))
    except SourceBusy as busy:
        return TaskReport(LoadEnd.FAILED, error=str(busy), heals=True)
    except KeyboardInterrupt as stopped:
        return TaskReport(LoadEnd.STOPPED, error=str(stopped) or "stopped by hand")
    except (FaultlinesError, OSError) as error:
        words, run = words_of(error), task.accept
        if run is None:
            run = attempts.run_of(graph, task) if begun else attempts.note_attempt(graph, task, words)
        after = error.retry_after if isinstance(error, FetchError) else None
        return TaskReport(LoadEnd.FAILED, run, error=words, heals=heals(error), retry_after=after)


def load_task(settings: Settings, graph: Graph, task: Task, options: Options) -> TaskReport:
    """Load a source's input of now, unless that is the very one that waits for a person."""
    source = find_source(settings, task.source)
    for _ in load_needed(settings, graph, source, Options(wait=task.wait, by=task.by)):
        pass
    files = fetch_task(settings, source)
    if waiting := attempts.held_run(graph, source.id):
        job = prepare(settings, graph, source, files, options, said_at_of(source, files, options))
        if (waiting["input"], waiting["reader"]) == (job.digest, source.version):
            return TaskReport(LoadEnd.HELD, waiting["run"], same=True, error=waiting["why"])
    return report_of(load_source(settings, graph, source, files, options))


def fetch_task(settings: Settings, source: Source) -> Input:
    """The input of now; a file that may still be written to, or a publisher who asks for a moment, is waited for."""
    try:
        return input_of(settings, source)
    except FetchError as error:
        if not error.heals or error.retry_after is None or error.retry_after > MOMENT:
            raise
        time.sleep(max(error.retry_after, 0) + 0.1)
    return input_of(settings, source)


def report_of(outcome: Outcome) -> TaskReport:
    """The report of a load that was carried through."""
    held = outcome.status == RunStatus.HELD
    why = "; ".join(outcome.reasons) or None
    return TaskReport(LoadEnd.HELD if held else LoadEnd.DONE, outcome.run, same=outcome.same, error=why)


def heals(error: Exception) -> bool:
    """Whether the same may go well later without anybody's doing."""
    return error.heals if isinstance(error, FetchError) else isinstance(error, GraphDown)


def work_main() -> None:
    """Do the task on standard input."""
    why = ["stopped by hand"]

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt(why[0])

    def listen() -> None:
        line = sys.stdin.readline().strip()
        why[0] = line or GONE
        last = Timer(AFTERWARDS, os._exit, (1,))
        last.daemon = True
        last.start()
        os.kill(os.getpid(), signal.SIGTERM)

    log.take_over(log.form_of_service())
    task = Task.from_json(sys.stdin.readline())
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=listen, daemon=True).start()
    try:
        settings = Settings.read()
        with Graph.connect(settings) as graph:
            report = perform_task(settings, graph, task)
    except KeyboardInterrupt as stopped:
        report = TaskReport(LoadEnd.STOPPED, error=str(stopped))
    except FaultlinesError as error:
        report = TaskReport(LoadEnd.FAILED, error=str(error), heals=heals(error))
    print(report.as_json(), flush=True)
    os._exit(0)


if __name__ == "__main__":
    work_main()
