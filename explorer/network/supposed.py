"""What a person supposes on a canvas: edges that nobody states, and stated ones that are taken not to be there.

It comes with a request and goes with it: the graph never has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from explorer.network.elements import edge_type

WORD = "supposed"
"""How the id of a supposed edge begins, as the browser writes it, and what stands on it."""


class SupposedTie(NamedTuple):
    """An edge of a type from one actor to another; the ends of a symmetric one are in order."""

    type: str
    a: str
    b: str

    @classmethod
    def of(cls, name: str, origin: str, target: str) -> SupposedTie:
        """The edge in its one spelling."""
        return cls(name, *sorted((origin, target))) if edge_type(name).symmetric else cls(name, origin, target)


@dataclass(frozen=True, slots=True)
class Supposed:
    """The supposed edges with their signs, and the stated ones that are supposed not to be there."""

    edges: tuple[tuple[SupposedTie, int], ...] = ()
    doubted: frozenset[SupposedTie] = frozenset()

    @classmethod
    def read(cls, store: Mapping[str, Any] | None) -> Supposed:
        """What the browser holds."""
        fields = store or {}
        edges = {SupposedTie.of(row["type"], row["a"], row["b"]): row["sign"] for row in fields.get("supposed") or ()}
        doubted = (SupposedTie.of(row["type"], row["a"], row["b"]) for row in fields.get("doubted") or ())
        return cls(tuple(sorted(edges.items())), frozenset(doubted))

    def __bool__(self) -> bool:
        return bool(self.edges or self.doubted)

    @property
    def actors(self) -> set[str]:
        """The ends of the supposed edges."""
        return {end for tie, _ in self.edges for end in (tie.a, tie.b)}

    def steps(self, actor: str) -> Iterable[tuple[str, str, str]]:
        """The supposed edges from an actor: to whom, of which type, and which way round."""
        for (name, a, b), _ in self.edges:
            if actor in (a, b) and a != b:
                direction = "both" if edge_type(name).symmetric else "out" if actor == a else "in"
                yield (b if actor == a else a), name, direction

    def rows(self, actors: Iterable[str]) -> list[dict[str, Any]]:
        """The supposed edges among actors, like statements that hold always and are not rated."""
        there = set(actors)
        return [
            {
                "id": f"{WORD}|{'|'.join(tie)}",
                "type": tie.type,
                "sign": sign,
                "subject": tie.a,
                "object": tie.b,
                "confidence": None,
                "valid_from": None,
                "valid_from_precision": None,
                "valid_to": None,
                "valid_to_precision": None,
            }
            for tie, sign in self.edges
            if tie.a in there and tie.b in there
        ]


NOTHING = Supposed()


def is_supposed(statement: str) -> bool:
    """Whether an id is that of a supposed edge; one of the graph begins with the name of its source, without a bar."""
    return statement.startswith(f"{WORD}|")
