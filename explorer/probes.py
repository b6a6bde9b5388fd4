"""For whoever looks after the explorer: /healthz (it lives), /readyz (it can show the graph), /metrics."""

from __future__ import annotations

from flask import Blueprint, Response
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4

from explorer.graph import reader
from explorer.metrics import metrics

routes = Blueprint("probes", __name__)


@routes.get("/healthz")
def alive() -> Response:
    """This process answers; the graph is not asked, so that its absence restarts no explorer."""
    return told("alive")


@routes.get("/readyz")
def ready() -> Response:
    """Whether the graph answers and carries our schema; 503 and the reason in words when it does not."""
    health = reader().health()
    if health["state"] in ("ok", "empty"):
        return told("ready" if health["state"] == "ok" else "ready: the graph holds no statements yet")
    return told(f"not ready: {health['message']}", 503)


@routes.get("/metrics")
def figures() -> Response:
    """Figures for Prometheus."""
    return Response(
        metrics().page(reader()), content_type=CONTENT_TYPE_PLAIN_0_0_4, headers={"Cache-Control": "no-store"}
    )


def told(words: str, status: int = 200) -> Response:
    """A line of text, kept by nobody on the way."""
    return Response(f"{words}\n", status, mimetype="text/plain", headers={"Cache-Control": "no-store"})
