"""How large a value may be, in place of the value: what the bounds of a statement are reckoned with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import inf
from typing import Any

PROPERTY_LENGTH = 300
"""What a property of the graph holds at most, as a rule: names, evidence, a description."""


@dataclass(frozen=True, slots=True)
class Bound:
    """The bounds of a value: length (of a list or text), total (all that it holds), number, its text when written out.

    `number` is None where nobody knows it: then it has no bound. `inner` bounds each item of a list and each value of a
    map; without it an item may be as large as the whole.
    """

    length: float = 1
    total: float = 1
    number: float | None = None
    text: str | None = None
    inner: Bound | None = None

    def item(self) -> Bound:
        """One item of the list, or one value of the map."""
        return self.inner or Bound(self.total, self.total)


def largest(sizes: Iterable[Bound]) -> Bound:
    """What bounds each of some values: the worst of everything."""
    bounds = list(sizes)
    holds = any(size.inner is not None for size in bounds)
    return Bound(
        max((size.length for size in bounds), default=1),
        max((size.total for size in bounds), default=1),
        max_number(bounds),
        inner=largest(size.item() for size in bounds) if holds else None,
    )


def together(sizes: Iterable[Bound]) -> Bound:
    """What bounds a value that is made of all of some values, whatever way it is made of them."""
    bounds = list(sizes)
    holds = any(size.inner is not None for size in bounds)
    return Bound(
        max(1, sum(size.length for size in bounds)),
        max(1, sum(size.total for size in bounds)),
        inner=largest(size.item() for size in bounds) if holds else None,
    )


PROPERTY = Bound(PROPERTY_LENGTH, PROPERTY_LENGTH)
ENTITY = replace(PROPERTY, inner=PROPERTY)
A_NUMBER = Bound(number=inf)
Scope = dict[str, Bound]


def measured(value: Any) -> Bound:
    """The size of a parameter's value."""
    if isinstance(value, str):
        return Bound(len(value), len(value), text=value)
    if isinstance(value, Mapping):
        sizes = [measured(item) for item in value.values()]
        keys = sum(map(len, value))
        return Bound(len(value), sum(size.total for size in sizes) + keys + 1, inner=largest(sizes or [Bound()]))
    if isinstance(value, list | tuple):
        sizes = [measured(item) for item in value]
        return Bound(len(value), sum(size.total for size in sizes) + 1, inner=largest(sizes or [Bound()]))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Bound(number=abs(value))
    return Bound()


def merged(scope: Scope, other: Scope) -> Scope:
    """What bounds each name whichever of the two holds."""
    return scope | {name: largest((size, scope[name])) if name in scope else size for name, size in other.items()}


def max_number(sizes: list[Bound]) -> float | None:
    """The largest number, when all are known."""
    numbers = [size.number for size in sizes]
    return None if None in numbers or not numbers else max(number for number in numbers if number is not None)
