"""What the page asks that screens a name."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from flask import Blueprint

from explorer.bounds import CountryCode, Kind
from explorer.graph import graph_reader
from explorer.web.posting import json_route, only_own_pages

# For start-up time, what compares names is imported when it is first needed.

routes = Blueprint("match", __name__, url_prefix="/match")
only_own_pages(routes)
LISTED = 20


class NameRequest(msgspec.Struct):
    """A name, and what is known of who bears it."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
    kind: Kind | None = None
    country: CountryCode | None = None
    born: Annotated[int, msgspec.Meta(ge=1850, le=2100)] | None = None


@json_route(routes, "name", NameRequest)
def screened_name(body: NameRequest) -> dict[str, Any]:
    """Who is called alike, the likest first."""
    from cypher.screening.matches import match_name

    graph = graph_reader().connected()
    years = [str(body.born)] if body.born else []
    matches = match_name(graph, body.name, body.kind or "", body.country, years, most=LISTED + 1)
    return {"matches": [match._asdict() for match in matches[:LISTED]], "more": len(matches) > LISTED}
