"""What monitoring reads: queries and requests from every process, the rest from graph and machine when it asks.

Seconds are counted where they pass, so each process has its own; prometheus-client sums them over files in
PROMETHEUS_MULTIPROC_DIR, which serving by several processes sets. Runs and freshness stand in the graph: whichever
process is asked tells the same, also after a restart, also when no scheduler is alive.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from flask import Flask, Response, current_app, g, request
from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest, multiprocess

from cypher.library.statements import Statements
from cypher.settings import Settings
from explorer.graph import GraphReader
from explorer.web.figures import Figures
from explorer.web.machine import Machine

statement = Statements(Path(__file__).with_name("queries"))

EXTENSION = "faultlines-metrics"
METHODS = ("GET", "HEAD", "POST", "OPTIONS")
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
BUCKETS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20)


class Metrics:
    """The counters of this process."""

    def __init__(self, settings: Settings) -> None:
        self.machine = CollectorRegistry()
        self.machine.register(Machine(settings))
        ProcessCollector(namespace="faultlines", registry=self.machine)
        self.registry = CollectorRegistry()
        self.seconds = Histogram(
            "faultlines_query_seconds",
            "Seconds that named queries took, for the screen",
            ["query"],
            buckets=BUCKETS,
            registry=self.registry,
        )

        self.requests = Counter(
            "faultlines_requests",
            "Requests that were answered, by the rule of their address",
            ["method", "route", "status"],
            registry=self.registry,
        )
        self.request_seconds = Histogram(
            "faultlines_request_seconds",
            "Seconds until a request was answered; a stream counts until its first byte",
            ["route"],
            buckets=BUCKETS,
            registry=self.registry,
        )

    def count_requests(self, server: Flask) -> None:
        """Count every request that the app answers; labels are rules and known methods, so that nobody can add any."""

        def begin() -> None:
            g.began = time.perf_counter()

        def end(response: Response) -> Response:
            route = request.url_rule.rule if request.url_rule else "none"
            method = request.method if request.method in METHODS else "other"
            self.requests.labels(method, route, response.status_code).inc()
            self.request_seconds.labels(route).observe(time.perf_counter() - g.get("began", time.perf_counter()))
            return response

        server.before_request_funcs.setdefault(None, []).insert(0, begin)
        server.after_request_funcs.setdefault(None, []).insert(0, end)  # the first of them runs last

    def observe(self, name: str, seconds: float) -> None:
        """Note how long a named query took."""
        self.seconds.labels(name).observe(seconds)

    def page(self, reader: GraphReader) -> bytes:
        """Everything, as Prometheus reads it."""
        counters = self.registry
        if os.environ.get(FOLDER):
            counters = CollectorRegistry()
            multiprocess.MultiProcessCollector(counters)  # type: ignore[no-untyped-call]
        of_graph = CollectorRegistry()
        of_graph.register(Figures(reader.ask, lambda: reader.connected().read(statement("heap"), name="heap")))
        return generate_latest(of_graph) + generate_latest(self.machine) + generate_latest(counters)


def current_metrics() -> Metrics:
    """The counters of the app that answers this request."""
    counters: Metrics = current_app.extensions[EXTENSION]
    return counters
