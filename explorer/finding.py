"""Actors by name for the fields of a page: where an actor is to be told, one is searched for."""

from __future__ import annotations

from typing import Annotated

import msgspec
from flask import Blueprint

from explorer.bounds import Key, Short
from explorer.graph import graph_reader
from explorer.network.words import about_actor
from explorer.web.posting import json_route, only_own_pages

routes = Blueprint("actors", __name__, url_prefix="/actors")
only_own_pages(routes)
MATCHES = 8
"""Actors that are offered."""


class FindRequest(msgspec.Struct):
    """What was typed so far."""

    text: Short


class NamesRequest(msgspec.Struct):
    """Ids whose names are wanted."""

    actors: Annotated[list[Key], msgspec.Meta(max_length=200)]


@json_route(routes, "find", FindRequest)
def find_matches(body: FindRequest) -> dict[str, list[dict[str, str]]]:
    """The actors that a text may mean, the likeliest first."""
    rows = graph_reader().ask("search", text=body.text, limit=MATCHES) if body.text.strip() else []
    matches = [{"actor": row["actor"], "name": row["name"], "about": about_actor(row)} for row in rows]
    return {"matches": matches}


@json_route(routes, "names", NamesRequest)
def find_names(body: NamesRequest) -> dict[str, dict[str, str]]:
    """The names of actors by their ids; an id that nobody has is left out."""
    rows = graph_reader().ask("actors", actors=body.actors) if body.actors else []
    return {"names": {row["actor"]: row["name"] for row in rows}}
