"""A signed network by numbers: ties between nodes, each with a sign and a whole weight."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class SignedTie(NamedTuple):
    """A pair of nodes, 1 when it belongs together and -1 when it is at odds, and what it costs to break it."""

    a: int
    b: int
    sign: int
    weight: int = 1


Camps = list[int]
"""For each node its camp: 1 or -1 where there are two, a number from 0 where there may be more."""
Near = list[list[tuple[int, int, int]]]
"""For each node its ties: the other node, the sign, the tie's number."""


def broken_by(ties: Sequence[SignedTie], camps: Camps) -> list[int]:
    """The numbers of the ties that a split contradicts."""
    return [number for number, tie in enumerate(ties) if (tie.sign > 0) != (camps[tie.a] == camps[tie.b])]


def price_of(ties: Sequence[SignedTie], camps: Camps) -> int:
    """The weight of all ties that a split contradicts."""
    return sum(ties[number].weight for number in broken_by(ties, camps))


def ties_by_node(nodes: int, ties: Sequence[SignedTie]) -> Near:
    """For each node its ties."""
    near: Near = [[] for _ in range(nodes)]
    for number, tie in enumerate(ties):
        near[tie.a].append((tie.b, tie.sign, number))
        near[tie.b].append((tie.a, tie.sign, number))
    return near


def never() -> bool:
    """Nobody stops it."""
    return False


@dataclass
class Allowance:
    """Until when one may compute, and who may end it sooner."""

    seconds: float = 60.0
    stop: Callable[[], bool] = never
    began: float = field(default_factory=time.monotonic)

    @property
    def left(self) -> float:
        """Seconds that are left; 0 when somebody has stopped it."""
        return 0.0 if self.stop() else max(0.0, self.began + self.seconds - time.monotonic())

    @property
    def over(self) -> bool:
        """Whether it is time to end."""
        return self.left <= 0

    def share(self, part: float) -> Allowance:
        """Allowance for a part of what is left, ended by the same hand."""
        return Allowance(self.left * part, self.stop)
