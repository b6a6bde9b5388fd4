"""The answers of the named queries, computed from plain lists without a graph, by trying everything."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any, Literal

from tests.cypher.small import Said

PLUS = {"ALLY_OF", "SUPPLIES", "LEADS", "PART_OF", "OWNS", "SERVES"}
MINUS = {"RIVAL_OF", "DESIGNATES", "SUES"}
SIGNS = dict.fromkeys(PLUS, 1) | dict.fromkeys(MINUS, -1) | {"LINKED_TO": 0}
SYMMETRIC = {"ALLY_OF", "RIVAL_OF", "SUES"}
Numbered = list[tuple[str, Said]]
Pair = frozenset[str]
EVER: Literal["ever"] = "ever"
When = datetime.date | None | Literal["ever"]
"""A day, None for today, or any time."""


def number(said: Iterable[Said]) -> Numbered:
    """Each statement with the id that it is written under."""
    return [(f"s{place:04}:1", statement) for place, statement in enumerate(said)]


def plain(said: Numbered, on: When = EVER) -> Iterator[tuple[str, Said]]:
    """Statements on the plain pattern, in force on a date, loops left out; of any time unless a date is named."""
    for key, one in said:
        if one.type in SIGNS and one.subject != one.object and in_force(one, on):
            yield key, one


def walked(said: Numbered, designations: bool) -> tuple[Numbered, set[str]]:
    """The statements that a chain may go along, and the authorities that it does not pass."""
    if designations:
        return said, set()
    return [(k, one) for k, one in said if one.type != "DESIGNATES"], {
        s.subject for _, s in said if s.type == "DESIGNATES" and s.subject != s.object
    }


def authorities(said: Numbered, one: str, on: datetime.date | None) -> set[str]:
    """An authority, its parts and those it is part of, three steps far, that designate anybody."""
    listing = {s.subject for _, s in said if s.type == "DESIGNATES"}
    found = {one}
    for down in (True, False):
        near = {one}
        for _ in range(3):
            near |= {
                s.subject if down else s.object
                for _, s in plain(said, on)
                if s.type == "PART_OF" and (s.object if down else s.subject) in near
            }
        found |= near & listing
    return found


def in_force(one: Said, on: When) -> bool:
    """Whether a statement holds on a day: on None today."""
    if isinstance(on, str):
        return True
    day = on or datetime.datetime.now(datetime.UTC).date()
    start, end = one.more.get("valid_from"), one.more.get("valid_to")
    return (start is None or start <= day) and (end is None or end >= day)


def undated(one: Said) -> bool:
    """Whether no day is said."""
    return "valid_from" not in one.more and "valid_to" not in one.more


def sides(said: Numbered, source: str | None, on: When) -> dict[Pair, dict[int, set[str]]]:
    """For each pair of actors, the ids of the statements that count for its sign, by sign."""
    found: dict[Pair, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for key, one in plain(said, on):
        confidence = one.more.get("confidence")
        if SIGNS[one.type] and (confidence is None or confidence >= 0.5) and source in (None, one.more["source"]):
            found[frozenset((one.subject, one.object))][SIGNS[one.type]].add(key)
    return found


def triples(pairs: dict[Pair, dict[int, set[str]]], among: list[str] | None = None) -> dict[tuple[str, ...], int]:
    """Each triple of actors whose pairs all have one sign, with the product."""
    found = {}
    names = sorted({name for pair in pairs for name in pair})
    for triple in combinations([n for n in names if among is None or n in among], 3):
        signs = [list(pairs.get(frozenset(pair), ())) for pair in combinations(triple, 2)]
        if all(len(sign) == 1 for sign in signs):
            found[triple] = signs[0][0] * signs[1][0] * signs[2][0]
    return found


def neighbours(
    said: Numbered,
    actor: str,
    types: list[str] | None,
    direction: str | None,
    on: datetime.date | None,
    without: list[str],
) -> dict[str, list[str]]:
    """The types of the statements with each neighbour."""
    found = defaultdict(list)
    for _, one in plain(said, on):
        if actor in (one.subject, one.object):
            other = one.object if one.subject == actor else one.subject
            way = "out" if one.subject == actor else "in"
            passes = direction in (None, "both", way) or one.type in SYMMETRIC
            if passes and (types is None or one.type in types) and other not in without:
                found[other].append(one.type)
    return found


def paths(
    said: Numbered,
    start: str,
    end: str,
    types: list[str] | None,
    on: datetime.date | None,
    longest: int,
    *,
    designations: bool = True,
) -> set[tuple[str, ...]]:
    """Every chain of different actors from start to end; beyond four steps only the shortest."""
    said, barred = walked(said, designations)
    near: dict[str, set[str]] = defaultdict(set)
    for _, one in plain(said, on):
        if types is None or one.type in types:
            near[one.subject].add(one.object)
            near[one.object].add(one.subject)
    found, open_ends = set(), [(start,)]
    while open_ends:
        chain = open_ends.pop()
        if chain[-1] == end:
            found.add(chain)
        elif len(chain) <= longest:
            steps = (step for step in near[chain[-1]] if step not in chain)
            open_ends += [(*chain, step) for step in steps if step == end or step not in barred]
    if start == end:
        return set()
    short = {chain for chain in found if len(chain) <= 5}
    least = min(map(len, found), default=0)
    return short or {chain for chain in found if len(chain) == least}


def steps(said: Numbered, actor: str, upstream: bool, on: datetime.date | None, longest: int) -> dict[str, int]:
    """How far each supplier (or recipient) is, by the shortest way."""
    near: dict[str, set[str]] = defaultdict(set)
    for _, one in plain(said, on):
        if one.type == "SUPPLIES":
            near[one.object if upstream else one.subject].add(one.subject if upstream else one.object)
    far = {actor: 0}
    for step in range(1, longest + 1):
        for known in [name for name, steps in far.items() if steps == step - 1]:
            for other in near[known]:
                far.setdefault(other, step)
    return {name: step for name, step in far.items() if step}


def ids(rows: Iterable[dict[str, Any]], column: str = "id") -> set[str]:
    """One column as a set; each value once in the rows."""
    values = [row[column] for row in rows]
    assert len(values) == len(set(values))
    return set(values)
