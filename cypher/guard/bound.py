"""How large a value may be, in place of the value: what the bounds of a statement are reckoned with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf
from typing import Any

PROPERTY_ITEMS, PROPERTY_MASS = 300, 300
"""What a property of the graph holds at most, as a rule: names, evidence, a description."""


@dataclass(frozen=True, slots=True)
class Bound:
    """The bounds of a value: length (of a list or text), total (all that it holds), number, its text when written out.

    `inner` bounds each item of a list; without it an item is as large as a property of the graph may be.
    """

    length: float = 1
    total: float = 1
    number: float | None = None
    text: str | None = None
    inner: Bound | None = None

    def item(self) -> Bound:
        """One item of the list."""
        return self.inner or Bound(min(self.total, PROPERTY_ITEMS), min(self.total, PROPERTY_MASS), self.number)


def largest(sizes: Iterable[Bound]) -> Bound:
    """What bounds each of some values."""
    found = list(sizes)
    inner = [size.inner for size in found if size.inner is not None]
    return Bound(
        max((size.length for size in found), default=1),
        max((size.total for size in found), default=1),
        max_number(found),
        inner=largest(inner) if inner else None,
    )


ENTITY = Bound(PROPERTY_ITEMS, PROPERTY_MASS)
A_NUMBER = Bound(number=inf)
Scope = dict[str, Bound]


def measured(value: Any) -> Bound:
    """The size of a parameter's value."""
    if isinstance(value, str):
        return Bound(len(value), len(value), text=value)
    if isinstance(value, Mapping):
        return Bound(len(value), sum(measured(item).total for item in value.values()) + len(value))
    if isinstance(value, list | tuple):
        sizes = [measured(item) for item in value]
        return Bound(len(value), sum(size.total for size in sizes) + 1, inner=largest(sizes))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Bound(number=abs(value))
    return Bound()


def merged(one: Scope, other: Scope) -> Scope:
    """The larger of two sizes, for each name."""
    return one | {
        name: size if name not in one or size.total >= one[name].total else one[name] for name, size in other.items()
    }


def max_number(sizes: list[Bound]) -> float | None:
    """The largest number, when all are known."""
    numbers = [size.number for size in sizes]
    return None if None in numbers or not numbers else max(number for number in numbers if number is not None)
