"""`faultlines jobs run`: looks at what is due and what is asked for, and lets loads run, a few at a time."""

from __future__ import annotations

import logging
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from threading import Event, Lock
from types import FrameType
from typing import TYPE_CHECKING, Any

from cypher import lease, log
from cypher.errors import FaultlinesError, GraphDown, SchemaMismatch
from cypher.graph import Graph
from cypher.scheduling.health import clock
from cypher.scheduling.schedule import DEADLINE
from cypher.settings import Settings
from loader.catalogue.survey import Catalogue, survey
from loader.jobs import child, claims, conclusion, notices, requests, upkeep, watch
from loader.jobs.claims import DueClaim
from loader.jobs.periodic import Periodic
from loader.jobs.requests import Request
from loader.jobs.task import LoadEnd, Task, TaskReport

if TYPE_CHECKING:
    from cypher.queries.rows import JobsRow

LOOK = 2.0
"""Seconds between two looks at what is due; a load may begin so much later than its due time."""
UPKEEP = 30.0
"""Seconds between two looks at whether a backup is due, and a new day has come."""
SURVEY = 10.0
"""Seconds between two looks at the folders of sources."""
WAIT = 60.0
"""Seconds that a load which a person asked for waits for another of the same source."""


@dataclass(frozen=True)
class ActiveLoad:
    """A load that goes on, for a due time or because somebody asked for it."""

    task: Task
    claim: DueClaim | None = None
    request: Request | None = None


class Service:
    """One scheduler: its loads, its heartbeat, its look at what is due."""

    def __init__(
        self,
        settings: Settings,
        *,
        workers: int = 2,
        grace: float = 60.0,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.settings, self.workers, self.grace, self.now = settings, workers, grace, now
        self.process = lease.process_id()
        self.active: dict[str, ActiveLoad] = {}
        self.unfinished: dict[str, TaskReport] = {}
        """Reports whose consequences the graph was not there to take."""
        self.backup: upkeep.DueBackup | None = None
        """The backup that is being made, waits to be made again, or that the graph has yet to learn of."""
        self.rests_until = 0.0
        """Before this moment of the monotonic clock no further backup begins, so that loads have their turn."""
        self.published: dict[str, str | None] = {}
        self.disputed: set[str] = set()
        self.catalogue = Catalogue()
        self.surveyed = -SURVEY
        self.stopping, self.ending, self.paused = Event(), Event(), Event()
        self.graph: Graph | None = None
        self.mismatch: SchemaMismatch | None = None
        self.away = False
        self.lock = Lock()
        self.loads = ThreadPoolExecutor(workers, thread_name_prefix="load")
        rhythm = ((self.beat, lease.BEAT), (self.look, LOOK), (self.tell, LOOK), (self.keep_up, UPKEEP))
        self.rounds = [Periodic(partial(self.attempt, work), seconds, work.__name__) for work, seconds in rhythm]

    def run(self) -> None:
        """Work until stopped by a signal; running loads may end within the grace time, and are stopped after it.

        SchemaMismatch for the graph of another version, to which nothing is written.
        """
        logging.getLogger("neo4j").setLevel(logging.CRITICAL + 1)  # what it has to say is said in our words
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.asked_to_stop)
        log.event("scheduler started", scheduler=self.process, workers=self.workers)
        for periodic in self.rounds:
            periodic.start()
        self.stopping.wait()
        log.event("scheduler is stopping", loads=len(self.active), grace=self.grace if self.active else None)
        self.wait_for_loads(self.grace, self.ending)
        self.ending.set()
        self.wait_for_loads(child.PATIENCE * 2)
        for periodic in self.rounds:
            periodic.end()
        for periodic in self.rounds:
            periodic.join()
        self.loads.shutdown()  # after the last look, which may have begun a load; that one sees `ending`, and ends
        self.leave()
        log.event("scheduler stopped", scheduler=self.process)
        if self.mismatch:
            raise self.mismatch

    def asked_to_stop(self, number: int, frame: FrameType | None) -> None:
        """The first signal lets running loads end, the second stops them."""
        (self.ending if self.stopping.is_set() else self.stopping).set()

    def wait_for_loads(self, seconds: float, cut: Event | None = None) -> None:
        """Wait until no load goes on, or until the wait is cut short."""
        until = time.monotonic() + seconds
        while self.active and time.monotonic() < until and not (cut and cut.wait(0.1)):
            time.sleep(0.1)

    def leave(self) -> None:
        """Say that this scheduler has ended."""
        with suppress(FaultlinesError), self.reached() as graph:
            claims.leave_scheduler(graph, self.process)
        if self.graph:
            self.graph.close()

    @contextmanager
    def reached(self) -> Iterator[Graph]:
        """The graph; when it is away that is said once, and the next look tries anew."""
        try:
            with self.lock:
                if self.graph is None:
                    self.graph = self.connect()
            yield self.graph
        except GraphDown as down:
            if not self.away:
                log.event("graph is unreachable", level=logging.WARNING, error=str(down))
            self.away = True
            raise
        else:
            if self.away:
                log.event("graph is reachable again")
            self.away = False

    def connect(self) -> Graph:
        """The graph, when its schema is ours; one of another version ends the scheduler."""
        graph = Graph.connect(self.settings)
        try:
            graph.ensure_schema()
        except BaseException as error:
            graph.close()
            if isinstance(error, SchemaMismatch):
                self.mismatch = error
                self.stopping.set()
            raise
        return graph

    def beat(self) -> None:
        """Say that this scheduler lives; a server that is started again may have another address."""
        try:
            with self.reached() as graph:
                claims.beat_scheduler(graph, self.process)
        except GraphDown:
            with self.lock:
                if self.graph:
                    self.graph.close()
                    self.graph = None

    def look(self) -> None:
        """See what is due and what is asked for."""
        idle = self.stopping.is_set() or self.paused.is_set()
        if idle and not self.unfinished:
            return
        with suppress(GraphDown), self.reached() as graph:
            for source in list(self.unfinished):
                self.finish(graph, source)
            if idle:
                return
            self.read_folders()
            rows = {row["source"]: row for row in graph.ask("jobs")}
            self.publish(graph, rows)
            self.take_requests(graph)
            self.take_due(graph, rows)

    def read_folders(self) -> None:
        """Read the sources' folders anew from time to time, so that a new source needs no new start."""
        if time.monotonic() - self.surveyed < SURVEY:
            return
        before, self.catalogue = self.catalogue.invalid, survey(self.settings)
        self.surveyed = time.monotonic()
        for name, error in self.catalogue.invalid.items():
            if before.get(name) != error:
                log.event("source is invalid", level=logging.WARNING, source=name, error=error)

    def publish(self, graph: Graph, rows: Mapping[str, JobsRow]) -> None:
        """Put into the graph what the folders say of schedules; two schedulers that disagree don't take turns."""
        for name, source in self.catalogue.sources.items():
            schedule, row = self.catalogue.schedules.get(name), rows.get(name)
            text = schedule.as_json() if schedule else None
            if text == (row["schedule"] if row else None):
                self.published[name] = text
                continue
            previous = self.published.get(name) if schedule is None else self.published.get(name, "")
            if previous == text and self.settings.schedules.get(name) is not False and self.others(graph):
                if name not in self.disputed:
                    log.event("another scheduler has a different schedule", level=logging.WARNING, source=name)
                self.disputed.add(name)
                continue
            self.published[name] = text
            claims.publish(graph, source.manifest, schedule, self.now())
            upcoming = schedule.next_start(self.now(), name) if schedule else None
            log.event("schedule set", source=name, cron=schedule and schedule.cron, next=upcoming and clock(upcoming))

    def others(self, graph: Graph) -> bool:
        """Whether another scheduler lives."""
        return any(row["alive"] and row["id"] != self.process for row in graph.ask("schedulers"))

    def take_requests(self, graph: Graph) -> None:
        """Carry out what people ask for, the oldest first."""
        requests.take_over_requests(graph, self.process)
        while not self.stopping.is_set():
            free = len(self.active) < self.workers
            request = requests.take_request(graph, self.process, self.catalogue.known, self.active, loads=free)
            if request is None:
                return
            log.event("request taken", source=request.source, kind=request.kind, run=request.run, by=request.asked_by)
            if request.loads:
                deadline = self.deadline(request.source)
                task = Task(request.source, accept=request.run, by=request.asked_by, wait=WAIT, deadline=deadline)
                self.begin(ActiveLoad(task, request=request))
            else:
                words, done = requests.carry_out_request(self.settings, graph, request)
                requests.answer_request(graph, self.process, request, words, done=done)

    def take_due(self, graph: Graph, rows: Mapping[str, JobsRow]) -> None:
        """Claim what is due, the longest due first, as long as there is a place for it."""
        now = self.now()
        due = []
        for name in self.catalogue.known - self.active.keys():
            row = rows.get(name)
            if row is None:
                continue
            when = claims.due_time(row, claims.scheduled(row), now)
            if when and not claims.waits(row, when, now):
                due.append((when, name))
        for when, name in sorted(due):
            if self.stopping.is_set() or len(self.active) >= self.workers:
                return
            if claim := claims.claim(graph, self.process, name, when, now):
                self.begin(ActiveLoad(Task(name, due=when, deadline=self.deadline(name)), claim=claim))

    def deadline(self, source: str) -> int:
        """Seconds that a load of a source may take."""
        schedule = self.catalogue.schedules.get(source)
        return schedule.deadline if schedule else DEADLINE

    def begin(self, load: ActiveLoad) -> None:
        """Let a load run in the pool."""
        source = load.task.source
        self.active[source] = load
        log.event("run begins", source=source, due=load.task.due, job=load.task.job)
        self.loads.submit(self.attempt, self.work, load)

    def work(self, load: ActiveLoad) -> None:
        """One load from its start to its consequences."""
        began, source = time.monotonic(), load.task.source
        report = TaskReport(LoadEnd.FAILED, error="it could not be started")
        try:
            if self.graph:
                report = child.run_child(self.graph, load.task, self.ending.is_set)
        finally:
            seconds, run, status = round(time.monotonic() - began, 1), report.run, report.status.value
            log.event("run ended", source=source, run=run, status=status, error=report.error, seconds=seconds)
            self.unfinished[source] = report
        with suppress(GraphDown), self.reached() as graph:
            self.finish(graph, source)

    def finish(self, graph: Graph, source: str) -> None:
        """Draw the consequences of how a load ended, as soon as the graph takes them."""
        report = self.unfinished.pop(source, None)
        if report is None:
            return
        try:
            self.conclude(graph, self.active[source], report)
        except FaultlinesError:
            self.unfinished[source] = report
            raise
        self.active.pop(source)

    def conclude(self, graph: Graph, load: ActiveLoad, report: TaskReport) -> None:
        """Settle a due time, or answer a request."""
        source, stopped = load.task.source, report.status is LoadEnd.STOPPED
        if load.claim:
            retry_at = conclusion.conclude(graph, self.process, load.claim, report, self.now())
            if retry_at:
                log.event("retry scheduled", source=source, at=clock(retry_at), attempts=load.claim.attempts + 1)
        elif load.request and stopped:
            requests.return_request(graph, self.process, load.request.id)
        elif load.request:
            done = report.status in (LoadEnd.DONE, LoadEnd.HELD)
            requests.answer_request(graph, self.process, load.request, report.words, done=done)

    def tell(self) -> None:
        """Notice what has changed, and tell the webhook."""
        if self.paused.is_set():
            return
        try:
            with self.reached() as graph:
                watch.note_graph(self.settings, None, self.now())
                watch.note_schedulers(graph, self.settings, self.now())
                notices.observe(graph, self.settings, graph.ask("jobs"), self.now())
                notices.deliver(graph, self.settings, self.now())
        except GraphDown as down:
            watch.note_graph(self.settings, down, self.now())

    def keep_up(self) -> None:
        """Tidy once a day, and make backups, for which the loads rest."""
        if self.stopping.is_set():
            return
        with self.reached() as graph:
            self.end_backup(graph)
            upkeep.tidy_graph(self.settings, graph, self.now())
            rested = time.monotonic() >= self.rests_until
            if self.backup is None and rested and (turn := upkeep.backup_due(self.settings, graph, self.now())):
                self.backup = upkeep.DueBackup(turn, self.now())
        backup = self.backup
        if backup is None or self.now() < backup.next_at:
            return
        self.paused.set()
        try:
            upkeep.make_backup(self.settings)
            backup.made()
        except FaultlinesError as error:
            backup.failed(str(error), self.now())
            again = None if backup.over else backup.next_at
            log.event("backup failed", level=logging.ERROR, error=str(error), again=again)
        finally:
            self.rests_until = time.monotonic() + UPKEEP
            self.paused.clear()
        with suppress(GraphDown), self.reached() as graph:
            notices.observe_backup(graph, self.settings, backup.error, self.now(), due=backup.turn.due)
            self.end_backup(graph)

    def end_backup(self, graph: Graph) -> None:
        """Note the backup that is over, unless the graph was not there: then before the next round."""
        if self.backup is not None and self.backup.over:
            self.backup.turn.end(graph)
            self.backup = None

    def attempt(self, work: Callable[..., None], *arguments: Any) -> None:
        """Do a piece of work; an error in it is logged, and the next round comes."""
        try:
            work(*arguments)
        except Exception as error:  # noqa: BLE001 (whatever it is, the scheduler goes on)
            facts = {"job": work.__name__, "error": f"{type(error).__name__}: {error}"}
            log.event("scheduler error", level=logging.ERROR, **facts)
