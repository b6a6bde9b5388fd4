"""What a person's request adds to the canvas: the graph is asked, newcomers get places, statements fold into edges."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, NotRequired, TypedDict

from msgspec import Meta

from cypher.errors import UsageError
from cypher.names import quantity
from explorer.bounds import MOST, CountryCode, DrawnPlaces, Key, Kind, Number, Place, Short, SomeKeys, Text, TypeName
from explorer.network.elements import ActorNode, FoldedEdge, actor_nodes, edge_type, fold_edges, linked_pairs
from explorer.network.filter import Days, Filter
from explorer.network.forces import Places
from explorer.network.layout import along, arrange, place_newcomers
from explorer.network.orders import around_pins, in_a_circle, in_groups, in_layers

if TYPE_CHECKING:
    from cypher.queries.rows import Ask, CanvasStatementsRow

LINKS = 50_000
"""Statements that one request brings, and pairs of actors that one arrangement takes into account."""
STEP = 25
"""Neighbours that one expansion adds; the rest wait for 'next 25'."""


class CanvasChange(TypedDict):
    """What the browser does to its canvas, as one step of undo."""

    serial: int
    label: str
    nodes: list[ActorNode]
    edges: list[FoldedEdge]
    centre: NotRequired[str]
    fit: NotRequired[bool]
    moves: NotRequired[Places]
    trace: NotRequired[list[str]]
    replace: NotRequired[bool]
    restored: NotRequired[bool]
    former: NotRequired[dict[str, str]]
    notice: NotRequired[str]
    more: NotRequired[dict[str, Any]]
    asked: NotRequired[list[Any]]


class CanvasRequest(TypedDict):
    """What the person asked for, with the places of everything on the canvas."""

    serial: Number
    do: Literal["open", "add", "expand", "path", "result", "relayout", "restore"]
    present: DrawnPlaces
    places: NotRequired[Annotated[dict[Key, Place], Meta(min_length=1, max_length=MOST)]]
    view: NotRequired[Place]
    tall: NotRequired[bool]
    actor: NotRequired[Key]
    name: NotRequired[Text]
    type: NotRequired[TypeName | None]
    direction: NotRequired[Literal["in", "out", "both"] | None]
    sort: NotRequired[Literal["statements", "busy", "newest", "surest"]]
    kind: NotRequired[Kind | None]
    country: NotRequired[CountryCode | None]
    since: NotRequired[Short | None]
    actors: NotRequired[SomeKeys]
    links: NotRequired[Annotated[list[tuple[Key, Key]], Meta(max_length=LINKS)]]
    replace: NotRequired[bool]
    order: NotRequired[Literal["organic", "circle", "layers", "groups"]]
    groups: NotRequired[Annotated[dict[Key, Short], Meta(max_length=2 * MOST)]]
    pins: NotRequired[SomeKeys]


def handle(ask: Ask, request: CanvasRequest, seen: Filter) -> CanvasChange:
    """The change that a request comes to, under the filter of the screen."""
    handler, fields = HANDLERS[request["do"]]
    if missing := [field for field in fields if request.get(field) is None]:
        raise UsageError(f"a request to {request['do']} says {', '.join(fields)}, but this one lacks {missing[0]}")
    return handler(ask, led_on(ask, request), seen)


def led_on(ask: Ask, request: CanvasRequest) -> CanvasRequest:
    """The request, an actor of a former day being the one that has its records now: links of that day lead on."""
    asked_for = [*request.get("actors", ()), *([request["actor"]] if request.get("actor") else [])]
    now = {row["actor"]: row["now"] for row in ask("former-actors", actors=asked_for)} if asked_for else {}
    if not now:
        return request
    changed = request.copy()
    if "actors" in request:
        changed["actors"] = list(dict.fromkeys(now.get(actor, actor) for actor in request["actors"]))
    if "actor" in request:
        changed["actor"] = now.get(request["actor"], request["actor"])
    return changed


def open_network(ask: Ask, request: CanvasRequest, seen: Filter) -> CanvasChange:
    """The network that the product ships, arranged."""
    rows = ask("opening")
    ids = [row["actor"] for row in rows]
    statements = joining_statements(ask, ids, {}, seen)
    added = actor_nodes(rows, arrange(ids, linked_pairs(statements), tall=request.get("tall", False)))
    change: CanvasChange = {
        "serial": request["serial"],
        "label": "Open",
        "nodes": added,
        "edges": fold_edges(statements),
        "fit": True,
    }
    return change if rows else {**change, "notice": "Search for an actor to begin"}


def add_actor(ask: Ask, request: CanvasRequest, seen: Filter) -> CanvasChange:
    """One actor, beside what it is joined to when something is there; the canvas centres on it."""
    actor = request["actor"]
    change: CanvasChange = {"serial": request["serial"], "label": "", "nodes": [], "edges": [], "centre": actor}
    if actor in request["present"]:
        return change
    rows = ask("actors", actors=[actor])
    statements = joining_statements(ask, [actor], request["present"], seen)
    friends = {end for pair in linked_pairs(statements) for end in pair} & request["present"].keys()
    spots = [request["present"][friend] for friend in sorted(friends)] or [request.get("view") or (0.0, 0.0)]
    anchor = (sum(x for x, _ in spots) / len(spots), sum(y for _, y in spots) / len(spots))
    added = actor_nodes(rows, place_newcomers([actor], request["present"], anchor))
    name = added[0]["name"] if added else actor
    return {**change, "label": f"Add {name}", "nodes": added, "edges": fold_edges(statements)}


def expand_actor(ask: Ask, request: CanvasRequest, seen: Filter) -> CanvasChange:
    """The next neighbours of an actor, by type and direction when told so; those already there are not counted."""
    actor, present, kind = request["actor"], request["present"], request.get("type")
    rows = ask(
        "canvas-neighbours",
        actor=actor,
        type=kind,
        direction=request.get("direction"),
        **narrowing(request),
        filter=seen.parameters(),
        limit=STEP,
        **{"except": [other for other in present if other != actor]},
    )
    ids = [row["neighbour"] for row in rows]
    statements = joining_statements(ask, ids, present, seen)
    added = actor_nodes(rows, place_newcomers(ids, present, present.get(actor) or request.get("view") or (0.0, 0.0)))
    left = max(0, rows[0]["total"] - len(rows)) if rows else 0
    more = {
        "do": "expand",
        "actor": actor,
        "type": kind,
        "direction": request.get("direction"),
        **{name: request[name] for name in ("sort", "kind", "country", "since") if request.get(name)},
        "left": left,
    }
    what = f" ({edge_type(kind).screen})" if kind else ""
    change: CanvasChange = {
        "serial": request["serial"],
        "label": f"Expand {request.get('name', actor)}{what}" if ids else "",
        "nodes": added,
        "edges": fold_edges(statements),
        "notice": describe_expansion(len(ids), left),
    }
    return {**change, "more": more} if left else change


def narrowing(request: CanvasRequest) -> dict[str, Any]:
    """Which neighbours an expansion takes, and which of them first; UsageError for a date that is none."""
    since = Days.read(request.get("since"))
    return {
        "order": request.get("sort", "statements"),
        "kind": request.get("kind"),
        "country": request.get("country"),
        "since": since and since.first.isoformat(),
    }


def describe_expansion(added: int, left: int) -> str:
    """What an expansion has done, in words."""
    if not added:
        return "Every neighbour that passes the filter is already on the canvas"
    rest = f", {left:,} more" if left else ""
    return f"{quantity(added, 'neighbour')} added{rest}"


def add_path(ask: Ask, request: CanvasRequest, seen: Filter) -> CanvasChange:
    """A path between two actors, its missing actors placed along the line; the browser highlights it."""
    ids, present = request["actors"], request["present"]
    new = [actor for actor in ids if actor not in present]
    rows = ask("actors", actors=new) if new else []
    statements = joining_statements(ask, new, present, seen)
    centre = request.get("view") or (0.0, 0.0)
    ends = present.get(ids[0], centre), present.get(ids[-1], (centre[0] + 400, centre[1]))
    added = actor_nodes(rows, along(new, present, *ends))
    label = "Trace a path" if new else ""
    return {"serial": request["serial"], "label": label, "nodes": added, "edges": fold_edges(statements), "trace": ids}


def add_result(ask: Ask, request: CanvasRequest, seen: Filter) -> CanvasChange:
    """The actors of a console's answer with every statement between them, in place of what is there or beside it."""
    ids, present = request["actors"], {} if request.get("replace") else request["present"]
    new = [actor for actor in ids if actor not in present]
    rows = ask("actors", actors=new) if new else []
    statements = joining_statements(ask, new, present, seen)
    known = [row["actor"] for row in rows]
    if present:
        places = place_newcomers(known, present, request.get("view") or (0.0, 0.0))
    else:
        places = arrange(known, linked_pairs(statements), tall=request.get("tall", False))
    return {
        "serial": request["serial"],
        "label": ("Show an answer" if request.get("replace") else "Add an answer") if known else "",
        "nodes": actor_nodes(rows, places),
        "edges": fold_edges(statements),
        "replace": bool(request.get("replace") and known),
        "fit": True,
        "notice": describe_result(len(known), len(statements)),
    }


def describe_result(actors: int, statements: int) -> str:
    """What an answer has added, in words; statements that were left out are said."""
    if not actors:
        return "Everything is already on the canvas"
    cut = f", with the first {LINKS:,} statements between them" if statements == LINKS else ""
    return f"{quantity(actors, 'actor')} added{cut}"


def arrange_all(ask: Ask, request: CanvasRequest, seen: Filter) -> CanvasChange:
    """New places for everything on the canvas, in the order that is asked for; needs no graph."""
    places, links, tall = request["present"], request["links"], request.get("tall", False)
    actors = sorted(places)
    match request.get("order", "organic"):
        case "circle":
            moves = in_a_circle(actors, links)
        case "layers":
            moves = in_layers(actors, links)
        case "groups":
            moves = in_groups(actors, links, request.get("groups", {}), tall=tall)
        case _:
            moves = arrange(actors, links, tall=tall, last=places)
    moves = around_pins(moves, {pin: places[pin] for pin in request.get("pins", ()) if pin in places})
    return {"serial": request["serial"], "label": "Arrange", "nodes": [], "edges": [], "moves": moves, "fit": True}


def restore_canvas(ask: Ask, request: CanvasRequest, seen: Filter) -> CanvasChange:
    """Actors at the places that they had, with everything said among them now; a canvas with a name is a step."""
    asked_for = request["places"]
    former = {row["actor"]: row["now"] for row in ask("former-actors", actors=list(asked_for))}
    places: Places = {}
    for actor, place in asked_for.items():
        now = former.get(actor, actor)
        if now == actor or now not in asked_for:
            places.setdefault(now, place)
    rows = ask("actors", actors=list(places))
    if not rows:
        return {**open_network(ask, request, seen), "notice": "Nothing that was on the canvas is in the graph any more"}
    statements = ask("canvas-statements", actors=list(places), filter=seen.parameters(), limit=LINKS)
    name = request.get("name")
    return {
        "serial": request["serial"],
        "label": f"Open {name}" if name else "Restore",
        "nodes": actor_nodes(rows, places),
        "edges": fold_edges(statements),
        "replace": True,
        "restored": True,
        "former": former,
    }


def joining_statements(
    ask: Ask, new: Sequence[str], present: Mapping[str, Any], seen: Filter
) -> list[CanvasStatementsRow]:
    """Everything said among newcomers, and between them and what is there; the browser filters what it draws."""
    others = [*new, *present] if present else None
    if not new:
        return []
    return ask("canvas-statements", actors=list(new), others=others, filter=seen.parameters(), limit=LINKS)


HANDLERS: dict[str, tuple[Callable[[Ask, CanvasRequest, Filter], CanvasChange], tuple[str, ...]]] = {
    "open": (open_network, ()),
    "add": (add_actor, ("actor",)),
    "expand": (expand_actor, ("actor",)),
    "path": (add_path, ("actors",)),
    "result": (add_result, ("actors",)),
    "relayout": (arrange_all, ("links",)),
    "restore": (restore_canvas, ("places",)),
}
"""What each request does, and the fields that it needs."""
