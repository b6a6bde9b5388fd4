"""Runs, rows, durations and freshness of each source as Prometheus reads them, from the graph of this moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric, SummaryMetricFamily
from prometheus_client.registry import Collector

from cypher.errors import FaultlinesError
from cypher.graph import Row
from cypher.scheduling.health import HealthState, judge_health

if TYPE_CHECKING:
    from cypher.queries.rows import Ask, JobsRow

ROWS = ("read", "created", "changed", "withdrawn", "rejected")


@dataclass(frozen=True)
class Figures(Collector):
    """What the graph tells of its sources; `faultlines_graph_up 0` and nothing else when it does not answer."""

    ask: Ask
    heap: Callable[[], list[Row]] = list
    """Asks for the heap of the server; GraphError where that may not be asked for."""
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def collect(self) -> Iterator[Metric]:
        """Every figure."""
        up = GaugeMetricFamily("faultlines_graph_up", "Whether the graph answers")
        try:
            totals, jobs, schedulers = self.ask("run-totals"), self.ask("jobs"), self.ask("schedulers")
        except FaultlinesError:
            up.add_metric([], 0)
            yield up
            return
        up.add_metric([], 1)
        yield up
        yield from of_runs(totals)
        yield from of_sources(jobs, self.clock())
        alive = GaugeMetricFamily("faultlines_schedulers", "Schedulers that are live")
        alive.add_metric([], sum(bool(row["alive"]) for row in schedulers))
        yield alive
        yield from self.of_heap()

    def of_heap(self) -> Iterator[Metric]:
        """The heap of the server; nothing where the user may not ask for it."""
        with suppress(FaultlinesError):
            for row in self.heap():
                used = GaugeMetricFamily("faultlines_graph_heap_used_bytes", "Bytes of the server's heap in use")
                most = GaugeMetricFamily("faultlines_graph_heap_max_bytes", "Bytes that the server's heap may take")
                used.add_metric([], row["used"])
                most.add_metric([], row["most"])
                yield from (used, most)


def of_runs(totals: Iterable[Mapping[str, Any]]) -> Iterator[Metric]:
    """Runs by source and status, their rows and their seconds."""
    runs = GaugeMetricFamily(
        "faultlines_runs",
        "Runs by how they ended; one that is held may yet be done",
        labels=["source", "status"],
    )
    rows = CounterMetricFamily("faultlines_rows", "Statements and rejected rows of all runs", labels=["source", "what"])
    seconds = SummaryMetricFamily("faultlines_run_seconds", "Seconds that runs took", labels=["source"])
    by_source: dict[str, dict[str, float]] = {}
    for row in totals:
        runs.add_metric([row["source"], row["status"]], row["runs"])
        sums = by_source.setdefault(row["source"], dict.fromkeys((*ROWS, "timed", "seconds"), 0.0))
        for name in sums:
            sums[name] += row[name]
    for source, sums in by_source.items():
        for name in ROWS:
            rows.add_metric([source, name], sums[name])
        seconds.add_metric([source], count_value=int(sums["timed"]), sum_value=sums["seconds"])
    yield from (runs, rows, seconds)


def of_sources(jobs: Iterable[JobsRow], now: datetime) -> Iterator[Metric]:
    """How each source is, and how long ago it was last loaded."""
    age = GaugeMetricFamily(
        "faultlines_source_age_seconds", "Seconds since the last load that succeeded began", labels=["source"]
    )
    state = GaugeMetricFamily("faultlines_source_state", "1 for the state it is in", labels=["source", "state"])
    paused = GaugeMetricFamily("faultlines_source_paused", "Whether the schedule is paused", labels=["source"])
    for row in jobs:
        health = judge_health(row, now)
        for name in HealthState:
            state.add_metric([row["source"], name], float(name is health.state))
        paused.add_metric([row["source"]], float(health.paused))
        if row["success_started"]:
            age.add_metric([row["source"]], (now - row["success_started"]).total_seconds())
    yield from (age, state, paused)
