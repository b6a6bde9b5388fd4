"""What the page of the loads asks: how the sources are, what a held run would change, and requests to the scheduler."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, Literal

import msgspec
from flask import Blueprint, request

from cypher.errors import UsageError
from cypher.scheduling.requests import Kind, create
from explorer.graph import reader
from explorer.jobs.board import Board, board
from explorer.posting import posted, protect

routes = Blueprint("jobs", __name__, url_prefix="/jobs")
protect(routes)
EACH = 30
"""Runs of a source in its charts."""


class Nothing(msgspec.Struct):
    """Nothing has to be said."""


class Asked(msgspec.Struct):
    """What is to be done with a source, and with which of its runs."""

    kind: Literal["run", "accept", "drop", "pause", "resume"]
    source: str
    run: str | None = None


class Held(msgspec.Struct):
    """A run whose differences are wanted."""

    run: str


@posted(routes, "state", Nothing)
def state(asked: Nothing) -> Board:
    """How every source is at this moment."""
    ask = reader().ask
    now = datetime.now(UTC)
    return board(ask("jobs"), ask("run-history", each=EACH), ask("requests", limit=100), ask("schedulers"), now)


@posted(routes, "ask", Asked)
def ask_for(asked: Asked) -> dict[str, Any]:
    """Ask the scheduler for something; whether one is alive to hear it."""
    if asked.kind in ("accept", "drop") and not asked.run:
        raise UsageError("name the held run")
    by = f"the page, from {request.remote_addr}"
    found = create(reader().held(), Kind(asked.kind), asked.source, run=asked.run, by=by)
    return {"request": found}


@posted(routes, "held", Held)
def differences(asked: Held) -> dict[str, Any]:
    """What a held run would change: how many differences, and the first of them."""
    rows = reader().ask("held-differences", run=asked.run)
    found = json.loads(rows[0]["differences"] or "null") if rows else None
    if not isinstance(found, dict):
        return {"total": None, "rows": []}
    return {"total": found.get("total"), "rows": found.get("rows", [])}
