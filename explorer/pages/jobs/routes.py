"""What the page of the loads asks: how the sources are, what a held run would change, and requests to the scheduler."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, Literal

import msgspec
from flask import Blueprint, request

from cypher.errors import UsageError
from cypher.scheduling.requests import RequestKind, create_request
from explorer.access.roles import current_visitor
from explorer.bounds import Short
from explorer.graph import graph_reader
from explorer.pages.jobs.board import Board, board
from explorer.web.posting import EmptyRequest, json_route, only_own_pages

routes = Blueprint("jobs", __name__, url_prefix="/jobs")
only_own_pages(routes)
EACH = 30
"""Runs of a source in its charts."""


class SourceRequest(msgspec.Struct):
    """What is to be done with a source, and with which of its runs."""

    kind: Literal["run", "accept", "drop", "pause", "resume"]
    source: Short
    run: Short | None = None


class HeldRun(msgspec.Struct):
    """A run whose differences are wanted."""

    run: Short


@json_route(routes, "state", EmptyRequest)
def board_state(body: EmptyRequest) -> Board:
    """How every source is at this moment."""
    ask = graph_reader().ask
    now = datetime.now(UTC)
    rows = ask("jobs"), ask("run-history", each=EACH), ask("requests", limit=100), ask("schedulers")
    return board(*rows, now, current_visitor())


@json_route(routes, "ask", SourceRequest)
def ask_scheduler(body: SourceRequest) -> dict[str, Any]:
    """Ask the scheduler for something; whether one is alive to hear it."""
    if body.kind in ("accept", "drop") and not body.run:
        raise UsageError("name the held run")
    by = current_visitor().name or f"the page, from {request.remote_addr}"
    request_id = create_request(graph_reader().connected(), RequestKind(body.kind), body.source, run=body.run, by=by)
    return {"request": request_id}


@json_route(routes, "held", HeldRun)
def held_differences(body: HeldRun) -> dict[str, Any]:
    """What a held run would change: how many differences, and the first of them."""
    rows = graph_reader().ask("held-differences", run=body.run)
    differences = json.loads(rows[0]["differences"] or "null") if rows else None
    if not isinstance(differences, dict):
        return {"total": None, "rows": []}
    return {"total": differences.get("total"), "rows": differences.get("rows", [])}
