"""What a person's wish adds to the canvas: the graph is asked, newcomers get places, statements fold into edges."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NotRequired, TypedDict

from explorer.elements import Edge, Node, edge_type, edges, links, nodes
from explorer.layout import Places, along, arrange, place
from explorer.words import count

Row = dict[str, Any]
Ask = Callable[..., list[Row]]
STEP = 25
"""Neighbours that one expansion adds; the rest wait for 'next 25'."""


class Change(TypedDict):
    """What the browser does to its canvas, as one step of undo."""

    serial: int
    label: str
    nodes: list[Node]
    edges: list[Edge]
    centre: NotRequired[str]
    fit: NotRequired[bool]
    moves: NotRequired[Places]
    trace: NotRequired[list[str]]
    replace: NotRequired[bool]
    notice: NotRequired[str]
    more: NotRequired[dict[str, Any]]
    asked: NotRequired[list[Any]]


class Wish(TypedDict):
    """What the person asked for, with the places of everything on the canvas."""

    serial: int
    do: str
    present: dict[str, tuple[float, float]]
    view: NotRequired[tuple[float, float]]
    tall: NotRequired[bool]
    actor: NotRequired[str]
    name: NotRequired[str]
    type: NotRequired[str | None]
    direction: NotRequired[str | None]
    actors: NotRequired[list[str]]
    links: NotRequired[list[tuple[str, str]]]
    replace: NotRequired[bool]


def fulfil(ask: Ask, wish: Wish, on: str | None) -> Change:
    """The change that a wish comes to."""
    return WISHES[wish["do"]](ask, wish, on)


def opening(ask: Ask, wish: Wish, on: str | None) -> Change:
    """The network that the product ships, arranged."""
    rows = ask("opening")
    ids = [row["actor"] for row in rows]
    statements = ask("between", actors=ids) if ids else []
    found = nodes(rows, arrange(ids, links(statements), tall=wish.get("tall", False)))
    change: Change = {
        "serial": wish["serial"],
        "label": "Open",
        "nodes": found,
        "edges": edges(statements),
        "fit": True,
    }
    return change if rows else {**change, "notice": "Search for an actor to begin"}


def add(ask: Ask, wish: Wish, on: str | None) -> Change:
    """One actor, beside what it is joined to when something is there; the canvas centres on it."""
    actor = wish["actor"]
    change: Change = {"serial": wish["serial"], "label": "", "nodes": [], "edges": [], "centre": actor}
    if actor in wish["present"]:
        return change
    rows = ask("actors", actors=[actor])
    statements = joining(ask, [actor], wish["present"])
    friends = {end for pair in links(statements) for end in pair} & wish["present"].keys()
    spots = [wish["present"][friend] for friend in sorted(friends)] or [wish.get("view") or (0.0, 0.0)]
    anchor = (sum(x for x, _ in spots) / len(spots), sum(y for _, y in spots) / len(spots))
    found = nodes(rows, place([actor], wish["present"], anchor))
    name = found[0]["name"] if found else actor
    return {**change, "label": f"Add {name}", "nodes": found, "edges": edges(statements)}


def expand(ask: Ask, wish: Wish, on: str | None) -> Change:
    """The next neighbours of an actor, by type and direction when told so; those already there are not counted."""
    actor, present, kind = wish["actor"], wish["present"], wish.get("type")
    rows = ask(
        "neighbours",
        actor=actor,
        types=[kind] if kind else None,
        direction=wish.get("direction"),
        on=on,
        limit=STEP,
        **{"except": [other for other in present if other != actor]},
    )
    ids = [row["neighbour"] for row in rows]
    statements = joining(ask, ids, present)
    found = nodes(rows, place(ids, present, present[actor]))
    left = max(0, rows[0]["total"] - len(rows)) if rows else 0
    more = {"do": "expand", "actor": actor, "type": kind, "direction": wish.get("direction"), "left": left}
    what = f" ({edge_type(kind).screen})" if kind else ""
    change: Change = {
        "serial": wish["serial"],
        "label": f"Expand {wish.get('name', actor)}{what}" if ids else "",
        "nodes": found,
        "edges": edges(statements),
        "notice": told(len(ids), left),
    }
    return {**change, "more": more} if left else change


def told(added: int, left: int) -> str:
    """What an expansion has done, in words."""
    if not added:
        return "Every neighbour is on the canvas already"
    rest = f", {left:,} more" if left else ""
    return f"{count(added, 'neighbour')} added{rest}"


def path(ask: Ask, wish: Wish, on: str | None) -> Change:
    """A path between two actors, its missing actors placed along the line; the browser highlights it."""
    ids, present = wish["actors"], wish["present"]
    new = [actor for actor in ids if actor not in present]
    rows = ask("actors", actors=new) if new else []
    statements = joining(ask, new, present) if new else []
    centre = wish.get("view") or (0.0, 0.0)
    ends = present.get(ids[0], centre), present.get(ids[-1], (centre[0] + 400, centre[1]))
    found = nodes(rows, along(new, present, *ends))
    label = "Trace a path" if new else ""
    return {"serial": wish["serial"], "label": label, "nodes": found, "edges": edges(statements), "trace": ids}


def result(ask: Ask, wish: Wish, on: str | None) -> Change:
    """The actors of a console's answer with every statement between them, in place of what is there or beside it."""
    ids, present = wish["actors"], {} if wish.get("replace") else wish["present"]
    new = [actor for actor in ids if actor not in present]
    rows = ask("actors", actors=new) if new else []
    statements = joining(ask, new, present)
    found = [row["actor"] for row in rows]
    if present:
        places = place(found, present, wish.get("view") or (0.0, 0.0))
    else:
        places = arrange(found, links(statements), tall=wish.get("tall", False))
    return {
        "serial": wish["serial"],
        "label": ("Show an answer" if wish.get("replace") else "Add an answer") if found else "",
        "nodes": nodes(rows, places),
        "edges": edges(statements),
        "replace": bool(wish.get("replace") and found),
        "fit": True,
        "notice": f"{count(len(found), 'actor')} added" if found else "Everything is on the canvas already",
    }


def relayout(ask: Ask, wish: Wish, on: str | None) -> Change:
    """New places for everything on the canvas; needs no graph."""
    moves = arrange(sorted(wish["present"]), [(a, b) for a, b in wish["links"]], tall=wish.get("tall", False))
    return {"serial": wish["serial"], "label": "Arrange", "nodes": [], "edges": [], "moves": moves, "fit": True}


def joining(ask: Ask, new: Sequence[str], present: Mapping[str, Any]) -> list[Row]:
    """The statements among newcomers, and between them and what is there."""
    return ask("between", actors=list(new), others=[*new, *present]) if new else []


WISHES: dict[str, Callable[[Ask, Wish, str | None], Change]] = {
    "open": opening,
    "add": add,
    "expand": expand,
    "path": path,
    "result": result,
    "relayout": relayout,
}
