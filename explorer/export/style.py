"""The canvas's own stylesheet, read again for pictures: which rules an element follows, and what they come to."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

from explorer.network.palette import Scheme
from explorer.network.stylesheet import stylesheet

Group = Literal["node", "edge"]
PART = re.compile(r"(node|edge)((?:\[[^\]]*\])*)")
TEST = re.compile(r'\[(?:([?!])(\w+)|(\w+) = (?:"([^"]*)"|(-?[\d.]+)))\]')
REFERENCE = re.compile(r"data\((\w+)\)")
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}|rgba?\([\d., %]{5,40}\)")
Facts = Mapping[str, Any]
Test = Callable[[Facts], bool]


@dataclass(frozen=True)
class StyleRule:
    """A rule: which group, what must hold of an element's data, the properties that it sets."""

    group: Group
    tests: tuple[tuple[str, str, str], ...]
    style: Mapping[str, Any]

    def holds(self, data: Facts) -> bool:
        """Whether an element follows it."""
        for sign, name, value in self.tests:
            known = data.get(name)
            if sign == "=" and selector_value(known) != value:
                return False
            if sign != "=" and bool(known) is not (sign == "?"):
                return False
        return True


@lru_cache(maxsize=4)
def data_rules(scheme: Scheme) -> list[StyleRule]:
    """The rules of the canvas that speak of data alone; what a pointer or a selection does is in no picture."""
    read = []
    for rule in stylesheet(scheme):
        for selector in rule["selector"].split(", "):
            part = PART.fullmatch(selector)
            if part and not TEST.sub("", part[2]):
                group: Group = "node" if part[1] == "node" else "edge"
                read.append(StyleRule(group, tuple(map(selector_test, TEST.findall(part[2]))), rule["style"]))
    return read


def selector_test(test: tuple[str, str, str, str, str]) -> tuple[str, str, str]:
    """A condition as sign, name and value."""
    sign, flag, name, text, number = test
    return (sign, flag, "") if sign else ("=", name, text or number)


def selector_value(value: Any) -> str:
    """A value as a selector writes it."""
    return f"{value:g}" if isinstance(value, int | float) and not isinstance(value, bool) else str(value)


@dataclass
class Styler:
    """The look of elements in one scheme; elements with equal data share theirs."""

    scheme: Scheme
    known: dict[tuple[Any, ...], dict[str, Any]] = field(default_factory=dict)

    def look(self, group: Group, data: Facts) -> dict[str, Any]:
        """The properties of an element, those of later rules in place of earlier ones; references are resolved."""
        key = (group, *sorted((name, value) for name, value in data.items() if isinstance(value, str | int | float)))
        if (look := self.known.get(key)) is None:
            look = {}
            for rule in data_rules(self.scheme):
                if rule.group == group and rule.holds(data):
                    look.update(rule.style)
            look = self.known[key] = {name: resolved(value, data) for name, value in look.items()}
        return look


def resolved(value: Any, data: Facts) -> Any:
    """A value, or the data that it refers to."""
    reference = REFERENCE.fullmatch(value) if isinstance(value, str) else None
    return data.get(reference[1]) if reference else value


def bounded_number(value: Any, default: float = 0.0) -> float:
    """A property as a number within the bounds of a picture."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        return default
    return min(10_000.0, max(-10_000.0, float(value)))


def colour(value: Any, default: str) -> str:
    """A property as a colour, and nothing else."""
    return value if isinstance(value, str) and COLOUR.fullmatch(value) else default


def dashes(look: Mapping[str, Any]) -> Sequence[float]:
    """The lengths of an edge's dashes and gaps; none where its line is solid."""
    if look.get("line-style") == "solid":
        return ()
    pattern = look.get("line-dash-pattern")
    return [abs(bounded_number(length)) for length in pattern] if isinstance(pattern, list) else [6, 3]
