"""What is in view as files for other programs, by the one exporter."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal

from cypher.export import FORMS
from cypher.values import Node, Relationship
from explorer.export.view import NetworkView
from explorer.network.measures import measure_network
from explorer.network.words import country_names, held_dates

FileForm = Literal["actors", "edges", "statements", "graphml", "gexf", "cytoscape"]
STATED = (
    "id", "claims", "standing", "subject", "object", "said_by", "source", "evidence", "url", "locator", "valid_from",
    "valid_to", "said_at", "recorded_at", "stance", "confidence", "programme", "goods", "quantity", "status", "share",
)  # fmt: skip
"""What a statement's line and its edge in a network file say of it."""


def actor_rows(view: NetworkView) -> tuple[Sequence[str], list[Sequence[Any]]]:
    """A line for each actor, with its measures among the actors in view."""
    places = {row["actor"]: place for place, row in enumerate(view.actors)}
    ends = [(places[row["subject"]], places[row["object"]]) for row in view.statements if view.ties(row)]
    pairs = {(min(pair), max(pair)) for pair in ends}
    degrees = Counter(place for pair in pairs for place in pair)
    measures = measure_network(len(places), pairs)
    columns = ("name", "kind", "countries", "degree", "betweenness", "pagerank", "id")
    rows: list[Sequence[Any]] = [
        (
            row["name"], row["kind"], country_names(row["countries"]), degrees[place],
            measures["betweenness"][place], measures["pagerank"][place], row["actor"],
        )
        for place, row in enumerate(view.actors)
    ]  # fmt: skip
    return columns, rows


def actor_lines(view: NetworkView) -> tuple[Sequence[str], list[Sequence[Any]]]:
    """The same as a file: where some stand as one node, also which."""
    columns, rows = actor_rows(view)
    if not view.collapsed:
        return columns, rows
    return (*columns, "collapsed_into"), [(*row, view.collapsed.get(row[-1], "")) for row in rows]


def edge_rows(view: NetworkView) -> tuple[Sequence[str], list[Sequence[Any]]]:
    """A line for each pair and type: how many statements, of which sources, since and until when each held."""
    folded: dict[tuple[str, ...], list[Any]] = {}
    for row in view.statements:
        ends = (row["subject_name"], row["claims"], row["object_name"], row["standing"], row["subject"], row["object"])
        folded.setdefault(ends, []).append(row)
    columns = ("from", "type", "to", "standing", "held", "statements", "confidence", "sources", "from_id", "to_id")
    rows: list[Sequence[Any]] = [
        (
            subject, name, other, standing,
            "; ".join(dict.fromkeys(map(held_dates, rows))),
            len(rows),
            max((row["confidence"] for row in rows if row["confidence"] is not None), default=None),
            ", ".join(sorted({row["source"] for row in rows})),
            from_id, to_id,
        )
        for (subject, name, other, standing, from_id, to_id), rows in folded.items()
    ]  # fmt: skip
    return columns, rows


def statement_rows(view: NetworkView) -> tuple[Sequence[str], list[Sequence[Any]]]:
    """A line for each statement, as it is cited; names before ids."""
    columns = ("number", "subject_name", "object_name", *STATED)
    return columns, [
        (view.numbers[row["id"]], *(row[name] for name in columns[1:]))  # type: ignore[literal-required]
        for row in view.statements
    ]


def network_rows(view: NetworkView) -> tuple[Sequence[str], Iterator[Sequence[Any]]]:
    """Actors and statements as nodes and relationships, known by our ids."""
    return ("element",), ((element,) for element in network_elements(view))


def network_elements(view: NetworkView) -> Iterator[Node | Relationship]:
    """Each actor, then each statement; its ends are among the actors."""
    for actor in view.actors:
        facts = {"id": actor["actor"], "name": actor["name"], "kind": actor["kind"], "countries": actor["countries"]}
        yield Node(actor["actor"], ("Actor",), facts)
    for row in view.statements:
        stated = {name: row[name] for name in STATED if name not in ("claims", "subject", "object")}  # type: ignore[literal-required]
        claims = {} if row["type"] == row["claims"] else {"type": row["claims"]}
        yield Relationship(row["id"], row["type"], row["subject"], row["object"], {**claims, **stated})


ROWS: dict[FileForm, tuple[str, Callable[[NetworkView], tuple[Sequence[str], Any]]]] = {
    "actors": ("csv", actor_lines),
    "edges": ("csv", edge_rows),
    "statements": ("csv", statement_rows),
    "graphml": ("graphml", network_rows),
    "gexf": ("gexf", network_rows),
    "cytoscape": ("cytoscape", network_rows),
}
"""The format of each file, and its rows."""


def file_of(view: NetworkView, name: FileForm) -> tuple[str, bytes]:
    """A file's suffix and content."""
    form, rows = ROWS[name]
    out = io.StringIO(newline="")
    FORMS[form].write(*rows(view), out)
    return FORMS[form].suffix, out.getvalue().encode("utf-8", "replace")
