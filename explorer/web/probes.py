"""For whoever looks after the explorer: /healthz (it lives), /readyz (it can show the graph), /metrics."""

from __future__ import annotations

from flask import Blueprint, Response
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4

from explorer.graph import graph_reader
from explorer.web.metrics import current_metrics

routes = Blueprint("probes", __name__)


@routes.get("/healthz")
def healthz() -> Response:
    """This process answers; the graph is not asked, so that its absence restarts no explorer."""
    return text_response("alive")


@routes.get("/readyz")
def readyz() -> Response:
    """Whether the graph answers and carries our schema; 503 and the reason in words when it does not."""
    health = graph_reader().health()
    if health["state"] in ("ok", "empty"):
        return text_response("ready" if health["state"] == "ok" else "ready: the graph has no statements yet")
    return text_response(f"not ready: {health['message']}", 503)


@routes.get("/metrics")
def metrics_page() -> Response:
    """Figures for Prometheus."""
    return Response(
        current_metrics().page(graph_reader()),
        content_type=CONTENT_TYPE_PLAIN_0_0_4,
        headers={"Cache-Control": "no-store"},
    )


def text_response(words: str, status: int = 200) -> Response:
    """A line of text, kept by nobody on the way."""
    return Response(f"{words}\n", status, mimetype="text/plain", headers={"Cache-Control": "no-store"})
