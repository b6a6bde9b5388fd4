"""What the lens on the camps asks: the camps of the pairs that are in view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

import msgspec
from flask import Blueprint
from msgspec import Meta

from cypher.errors import UsageError
from explorer.bounds import MOST
from explorer.network.camps import Bracket, Camps, brackets, find_camps
from explorer.web.posting import json_route, only_own_pages

PAIRS = 50_000
LARGEST = 2_000_000
"""Bytes of a request."""
DAYS = 25
SECONDS = 3.0
"""How long so many days may take together."""
Actor = Annotated[int, Meta(ge=0, lt=MOST)]
Place = Annotated[int, Meta(ge=0, lt=PAIRS)]
routes = Blueprint("camps", __name__, url_prefix="/camps")
only_own_pages(routes, LARGEST)


class PairsInView(msgspec.Struct):
    """Actors by number, pairs of them with a sign, and for how many seconds one waits."""

    nodes: Annotated[int, Meta(ge=0, le=MOST)]
    pairs: Annotated[list[tuple[Actor, Actor, Literal[1, -1]]], Meta(max_length=PAIRS)]
    seconds: Annotated[float, Meta(ge=0.1, le=20.0)] = 1.0


class YearsInView(msgspec.Struct):
    """Actors by number, pairs of them with a sign, and for each of several days the places of the pairs that held."""

    nodes: Annotated[int, Meta(ge=0, le=MOST)]
    pairs: Annotated[list[tuple[Actor, Actor, Literal[1, -1]]], Meta(max_length=PAIRS)]
    days: Annotated[list[Annotated[list[Place], Meta(max_length=PAIRS)]], Meta(min_length=1, max_length=DAYS)]


@json_route(routes, "split", PairsInView)
def split_pairs(body: PairsInView) -> Camps:
    """The two camps, and the proof."""
    check_pairs(body.nodes, body.pairs)
    return find_camps(body.nodes, body.pairs, body.seconds)


@json_route(routes, "years", YearsInView)
def split_years(body: YearsInView) -> list[Bracket]:
    """How far the pairs of each day are from two camps."""
    check_pairs(body.nodes, body.pairs)
    if any(place >= len(body.pairs) for day in body.days for place in day):
        raise UsageError("a day names its pairs by their places in the list")
    return brackets(body.nodes, [[body.pairs[place] for place in day] for day in body.days], SECONDS)


def check_pairs(nodes: int, pairs: Sequence[tuple[int, int, int]]) -> None:
    """UsageError for a pair that is none of these actors."""
    if any(a == b or max(a, b) >= nodes for a, b, _ in pairs):
        raise UsageError("a pair is two actors of those that are counted")
