"""What of an answer can be drawn: its actors, and in words what can't be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypedDict

from cypher import schema
from cypher.export.cells import drawn_value
from cypher.names import quantity
from cypher.values import Node, Relationship, elements
from explorer.bounds import MOST
from explorer.network.elements import actor_nodes, edge_type, fold_edges, linked_pairs
from explorer.network.filter import EVERYTHING
from explorer.network.layout import arrange
from explorer.network.palette import type_colour
from explorer.network.words import verb

if TYPE_CHECKING:
    from cypher.queries.rows import Ask

SOME = 300
"""Actors that are offered as a beginning when an answer has more."""
SKETCHED = 80
"""Actors of the sketch beside the answer."""
LOOKED_UP, LONGEST = 2_000, 300
"""Texts that are tried as ids when an answer holds no nodes, and how long they may be."""
BESIDE = ("DESCRIBES", "HAS", "OF", "PROPOSED")
"""Relationships that are no statements between actors."""


class Drawing(TypedDict):
    """The actors of an answer, whether they were only named by ids, what was left out, and a small picture.

    `some` has those with the most statements when there are many.
    `links` has the one or two actors that a cell's text leads to: an actor, or the evidence of a pair.
    """

    actors: list[str]
    some: list[str]
    named: bool
    skipped: list[str]
    sketch: dict[str, Any] | None
    links: dict[str, list[str]]


@dataclass
class AnswerParts:
    """The parts of the graph in an answer."""

    actors: dict[str, None] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)  # nodes of the answer, by the server's ids
    ends: dict[str, None] = field(default_factory=dict)  # nodes that only a relationship speaks of
    others: Counter[str] = field(default_factory=Counter)
    withdrawn: int = 0
    texts: dict[str, None] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)  # of actors, by the server's
    cells: dict[str, set[tuple[str, ...]]] = field(default_factory=dict)  # texts of nodes and edges: the server's ids

    def take(self, value: Any) -> None:
        """Note what a cell holds."""
        if isinstance(value, Node):
            self.cells.setdefault(drawn_value(value), set()).add((value.element,))
        elif isinstance(value, Relationship) and value.type not in BESIDE:
            self.cells.setdefault(drawn_value(value), set()).add((value.start, value.end))
        for part in elements(value):
            if isinstance(part, Node):
                self.node(part)
            elif part.type in BESIDE:
                self.others[part.type] += 1
            else:
                self.withdrawn += part.type == schema.WITHDRAWN
                self.ends |= dict.fromkeys((part.start, part.end))
        for text in texts_in(value):
            if ":" in text and len(text) < LONGEST and len(self.texts) < LOOKED_UP:
                self.texts[text] = None

    def node(self, node: Node) -> None:
        """Note a node."""
        if "Actor" in node.labels:
            self.actors[node.id] = None
            self.ids[node.element] = node.id
        elif node.element not in self.known:
            self.others[node.labels[0] if node.labels else "nodes without a label"] += 1
        self.known.add(node.element)


def texts_in(value: Any) -> Iterator[str]:
    """The texts in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from texts_in(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts_in(item)


def drawable_parts(ask: Ask, rows: Iterable[Sequence[Any]]) -> Drawing:
    """What can be drawn of an answer's rows."""
    parts = AnswerParts()
    for row in rows:
        for value in row:
            parts.take(value)
    if ends := [element for element in parts.ends if element not in parts.known][:LOOKED_UP]:
        for end in ask("by-element", elements=ends):
            parts.node(Node(end["element"], tuple(end["labels"]), end["properties"]))
    listed = [row["actor"] for row in ask("actors", actors=list(parts.texts))] if parts.texts else []
    named = not parts.actors and bool(parts.texts)
    if named:
        parts.actors = dict.fromkeys(listed)
    actors = list(parts.actors)
    shown = actors[:MOST]
    return {
        "actors": shown,
        "some": busiest(ask, shown) if len(shown) > SOME else [],
        "named": named,
        "skipped": left_out(parts, len(actors) - len(shown)),
        "sketch": sketch(ask, shown) if 0 < len(shown) <= SKETCHED else None,
        "links": cell_links(parts, listed),
    }


def busiest(ask: Ask, actors: list[str]) -> list[str]:
    """Those of whom the most is said."""
    rows = sorted(ask("actors", actors=actors), key=lambda row: (-row["degree"], row["actor"]))
    return [row["actor"] for row in rows[:SOME]]


def cell_links(parts: AnswerParts, listed: Iterable[str]) -> dict[str, list[str]]:
    """The actors that the texts of cells lead to: ids, nodes, and statements with both of their ends.

    A text that two of them share leads nowhere: actors of one name are not one actor.
    """
    links = {actor: [actor] for actor in listed}
    for text, meanings in parts.cells.items():
        (ends, *others) = meanings
        if not others and all(end in parts.ids for end in ends):
            links[text] = [parts.ids[end] for end in ends]
    return links


def left_out(parts: AnswerParts, left: int) -> list[str]:
    """What is not drawn, and why."""
    sentences = []
    if left > 0:
        sentences.append(f"The first {MOST:,} can be drawn; {left:,} more are in the table.")
    if parts.others:
        what = ", ".join(f"{number:,} × {name}" for name, number in parts.others.most_common(4))
        sentences.append(f"Not drawn: {what}. The canvas holds actors and what is said between them.")
    if parts.withdrawn:
        sentences.append(
            f"Not drawn: {quantity(parts.withdrawn, 'withdrawn statement')}; a click on a pair lists them."
        )
    return sentences


def sketch(ask: Ask, actors: list[str]) -> dict[str, Any]:
    """A small picture: actors at their places, the edges between them."""
    candidates = ask("canvas-statements", actors=actors, filter=EVERYTHING.parameters())
    statements = [row for row in candidates if row["stands"]]
    today = {row["id"] for row in statements if row["passes"]}
    rows = ask("actors", actors=actors)
    places = arrange([row["actor"] for row in rows], linked_pairs(statements))
    return {
        "nodes": actor_nodes(rows, places),
        "edges": [
            {
                "source": edge["source"],
                "target": edge["target"],
                "denied": edge["denied"],
                "ended": not any(statement["id"] in today for statement in edge["statements"]),
                "words": verb(edge["type"]),
                "line": edge_type(edge["type"]).look.line,
                "colour": type_colour(edge_type(edge["type"]).look),
            }
            for edge in fold_edges(statements)
        ],
    }
