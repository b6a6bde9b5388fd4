"""What the page of identity asks: pairs that wait, two records to compare, decisions to take, to list and to undo."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

import msgspec
from flask import Blueprint, request

from cypher.decisions.compare import Comparison, compare_pair
from cypher.decisions.decide import WORDS, DecisionOutcome, decide, undo
from cypher.decisions.history import history
from cypher.decisions.partition import DecisionKind
from explorer.access.roles import Role, current_visitor
from explorer.bounds import Key, Text
from explorer.graph import graph_reader
from explorer.web.posting import EmptyRequest, json_route, only_own_pages

routes = Blueprint("identity", __name__, url_prefix="/identity")
only_own_pages(routes)
LISTED = 200
"""Pairs, and decisions, that are listed."""
WAIT = 3.0
"""Seconds that a decision waits for a load to end."""


class PairRequest(msgspec.Struct):
    """Two records, or actors."""

    a: Key
    b: Key


class DecisionRequest(msgspec.Struct):
    """What a person decides on two records, and why."""

    kind: Literal["same", "different", "unsure"]
    first: Key
    second: Key
    reason: Text = ""


class UndoRequest(msgspec.Struct):
    """A decision that is to be undone."""

    id: Annotated[str, msgspec.Meta(max_length=40)]


@json_route(routes, "proposals", EmptyRequest)
def waiting_pairs(body: EmptyRequest) -> dict[str, Any]:
    """The pairs that wait for a person, and whether whoever asks may decide."""
    rows = graph_reader().ask("proposals", limit=LISTED + 1)
    return {"pairs": rows[:LISTED], "more": len(rows) > LISTED, "may": current_visitor().may(Role.ADMIN)}


@json_route(routes, "compare", PairRequest)
def compared_pair(body: PairRequest) -> Comparison:
    """Two records side by side."""
    return compare_pair(graph_reader().connected(), body.a, body.b)


@json_route(routes, "decide", DecisionRequest)
def decide_pair(body: DecisionRequest) -> dict[str, Any]:
    """Take a decision; what came of it."""
    outcome = decide(
        graph_reader().connected(),
        DecisionKind(body.kind),
        body.first,
        body.second,
        by=decider(),
        reason=body.reason.strip() or None,
        wait=WAIT,
    )
    return outcome_answer(outcome, f"{outcome.id}: {outcome.first} and {outcome.second} {WORDS[outcome.kind]}")


@json_route(routes, "undo", UndoRequest)
def undo_by_id(body: UndoRequest) -> dict[str, Any]:
    """Undo a decision; what came of it."""
    outcome = undo(graph_reader().connected(), body.id, by=decider(), wait=WAIT)
    return outcome_answer(outcome, f"{outcome.id} is undone")


@json_route(routes, "history", EmptyRequest)
def latest_decisions(body: EmptyRequest) -> dict[str, Any]:
    """The latest decisions, the undone among them."""
    return {"decisions": history(graph_reader().connected(), limit=LISTED)}


def decider() -> str:
    """Who decides."""
    return current_visitor().name or f"the page, from {request.remote_addr}"


def outcome_answer(outcome: DecisionOutcome, words: str) -> dict[str, Any]:
    """An outcome with the words for it."""
    return {**asdict(outcome), "words": words}
